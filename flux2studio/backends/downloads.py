"""A large file on its way to the disk: gone on with where it stopped, in place only when whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from flux2studio.backends.arrival import SAID_MAX, SLOWEST, Slowest, SpeedWatch, span_of
from flux2studio.backends.wire import MisfitError, TooLargeError


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
        self._watch = SpeedWatch(slowest)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._close()

    def asks(self) -> dict[str, str]:
        """The headers that ask for what is still missing."""
        with suppress(OSError, UnicodeError):
            size, tag = self._part.stat().st_size, self._tag.read_text("ascii")
            if self._resume and size and tag:
                return {"Range": f"bytes={size}-", "If-Range": tag}
        return {}

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Raises TooLargeError, MisfitError, OSError."""
        self.is_wanted, self.said = status in (200, 206), b""
        self._done = self._total = 0
        if status == 206:
            self._go_on(headers.get("content-range", ""))
        elif status == 416:  # what is here is no part of what is there
            self._forget()
        elif self.is_wanted:
            self._start(headers)
        if self._total > self.limit_bytes:
            raise TooLargeError
        self._watch = SpeedWatch(self._slowest, self._done)
        if self.is_wanted:
            self._tell()

    def take(self, piece: bytes) -> None:
        """Raises TooLargeError, TooSlowError, MisfitError, OSError."""
        self._done += len(piece)
        self._watch.check(self._done)
        if self._file is None or not self.is_wanted:
            self.said += piece
            if self._done > SAID_MAX:
                raise MisfitError
            return
        if self._done > self.limit_bytes:
            raise TooLargeError
        self._file.write(piece)
        self._tell()

    def finish(self) -> bool:
        """Put the file in its place, durably. False when bytes are missing."""
        if self._total and self._done != self._total:
            return False
        with self._part.open("r+b") as file:
            os.fsync(file.fileno())
        self._part.replace(self._target)
        self._tag.unlink(missing_ok=True)
        return True

    def _start(self, headers: Mapping[str, str]) -> None:
        self._forget()
        self._file = self._part.open("wb")
        self._total = int(headers.get("content-length") or 0)
        tag = headers.get("etag", "")
        if tag.startswith('"'):  # a weak one does not vouch for the bytes
            self._tag.write_text(tag, "ascii", "ignore")

    def _go_on(self, span: str) -> None:
        """The rest comes: behind what is here, or from somewhere before its end."""
        found = span_of(span)
        size = self._part.stat().st_size if self._part.exists() else 0
        if found is None or found[0] > size:
            self._forget()
            raise MisfitError
        self._close()
        self._file = self._part.open("r+b")
        self._done, self._total = found
        self._file.truncate(self._done)
        self._file.seek(self._done)

    def _forget(self) -> None:
        self._close()
        self._tag.unlink(missing_ok=True)
        self._part.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _tell(self) -> None:
        if self._on_progress is not None:
            self._on_progress(self._done, self._total)
