"""Hashes LoRA files one after the other, when nothing more important is done."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled, Detached, LoraError, StorageError
from flux2studio.services.lora_news import NewsBoard
from flux2studio.storage.lora_identity import Identity, read_identity
from flux2studio.storage.lora_index import IndexedFile

log = logging.getLogger(__name__)

Found = Sequence[tuple[IndexedFile, Identity]]
Waiting = Callable[[], tuple[list[IndexedFile], int]]

_KEPT_EVERY_S = 2.0  # so much is hashed again after a crash
_KEPT_AT_LEAST = 50
_BUSY_S = 0.5  # between two looks whether a picture is still being made
_JOIN_S = 3.0  # a drive that hangs must not hold up the end of the app
_NICE = 10  # lower, and a thread that waits for the interpreter's lock would wait long
_BACKGROUND = 0x00010000  # Windows: THREAD_MODE_BACKGROUND_BEGIN


class LoraHasher:
    """One thread. It stops within a MB of reading when it is to pause, to yield or to end."""

    def __init__(
        self,
        waiting: Waiting,
        keep: Callable[[Found], None],
        before: Callable[[Callable[[], None]], None],
        board: NewsBoard,
        is_busy: Callable[[], bool],
    ) -> None:
        self._waiting, self._keep, self._before = waiting, keep, before
        self._board, self._is_busy = board, is_busy
        self._control = RunControl()
        self._changed = threading.Condition()
        self._is_woken, self._is_paused = False, False
        self._refused: set[IndexedFile] = set()  # could not be read; as they were then
        self._thread = threading.Thread(target=self._run, name="lora-hashes", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """There may be other files to hash."""
        with self._changed:
            self._is_woken = True
            self._changed.notify_all()

    def pause(self, is_paused: bool) -> None:
        with self._changed:
            self._is_paused = is_paused
            self._changed.notify_all()
        self._board.step(paused=is_paused)
        self.wake()

    def close(self) -> None:
        """End at once; what was hashed and not kept yet is hashed again another time."""
        self._control.detach()
        with self._changed:
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(_JOIN_S)

    def _run(self) -> None:
        lower_priority()
        with suppress(Detached):
            while True:
                self._wait()
                try:
                    self._hash_all()
                except StorageError as error:
                    log.warning("The hashes of LoRAs cannot be kept: %s", error)
                    self._control.sleep(_KEPT_EVERY_S)

    def _wait(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_woken or self._control.cancelled)
            self._is_woken = False
        self._control.check()
        while self._must_yield():
            with self._changed:
                self._changed.wait(_BUSY_S)
            self._control.check()

    def _hash_all(self) -> None:
        with suppress(Cancelled):
            self._before(self._check)
            todo, total = self._waiting()
            todo = [file for file in todo if file not in self._refused]
            self._hash(todo, total)
        if self._is_woken or self._must_yield():
            self.wake()

    def _hash(self, todo: Sequence[IndexedFile], total: int) -> None:
        done: list[tuple[IndexedFile, Identity]] = []
        kept_at = time.monotonic()
        try:
            for number, file in enumerate(todo):
                self._board.step(hashing=(total - len(todo) + number, total))
                self._check()
                done += self._hashed(file)
                if len(done) >= _KEPT_AT_LEAST or time.monotonic() - kept_at > _KEPT_EVERY_S:
                    self._keep(done)
                    done, kept_at = [], time.monotonic()
                if self._is_woken:
                    break  # something may be wanted more
        finally:
            if done and not self._control.cancelled:
                self._keep(done)
        if not self._is_woken:
            self._board.step(hashing=None)

    def _hashed(self, file: IndexedFile) -> list[tuple[IndexedFile, Identity]]:
        try:
            return [(file, read_identity(Path(file.path), self._check))]
        except LoraError as error:
            log.info("“%s” was not hashed: %s", Path(file.path).name, error)
            self._refused.add(file)
            return []

    def _check(self) -> None:
        self._control.check()
        if self._must_yield():
            raise Cancelled

    def _must_yield(self) -> bool:
        return self._is_paused or self._is_busy()


def lower_priority() -> None:
    """Let this thread run, and read the disk, only when no other wants to, where that can be."""
    with suppress(OSError):
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        elif sys.platform == "win32":
            import ctypes

            kernel = ctypes.windll.kernel32
            kernel.SetThreadPriority(kernel.GetCurrentThread(), _BACKGROUND)
