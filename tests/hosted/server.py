"""A small HTTP server that can also break off, dawdle and cut short."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Header names are in lower case."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes
    client_port: int = 0  # one a connection

    @property
    def content_hash(self) -> str:
        return hashlib.sha256(self.path.encode() + b"\0" + self.body).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """``cut``: the connection closes after that many bytes of the body. ``reset``: half the body,
    then the connection is torn down. ``length``: what Content-Length says instead of the truth.
    ``pieces``: sent one by one, chunked, with ``drip_s`` between them, instead of ``body``;
    ``unframed``: without a length, the end of the connection is the end of the body."""

    status: int = 200
    body: bytes = b""
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False
    cut: int | None = None
    drip_s: float = 0.0
    reset: bool = False
    length: int | None = None
    pieces: Iterable[bytes] | None = None
    unframed: bool = False

    def but(self, **changes: Any) -> Reply:
        return replace(self, **changes)


def json_reply(value: object, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status=status, body=json.dumps(value).encode(), headers=named)


class LoopbackServer(ThreadingHTTPServer):
    """Answers on 127.0.0.1 until it is closed; ``port`` 0 takes a free one."""

    daemon_threads = False  # closing waits for the answers under way
    request_queue_size = 64

    def __init__(self, answer: Callable[[Request], Reply], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answer = answer
        self.closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._thread = self._new_thread()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop_listening(self) -> None:
        """Refuse every new connection; those that are open go on."""
        self.shutdown()
        self._thread.join()
        self.socket.close()

    def listen_again(self) -> None:
        """Take connections again, at the same address."""
        self.socket = socket.socket(self.address_family, self.socket_type)
        self.server_bind()
        self.server_activate()
        self._thread = self._new_thread()
        self._thread.start()

    def _new_thread(self) -> threading.Thread:
        return threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.02}, name="stand-in"
        )

    def close(self) -> None:
        """End every connection and wait for the threads."""
        self.closing.set()
        self.shutdown()
        self._thread.join()
        with self._lock:
            connections = tuple(self._open)
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the game; anything else is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: LoopbackServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def handle(self) -> None:
        with suppress(ConnectionError):  # the client was killed, or hung up
            super().handle()

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:  # the client broke off: nothing was asked
            self.close_connection = True
            return
        parts = urlsplit(self.path)
        request = Request(
            method=self.command,
            path=parts.path,
            query=parse_qs(parts.query, keep_blank_values=True),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            client_port=self.client_address[1],
        )
        self._send(self.server.answer(request))

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve

    def _send(self, reply: Reply) -> None:
        if reply.drop:
            self.close_connection = True
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        if reply.pieces is None:
            length = len(reply.body) if reply.length is None else reply.length
            self.send_header("Content-Length", str(length))
        elif not reply.unframed:
            self.send_header("Transfer-Encoding", "chunked")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self._send_body(reply)

    def _send_body(self, reply: Reply) -> None:
        if reply.pieces is not None:
            self._send_pieces(reply, reply.pieces)
        elif reply.reset:
            self.wfile.write(reply.body[: len(reply.body) // 2])
            self._tear_down()
        elif reply.drip_s:
            for byte in reply.body:
                if self.server.closing.wait(reply.drip_s):
                    break
                self.wfile.write(bytes([byte]))
            self.close_connection = True
        else:
            self.wfile.write(reply.body[: reply.cut])
            short = reply.cut is not None or reply.length is not None
            self.close_connection = short or self.close_connection

    def _send_pieces(self, reply: Reply, pieces: Iterable[bytes]) -> None:
        for number, piece in enumerate(pieces):
            if reply.drip_s and number and self.server.closing.wait(reply.drip_s):
                break
            self.wfile.write(piece if reply.unframed else b"%x\r\n%s\r\n" % (len(piece), piece))
            if reply.reset:
                self._tear_down()
                break
        else:
            if not reply.unframed and reply.cut is None:
                self.wfile.write(b"0\r\n\r\n")
        self.close_connection = True

    def _tear_down(self) -> None:
        """End with a reset instead of a farewell."""
        now = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
        os.close(self.connection.detach())
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """The ledger is the log."""
