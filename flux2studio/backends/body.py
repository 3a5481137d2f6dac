"""A JSON body with pictures inside, encoded piece by piece while it is sent."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# A multiple of 3, so that the pieces of base64 join up. Encoding one takes about 0.3 ms; all of
# a large picture at once holds the interpreter lock, and so the window, for 100 ms.
CHUNK = 192 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class InlinePicture:
    media_type: str
    data: bytes


class JsonBody:
    """``payload`` as JSON, with ``pictures`` as data URIs in the list ``field``.

    ``all_out`` turns true just before the last piece is handed out: until then no server can
    have taken the request, because its length is announced up front.
    """

    def __init__(
        self,
        payload: Mapping[str, Any],
        pictures: Sequence[InlinePicture] = (),
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
            len(self._lead(index)) + 4 * (-(-len(picture.data) // 3)) + 1
            for index, picture in enumerate(self._pictures)
        )
        return len(self._head) + inside + len(self._tail)

    async def chunks(self) -> AsyncIterator[bytes]:
        """Hand out the pieces; may be begun anew."""
        self.all_out = False
        for piece in self._pieces():
            yield piece
        self.all_out = True
        yield self._tail

    def _pieces(self) -> Iterator[bytes]:
        yield self._head
        for index, picture in enumerate(self._pictures):
            yield self._lead(index)
            view = memoryview(picture.data)
            for start in range(0, len(view), CHUNK):
                yield base64.b64encode(view[start : start + CHUNK])
            yield b'"'

    def _lead(self, index: int) -> bytes:
        comma = b"," if index else b""
        return comma + f'"data:{self._pictures[index].media_type};base64,'.encode()
