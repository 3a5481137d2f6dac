"""The one place that talks HTTP: cancelling, deadlines, limits, and what an error proves."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urljoin

from flux2studio.backends.addresses import (
    RefusedAddressError,
    checked,
    goes_through_proxy,
    host_of,
    is_loopback,
    is_private_literal,
    is_public,
)
from flux2studio.backends.body import JsonBody
from flux2studio.core.control import RunControl
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    Detached,
    OutcomeUnknownError,
    UnreachableError,
)

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

JSON_BYTES_MAX = 32 * 2**20
PICTURE_BYTES_MAX = 64 * 2**20
REDIRECTS_MAX = 5
_REMOVED = "[key removed]"
_SECRET_MIN = 8
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGENT = {"User-Agent": "flux2studio", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request to a service. ``paid``: without an answer its outcome is unknown.

    ``on_bytes`` gets each piece of a successful answer's body as it comes.

    ``read_s`` is the longest silence, ``deadline_s`` the time for everything. ``secret`` is taken
    out of the answer, should the service echo it.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: JsonBody | None = None
    paid: bool = False
    read_s: float = 60.0
    deadline_s: float = 120.0
    limit_bytes: int = JSON_BYTES_MAX
    secret: str = ""
    on_bytes: Callable[[bytes], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The decoded body. Raises ValueError when it is no JSON."""
        return json.loads(self.body)

    def without(self, secret: str) -> Answer:
        """The same answer with ``secret`` taken out wherever it stands."""
        if len(secret) < _SECRET_MIN:  # no key is as short; it would only spoil the answer
            return self
        return Answer(
            status=self.status,
            headers={name: value.replace(secret, _REMOVED) for name, value in self.headers.items()},
            body=self.body.replace(secret.encode(), _REMOVED.encode()),
        )


class HttpSession:
    """A blocking HTTP client for one job, which a cancel interrupts at any point.

    The event loop inside is a detail: a coroutine can be cancelled from another thread while
    it resolves, connects, sends or waits; a blocking call cannot. ``keep_alive`` off opens a
    new connection for each call: a kept one that dies as it is used again leaves a paid
    request in doubt.
    """

    def __init__(self, control: RunControl, *, keep_alive: bool = True) -> None:
        self._control = control
        self._keep_alive = keep_alive
        self._loop = asyncio.new_event_loop()
        self._clients: dict[bool, httpx.AsyncClient] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for client in self._clients.values():
            self._loop.run_until_complete(client.aclose())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()  # unlike asyncio.Runner, does not wait for a slow name look-up

    def prepare(self, url: str) -> None:
        """Load all that a call to ``url`` needs, which takes a moment, without calling."""
        import anyio

        self._client_for(url)
        self._loop.run_until_complete(anyio.sleep(0))

    def send(self, call: Call) -> Answer:
        """Send one request, without following redirects; return whatever came back.

        Raises UnreachableError when nothing was sent, and OutcomeUnknownError when a paid
        request was and no answer came. A paid request that has left whole is not cancelled.
        """
        checked(call.url)
        body = call.body

        def may_stop() -> bool:
            return not (call.paid and body is not None and body.all_out)

        return self._run(self._exchange(call), may_stop).without(call.secret)

    def fetch(
        self, url: str, *, limit_bytes: int, deadline_s: float, loopback: bool = False
    ) -> Answer:
        """Get a public file without any key; each redirect is checked like the first address.

        ``loopback``: addresses of this computer are allowed as well.
        """
        return self._run(self._follow(url, limit_bytes, deadline_s, loopback), lambda: True)

    def _run(self, work: Coroutine[Any, Any, T], may_stop: Callable[[], bool]) -> T:
        task = self._loop.create_task(work)

        def stop() -> None:
            if may_stop():
                task.cancel()

        def abort() -> None:
            with suppress(RuntimeError):  # the loop closed in the meantime
                self._loop.call_soon_threadsafe(stop)

        try:
            with self._control.abort_with(abort):
                return self._loop.run_until_complete(task)
        except asyncio.CancelledError:
            self._control.check()
            raise
        except (Cancelled, Detached):  # before it began
            task.cancel()
            self._loop.run_until_complete(asyncio.wait([task]))
            raise

    async def _exchange(self, call: Call) -> Answer:
        import httpx

        headers = {**_AGENT, **call.headers}
        if call.body is not None:
            headers |= {"Content-Type": "application/json", "Content-Length": str(call.body.length)}
        timeout = httpx.Timeout(10.0, read=call.read_s, write=120.0)
        try:
            async with (
                asyncio.timeout(call.deadline_s),
                self._client_for(call.url).stream(
                    call.method,
                    call.url,
                    headers=headers,
                    content=call.body.chunks() if call.body is not None else None,
                    timeout=timeout,
                ) as response,
            ):
                return await _read(response, call.limit_bytes, on_bytes=call.on_bytes)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, _TooLargeError) as error:
            has_left = call.paid and (call.body is None or call.body.all_out)
            raise _translate(error, call, has_left=has_left) from error

    async def _follow(
        self, url: str, limit_bytes: int, deadline_s: float, loopback: bool
    ) -> Answer:
        import httpx

        try:
            async with asyncio.timeout(deadline_s):
                for _ in range(REDIRECTS_MAX + 1):
                    answer = await self._get(url, limit_bytes, loopback)
                    if answer.status not in _REDIRECTS:
                        return answer
                    url = urljoin(url, answer.headers.get("location", ""))
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            call = Call(method="GET", url=url)
            raise _translate(error, call, has_left=False) from error
        except _TooLargeError as error:
            raise BackendError(
                f"The file at {host_of(url)} is larger than {limit_bytes // 2**20} MB."
            ) from error
        raise BackendError(f"{host_of(url)} redirects in circles.")

    async def _get(self, url: str, limit_bytes: int, loopback: bool) -> Answer:
        import httpx

        checked(url)
        targets = await self._targets(httpx.URL(url), loopback)
        for number, (target, headers, extensions) in enumerate(targets):
            try:
                async with self._client_for(url).stream(
                    "GET", target, headers=_AGENT | headers, extensions=extensions
                ) as response:
                    return await _read(response, limit_bytes, raw=True)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if number == len(targets) - 1:
                    raise
        raise AssertionError("there is always a target")

    async def _targets(
        self, url: httpx.URL, loopback: bool
    ) -> list[tuple[httpx.URL, dict[str, str], dict[str, Any]]]:
        """The numeric addresses behind ``url``, checked, so that the name is looked up once."""
        if is_loopback(str(url)):
            if not loopback:
                raise RefusedAddressError("A link to this computer is not followed.")
            return [(url, {}, {})]
        if goes_through_proxy(str(url)) and not is_private_literal(str(url)):
            return [(url, {}, {})]
        try:
            found = await self._loop.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnreachableError(f"{url.host} cannot be found.", details=str(error)) from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not addresses or not all(is_public(address) for address in addresses):
            raise RefusedAddressError(
                f"{url.host} is not in the open internet, so nothing is fetched from it."
            )
        host = {"Host": url.netloc.decode("ascii")}
        sni = {"sni_hostname": url.host}
        return [(url.copy_with(host=address), host, sni) for address in addresses[:4]]

    def _client_for(self, url: str) -> httpx.AsyncClient:
        """Calls to this computer never go through a proxy."""
        import httpx

        local = is_loopback(url)
        if local not in self._clients:
            kept = 20 if self._keep_alive else 0
            self._clients[local] = httpx.AsyncClient(
                limits=httpx.Limits(max_keepalive_connections=kept),
                follow_redirects=False,
                trust_env=not local,
                timeout=httpx.Timeout(10.0, read=60.0),
            )
        return self._clients[local]


def fetch_public(url: str, control: RunControl) -> bytes:
    """Return the picture behind a link that the artist dropped. Raises BackendError."""
    with HttpSession(control) as session:
        answer = session.fetch(url, limit_bytes=PICTURE_BYTES_MAX, deadline_s=60.0)
    if answer.status != 200:
        raise BackendError(
            f"{host_of(url)} does not give out this picture.",
            hint="Open the link in a browser, save the picture, and drop the file.",
            details=f"HTTP {answer.status}",
        )
    return answer.body


class _TooLargeError(Exception):
    """More bytes came than anything of this kind has."""


async def _read(
    response: httpx.Response,
    limit_bytes: int,
    *,
    raw: bool = False,
    on_bytes: Callable[[bytes], None] | None = None,
) -> Answer:
    if int(response.headers.get("Content-Length") or 0) > limit_bytes:
        raise _TooLargeError
    body = bytearray()
    async for chunk in response.aiter_raw() if raw else response.aiter_bytes():
        body += chunk
        if len(body) > limit_bytes:
            raise _TooLargeError
        if on_bytes is not None and response.is_success:
            on_bytes(chunk)
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(status=response.status_code, headers=headers, body=bytes(body))


def _translate(error: Exception, call: Call, *, has_left: bool) -> BackendError:
    """Say what ``error`` proves about the request. ``has_left``: a paid one, whole."""
    import httpx

    host = host_of(call.url)
    unsent = (
        httpx.ConnectError,
        httpx.ConnectTimeout,
        httpx.PoolTimeout,
        httpx.ProxyError,
        httpx.UnsupportedProtocol,
        httpx.InvalidURL,
    )
    # Never the text of a protocol error: it may quote a header, and with it the key.
    details = type(error).__name__
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return UnreachableError(
            f"{host} could not prove that it is what it says.",
            hint="Check the date and time of this computer, and its proxy. Nothing was sent.",
            details=f"{details}: {error}",
        )
    if isinstance(error, unsent):
        return UnreachableError(
            f"{host} cannot be reached.",
            hint="Check the connection to the internet. Nothing was sent.",
            details=f"{details}: {error}",
        )
    if has_left:
        return OutcomeUnknownError(
            f"The request went to {host}, and no answer came back.",
            hint="It may have been billed. It is not sent again by itself.",
            details=details,
        )
    if call.paid:  # its length was announced: no server takes half of it
        return UnreachableError(
            f"The connection to {host} broke before the request was whole.",
            hint="Nothing was billed. Try again.",
            details=details,
        )
    return UnreachableError(f"{host} did not answer to the end.", details=details)
