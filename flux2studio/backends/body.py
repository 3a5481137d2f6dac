"""What a request carries, made piece by piece while it is sent: JSON with pictures, or a file."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

# A multiple of 3, so that the pieces of base64 join up. Encoding one takes about 0.3 ms; all of
# a large picture at once holds the interpreter lock, and so the window, for 100 ms.
CHUNK = 192 * 1024


class Body(Protocol):
    """``length`` in bytes is announced up front, so half a body is never taken for a whole one.

    ``all_out`` turns true just before the last piece is handed out: until then no server can
    have taken the request.
    """

    @property
    def length(self) -> int: ...

    @property
    def media_type(self) -> str: ...

    @property
    def all_out(self) -> bool: ...

    def chunks(self) -> AsyncIterator[bytes]:
        """Hand out the pieces; may be begun anew."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class InlinePicture:
    media_type: str
    data: bytes


class JsonBody:
    """``payload`` as JSON, with ``pictures`` as data URIs or links in the list ``field``."""

    media_type: ClassVar[str] = "application/json"

    def __init__(
        self,
        payload: Mapping[str, Any],
        pictures: Sequence[InlinePicture | str] = (),
        field: str = "image_urls",
    ) -> None:
        head = json.dumps(payload, separators=(",", ":")).encode()[:-1]
        comma = b"," if payload else b""
        self._head = head + (comma + json.dumps(field).encode() + b":[" if pictures else b"")
        self._tail = b"]}" if pictures else b"}"
        self._pictures = tuple(pictures)
        self.all_out = False

    @property
    def length(self) -> int:
        """Bytes in all."""
        inside = sum(
            len(self._lead(index)) + _encoded_length(picture) + 1
            for index, picture in enumerate(self._pictures)
        )
        return len(self._head) + inside + len(self._tail)

    async def chunks(self) -> AsyncIterator[bytes]:
        """See ``Body.chunks``."""
        self.all_out = False
        for piece in self._pieces():
            yield piece
        self.all_out = True
        yield self._tail

    def _pieces(self) -> Iterator[bytes]:
        yield self._head
        for index, picture in enumerate(self._pictures):
            yield self._lead(index)
            if isinstance(picture, str):
                yield b'"'
                continue
            view = memoryview(picture.data)
            for start in range(0, len(view), CHUNK):
                yield base64.b64encode(view[start : start + CHUNK])
            yield b'"'

    def _lead(self, index: int) -> bytes:
        """All of a picture before its base64; of a link, all but the quote that ends it."""
        comma, picture = b"," if index else b"", self._pictures[index]
        if isinstance(picture, str):
            return comma + json.dumps(picture).encode()[:-1]
        return comma + f'"data:{picture.media_type};base64,'.encode()


def _encoded_length(picture: InlinePicture | str) -> int:
    return 0 if isinstance(picture, str) else 4 * (-(-len(picture.data) // 3))


class FileBody:
    """``length`` bytes of the file at ``path``, from ``offset`` on, read as they are sent.

    ``on_progress`` gets the bytes that were handed over so far.
    """

    def __init__(
        self,
        path: Path,
        *,
        offset: int = 0,
        length: int,
        media_type: str = "application/octet-stream",
        on_progress: Callable[[int], None] | None = None,
    ) -> None:
        self.length = length
        self.media_type = media_type
        self.all_out = False
        self._path = path
        self._offset = offset
        self._on_progress = on_progress

    async def chunks(self) -> AsyncIterator[bytes]:
        """See ``Body.chunks``. Raises OSError, also when the file has become shorter."""
        self.all_out = False
        sent = 0
        with self._path.open("rb", buffering=0) as file:
            file.seek(self._offset)
            while sent < self.length:
                piece = file.read(min(CHUNK, self.length - sent))
                if not piece:
                    raise OSError(f"{self._path.name} became shorter while it was sent")
                self.all_out = sent + len(piece) == self.length
                yield piece
                sent += len(piece)
                if self._on_progress is not None:
                    self._on_progress(sent)
