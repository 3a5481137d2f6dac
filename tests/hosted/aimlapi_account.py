"""What AIML API tells about an account: its log of requests, its balance, its ledger of money."""

from __future__ import annotations

import threading
import time
from collections import deque
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from tests.hosted.aimlapi_logs import (
    CREDITS_PER_USD,
    PARAMETERS,
    LogRow,
    LogsError,
    Query,
    in_both,
    page,
)

_PAGE = 50
_MINUTE_S = 60.0


class TooManyRequestsError(Exception):
    """More look-ups in a minute than the service allows."""


class Account:
    """Rows are only added; read it from any thread."""

    def __init__(self) -> None:
        self._rows: list[LogRow] = []
        self._look_ups = 0
        self._recent: deque[float] = deque()
        self._lock = threading.Lock()

    @property
    def spent_usd(self) -> float:
        with self._lock:
            return sum(row.cost_usd for row in self._rows)

    def record(
        self, model: str, inference_id: str, client_request_id: str, cost_usd: float, *, well: bool
    ) -> None:
        """Write the row of one request; a failed one costs nothing."""
        with self._lock:
            row = LogRow(
                created=datetime.now(UTC),
                model=model,
                inference_id=inference_id,
                request_id=uuid4().hex,
                client_request_id=client_request_id,
                cost_usd=cost_usd if well else 0.0,
                succeeded=well,
                born=self._look_ups,
            )
            self._rows.append(row)

    def logs(self, query: Query, *, lag: int, limit: int) -> dict[str, Any]:
        """Return one page. A row shows once ``lag`` look-ups were in vain; raises LogsError, and
        TooManyRequestsError for more than ``limit`` look-ups in 60 seconds."""
        with self._lock:
            self._count(limit)
            return page(self._shown(lag), query)

    def transactions(self, query: Query, *, lag: int) -> dict[str, Any]:
        """Return charges only: newest first, as late as the log, by an opaque cursor."""
        cursor = query.get("cursor", ["page-0"])[0]
        number = cursor.removeprefix("page-")
        if not number.isdecimal():
            raise LogsError("cursor")
        with self._lock:
            charged = [row for row in reversed(self._shown(lag)) if row.succeeded]
        first = int(number) * _PAGE
        has_more = first + _PAGE < len(charged)
        entries = [_entry(row) for row in charged[first : first + _PAGE]]
        following = f"page-{int(number) + 1}" if has_more else None
        return {"data": entries, "pagination": {"next_cursor": following, "has_more": has_more}}

    def _count(self, limit: int) -> None:
        now = time.monotonic()
        while self._recent and now - self._recent[0] > _MINUTE_S:
            self._recent.popleft()
        if len(self._recent) >= limit:
            raise TooManyRequestsError
        self._recent.append(now)
        self._look_ups += 1

    def _shown(self, lag: int) -> list[LogRow]:
        return [row for row in self._rows if not lag or self._look_ups - row.born > lag]


def unknown_parameters(query: Query) -> list[str]:
    """What a client may believe to be a filter and is none: the service reads past it."""
    return sorted(set(query) - PARAMETERS)


def balance(usd: float) -> dict[str, Any]:
    return {"current_balance": usd, "currency": "USD"}


def balance_detail(usd: float) -> dict[str, Any]:
    top_up = {"is_enabled": False, "threshold": 50, "amount": 100, "currency": "USD"}
    who = {"user_id": 111, "email": "user@example.com"}
    return {**who, **balance(usd), "autotopup_settings": top_up}


def legacy_balance(usd: float) -> dict[str, Any]:
    """In credits, as the first version has it."""
    return {
        "balance": round(usd * CREDITS_PER_USD),
        "lowBalance": usd * CREDITS_PER_USD < 10_000,
        "lowBalanceThreshold": 10_000,
        "lastUpdated": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "autoDebitStatus": "disabled",
        "status": "current",
        "statusExplanation": "Balance is current and up to date",
    }


def _entry(row: LogRow) -> dict[str, Any]:
    return {
        "created_at": row.as_json()["created"],
        "direction": "CHARGE",
        "type": "MODEL_USAGE",
        "amount": in_both(row.cost_usd),
        "model": row.model,
        "reference_id": row.inference_id,
    }
