"""The first bytes of a file elsewhere, so that its header is read without fetching the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from flux2studio.backends.addresses import is_loopback
from flux2studio.backends.http import HttpSession
from flux2studio.core.control import RunControl

_SPAN = re.compile(r"bytes 0-\d+/(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteHead:
    """``size`` of the whole file in bytes, 0 when unknown. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    data: bytes
    size: int


def read_head(url: str, headers: Mapping[str, str], length: int, control: RunControl) -> RemoteHead:
    """Get up to ``length`` bytes from the start of a file, however much a server sends.

    ``headers``, which may hold a key, go to the host of ``url`` alone. Raises BackendError and
    Cancelled.
    """
    sink = _Head(length)
    with HttpSession(control) as session, suppress(_EnoughError):
        session.receive(url, sink, headers=headers, deadline_s=30.0, loopback=is_loopback(url))
    size = _size(sink.status, sink.headers)
    return RemoteHead(status=sink.status, headers=sink.headers, data=bytes(sink.body), size=size)


class _EnoughError(Exception):
    """All that was wanted is here."""


class _Head:
    limit_bytes = 2**62  # the rest is not read, so it may be as large as it likes

    def __init__(self, length: int) -> None:
        self.body = bytearray()
        self.status = 0
        self.headers: Mapping[str, str] = {}
        self._length = length

    def asks(self) -> Mapping[str, str]:
        return {"Range": f"bytes=0-{self._length - 1}"}

    def begin(self, status: int, headers: Mapping[str, str], /) -> None:
        self.body.clear()
        self.status, self.headers = status, headers

    def take(self, piece: bytes, /) -> None:
        self.body += piece[: self._length - len(self.body)]
        if len(self.body) == self._length:
            raise _EnoughError


def _size(status: int, headers: Mapping[str, str]) -> int:
    if status == 206 and (found := _SPAN.fullmatch(headers.get("content-range", ""))):
        return int(found[1])
    length = headers.get("content-length", "")
    return int(length) if status == 200 and length.isascii() and length.isdigit() else 0
