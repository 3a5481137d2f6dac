"""Which request in fal's list of past requests is ours, when several look alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from flux2studio.backends.base import RequestRecord, RunTask
from flux2studio.backends.fal_platform import FalPlatform
from flux2studio.backends.payload import payload
from flux2studio.core.hosted import SentRequest
from flux2studio.core.request import GenerationRequest

LIST = "models/requests/by-endpoint"
Query = Sequence[tuple[str, str]]

_BEFORE = timedelta(hours=1)  # clocks differ
_AFTER = timedelta(hours=24)  # the list may go by the end of a run, and queues can be long
_ASKED_MOST = 20  # at one look, the nearest in time first
_MUST_BE_SAID = ("seed", "prompt")


class NoOtherJobs:
    """A ``RequestRecord`` where nothing else was ever sent."""

    def taken(self, _: str, /) -> Collection[str]:
        return ()

    def undecided(self, _: str, /) -> Collection[SentRequest]:
        return ()

    def claim(self, _job_id: str, _number: str, /) -> bool:
        return True


class FalCandidates:
    """For one job. ``names`` are those its endpoint is listed under.

    The list is read without what the requests hold, which may be many megabytes; that is asked
    for request by request, and only where no other job of ours has it.
    """

    def __init__(self, task: RunTask, names: Query, sent_at: str, requests: RequestRecord) -> None:
        self._task = task
        self._names = names
        self._sent = moment_of(sent_at)
        self._requests = requests
        self._foreign: set[str] = set()

    def find(self, platform: FalPlatform) -> str:
        """Return the number of our request, which no other job gets then; empty: not listed.

        Raises BackendError like ``FalPlatform.get``, and StorageError.
        """
        known = self._foreign.union(self._requests.taken(self._task.job_id))
        items = platform.pages(LIST, self._query(), "items")
        free = [item for item in items if _number(item) and _number(item) not in known]
        free.sort(key=lambda item: _distance(item, self._sent))
        for item in free[:_ASKED_MOST]:
            number = _number(item)
            if self._is_ours(item, platform) and self._requests.claim(self._task.job_id, number):
                return number
        return ""

    def _query(self) -> Query:
        query = [*self._names, ("limit", "100")]
        if self._sent is not None:
            query.append(("start", _iso(self._sent - _BEFORE)))
            query.append(("end", _iso(self._sent + _AFTER)))
        return query

    def _is_ours(self, item: Mapping[str, Any], platform: FalPlatform) -> bool:
        """Whether it is what we sent, and no other job that sent the same is nearer to it."""
        number = _number(item)
        query = [*self._names, ("request_id", number), ("expand", "payloads")]
        found = platform.pages(LIST, query, "items")
        body = next((one.get("json_input") for one in found if _number(one) == number), None)
        if not isinstance(body, dict):  # not stored, or not yet
            return False
        if not self._fits(self._task.request, body):
            self._foreign.add(number)
            return False
        twins = [
            sent.at
            for sent in self._requests.undecided(self._task.job_id)
            if sent.request.model == self._task.request.model and self._fits(sent.request, body)
        ]
        ours = _distance(item, self._sent)
        return all(ours <= _distance(item, at) for at in twins)

    def _fits(self, request: GenerationRequest, body: Mapping[str, Any]) -> bool:
        """Files are not compared: fal may list them under other links than were sent."""
        sent = payload(request, self._task.model)
        is_said = all(body.get(name) == sent[name] for name in _MUST_BE_SAID)
        return is_said and not any(
            name in body and _differs(value, body[name]) for name, value in sent.items()
        )


def moment_of(text: object) -> datetime | None:
    """An ISO moment, in UTC where it does not say; None for anything else."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _number(item: Mapping[str, Any]) -> str:
    number = item.get("request_id")
    return number if isinstance(number, str) and number.isascii() else ""


def _differs(ours: object, theirs: object) -> bool:
    """False where fal writes a value in another way: only like is compared with like."""
    match ours, theirs:
        case (bool(), bool()) | (str(), str()):
            return ours != theirs
        case (bool(), _) | (_, bool()):
            return False
        case (int() | float(), int() | float()):
            return ours != theirs
    return False


def _distance(item: Mapping[str, Any], sent: datetime | None) -> timedelta:
    moment = moment_of(item.get("sent_at")) or moment_of(item.get("started_at"))
    return abs(moment - sent) if moment and sent else timedelta.max


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
