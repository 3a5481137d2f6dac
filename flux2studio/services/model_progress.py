"""How far a download of many files is, how fast, and how long it will take."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Mapping

from flux2studio.core.errors import StudioError
from flux2studio.core.model_files import Download, DownloadState

_EVERY_S = 0.1  # how often the listener hears of it at the most
_SMOOTH_S = 5.0  # over about as long the speed is averaged
_SURE_S = 2.0  # before that nobody knows how long it takes


class Tally:
    """Thread-safe: several files come at once. ``files`` are sizes by path, ``have`` of each."""

    def __init__(
        self,
        files: Mapping[str, int],
        have: Mapping[str, int],
        listener: Callable[[Download], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total = sum(files.values())
        self._have = dict(have)
        self._states: dict[str, DownloadState] = {}
        self._problem: StudioError | None = None
        self._listener = listener
        self._clock = clock
        self._lock = threading.Lock()
        self._began = self._measured = self._told = clock()
        self._measured_bytes = sum(self._have.values())
        self._speed = 0.0

    def came(self, path: str, have: int) -> None:
        """``have`` bytes of a file are here."""
        with self._lock:
            self._have[path] = have
            self._states[path] = DownloadState.FETCHING
        self._tell()

    def wait(self, path: str, problem: StudioError) -> None:
        """Nothing comes of a file, which is asked for again."""
        with self._lock:
            self._states[path] = DownloadState.WAITING
            self._problem = problem
        self._tell(at_once=True)

    def check(self, path: str) -> None:
        """A file is compared with its hash."""
        with self._lock:
            self._states[path] = DownloadState.CHECKING
        self._tell()

    def end(self, path: str) -> None:
        with self._lock:
            self._states.pop(path, None)
        self._tell()

    def now(self) -> Download:
        with self._lock:
            return self._download()

    def _tell(self, *, at_once: bool = False) -> None:
        with self._lock:
            now = self._clock()
            if now - self._told < _EVERY_S and not at_once:
                return
            self._told = now
            self._measure(now)
            download = self._download()
        self._listener(download)

    def _measure(self, now: float) -> None:
        seconds, done = now - self._measured, sum(self._have.values())
        if seconds <= 0:
            return
        rate = max(0, done - self._measured_bytes) / seconds
        weight = 1.0 - math.exp(-seconds / min(_SMOOTH_S, max(now - self._began, 0.1)))
        self._speed += weight * (rate - self._speed)
        self._measured, self._measured_bytes = now, done

    def _download(self) -> Download:
        done, state = sum(self._have.values()), self._state()
        is_sure = self._speed > 1.0 and self._measured - self._began >= _SURE_S
        return Download(
            state=state,
            done_bytes=done,
            total_bytes=self._total,
            bytes_per_second=self._speed,
            seconds_left=(self._total - done) / self._speed if is_sure else None,
            problem=self._problem if state is DownloadState.WAITING else None,
        )

    def _state(self) -> DownloadState:
        states = set(self._states.values())
        for state in (DownloadState.FETCHING, DownloadState.CHECKING, DownloadState.WAITING):
            if state in states:
                return state
        return DownloadState.FETCHING
