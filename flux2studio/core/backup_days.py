"""Which of many daily backups are worth keeping: the last days, weeks and months."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

DAYS, WEEKS, MONTHS = 7, 4, 12


def days_to_keep(days: Iterable[date]) -> frozenset[date]:
    """Return the newest 7, and the newest of each of the last 4 weeks and 12 months there are."""
    newest = sorted(set(days), reverse=True)
    weeks = _newest_of_each(newest, lambda day: day.isocalendar()[:2], WEEKS)
    months = _newest_of_each(newest, lambda day: (day.year, day.month), MONTHS)
    return frozenset([*newest[:DAYS], *weeks, *months])


def _newest_of_each(
    days: Iterable[date], span: Callable[[date], tuple[int, ...]], most: int
) -> list[date]:
    found: dict[tuple[int, ...], date] = {}
    for day in days:
        found.setdefault(span(day), day)
    return list(found.values())[:most]
