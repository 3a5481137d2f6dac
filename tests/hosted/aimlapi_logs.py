"""The rows of ``GET /v2/logs`` at AIML API: what was asked for, when, and what it cost."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

CREDITS_PER_USD = 2_000_000
PARAMETERS = frozenset(
    {"period", "start", "end", "key_prefix", "model", "status", "limit", "offset"}
)
_PERIOD = re.compile(r"([1-9][0-9]*)([hd])")
_WINDOW_MAX = timedelta(days=92)
_STATUSES = {"succeeded", "failed"}

Query = Mapping[str, list[str]]


class LogsError(ValueError):
    """A query that the service answers with 400."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One request. ``born`` counts the look-ups made before it."""

    created: datetime
    model: str
    inference_id: str
    request_id: str
    client_request_id: str
    cost_usd: float  # 0 for one that failed
    succeeded: bool
    born: int

    def as_json(self) -> dict[str, Any]:
        return {
            "created": f"{self.created:%Y-%m-%dT%H:%M:%S}.{self.created.microsecond // 1000:03}Z",
            "status": "succeeded" if self.succeeded else "failed",
            "origin": "api",
            "model": self.model,
            "cost": in_both(self.cost_usd),
            "tokens": {"input": 0, "output": 0, "total": 0},
            "request_id": self.request_id,
            "inference_id": self.inference_id,
            "client_request_id": self.client_request_id or None,
        }


def in_both(usd: float) -> dict[str, float]:
    """The same money in US dollars and in credits."""
    return {"usd": round(usd, 9), "credits": round(usd * CREDITS_PER_USD)}


def page(rows: list[LogRow], query: Query) -> dict[str, Any]:
    """Newest first, as asked for; raises LogsError."""
    limit = _whole(query, "limit", 50, range(1, 101))
    offset = _whole(query, "offset", 0, range(10**9))
    keep = _filter(query)
    found = [row for row in reversed(rows) if keep(row)]
    shown = found[offset : offset + limit]
    has_more = offset + limit < len(found)
    counts = {"limit": limit, "offset": offset, "total": len(found), "has_more": has_more}
    return {"data": [row.as_json() for row in shown], "pagination": counts}


def _filter(query: Query) -> Callable[[LogRow], bool]:
    start, end = _window(query)
    models, statuses = query.get("model", []), set(query.get("status", _STATUSES))
    if len(models) > 50 or not statuses <= _STATUSES:
        raise LogsError("model or status")

    def keep(row: LogRow) -> bool:
        status = "succeeded" if row.succeeded else "failed"
        names = {row.model, row.model.rpartition("/")[2]}
        is_named = not models or bool(names & set(models))
        return start <= row.created <= end and status in statuses and is_named

    return keep


def _window(query: Query) -> tuple[datetime, datetime]:
    given = {name for name in ("period", "start", "end") if name in query}
    if given == {"period"}:
        match = _PERIOD.fullmatch(query["period"][0])
        if not match:
            raise LogsError("period must be a positive number followed by h or d")
        hours = int(match[1]) * (24 if match[2] == "d" else 1)
        end = datetime.now(UTC)
        start = end - timedelta(hours=min(hours, 10**6))
    elif given == {"start", "end"}:
        start, end = _moment(query["start"][0]), _moment(query["end"][0])
    else:
        raise LogsError("Provide either period or both start and end")
    if not timedelta() <= end - start <= _WINDOW_MAX:
        raise LogsError("The window must be positive and must not exceed 92 days")
    return start, end


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise LogsError(f"{text} is not a date") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _whole(query: Query, name: str, default: int, allowed: range) -> int:
    text = query.get(name, [str(default)])[0]
    if not text.isdecimal() or int(text) not in allowed:
        raise LogsError(f"{name} must be a whole number within its limits")
    return int(text)
