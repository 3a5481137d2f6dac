"""A stand-in as a process of its own, for tests that kill its clients."""

from __future__ import annotations

import json
import urllib.request
from types import TracebackType
from typing import Any, Self

from tests.nursery import start

_LOOPBACK = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class HostedProcess:
    """``environment`` points the app at it; ``log`` and ``script`` work while it runs."""

    def __init__(self, service: str) -> None:
        self._process = start("tests.hosted", "--service", service)
        started = json.loads(self._process.stdout.readline())
        self.url: str = started["url"]
        self._console: str = started["cdn_url"]  # answers while the other one does not listen
        self.environment: dict[str, str] = started["environment"]

    def log(self) -> dict[str, Any]:
        """What ``Ledger.as_json`` gives."""
        answer: dict[str, Any] = self._call("/__log")
        return answer

    def script(self, **settings: Any) -> None:
        """``faults=[{"kind": "late", "seconds": 30}]``, ``held=True``, ``release=True``, ..."""
        self._call("/__script", json.dumps(settings).encode())

    def check(self) -> None:
        """Fail the test on any broken rule, a repeated paid POST among them."""
        log = self.log()
        assert not log["violations"], log["violations"]
        assert not log["repeated_posts"], "a paid POST was sent twice"

    def close(self) -> None:
        self._process.communicate(timeout=20)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _call(self, path: str, body: bytes | None = None) -> Any:
        with _LOOPBACK.open(self._console + path, body, timeout=20) as answer:
            return json.loads(answer.read())
