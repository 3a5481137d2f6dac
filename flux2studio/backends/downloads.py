"""A large file on its way to the disk: gone on with where it stopped, in place only when whole."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from flux2studio.backends.wire import TooLargeError, TooSlowError

_SAID_MAX = 64 * 1024  # of an answer that is no file
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slowest:
    """Fewer bytes a second than this, over as many seconds, and the server is given up."""

    bytes_per_s: float = 1024.0
    over_s: float = 30.0


SLOWEST = Slowest()


class PartFile:
    """``target`` with ``.part`` behind its name, until it is whole.

    ``.part.tag`` beside it holds the server's mark of the version it is a part of: only of that
    one is the rest asked for. ``on_progress`` gets the bytes that are here, and all of them, 0
    when nobody knows.
    """

    def __init__(
        self,
        target: Path,
        limit_bytes: int,
        *,
        resume: bool = True,
        on_progress: Callable[[int, int], None] | None = None,
        slowest: Slowest = SLOWEST,
    ) -> None:
        self.limit_bytes = limit_bytes
        self.is_wanted = False
        self.said = b""
        self._target = target
        self._part = target.with_name(target.name + ".part")
        self._tag = target.with_name(target.name + ".part.tag")
        self._resume = resume
        self._on_progress = on_progress
        self._file: BinaryIO | None = None
        self._done = 0
        self._total = 0
        self._slowest = slowest
        self._watch = (time.monotonic(), 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def asks(self) -> dict[str, str]:
        """The headers that ask for what is still missing."""
        with suppress(OSError, UnicodeError):
            size, tag = self._part.stat().st_size, self._tag.read_text("ascii")
            if self._resume and size and tag:
                return {"Range": f"bytes={size}-", "If-Range": tag}
        return {}

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Raises TooLargeError."""
        self.is_wanted, self.said = status in (200, 206), b""
        if status == 416:  # what is here is no part of what is there
            self._forget()
        if not self.is_wanted:
            return
        length = int(headers.get("content-length") or 0)
        start, self._total = _span(status, headers) or (0, length)
        if self._total > self.limit_bytes:
            raise TooLargeError
        self._open(start if status == 206 else 0, headers.get("etag", ""))
        self._watch = (time.monotonic(), self._done)
        self._tell()

    def take(self, piece: bytes) -> None:
        """Raises TooLargeError, TooSlowError, OSError."""
        if not self.is_wanted or self._file is None:
            self.said = (self.said + piece)[:_SAID_MAX]
            return
        self._done += len(piece)
        if self._done > self.limit_bytes:
            raise TooLargeError
        self._file.write(piece)
        self._tell()
        self._check_speed()

    def finish(self) -> bool:
        """Put the file in its place, durably. False when bytes are missing."""
        if self._total and self._done != self._total:
            return False
        with self._part.open("r+b") as file:
            os.fsync(file.fileno())
        self._part.replace(self._target)
        self._tag.unlink(missing_ok=True)
        return True

    def _open(self, start: int, tag: str) -> None:
        self.__exit__(None, None, None)
        if start == 0:
            self._forget()
            self._file = self._part.open("wb")
            if tag.startswith('"'):  # a weak one does not vouch for the bytes
                self._tag.write_text(tag, "ascii", "ignore")
        else:
            self._file = self._part.open("r+b")
            if self._file.seek(0, os.SEEK_END) < start:
                raise OSError("the part is shorter than what was asked for")
            self._file.truncate(start)
            self._file.seek(start)
        self._done = start

    def _forget(self) -> None:
        self._tag.unlink(missing_ok=True)
        self._part.unlink(missing_ok=True)

    def _tell(self) -> None:
        if self._on_progress is not None:
            self._on_progress(self._done, self._total)

    def _check_speed(self) -> None:
        since, had = self._watch
        seconds = time.monotonic() - since
        if seconds < self._slowest.over_s:
            return
        if self._done - had < self._slowest.bytes_per_s * seconds:
            raise TooSlowError
        self._watch = (time.monotonic(), self._done)


def _span(status: int, headers: Mapping[str, str]) -> tuple[int, int] | None:
    """Where a partial answer begins, and the length of the whole."""
    if status != 206 or not (found := _RANGE.fullmatch(headers.get("content-range", ""))):
        return None
    return int(found[1]), int(found[2])
