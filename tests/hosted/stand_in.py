"""What both stand-ins share: two servers, a ledger, faults, keys that must not stray."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, ClassVar, Self

from tests.hosted.faults import AFTER, BEFORE, Fault, Faults
from tests.hosted.ledger import Ledger
from tests.hosted.pictures import black, open_picture
from tests.hosted.server import LoopbackServer, Reply, Request, json_reply

# Marker keys: a test may look for them anywhere, and each may only reach its own service.
AIMLAPI_KEY = "aiml-marker-7f3e9b2c41d84a60"
FAL_KEY = "fal-marker-5a1d:9c27e64b80f3a2d1"
NO_CREDIT_KEY = "marker-of-an-account-without-credit"

_NGINX = (
    "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center>nginx</body></html>"
)


class StandIn:
    """One hosted service on loopback: its API on one port, its picture host on another."""

    name: ClassVar[str]
    scheme: ClassVar[str]
    key: ClassVar[str]
    other_keys: ClassVar[tuple[str, ...]]

    def __init__(self, port: int = 0) -> None:
        self.ledger = Ledger()
        self.faults = Faults()
        self.pictures: dict[str, tuple[bytes, str]] = {}
        self.held = False
        self._listening = True
        self._api = LoopbackServer(self._guard("api", self._answer_api), port)
        self._cdn = LoopbackServer(self._guard("cdn", self.answer_files))
        self.lock = threading.RLock()

    @property
    def url(self) -> str:
        return self._api.url

    @property
    def cdn_url(self) -> str:
        return self._cdn.url

    @property
    def listening(self) -> bool:
        """While false, connections to the API are refused."""
        return self._listening

    @listening.setter
    def listening(self, listening: bool) -> None:
        if listening != self._listening:
            self._listening = listening
            (self._api.listen_again if listening else self._api.stop_listening)()

    @property
    def environment(self) -> dict[str, str]:
        """The variables that point the app at this stand-in, key included."""
        raise NotImplementedError

    @property
    def repeats_allowed(self) -> bool:
        """Whether the test sends the same request twice on purpose."""
        return self.ledger.repeats_allowed

    @repeats_allowed.setter
    def repeats_allowed(self, allowed: bool) -> None:
        self.ledger.repeats_allowed = allowed

    @property
    def closing(self) -> bool:
        return self._api.closing.is_set()

    def answer(self, server: str, request: Request) -> Reply:
        """What ``api`` or ``cdn`` says to a request that came in by another door."""
        return (self._cdn if server == "cdn" else self._api).answer(request)

    def start(self) -> None:
        self._api.start()
        self._cdn.start()

    def close(self) -> None:
        self.faults.release()
        self._api.close()
        self._cdn.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def script(self, settings: dict[str, Any]) -> None:
        """``{"faults": [...], "release": true, ...}``; the rest are attributes to set."""
        settings = dict(settings)
        self.faults.add_json(settings.pop("faults", ()))
        release = settings.pop("release", False)
        for name, value in settings.items():
            if not hasattr(self, name):
                raise ValueError(f"no such setting: {name}")
            setattr(self, name, value)
        if release:
            self.held = False
            self.faults.release()

    # For the services

    def route(self, request: Request) -> Reply:
        raise NotImplementedError

    def error(self, status: int, message: str) -> Reply:
        """The service's own error body."""
        raise NotImplementedError

    def perform(
        self, operation: str, request: Request, act: Callable[[Fault | None], Reply]
    ) -> Reply:
        """Carry out one operation, with the next fault scripted for it."""
        fault = self.faults.take(operation)
        if fault and fault.kind in BEFORE:
            return self.refusal(fault)
        reply = act(fault)
        return self._spoiled(reply, fault) if fault and fault.kind in AFTER else reply

    def keep_picture(self, name: str, data: bytes, media_type: str) -> str:
        """Serve ``data``; return its address."""
        self.pictures[name] = (data, media_type)
        return f"{self.cdn_url}/files/b/0a84/{name}"

    def may_carry(self, request: Request) -> bool:
        """Whether this request may bring a secret of its own to the host of the files."""
        return False

    def picture(self, name: str, fault: Fault | None) -> tuple[bytes, str] | Reply | None:
        """The bytes and type behind a link, None where there are none, or what else it says."""
        return self.pictures.get(name)

    def answer_files(self, request: Request) -> Reply:
        """What the host of the files says; a service with uploads says more."""
        return self._answer_picture(request)

    def is_authorised(self, request: Request) -> Reply | None:
        """None, or the refusal."""
        given = request.headers.get("authorization", "")
        if not given:
            return self.error(401, "")
        if not given.startswith(f"{self.scheme} "):
            self.ledger.violate(f"{self.name} wants “{self.scheme} …”, got another scheme")
            return self.error(401, "")
        if given == f"{self.scheme} {NO_CREDIT_KEY}":
            return self.error(403, "")
        return None if given == f"{self.scheme} {self.key}" else self.error(401, "")

    # The servers

    def _guard(self, server: str, answer: Callable[[Request], Reply]) -> Callable[[Request], Reply]:
        def guarded(request: Request) -> Reply:
            if request.path.startswith("/__"):
                return self._console(request)
            self.ledger.saw(server, request.method, request.path, len(request.body))
            self._look_for_strays(server, request)
            return answer(request)

        return guarded

    def _look_for_strays(self, server: str, request: Request) -> None:
        text = " ".join((*request.headers.values(), request.path, str(request.query)))
        for key in self.other_keys:
            if key in text or key.encode() in request.body:
                self.ledger.violate(f"another service's key reached {self.name} ({server})")
        if self.key in request.path + str(request.query) or self.key.encode() in request.body:
            self.ledger.violate("a key outside the Authorization header")
        if server == "cdn" and not self.may_carry(request):
            secret = {"authorization", "x-api-key", "cookie"} & set(request.headers)
            if secret or self.key in text:
                self.ledger.violate("a key or cookie reached the host of the pictures")

    def _console(self, request: Request) -> Reply:
        if request.path == "/__log":
            return json_reply(self.ledger.as_json())
        try:
            self.script(json.loads(request.body or b"{}"))
        except (ValueError, TypeError) as error:
            return json_reply({"error": str(error)}, 400)
        return json_reply({"ok": True})

    def _answer_api(self, request: Request) -> Reply:
        reply = self.route(request)
        if reply.status == 501:
            self.ledger.violate(f"unknown address: {request.method} {request.path}")
        return reply

    def _answer_picture(self, request: Request) -> Reply:
        def act(fault: Fault | None) -> Reply:
            found = self.picture(request.path.rsplit("/", 1)[-1], fault)
            if isinstance(found, Reply):
                return found
            if found is None:
                return Reply(status=404, body=b"not found", media_type="text/plain")
            data, media_type = found
            if fault and fault.kind == "broken_picture":
                data = data[: len(data) // 2]
            if fault and fault.kind == "wrong_type":
                data = black(open_picture(data).size, "jpeg")
            return Reply(body=data, media_type=media_type)

        return self.perform("picture", request, act)

    def refusal(self, fault: Fault) -> Reply:
        """What a fault says instead of doing anything."""
        match fault.kind:
            case "vanish":
                return Reply(drop=True)
            case "html":
                body = _NGINX.format(f"{fault.status} Bad Gateway").encode()
                return Reply(
                    status=fault.status, body=body, media_type="text/html", headers=fault.headers
                )
            case "redirect":
                return Reply(status=fault.status, headers={"Location": f"{self.cdn_url}/moved"})
        if fault.body:
            kind = "application/json" if fault.body[0] in "{[" else "text/plain"
            data = fault.body.encode()
            return Reply(status=fault.status, body=data, media_type=kind, headers=fault.headers)
        reply = self.error(fault.status, fault.message)
        return reply.but(headers={**reply.headers, **fault.headers})

    def _spoiled(self, reply: Reply, fault: Fault) -> Reply:
        if fault.kind == "late":
            self.faults.released.wait(fault.seconds)
            return reply
        return reply.but(**_spoiling(reply, fault))


def _spoiling(reply: Reply, fault: Fault) -> dict[str, Any]:
    """What a fault changes in an answer that was all right."""
    half = len(reply.body) // 2
    changes: dict[str, Callable[[], dict[str, Any]]] = {
        "drop": lambda: {"drop": True},
        "cut": lambda: {"cut": half},
        "reset": lambda: {"reset": True},
        "truncated_json": lambda: {"body": reply.body[:half]},
        "drip": lambda: {"drip_s": fault.seconds},
        "wrong_length": lambda: {"length": half},
        "gzip": lambda: {
            "body": gzip.compress(reply.body),
            "headers": {**reply.headers, "Content-Encoding": "gzip"},
        },
        "huge": lambda: {"pieces": _padded(reply.body, fault.size)},
    }
    return changes[fault.kind]()


def _padded(body: bytes, size: int) -> Iterator[bytes]:
    """``body`` and that many spaces, never all of them in memory."""
    yield body
    for _ in range(-(-size // 2**16)):
        yield b" " * 2**16
