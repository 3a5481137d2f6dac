"""What ``flux2studio spending`` prints: this month and all time, by service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from flux2studio.core.errors import StudioError
from flux2studio.core.spending import Totals, dollars, month_start, totals
from flux2studio.storage.spending import SpendingRepository
from flux2studio.studio import Studio

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def spending_report(studio: Studio, *, balance: bool) -> dict[str, Any]:
    """One object; amounts in US dollars. ``balance`` asks the services that have a key."""
    start = month_start(datetime.now(UTC))
    booked = SpendingRepository(studio.shelves.database).since(_EVER)
    report = {
        "month": msgspec.to_builtins(totals(one for one in booked if one.at >= start)),
        "total": msgspec.to_builtins(totals(booked)),
        "limit_usd": studio.settings.monthly_limit_usd,
    }
    if balance:
        report["balances"] = dict(_balances(studio))
    return report


def spending_lines(report: dict[str, Any], studio: Studio) -> Iterator[str]:
    """The same to read."""
    for name, title in (("month", "This month"), ("total", "In all")):
        found = msgspec.convert(report[name], Totals)
        yield f"{title}: {dollars(found.usd)}{_doubt(found)}"
        for backend, usd in sorted(found.by_backend.items()):
            yield f"  {studio.catalogue.backend(backend).name}: {dollars(usd)}"
    if report["limit_usd"]:
        yield f"Limit a month: {dollars(report['limit_usd'])}"
    for backend, answer in report.get("balances", {}).items():
        name = studio.catalogue.backend(backend).name
        said = answer.get("error") or f"{answer['amount']:.2f} {answer['currency']}"
        yield f"Balance at {name}: {said}"


def _doubt(found: Totals) -> str:
    return f", of it {dollars(found.estimated_usd)} estimated" if found.estimated_usd else ""


def _balances(studio: Studio) -> Iterator[tuple[str, dict[str, Any]]]:
    for backend, source in studio.accounts.items():
        try:
            if source.has_key():
                yield backend, msgspec.to_builtins(studio.balance(backend))
        except StudioError as error:
            yield backend, {"error": f"{error} {error.hint}".strip()}
