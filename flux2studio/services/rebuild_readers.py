"""Reads a large folder of pictures with several processes: one core is the bottleneck."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import IO

import msgspec

import flux2studio
from flux2studio.core.environment import without_secrets
from flux2studio.storage.rebuild import Batches
from flux2studio.storage.rebuild_reader import ReadBatch, read_batch, read_frame, write_frame

PROCESSES_MAX = 4
AHEAD = 2  # answers for each process that may wait: what is read must not fill the memory

Answer = tuple[Batches, Sequence[ReadBatch]]


def read_in_processes(
    wanted: Iterable[Batches], command: Sequence[str] | None = None
) -> Generator[Answer, None, None]:
    """Read pictures, in order, in processes that end with the iteration.

    What a process that fails was to read is read here.
    """
    count = min(PROCESSES_MAX, os.cpu_count() or 1)
    readers = _Readers(command or reader_command())
    pool = ThreadPoolExecutor(count, "rebuild")
    try:
        waiting: deque[Future[Answer]] = deque()
        batches = iter(wanted)
        for some in islice(batches, count * AHEAD):
            waiting.append(pool.submit(readers.read, some))
        while waiting:
            answer = waiting.popleft().result()
            for some in islice(batches, 1):
                waiting.append(pool.submit(readers.read, some))
            yield answer
    finally:
        pool.shutdown(cancel_futures=True)
        readers.close()


class _Readers:
    """One process for each thread that reads."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._own = threading.local()
        self._all: list[subprocess.Popen[bytes]] = []

    def read(self, batches: Batches) -> Answer:
        try:
            return batches, self._asked(batches)
        except (OSError, EOFError, msgspec.DecodeError):
            self._end()
            return batches, [read_batch(batch) for batch in batches]

    def close(self) -> None:
        for process in self._all:
            with suppress(OSError):
                process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    _there(pipe).close()

    def _asked(self, batches: Batches) -> list[ReadBatch]:
        process = getattr(self._own, "process", None)
        if process is None:
            process = self._own.process = _started(self._command)
            self._all.append(process)
        write_frame(_there(process.stdin), msgspec.msgpack.encode(batches))
        if (frame := read_frame(_there(process.stdout))) is None:
            raise EOFError
        return msgspec.msgpack.decode(frame, type=list[ReadBatch])

    def _end(self) -> None:
        """The next batch starts another process."""
        with suppress(AttributeError):
            self._own.process.kill()
            del self._own.process


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # on Windows alone
    )


def reader_command() -> tuple[str, ...]:
    """Return how a reader is started, also when the app is one packed file."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--history-reader")
    return (sys.executable, "-m", "flux2studio.storage.rebuild_reader")


def _environment() -> dict[str, str]:
    """No key, and this package found whatever the working folder is."""
    places = [str(Path(flux2studio.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    path = os.pathsep.join(place for place in places if place)
    return {**without_secrets(os.environ), "PYTHONPATH": path}


def _there(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
