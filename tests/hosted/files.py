"""A host that gives out files, in parts where it is asked to; what came to it is kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Self

from tests.hosted.server import LoopbackServer, Reply, Request

Answer = Reply | Callable[[Request], Reply]


class FileHost:
    """``answers`` are by path; a list of them is used up one by one, the last one stays."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.seen: list[Request] = []
        self._server = LoopbackServer(self._respond)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.close()

    @property
    def url(self) -> str:
        return self._server.url

    def paths(self) -> list[str]:
        return [request.path for request in self.seen]

    def saw(self, secret: str) -> list[str]:
        """The paths of the requests that hold ``secret`` anywhere."""
        return [request.path for request in self.seen if secret in repr(request)]

    def _respond(self, request: Request) -> Reply:
        self.seen.append(request)
        answer = self.answers.get(request.path, Reply(status=404))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        return answer(request) if callable(answer) else answer


def file_of(data: bytes, tag: str = "", *, cut: int | None = None) -> Callable[[Request], Reply]:
    """Give out ``data``, from where the client wants it as long as its version is still this."""
    mark = tag or f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'

    def give(request: Request) -> Reply:
        whole = Reply(body=data, media_type="binary/octet-stream", headers={"ETag": mark}, cut=cut)
        wanted = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
        if wanted is None or request.headers.get("if-range") != mark:
            return whole
        start = int(wanted[1])
        if start >= len(data):
            return Reply(status=416)
        span = f"bytes {start}-{len(data) - 1}/{len(data)}"
        return whole.but(
            status=206, body=data[start:], headers={"ETag": mark, "Content-Range": span}
        )

    return give


def ranges(requests: Iterable[Request]) -> list[str]:
    return [request.headers.get("range", "") for request in requests]
