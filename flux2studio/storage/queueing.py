"""Whoever waits to write comes before whoever has just written: threads here, other processes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from flux2studio.core.errors import StorageError
from flux2studio.storage.locks import try_lock, unlock

WAIT_S = 5.0  # as long as SQLite waits for a lock itself
_LOOK_S = 0.002
_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)


class FairLock:
    """A lock that its thread may take again inside; a thread that waits gets it next.

    Without that, one that writes a million rows in short transactions takes it again before
    another one has even woken up.
    """

    def __init__(self) -> None:
        self._next = threading.Lock()  # held by the one who waits for the lock itself
        self._lock = threading.RLock()
        self._owner, self._depth = 0, 0

    def __enter__(self) -> None:
        if self._owner == threading.get_ident():
            self._lock.acquire()
        else:
            with self._next:
                self._lock.acquire()
            self._owner = threading.get_ident()
        self._depth += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._depth -= 1
        if not self._depth:
            self._owner = 0
        self._lock.release()


class Turnstile:
    """Lets one process at a time wait for the database, so that none is passed by for ever.

    SQLite looks now and then whether another process has finished, and most often misses the
    moment between two of its transactions. It is a courtesy: whoever cannot have the turnstile
    within ``WAIT_S`` goes on without. Not thread-safe.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @contextmanager
    def passing(self) -> Generator[None, None, None]:
        """Wait for the turn of this process, and keep others waiting inside the block."""
        taken = self._take()
        try:
            yield
        finally:
            if taken is not None:
                unlock(taken)

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _take(self) -> int | None:
        until = time.monotonic() + WAIT_S
        with suppress(OSError, StorageError):  # the disk is gone, or knows no locks
            if self._descriptor is None:
                self._descriptor = os.open(self._path, _OPEN, 0o600)
            while not try_lock(self._descriptor):
                if time.monotonic() >= until:
                    return None
                time.sleep(_LOOK_S)
            return self._descriptor
        return None
