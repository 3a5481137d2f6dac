"""What AIML API's own log says of a request whose answer was lost: billed, or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

from flux2studio.backends.aimlapi_platform import ask, root_of
from flux2studio.backends.pace import Pace, Stopwatch
from flux2studio.core.control import RunControl
from flux2studio.core.cost import USD_MAX
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    OutcomeUnknownError,
    SecretsError,
    UnreachableError,
)
from flux2studio.core.foreign_words import number
from flux2studio.core.job import JobState, Phase, Progress
from flux2studio.core.phrase import phrase

_ROWS = 100  # a page has at most as many (docs.aimlapi.com, “Usage logs”)
_PAGES_MAX = 30
_CLOCKS_DIFFER = timedelta(hours=1)
_LONGEST_RUN = timedelta(days=1)  # from leaving to the row in the log
_WINDOW = timedelta(days=7)  # when nobody knows when it left; the service allows 92


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRequest:
    """``client_id`` went with it as its name; ``at`` is when, None when that is not known."""

    client_id: str
    model: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """``cost_usd`` None: the row does not say."""

    succeeded: bool
    cost_usd: float | None
    inference_id: str


class AimlapiLog:
    """Blocking. Reads the log of the key's own requests at ``base_url``."""

    def __init__(
        self, base_url: str, key: Callable[[], str | None], control: RunControl, pace: Pace
    ) -> None:
        self._url = f"{root_of(base_url)}/v2/logs"
        self._key = key
        self._control = control
        self._pace = pace

    def find(self, sent: SentRequest) -> LogRow | None:
        """Return the row of ``sent``, None when there is none. Raises BackendError."""
        start, end = _window(sent.at, datetime.now(UTC))
        window = [("start", _iso(start)), ("end", _iso(end)), ("model", sent.model)]
        for page in range(_PAGES_MAX):
            query = [*window, ("limit", str(_ROWS)), ("offset", str(page * _ROWS))]
            answer = ask(self._url, query, self._key() or "", self._control)
            rows = answer.get("data")
            for row in rows if isinstance(rows, list) else []:
                if isinstance(row, dict) and row.get("client_request_id") == sent.client_id:
                    return _row(row)
            match answer:
                case {"pagination": {"has_more": True}}:
                    continue
            break
        return None

    def settle(self, sent: SentRequest, doubt: OutcomeUnknownError, seconds: float) -> NoReturn:
        """Look ``sent`` up for ``seconds``, for the log lags, and raise what became of it.

        BackendError when it was billed and its picture is lost, or was not billed; else
        OutcomeUnknownError. A cancel ends the search: the doubt stays.
        """
        try:
            row, reason = self._search(sent, seconds)
        except Cancelled:
            raise doubt from None
        if row is not None:
            was_taken = row.succeeded or bool(row.cost_usd)
            state = JobState.SUBMITTED if was_taken else JobState.SENDING
            self._control.checkpoint(state, _learned(row))
            raise _known(row)
        self._control.checkpoint(JobState.SENDING, {"in_doubt": "1"})
        raise OutcomeUnknownError(
            f"{doubt} {reason}",
            hint="It may have been billed. Check again later; it is not sent again by itself.",
            details=doubt.details,
        ) from doubt

    def _search(self, sent: SentRequest, seconds: float) -> tuple[LogRow | None, str]:
        watch = Stopwatch(seconds)
        for wait in self._pace.looks():
            self._control.progress(Progress(phase=Phase.LOOKING_UP))
            try:
                if row := self.find(sent):
                    return row, ""
                reason = phrase("It is not in AIML API's log yet.")
            except UnreachableError as error:
                reason = phrase("AIML API's log could not be read. {error}", error=str(error))
            except (BackendError, SecretsError) as error:
                return None, f"AIML API's log could not be read. {error} {error.hint}".rstrip()
            if watch.is_over:
                return None, reason
            self._control.sleep(wait)
        raise AssertionError("the waits do not end")


def _window(sent_at: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    if sent_at is None:
        return now - _WINDOW, now + _CLOCKS_DIFFER
    start = min(sent_at, now) - _CLOCKS_DIFFER
    return start, min(now + _CLOCKS_DIFFER, sent_at + _LONGEST_RUN)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _row(row: dict[str, Any]) -> LogRow:
    cost = row.get("cost")
    return LogRow(
        succeeded=row.get("status") == "succeeded",
        cost_usd=number(cost.get("usd"), 0, USD_MAX) if isinstance(cost, dict) else None,
        inference_id=str(row.get("inference_id") or ""),
    )


def _learned(row: LogRow) -> dict[str, str]:
    cost = row.cost_usd if row.succeeded or row.cost_usd else 0.0
    said = {} if cost is None else {"cost_usd": repr(cost)}
    return {"inference_id": row.inference_id, **said}


def _known(row: LogRow) -> BackendError:
    details = f"Inference id: {row.inference_id}"
    if row.cost_usd:
        details = f"Cost: ${row.cost_usd:.6f}\n{details}"
    if row.succeeded or row.cost_usd:
        return BackendError(
            "AIML API billed this run, and its answer was lost on the way.",
            hint="It gives out no picture a second time. Sending it again is billed again.",
            details=details,
        )
    return BackendError(
        "The run failed at AIML API and was not billed.", hint="Send it again.", details=details
    )
