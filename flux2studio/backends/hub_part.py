"""A large file of a known size on its way to the disk, gone on with from its last byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from flux2studio.backends.arrival import SAID_MAX, SLOWEST, Slowest, SpeedWatch, span_of
from flux2studio.backends.wire import MisfitError
from flux2studio.core.errors import BackendError

_ANY = 2**62


class HubPart:
    """Appends to ``path`` until it has ``size`` bytes. Nothing that is there is ever thrown away.

    Which version of the file comes is not asked: the caller pins a revision, and compares the
    whole with its hash. ``on_bytes`` gets how many are here.
    """

    def __init__(
        self,
        path: Path,
        size: int,
        on_bytes: Callable[[int], None],
        *,
        slowest: Slowest = SLOWEST,
    ) -> None:
        self.limit_bytes = _ANY  # what is too long is noticed here, with better words
        self._path = path
        self._size = size
        self._on_bytes = on_bytes
        self._slowest = slowest
        self._file: BinaryIO | None = None
        self._is_wanted = False
        self.have = _size_of(path)
        self._skip = 0
        self._watch = SpeedWatch(slowest)
        self._came = 0

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

    @property
    def is_whole(self) -> bool:
        return self.have == self._size and (self._size > 0 or self._path.exists())

    def asks(self) -> dict[str, str]:
        """The headers that ask for what is still missing."""
        return {"Range": f"bytes={self.have}-"} if self.have else {}

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Raises BackendError for an answer that is not this file, OSError."""
        self._is_wanted = status in (200, 206)
        self._came, self._watch = 0, SpeedWatch(self._slowest)
        if not self._is_wanted:
            return
        start, size = _span(status, headers)
        if "text/html" in headers.get("content-type", ""):
            raise BackendError(
                "A web page came in place of the file.",
                hint="If this network wants you to sign in, do so in the browser; then try again.",
                details=f"HTTP {status}, {self._path.name}",
            )
        if start > self.have or size not in (None, self._size):
            raise BackendError(
                "The site sends another file than the one it described.",
                hint="Try again later; what is here is kept.",
                details=f"{self._path.name}: {size} bytes from {start}, not {self._size}",
            )
        self._skip = self.have - start
        if self._file is None:
            self._file = self._path.open("ab")
        self._on_bytes(self.have)

    def take(self, piece: bytes) -> None:
        """Raises BackendError, TooSlowError, MisfitError, OSError."""
        self._came += len(piece)
        self._watch.check(self._came)
        if self._file is None or not self._is_wanted:
            if self._came > SAID_MAX:
                raise MisfitError
            return
        known = min(self._skip, len(piece))
        self._skip -= known
        self._append(self._file, piece[known:])

    def _append(self, file: BinaryIO, piece: bytes) -> None:
        if self.have + len(piece) > self._size:
            raise BackendError(
                "The site sends more than the file has.",
                hint="Try again later; what is here is kept.",
                details=f"{self._path.name}: more than {self._size} bytes",
            )
        file.write(piece)
        file.flush()  # a kill costs no byte that came
        self.have += len(piece)
        self._on_bytes(self.have)


def _span(status: int, headers: Mapping[str, str]) -> tuple[int, int | None]:
    """Where the body starts in the file, and how large that is, None where it is not said."""
    if status == 206:
        if (found := span_of(headers.get("content-range", ""))) is None:
            raise MisfitError
        return found
    length = headers.get("content-length", "")
    return 0, int(length) if length.isascii() and length.isdigit() else None


def _size_of(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0
