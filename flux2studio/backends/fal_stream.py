"""A run that shows its picture while it draws: one paid POST whose answer is the run itself."""

from __future__ import annotations

import base64
import binascii
import json
import time
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from flux2studio.backends.body import JsonBody
from flux2studio.backends.fal_queue import FAL
from flux2studio.backends.fal_submit import paid_call, post, record
from flux2studio.backends.fal_terms import FalTerms
from flux2studio.backends.http import Answer, Call, HttpSession
from flux2studio.backends.json_text import decoded
from flux2studio.backends.refusals import refusal
from flux2studio.backends.sse import EventReader
from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled, Detached, OutcomeUnknownError
from flux2studio.core.foreign_words import number
from flux2studio.core.job import Phase, Progress

_BYTES_MAX = 512 * 2**20  # of all events: a preview of each step, with the picture inside
_PREVIEW_MAX = 8 * 2**20
_PREVIEW_S = 5.0  # to fetch one; the next is on its way by then
_BETWEEN_S = 0.1
_SILENCE_S = 300.0
_NOT_OFFERED = frozenset({404, 405, 429})  # fal took nothing; its queue still may


def stream(
    endpoint: str,
    body: JsonBody,
    remote: MutableMapping[str, str],
    control: RunControl,
    terms: FalTerms,
) -> Answer | None:
    """Send the paid request, once, and return what it came to.

    None when fal did not take it as a stream: the queue is the way then. ``remote`` then, as on
    disk, does not hold its number; otherwise it does, as soon as the answer begins. Raises
    OutcomeUnknownError when the stream broke off before its end. A cancel comes too late once it
    has left.
    """
    call = paid_call(f"{terms.urls.run.rstrip('/')}/{endpoint}/stream", body, terms)
    call = replace(
        call,
        read_s=_SILENCE_S,
        deadline_s=terms.budgets.submit + terms.budgets.job,
        limit_bytes=_BYTES_MAX,
    )
    remote["mode"] = "stream"
    heard: list[_Events] = []

    def send(call: Call, control: RunControl) -> Answer:
        keeper = control.uncancelled()
        with HttpSession(keeper, keep_alive=False) as session:
            heard[:] = [_Events(session, remote, control, keeper, is_local=terms.is_local)]
            return session.send(replace(call, stream=heard[0]))

    impatient = replace(terms, budgets=replace(terms.budgets, busy=0))
    try:
        answer = post(call, remote, control, impatient, send)
    except OutcomeUnknownError:
        if heard and (result := heard[0].result()):
            return result.without(call.secret)  # it broke off behind the end
        raise
    if answer.status in _NOT_OFFERED:
        remote["mode"] = "queue"
        return None
    if not 200 <= answer.status < 300:
        raise refusal(answer, FAL)
    if result := heard[0].result():
        return result.without(call.secret)
    raise OutcomeUnknownError(
        "The stream from fal ended before the picture.",
        hint="It may have been billed. It is not sent again by itself.",
        details=remote.get("request_id", ""),
    )


class _Events:
    """Takes the answer as it comes; called on the thread of the session."""

    limit_bytes = _BYTES_MAX

    def __init__(
        self,
        session: HttpSession,
        remote: MutableMapping[str, str],
        control: RunControl,
        keeper: RunControl,
        *,
        is_local: bool,
    ) -> None:
        self._session = session
        self._remote = remote
        self._control = control
        self._keeper = keeper
        self._is_local = is_local
        self._reader = EventReader()
        self._headers: Mapping[str, str] = {}
        self._last: dict[str, Any] = {}
        self._next_preview = 0.0
        self._is_told = False

    def asks(self) -> Mapping[str, str]:
        return {}

    def begin(self, _status: int, headers: Mapping[str, str], /) -> None:
        """The number of the request goes to disk before anything else is looked at."""
        self._headers = headers
        if request_id := headers.get("x-fal-request-id"):
            self._remote["request_id"] = request_id
            record({"request_id": request_id, "mode": "stream"}, self._control)
        self._keeper.progress(Progress(phase=Phase.RENDERING))

    def take(self, piece: bytes, /) -> None:
        for event in self._reader.feed(piece):
            if body := _object(event):
                self._last = body
                self._tell(body)
        if self._control.cancelled and not self._is_told:
            self._is_told = True
            self._keeper.progress(Progress(phase=Phase.TOO_LATE_TO_CANCEL))

    def result(self) -> Answer | None:
        """What the last event says; None when it was not the last of the run."""
        if _is_final(self._last):
            status = 200
        elif "detail" in self._last:
            status = 422 if isinstance(self._last["detail"], list) else 500
        else:
            return None
        return Answer(status=status, headers=self._headers, body=json.dumps(self._last).encode())

    def _tell(self, body: Mapping[str, Any]) -> None:
        share = number(body.get("progress"), 0, 1)
        if share is not None and not self._is_told:
            done = round(100 * share)
            self._keeper.progress(Progress(phase=Phase.RENDERING, done=done, total=100))
        if _is_final(body) or time.monotonic() < self._next_preview:
            return
        if url := next(iter(_addresses(body)), ""):
            self._next_preview = time.monotonic() + _BETWEEN_S
            self._show(url)

    def _show(self, url: str) -> None:
        if not url.startswith("data:"):
            self._session.fetch_aside(
                url,
                self._preview,
                limit_bytes=_PREVIEW_MAX,
                deadline_s=_PREVIEW_S,
                loopback=self._is_local,
            )
        elif len(url) <= _PREVIEW_MAX:
            with suppress(binascii.Error, ValueError):
                self._preview(base64.b64decode(url.partition(",")[2], validate=True))

    def _preview(self, data: bytes) -> None:
        with suppress(Cancelled, Detached):
            self._keeper.preview(data)


def _object(event: str) -> dict[str, Any]:
    """What an event says, nothing where it is no object: the run goes on all the same."""
    try:
        body = decoded(event)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _is_final(body: Mapping[str, Any]) -> bool:
    """A preview has pictures as well; only the end of a run says its seed."""
    images, addresses = body.get("images"), _addresses(body)
    is_whole = isinstance(images, list) and len(addresses) == len(images) > 0
    return is_whole and isinstance(body.get("seed"), int)


def _addresses(body: Mapping[str, Any]) -> list[str]:
    images = body.get("images")
    listed = images if isinstance(images, list) else []
    found = [image.get("url") for image in listed if isinstance(image, dict)]
    schemes = ("https://", "http://", "data:image/")
    return [url for url in found if isinstance(url, str) and url.startswith(schemes)]
