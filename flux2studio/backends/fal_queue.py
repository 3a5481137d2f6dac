"""The addresses of one request in fal's queue, and the calls to them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from flux2studio.backends.addresses import same_host
from flux2studio.backends.http import Answer, Call, HttpSession
from flux2studio.backends.pace import Pace, Stopwatch
from flux2studio.backends.refusals import Service
from flux2studio.backends.sayings import message_of
from flux2studio.core.control import RunControl
from flux2studio.core.errors import KeyMissingError, UnreachableError

FAL = Service(name="fal", variable="FAL_KEY", billing="fal.ai/dashboard/billing")

_RESULT_BYTES_MAX = 192 * 2**20  # four of the largest pictures as base64
_RESULT_S = 300.0


class FalQueue:
    """``remote`` holds the ids that fal gave, ``endpoint`` is the model's, ``queue`` the host."""

    def __init__(
        self, remote: Mapping[str, str], endpoint: str, *, queue: str, key: str | None
    ) -> None:
        """Raises UnreachableError without a usable key: the job, which is paid for, waits."""
        try:
            self._key = FAL.clean_key(key)
        except KeyMissingError as error:
            raise UnreachableError(
                "Without its key, the running job at fal cannot be followed.",
                hint="Add the key in the settings; the job is then picked up again.",
            ) from error
        self._remote = remote
        self._endpoint = endpoint
        self._queue = queue.rstrip("/")

    def status(self, query: str = "") -> Call:
        return self._call("GET", self._url("status_url", "/status", query))

    def result(self) -> Call:
        call = self._call("GET", self._url("response_url", "", ""), _RESULT_S)
        return replace(call, limit_bytes=_RESULT_BYTES_MAX)

    def cancel(self) -> Call:
        return self._call("PUT", self._url("cancel_url", "/cancel", ""), 5.0)

    def _call(self, method: str, url: str, deadline_s: float = 60.0) -> Call:
        return Call(
            method=method,
            url=url,
            headers={"Authorization": f"Key {self._key}"},
            read_s=30.0,
            deadline_s=deadline_s,
            secret=self._key,
        )

    def _url(self, name: str, suffix: str, query: str) -> str:
        """fal's own address, as long as it is where our key may go; else the one it must be."""
        own = f"{request_url(self._queue, self._endpoint, self._remote['request_id'])}{suffix}"
        given = self._remote.get(name, "")
        url = given if same_host(given, self._queue) else own
        return url + (("&" if "?" in url else "?") + query if query else "")


def request_url(queue: str, endpoint: str, request_id: str) -> str:
    """Where a request is asked after: without the part of the endpoint behind the app's name."""
    app = "/".join(endpoint.split("/")[:2])
    return f"{queue.rstrip('/')}/{app}/requests/{quote(request_id, safe='')}"


def json_object(answer: Answer) -> dict[str, Any]:
    """The body, or nothing where it is something else."""
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


class Stop(StrEnum):
    """What became of the wish to stop a job."""

    FINISHED = "finished"  # all the same, and so paid for
    STOPPED = "stopped"
    UNUSED = "unused"  # stopped, and fal names no time that it was worked on


def stopped(queue: FalQueue, control: RunControl, pace: Pace) -> Stop:
    """Ask fal to stop, once, and let its word on what became of the job count.

    Raises UnreachableError when fal could not be asked, or
    has not stopped it for as long as ``pace`` waits: it may still be finished, and billed.
    """
    with HttpSession(control) as session:
        answer = session.send(queue.cancel())
        if answer.status in (404, 410):
            return Stop.STOPPED
        if answer.status in (401, 403, 429) or answer.status >= 500:
            raise UnreachableError(
                "fal could not be asked to stop the job.",
                hint="Cancel it again in a moment.",
                details=f"HTTP {answer.status} {message_of(answer)}",
            )
        watch = Stopwatch(pace.after_cancel)
        while not watch.is_over:
            with suppress(UnreachableError):  # one question without an answer is no end
                answer = session.send(queue.status())
                status = json_object(answer) if answer.status < 300 else {}
                if status.get("status") == "COMPLETED":
                    return _end(status)
                if answer.status in (404, 410):
                    return Stop.STOPPED
            control.sleep(pace.poll_first)
    raise UnreachableError(
        "fal was asked to stop the job and has not stopped it yet.",
        hint="It is looked at again in a moment. A picture that comes all the same is kept.",
    )


def _end(status: Mapping[str, Any]) -> Stop:
    if status.get("error_type") != "client_cancelled":
        return Stop.FINISHED
    metrics = status.get("metrics")
    worked = metrics.get("inference_time") if isinstance(metrics, dict) else None
    return Stop.STOPPED if worked else Stop.UNUSED
