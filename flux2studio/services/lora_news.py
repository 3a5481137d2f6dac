"""What the folders of LoRAs have to tell: how far they are, what is missing, what is new."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flux2studio.core.lora import Lora

OFTEN_S = 0.25  # no more often is it told how far a scan has come

Listener = Callable[[Sequence[Lora]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderProgress:
    """How many of how many files were listed and hashed; None when nothing is to be done."""

    scanning: tuple[int, int] | None = None
    hashing: tuple[int, int] | None = None
    paused: bool = False

    @property
    def words(self) -> str:
        """Such as “hashing 312 of 10,000”; empty when nothing is to be done."""
        if self.scanning:
            return _words("reading", self.scanning)
        if self.hashing:
            return _words("hashing paused at" if self.paused else "hashing", self.hashing)
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderNews:
    """``missing`` and ``replaced`` are ids of cards; ``fresh`` are files without one."""

    progress: FolderProgress = FolderProgress()
    missing: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()
    fresh: tuple[Path, ...] = ()


class NewsBoard:
    """Thread-safe, in memory only. Listeners are called from the thread that found something."""

    def __init__(self) -> None:
        self._news = FolderNews()
        self._listeners: list[Listener] = []
        self._told = 0.0
        self._lock = threading.Lock()

    def now(self) -> FolderNews:
        with self._lock:
            return self._news

    def subscribe(self, listener: Listener) -> None:
        with self._lock:
            self._listeners.append(listener)

    def put(self, changed: Sequence[Lora] = (), **news: Any) -> None:
        """Show other values of the fields of ``FolderNews``, and tell which cards changed."""
        with self._lock:
            before, self._news = self._news, replace(self._news, **news)
            is_news = before != self._news or bool(changed)
        if is_news:
            self._tell(changed)

    def step(self, **progress: Any) -> None:
        """Show how far something is; told a few times a second, and always when it ends."""
        with self._lock:
            before = self._news
            self._news = replace(before, progress=replace(before.progress, **progress))
            is_end = None in progress.values()
            is_due = time.monotonic() - self._told >= OFTEN_S
            if before == self._news or not (is_end or is_due):
                return
        self._tell(())

    def _tell(self, changed: Sequence[Lora]) -> None:
        with self._lock:
            self._told = time.monotonic()
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(changed)


def _words(what: str, numbers: tuple[int, int]) -> str:
    done, total = numbers
    return f"{what} {done:,} of {total:,}"
