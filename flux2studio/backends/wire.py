"""The httpx side of a call: connections, the addresses they go to, and what an error proves."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from flux2studio.backends.addresses import (
    RefusedAddressError,
    host_of,
    is_loopback,
    is_private_literal,
    is_public,
    proxy_of,
)
from flux2studio.core.errors import BackendError, OutcomeUnknownError, UnreachableError
from flux2studio.core.phrase import phrase

if TYPE_CHECKING:
    import ssl

    import httpx


class TooLargeError(Exception):
    """More bytes came than anything of this kind has."""


class TooSlowError(Exception):
    """So few bytes come that the end is out of sight."""


class MisfitError(Exception):
    """What comes is not what was asked for."""


class Sink(Protocol):
    """Where the body of an answer goes. Header names are in lower case."""

    @property
    def limit_bytes(self) -> int: ...

    def asks(self) -> Mapping[str, str]:
        """Headers that say which part of the body is wanted."""
        ...

    def begin(self, status: int, headers: Mapping[str, str], /) -> None:
        """An answer comes; another one may follow it, where this one only points to it."""
        ...

    def take(self, piece: bytes, /) -> None: ...


class Memory:
    """Keeps a body that is small enough to be held, or hands it on to ``stream``."""

    def __init__(self, limit_bytes: int, stream: Sink | None = None) -> None:
        self.limit_bytes = limit_bytes
        self.body = bytearray()
        self.is_streamed = False
        self._taken = 0
        self._stream = stream

    def asks(self) -> Mapping[str, str]:
        return {}

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        self.body.clear()
        self._taken = 0
        if self._stream is not None and 200 <= status < 300:
            self._stream.begin(status, headers)
            self.is_streamed = True

    def take(self, piece: bytes) -> None:
        self._taken += len(piece)
        if self._taken > self.limit_bytes:
            raise TooLargeError
        if self._stream is not None and self.is_streamed:
            self._stream.take(piece)
        else:
            self.body += piece


class Connections:
    """Those of one session. ``keep_alive`` off opens a new one for each call."""

    def __init__(self, *, keep_alive: bool) -> None:
        self._kept = 20 if keep_alive else 0
        self._clients: dict[tuple[bool, str], httpx.AsyncClient] = {}
        self._ways: dict[str, tuple[bool, str]] = {}  # by host; some systems look it up for that

    async def close(self) -> None:
        for client in self._clients.values():
            await client.aclose()

    def client_for(self, url: str) -> httpx.AsyncClient:
        """The client for ``url``; calls to this computer never go through a proxy.

        Raises UnreachableError where this computer is set up in a way that nothing can leave.
        """
        import httpx

        host = host_of(url)
        if host not in self._ways:
            self._ways[host] = is_loopback(url), proxy_of(url)
        is_here, proxy = way = self._ways[host]
        if way not in self._clients:
            self._clients[way] = httpx.AsyncClient(
                limits=httpx.Limits(max_keepalive_connections=self._kept),
                follow_redirects=False,
                trust_env=False,  # it would fail over a proxy that is not even meant for ``url``
                proxy=_spoken(proxy) if proxy else None,
                verify=_certificates(is_here=is_here),
                timeout=httpx.Timeout(10.0, read=60.0),
            )
        return self._clients[way]


def _spoken(proxy: str) -> httpx.Proxy:
    import httpx

    with suppress(httpx.InvalidURL, ValueError):  # their words may hold its password
        if proxy.startswith(("http://", "https://")):
            return httpx.Proxy(proxy)
    raise UnreachableError(
        phrase(
            "This computer names a proxy that cannot be used: “{scheme}://”.",
            scheme=proxy.partition("://")[0],
        ),
        hint="Set one with http, or none for this host (NO_PROXY). Nothing was sent.",
    )


def _certificates(*, is_here: bool) -> ssl.SSLContext:
    import httpx

    try:
        return httpx.create_ssl_context(trust_env=not is_here)
    except OSError as error:
        raise UnreachableError(
            "The certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read.",
            hint="Correct it, or remove it, then start again. Nothing was sent.",
            details=str(error),
        ) from error


def load() -> None:
    """Import what the first call needs, while there is time."""
    import httpx

    del httpx


async def targets(
    address: str, *, loopback: bool
) -> list[tuple[httpx.URL, dict[str, str], dict[str, Any]]]:
    """The numeric addresses behind ``address``, checked, so that the name is looked up once."""
    import asyncio

    import httpx

    url = httpx.URL(address)
    if is_loopback(str(url)):
        if not loopback:
            raise RefusedAddressError(
                "A link to this computer is not followed.", hint="Add the file from your disk."
            )
        return [(url, {}, {})]
    if proxy_of(str(url)) and not is_private_literal(str(url)):
        return [(url, {}, {})]
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(
            phrase("{host} cannot be found.", host=url.host),
            hint="Check the connection to the internet, and the address.",
            details=str(error),
        ) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses or not all(is_public(found_address) for found_address in addresses):
        raise RefusedAddressError(
            phrase(
                "{host} is not in the open internet, so nothing is fetched from it.", host=url.host
            ),
            hint="Save the file in a browser and add it from your disk.",
        )
    host = {"Host": url.netloc.decode("ascii")}
    sni = {"sni_hostname": url.host}
    return [(url.copy_with(host=number), host, sni) for number in addresses[:4]]


async def read(
    response: httpx.Response, sink: Sink, *, raw: bool = False
) -> tuple[int, dict[str, str]]:
    """Hand the body to ``sink``, piece by piece; return the status and the headers.

    ``raw``: as it comes, without unpacking.
    """
    headers = {name.lower(): value for name, value in response.headers.items()}
    length = int(headers.get("content-length") or 0)
    if length > sink.limit_bytes and response.request.method != "HEAD":
        raise TooLargeError
    sink.begin(response.status_code, headers)
    async for piece in response.aiter_raw() if raw else response.aiter_bytes():
        sink.take(piece)
    return response.status_code, headers


def translate(error: Exception, url: str, *, paid: bool, has_left: bool) -> BackendError:
    """Say what ``error`` proves about the request. ``has_left``: a paid one, whole."""
    import httpx

    host = host_of(url)
    unsent = (
        httpx.ConnectError,
        httpx.ConnectTimeout,
        httpx.PoolTimeout,
        httpx.ProxyError,
        httpx.UnsupportedProtocol,
        httpx.InvalidURL,
    )
    if isinstance(error, TooSlowError):
        return UnreachableError(
            phrase("{host} sends so slowly that the file would never be whole.", host=host),
            hint="Try again later; it goes on where it stopped.",
        )
    # Never the text of a protocol error: it may quote a header, and with it the key.
    details = type(error).__name__
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return UnreachableError(
            phrase("{host} could not prove that it is what it says.", host=host),
            hint="Check the date and time of this computer, and its proxy. Nothing was sent.",
            details=f"{details}: {error}",
        )
    if isinstance(error, unsent):
        return UnreachableError(
            phrase("{host} cannot be reached.", host=host),
            hint="Check the connection to the internet. Nothing was sent.",
            details=f"{details}: {error}",
        )
    if has_left:
        return OutcomeUnknownError(
            phrase("The request went to {host}, and no answer came back.", host=host),
            hint="It may have been billed. It is not sent again by itself.",
            details=details,
        )
    if paid:  # its length was announced: no server takes half of it
        return UnreachableError(
            phrase("The connection to {host} broke before the request was whole.", host=host),
            hint="Nothing was billed. Try again.",
            details=details,
        )
    return UnreachableError(
        phrase("{host} did not answer to the end.", host=host),
        hint="Try again in a moment.",
        details=details,
    )
