"""One file on its way to fal's file host, whole or in parts, without the key (section 3)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from flux2studio.backends.addresses import (
    RefusedAddressError,
    checked,
    host_of,
    is_loopback,
    is_private_literal,
)
from flux2studio.backends.body import FileBody, JsonBody
from flux2studio.backends.fal_queue import FAL, json_object
from flux2studio.backends.http import Answer, Call, HttpSession
from flux2studio.backends.pace import BUSY, Pace, Stopwatch, retry_after, wait_aloud
from flux2studio.backends.refusals import page_instead, refusal
from flux2studio.backends.sayings import details_of, is_page
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, RateLimitError, UnreachableError
from flux2studio.core.meter import Meter

_SLOWEST = 64 * 1024  # bytes a second that an upload may count on beside its own budget
_STALE = frozenset({403, 404, 410})
_NO_HEAD = frozenset({400, 403, 405, 501})  # where the host does not say how long a file is


class StaleAddressError(UnreachableError):
    """The address for an upload is no longer taken, or the file did not arrive as it left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadLimits:
    """Sizes in bytes, as fal's own client has them. ``tries`` are for each call.

    ``budget_s``: for one file, beside the time that its bytes take on a slow line.
    """

    whole_most: int = 90 * 2**20
    part: int = 10 * 2**20
    tries: int = 5
    budget_s: float = 3600.0


class FalUpload:
    """``run`` may be called again. Raises OSError when the file cannot be read."""

    def __init__(
        self,
        session: HttpSession,
        path: Path,
        *,
        rest: str,
        key: str,
        name: str,
        media_type: str,
        expires_s: int,
        pace: Pace,
        limits: UploadLimits,
        meter: Meter,
        control: RunControl,
    ) -> None:
        self._session = session
        self._path = path
        self._rest = rest
        self._key = key
        self._file = {"content_type": media_type, "file_name": name}
        self._lifecycle = json.dumps({"expiration_duration_seconds": expires_s})
        self._pace = pace
        self._limits = limits
        self._meter = meter
        self._control = control
        self._watch = Stopwatch(limits.budget_s + meter.total / _SLOWEST)

    def run(self) -> str:
        """Return the link of the file. Raises StaleAddressError when another try may help."""
        self._meter.show(0)
        if self._meter.total <= self._limits.whole_most:
            target, url = self._addresses("initiate")
            self._ask(self._put(target, 0, self._meter.total))
        else:
            target, url = self._addresses("initiate-multipart")
            self._send_parts(target)
        if self._meter.total >= self._limits.part:
            self._verify(url)
        return url

    def _addresses(self, operation: str) -> tuple[str, str]:
        """Where the file goes, and where it then lies."""
        call = Call(
            method="POST",
            url=f"{self._rest}/storage/upload/{operation}?storage_type=fal-cdn-v3",
            headers={
                "Authorization": f"Key {self._key}",
                "X-Fal-Object-Lifecycle": self._lifecycle,
            },
            body=JsonBody(self._file),
            deadline_s=60.0,
            secret=self._key,
        )
        answer = self._ask(call)
        if is_page(answer):
            raise page_instead(
                FAL.name,
                hint="Nothing was billed. Then try again.",
                details=details_of(answer),
            )
        body = json_object(answer)
        target, url = body.get("upload_url"), body.get("file_url")
        if not isinstance(target, str) or not isinstance(url, str):
            raise BackendError(
                "fal gave no address for the upload.",
                hint="Nothing was billed. Try again in a moment.",
                details=details_of(answer),
            )
        return self._safe(target), self._safe(url)

    def _safe(self, url: str) -> str:
        """Raise BackendError for an address that nothing is sent to; it is never shown."""
        try:
            checked(url)
            local = is_loopback(url) or is_private_literal(url)
        except RefusedAddressError:
            local = True
        if local and not (is_loopback(url) and is_loopback(self._rest)):
            raise BackendError(
                "fal named an address for the upload that is not called.",
                hint="Nothing was sent. Try again in a moment.",
                details=host_of(url),
            )
        return url

    def _send_parts(self, target: str) -> None:
        parts = []
        for number, start in enumerate(range(0, self._meter.total, self._limits.part), 1):
            length = min(self._limits.part, self._meter.total - start)
            answer = self._ask(self._put(_below(target, str(number)), start, length))
            parts.append({"partNumber": number, "etag": _etag(answer)})
        call = Call(method="POST", url=_below(target, "complete"), body=JsonBody({"parts": parts}))
        self._ask(call)

    def _put(self, url: str, start: int, length: int) -> Call:
        """Without any key: the address itself is the permission."""
        body = FileBody(
            self._path,
            offset=start,
            length=length,
            media_type=self._file["content_type"],
            on_progress=lambda sent: self._meter.show(start + sent),
        )
        return Call(method="PUT", url=url, body=body, deadline_s=max(1.0, self._watch.left))

    def _verify(self, url: str) -> None:
        """A large upload has arrived whole, unless the host says that it has not."""
        for answer, left in self._answers(Call(method="HEAD", url=url, deadline_s=60.0)):
            if answer.status in _NO_HEAD or 300 <= answer.status < 400:
                return
            if 200 <= answer.status < 300:
                if answer.headers.get("content-length", "") in ("", str(self._meter.total)):
                    return
                break
            if not left:
                break
        raise StaleAddressError(
            "The upload did not arrive whole at fal.",
            hint="Nothing was billed. Try again.",
            details=f"HTTP {answer.status} from {host_of(url)}",
        )

    def _ask(self, call: Call) -> Answer:
        """Send ``call`` until it is taken; nothing of it is paid for."""
        for answer, left in self._answers(call):
            if 200 <= answer.status < 300:
                return answer
            if answer.status not in BUSY or not left:
                raise self._problem(answer, call)
        raise AssertionError("the last try returns or raises")

    def _answers(self, call: Call) -> Iterator[tuple[Answer, bool]]:
        """Send ``call`` again and again; yield what came, and whether another try is left."""
        for left, wait in self._waits():
            try:
                answer = self._session.send(call)
            except RefusedAddressError:
                raise
            except UnreachableError:
                if not left:
                    raise
                self._control.sleep(wait)
                continue
            yield answer, left
            self._pause(answer, wait)

    def _waits(self) -> Iterator[tuple[bool, float]]:
        """For each try, whether another one is left, and how long to wait before it."""
        waits = self._pace.retries()
        for number in range(1, self._limits.tries + 1):
            yield number < self._limits.tries and not self._watch.is_over, next(waits)

    def _pause(self, answer: Answer, wait: float) -> None:
        if answer.status == 429:
            wait_aloud(self._control, retry_after(answer, wait))
        else:
            self._control.sleep(retry_after(answer, wait))

    def _problem(self, answer: Answer, call: Call) -> BackendError:
        """What a host of files says may quote its signed address: only its name is shown."""
        has_key = bool(call.secret)
        details = details_of(answer) if has_key else f"HTTP {answer.status}"
        details = f"{details} from {host_of(call.url)}"
        if answer.status == 413:
            return BackendError(
                "The file is too large for fal's file host.",
                hint="Use a smaller one.",
                details=details,
            )
        if answer.status == 429:
            return RateLimitError(
                "fal takes no more uploads just now.",
                retry_after=retry_after(answer, 10.0),
                hint="Nothing was billed. Try again in a moment.",
            )
        if answer.status in BUSY:
            return UnreachableError(
                "fal takes no uploads just now.",
                hint="Nothing was billed. Try again in a moment.",
                details=details,
            )
        if has_key:
            return refusal(answer, FAL)
        kind = StaleAddressError if answer.status in _STALE else BackendError
        return kind(
            "fal's file host refused the upload.",
            hint="Nothing was billed. Try again in a moment.",
            details=details,
        )


def _below(url: str, name: str) -> str:
    """``url`` with ``name`` behind its path; its query, the signature, stays."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path}/{name}"))


def _etag(answer: Answer) -> Any:
    """fal answers with JSON, others in the header only."""
    return json_object(answer).get("etag") or answer.headers.get("etag", "")
