"""The one place that talks HTTP: cancelling, deadlines, limits, and what an error proves."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from flux2studio.backends.addresses import checked, host_of, redirected, same_host
from flux2studio.backends.arrival import SLOWEST, Slowest
from flux2studio.backends.body import Body
from flux2studio.backends.downloads import PartFile
from flux2studio.backends.json_text import decoded
from flux2studio.backends.wire import (
    Connections,
    Memory,
    MisfitError,
    Sink,
    TooLargeError,
    TooSlowError,
    read,
    targets,
    translate,
)
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, Cancelled, Detached
from flux2studio.core.phrase import phrase

if TYPE_CHECKING:
    import asyncio

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

    ``read_s`` is the longest silence, ``deadline_s`` the time for everything. ``secret`` is taken
    out of the answer, should the service echo it. ``stream`` gets the headers and the body of a
    successful answer as they come, in place of the answer; with the headers a paid request is
    known to the caller, and may be left.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Body | None = None
    paid: bool = False
    read_s: float = 60.0
    deadline_s: float = 120.0
    limit_bytes: int = JSON_BYTES_MAX
    secret: str = field(default="", repr=False)
    stream: Sink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The decoded body; see ``decoded``. Raises ValueError when it is no JSON."""
        return decoded(self.body)

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
        import asyncio  # here and below: with all it brings it would delay the start

        self._control = control
        self._loop = asyncio.new_event_loop()
        self._connections = Connections(keep_alive=keep_alive)
        self._aside: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        import asyncio

        if aside := tuple(self._aside):
            for task in aside:
                task.cancel()
            self._loop.run_until_complete(asyncio.wait(aside))
        self._loop.run_until_complete(self._connections.close())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()  # unlike asyncio.Runner, does not wait for a slow name look-up

    def prepare(self, url: str) -> None:
        """Load all that a call to ``url`` needs, which takes a moment, without calling."""
        import anyio

        self._connections.client_for(url)
        self._loop.run_until_complete(anyio.sleep(0))

    def send(self, call: Call) -> Answer:
        """Send one request, without following redirects; return whatever came back.

        Raises UnreachableError when nothing was sent, and OutcomeUnknownError when a paid
        request was and no answer came. A paid request that has left whole is not cancelled.
        """
        checked(call.url)
        body, sink = call.body, Memory(call.limit_bytes, call.stream)

        def may_stop() -> bool:
            return sink.is_streamed or not (call.paid and body is not None and body.all_out)

        return self._run(self._exchange(call, sink), may_stop).without(call.secret)

    def fetch(
        self, url: str, *, limit_bytes: int, deadline_s: float, loopback: bool = False
    ) -> Answer:
        """Get a public file without any key; each redirect is checked like the first address.

        ``loopback``: addresses of this computer are allowed as well.
        """
        sink = Memory(limit_bytes)
        status, headers = self._run(
            self._follow(url, sink, {}, deadline_s=deadline_s, loopback=loopback), lambda: True
        )
        return Answer(status=status, headers=headers, body=bytes(sink.body))

    def fetch_aside(
        self,
        url: str,
        take: Callable[[bytes], None],
        *,
        limit_bytes: int,
        deadline_s: float,
        loopback: bool = False,
    ) -> None:
        """Get a public file while a call is under way; to be called by that call's ``stream``.

        Nobody waits for it, and nobody hears of it when it fails. ``take`` raises nothing.
        """

        async def fetched() -> None:
            sink = Memory(limit_bytes)
            with suppress(BackendError):
                status, _ = await self._follow(
                    url, sink, {}, deadline_s=deadline_s, loopback=loopback
                )
                if status == 200:
                    take(bytes(sink.body))

        task = self._loop.create_task(fetched())
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    def download(
        self,
        url: str,
        target: Path,
        *,
        limit_bytes: int,
        deadline_s: float,
        headers: Mapping[str, str] | None = None,
        loopback: bool = False,
        on_progress: Callable[[int, int], None] | None = None,
        resume: bool = True,
        slowest: Slowest = SLOWEST,
    ) -> Answer:
        """Get a large file into ``target``, which is there only once it is whole and on disk.

        Each redirect is checked; ``headers``, which may hold a key, go to the host of ``url``
        alone. What came before a failure or a cancel stays beside ``target`` for the next try.
        An answer other than 200 or 206 says why there is no file. Raises OSError when the disk
        refuses.
        """
        part = PartFile(
            target, limit_bytes, resume=resume, on_progress=on_progress, slowest=slowest
        )
        follow = self._follow(url, part, headers or {}, deadline_s=deadline_s, loopback=loopback)
        with part:
            status, found = self._run(follow, lambda: True)
        if part.is_wanted and not part.finish():  # no length was announced, or a wrong one
            raise translate(TimeoutError("short"), url, paid=False, has_left=False)
        return Answer(status=status, headers=found, body=part.said)

    def receive(
        self,
        url: str,
        sink: Sink,
        *,
        deadline_s: float,
        headers: Mapping[str, str] | None = None,
        loopback: bool = False,
    ) -> Answer:
        """Hand a large file to ``sink`` as it comes, by the rules of ``download``.

        Raises what ``sink`` raises, too. The answer holds no body.
        """
        follow = self._follow(url, sink, headers or {}, deadline_s=deadline_s, loopback=loopback)
        status, found = self._run(follow, lambda: True)
        return Answer(status=status, headers=found, body=b"")

    def _run(self, work: Coroutine[Any, Any, T], may_stop: Callable[[], bool]) -> T:
        import asyncio

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

    async def _exchange(self, call: Call, sink: Memory) -> Answer:
        import asyncio

        import httpx

        body = call.body
        headers = {**_AGENT, **call.headers}
        if body is not None:
            headers |= {"Content-Type": body.media_type, "Content-Length": str(body.length)}
        try:
            async with (
                asyncio.timeout(call.deadline_s),
                self._connections.client_for(call.url).stream(
                    call.method,
                    call.url,
                    headers=headers,
                    content=body.chunks() if body is not None else None,
                    timeout=httpx.Timeout(10.0, read=call.read_s, write=120.0),
                ) as response,
            ):
                status, found = await read(response, sink)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, TooLargeError) as error:
            has_left = call.paid and (body is None or body.all_out)
            raise translate(error, call.url, paid=call.paid, has_left=has_left) from error
        return Answer(status=status, headers=found, body=bytes(sink.body))

    async def _follow(
        self,
        url: str,
        sink: Sink,
        headers: Mapping[str, str],
        *,
        deadline_s: float,
        loopback: bool,
    ) -> tuple[int, dict[str, str]]:
        import asyncio

        import httpx

        first = url
        try:
            async with asyncio.timeout(deadline_s):
                for _ in range(REDIRECTS_MAX + 1):
                    status, found = await self._get(url, sink, headers, loopback)
                    if status not in _REDIRECTS:
                        return status, found
                    url = redirected(url, found.get("location", ""))
                    if not same_host(url, first):
                        headers = {}  # for good: nobody sends us back to the key's own host
        except (
            httpx.HTTPError,
            httpx.InvalidURL,
            TimeoutError,
            TooSlowError,
            MisfitError,
        ) as error:
            raise translate(error, url, paid=False, has_left=False) from error
        except TooLargeError as error:
            raise BackendError(
                phrase(
                    "The file at {host} is larger than {limit_bytes} MB.",
                    host=host_of(url),
                    limit_bytes=sink.limit_bytes // 2**20,
                ),
                hint="Nothing of it is kept. Use a smaller one.",
            ) from error
        raise BackendError(
            phrase("{host} redirects in circles.", host=host_of(url)),
            hint="Open the link in a browser and save the file.",
        )

    async def _get(
        self, url: str, sink: Sink, headers: Mapping[str, str], loopback: bool
    ) -> tuple[int, dict[str, str]]:
        import httpx

        checked(url)
        sent = {**_AGENT, **headers, **sink.asks()}
        found = await targets(url, loopback=loopback)
        for number, (target, host, extensions) in enumerate(found):
            try:
                async with self._connections.client_for(url).stream(
                    "GET", target, headers=sent | host, extensions=extensions
                ) as response:
                    return await read(response, sink, raw=True)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if number == len(found) - 1:
                    raise
        raise AssertionError("there is always a target")
