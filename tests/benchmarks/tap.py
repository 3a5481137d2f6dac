"""Passes every connection on to a server and prints when the first byte of each POST came.

    python -m tests.benchmarks.tap URL

Prints its own address, then a line for each POST: seconds on the clock that all processes share
(``time.monotonic`` on Linux), and the path. Ends with standard input.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from queue import Queue
from urllib.parse import urlsplit

_ROOT = Path(__file__).parents[2]


class Tap:
    """The process in front of ``url``; ``posts`` gets (seconds, path) as each begins."""

    def __init__(self, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.tap", url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=_ROOT,
        )
        self.posts: Queue[tuple[float, str]] = Queue()
        assert self._process.stdout
        self.url = self._process.stdout.readline().strip()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def first_post(self, timeout_s: float = 60.0) -> float:
        """Seconds on the shared clock; what came before is used up."""
        return self.posts.get(timeout=timeout_s)[0]

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(20)
        self._reader.join()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            seconds, path = line.split(maxsplit=1)
            self.posts.put((float(seconds), path.strip()))


def main() -> None:
    target = urlsplit(sys.argv[1])
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    address = (target.hostname or "127.0.0.1", target.port or 80)
    threading.Thread(target=_serve, args=(listener, address), daemon=True).start()
    sys.stdin.read()


def _serve(listener: socket.socket, address: tuple[str, int]) -> None:
    while True:
        client, _ = listener.accept()
        server = socket.create_connection(address)
        for source, target in ((client, server), (server, client)):
            is_client = source is client
            threading.Thread(target=_pass_on, args=(source, target, is_client), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket, is_client: bool) -> None:
    with suppress(OSError):
        while data := source.recv(2**18):
            if is_client and data.startswith(b"POST "):
                path = data.split(b" ", 2)[1].decode("ascii", "replace")
                print(f"{time.monotonic():.6f} {path}", flush=True)
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


if __name__ == "__main__":
    main()
