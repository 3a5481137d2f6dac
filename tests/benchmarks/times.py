"""Times of many acts of one kind, by the clock and by the processor."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Times:
    """Seconds: of the clock, and of the processor in the UI thread, which no other work hides."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @contextmanager
    def one(self) -> Iterator[None]:
        wall, processor = time.perf_counter(), time.thread_time()
        yield
        self.processor.append(time.thread_time() - processor)
        self.wall.append(time.perf_counter() - wall)


def head(title: str) -> None:
    print(f"\n{title:50}    p50    p99  worst   p99 of the processor, ms")


def say(name: str, times: Times) -> None:
    wall, processor = sorted(times.wall), sorted(times.processor)
    at = int(len(wall) * 0.99)
    figures = (wall[len(wall) // 2], wall[at], wall[-1], processor[at])
    print(f"{name:50}", *(f"{figure * 1e3:6.1f}" for figure in figures), flush=True)
