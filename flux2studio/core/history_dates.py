"""What is typed as a date, as days; and days of this place of the world as moments."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAY = timedelta(days=1)
_CALENDAR = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_BACK = re.compile(r"(\d{1,6})([dwmy])")
_COMPARE = re.compile(r"(>=|<=|>|<|=)(.+)")


@dataclass(frozen=True, slots=True)
class Days:
    """From ``low`` on, up to but without ``high``; None: without an end on that side."""

    low: date | None = None
    high: date | None = None


def read_days(text: str, today: date) -> Days | None:
    """Return the days that ``text`` means, None when it is no date.

    ``last-week``, ``2026``, ``2026-11``, ``2026-11-20``, ``7d``, ``>2026-11-01`` (after that
    day), ``2026-11-01..2026-11-20`` (both days in). Weeks begin on Monday.
    """
    text = text.casefold().strip()
    try:
        if ".." in text:
            return _range(text, today)
        if found := _COMPARE.fullmatch(text):
            return _compared(found[1], found[2], today)
        return _period(text, today)
    except (ValueError, OverflowError):
        return None


def start_of(day: date, zone: tzinfo | None = None) -> datetime:
    """Return the first moment of ``day`` in ``zone``, without one where this computer is; in UTC.

    Where clocks are put forward at midnight that is the first moment which there is.
    """
    midnight = datetime.combine(day, time.min)
    try:
        local = midnight.astimezone() if zone is None else midnight.replace(tzinfo=zone)
        return local.astimezone(UTC)
    except (OSError, OverflowError, ValueError):  # some systems know no zone so long ago
        return midnight.replace(tzinfo=UTC)


def _range(text: str, today: date) -> Days | None:
    first, _, last = text.partition("..")
    begin = _period(first, today) if first else Days()
    end = _period(last, today) if last else Days()
    if begin is None or end is None or not (first or last):
        return None
    if begin.low and end.high and begin.low >= end.high:
        begin, end = end, begin  # the later day was typed first
    return Days(begin.low, end.high)


def _compared(compare: str, text: str, today: date) -> Days | None:
    days = _period(text, today)
    if days is None or days.high is None:
        return None
    return {
        ">": Days(days.high, None),
        ">=": Days(days.low, None),
        "<": Days(None, days.low),
        "<=": Days(None, days.high),
        "=": days,
    }[compare]


def _period(text: str, today: date) -> Days | None:
    if text in _NAMED:
        return _NAMED[text](today)
    if found := _BACK.fullmatch(text):
        return Days(_back(today, int(found[1]), found[2]), None)
    if found := _CALENDAR.fullmatch(text):
        return _calendar(*(int(part) if part else None for part in found.groups()))
    return None


def _calendar(year: int | None, month: int | None, day: int | None) -> Days:
    """Raises ValueError for a day that no calendar has."""
    if year is None or month is None:
        return _year(year or 0)
    if day is None:
        return _month(date(year, month, 1))
    found = date(year, month, day)
    return Days(found, _after(found))


def _back(today: date, count: int, unit: str) -> date:
    """So many days, weeks, months or years before ``today``, at most to the first day."""
    try:
        if unit in "dw":
            return today - timedelta(days=count * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        last = (_month(date(year, month + 1, 1)).high or date.max) - _DAY
        return date(year, month + 1, min(today.day, last.day))
    except (ValueError, OverflowError):
        return date.min


def _after(day: date) -> date | None:
    return day + _DAY if day < date.max else None


def _week(day: date) -> Days:
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=7))


def _month(day: date) -> Days:
    first = day.replace(day=1)
    if (first.year, first.month) == (date.max.year, 12):
        return Days(first, None)
    return Days(first, (first + timedelta(days=32)).replace(day=1))


def _year(year: int) -> Days:
    return Days(date(year, 1, 1), date(year + 1, 1, 1) if year < date.max.year else None)


_NAMED: Mapping[str, Callable[[date], Days]] = {
    "today": lambda today: Days(today, _after(today)),
    "yesterday": lambda today: Days(today - _DAY, today),
    "this-week": _week,
    "last-week": lambda today: _week(today - timedelta(days=7)),
    "this-month": _month,
    "last-month": lambda today: _month(today.replace(day=1) - _DAY),
    "this-year": lambda today: _year(today.year),
    "last-year": lambda today: _year(today.year - 1),
}
NAMES = tuple(_NAMED)
