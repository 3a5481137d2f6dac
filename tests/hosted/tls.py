"""fal under its real names: a proxy that ends TLS with a test's own authority, and a plain one.

Clients that cannot be pointed elsewhere run unchanged against the stand-in (hosted-services.md
section 4). Nothing is passed on: a name that is not fal's, its backup domains among them, is
refused and written down, so no test can reach a service that costs money."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from socket import socket
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.hosted.fal import FalStandIn
from tests.hosted.server import LoopbackServer, Reply, Request

_PLACES = {  # server of the stand-in, and where the host's addresses begin there
    "fal.run": ("api", "/run"),
    "queue.fal.run": ("api", "/queue"),
    "rest.fal.ai": ("api", "/rest"),
    "api.fal.ai": ("api", "/api"),
    "v3.fal.media": ("cdn", ""),
}
HOSTS = tuple(_PLACES)
_CONNECT = re.compile(rb"CONNECT ([\w.-]+):443 HTTP/1\.[01]\r\n")
_HEAD_MAX = 16_384


class RealNames:
    """Routes a request by the name of the host it was meant for."""

    def __init__(self, fal: FalStandIn) -> None:
        self._fal = fal

    def answer(self, host: str, request: Request) -> Reply:
        server, start = _PLACES[host]
        return self._fal.answer(server, replace(request, path=start + request.path))

    def answer_under_them(self, host: str, request: Request) -> Reply:
        """As ``answer``, but what is said and heard has the real names in it, too."""
        reply = self.answer(host, replace(request, body=self._inwards(request)))
        pieces = None if reply.pieces is None else map(self._outwards, reply.pieces)
        if not reply.media_type.startswith(("application/json", "text/event-stream")):
            return reply
        return reply.but(body=self._outwards(reply.body), pieces=pieces)

    def _pairs(self) -> Iterable[tuple[bytes, bytes]]:
        for host, (server, start) in _PLACES.items():
            base = self._fal.cdn_url if server == "cdn" else self._fal.url
            yield f"https://{host}/".encode(), f"{base}{start}/".encode()

    def _inwards(self, request: Request) -> bytes:
        body = request.body
        if request.headers.get("content-type", "").startswith("application/json"):
            for real, local in self._pairs():
                body = body.replace(real, local)
        return body

    def _outwards(self, body: bytes) -> bytes:
        for real, local in self._pairs():
            body = body.replace(local, real).replace(local[:-1] + b'"', real[:-1] + b'"')
        return body


class TlsProxy(LoopbackServer):
    """``HTTPS_PROXY`` for a client in another process. ``refused``: the names it asked for in
    vain."""

    def __init__(self, fal: FalStandIn, context: ssl.SSLContext) -> None:
        names = RealNames(fal)
        super().__init__(lambda r: names.answer_under_them(r.headers["host"], r))
        self.refused: list[str] = []
        self._context = context

    def finish_request(self, request: Any, client_address: Any) -> None:
        head = _read_head(request)
        match = _CONNECT.match(head)
        if match is None or match[1].decode() not in _PLACES:
            self.refused.append(match[1].decode() if match else head[:200].decode("latin-1"))
            request.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return
        request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with self._context.wrap_socket(request, server_side=True) as tunnel:
            with self._lock:
                self._open.add(tunnel)
            try:
                super().finish_request(tunnel, client_address)
            finally:
                with self._lock:
                    self._open.discard(tunnel)
                with suppress(OSError):
                    tunnel.setblocking(False)  # say farewell, wait for none
                    tunnel.unwrap()


class PlainProxy(LoopbackServer):
    """Takes the real address from ``x-fal-target-url``, as the node client's ``proxyUrl`` has it,
    or from the first part of the path, ``/queue.fal.run/...``."""

    def __init__(self, fal: FalStandIn) -> None:
        self._names = RealNames(fal)
        self.refused: list[str] = []
        super().__init__(self._pass_on)

    def _pass_on(self, request: Request) -> Reply:
        target = request.headers.get("x-fal-target-url") or f"https:/{request.path}"
        parts = urlsplit(target)
        if parts.scheme != "https" or parts.hostname not in _PLACES:
            self.refused.append(target)
            return Reply(status=403)
        query = parse_qs(parts.query, keep_blank_values=True) or request.query
        return self._names.answer(parts.hostname, replace(request, path=parts.path, query=query))


def _read_head(connection: socket) -> bytes:
    head = b""
    while not head.endswith(b"\r\n\r\n") and len(head) < _HEAD_MAX:
        byte = connection.recv(1)
        if not byte:
            break
        head += byte
    return head
