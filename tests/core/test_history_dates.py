"""Dates as they are typed, and the moments at which days begin."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.history_dates import NAMES, Days, read_days, start_of

TODAY = date(2026, 11, 20)  # a Friday


def days(low, high):
    return Days(*(date.fromisoformat(day) if day else None for day in (low, high)))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("today", "2026-11-20", "2026-11-21"),
        ("yesterday", "2026-11-19", "2026-11-20"),
        ("this-week", "2026-11-16", "2026-11-23"),
        ("last-week", "2026-11-09", "2026-11-16"),
        ("this-month", "2026-11-01", "2026-12-01"),
        ("last-month", "2026-10-01", "2026-11-01"),
        ("this-year", "2026-01-01", "2027-01-01"),
        ("last-year", "2025-01-01", "2026-01-01"),
        ("Last-Week", "2026-11-09", "2026-11-16"),
        ("2026", "2026-01-01", "2027-01-01"),
        ("2026-11", "2026-11-01", "2026-12-01"),
        ("2026-2", "2026-02-01", "2026-03-01"),
        ("2026-12", "2026-12-01", "2027-01-01"),
        ("2026-11-20", "2026-11-20", "2026-11-21"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        (">2026-11-01", "2026-11-02", None),
        (">=2026-11-01", "2026-11-01", None),
        ("<2026-11", None, "2026-11-01"),
        ("<=2026-11", None, "2026-12-01"),
        (">2026", "2027-01-01", None),
        ("=2026-11", "2026-11-01", "2026-12-01"),
        (">yesterday", "2026-11-20", None),
        ("2026-11-01..2026-11-20", "2026-11-01", "2026-11-21"),
        ("2026-11-20..2026-11-01", "2026-11-01", "2026-11-21"),
        ("2026-10..", "2026-10-01", None),
        ("..2026-10", None, "2026-11-01"),
        ("last-month..today", "2026-10-01", "2026-11-21"),
        ("7d", "2026-11-13", None),
        ("0d", "2026-11-20", None),
        ("3w", "2026-10-30", None),
        ("2m", "2026-09-20", None),
        ("1y", "2025-11-20", None),
        ("9999-12-31", "9999-12-31", None),
        ("9999-12", "9999-12-01", None),
        ("9999", "9999-01-01", None),
        ("999999d", "0001-01-01", None),
        ("999999y", "0001-01-01", None),
    ],
)
def test_what_is_typed_as_a_date_is_days(text, low, high):
    assert read_days(text, TODAY) == days(low, high)


@pytest.mark.parametrize(
    "text",
    [
        *("", "last-wek", "2026-13", "2026-02-29", "2026-11-31", "0000", "20", "11-20", "..", ">"),
        *(">7d", "-7d", "7", "d", "2026..last-wek", "2026-11-20-1", "²⁰²⁶", "nan", "inf"),
    ],
)
def test_what_is_no_date_is_none(text):
    assert read_days(text, TODAY) is None


def test_two_months_before_the_last_of_a_month_is_the_last_of_that_one():
    assert read_days("2m", date(2026, 4, 30)) == days("2026-02-28", None)


@given(st.dates(), st.sampled_from([*NAMES, "1d", "5w", "3m", "1y"]))
def test_every_name_is_a_date_on_every_day(today, name):
    found = read_days(name, today)

    assert found is None or found.low is None or found.high is None or found.low < found.high
    assert found is not None or today < date(1, 2, 1) or today.year in (1, 9999)


@given(st.text(max_size=30), st.dates())
def test_nothing_that_can_be_typed_breaks_the_dates(text, today):
    read_days(text, today)


@pytest.mark.parametrize(
    ("zone", "day", "moment"),
    [
        ("UTC", "2026-11-20", "2026-11-20T00:00+00:00"),
        ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00+00:00"),
        ("Europe/Berlin", "2026-03-30", "2026-03-29T22:00+00:00"),  # a day of 23 hours
        ("America/Santiago", "2026-09-06", "2026-09-06T04:00+00:00"),  # has no midnight
        ("Asia/Kathmandu", "2026-11-20", "2026-11-19T18:15+00:00"),
    ],
)
def test_a_day_begins_when_it_does_at_its_place(zone, day, moment):
    try:
        place = ZoneInfo(zone)
    except KeyError:
        pytest.skip("this computer has no table of time zones")
    assert start_of(date.fromisoformat(day), place) == datetime.fromisoformat(moment)


def test_a_day_of_this_computer_begins_at_its_midnight():
    begin = start_of(TODAY).astimezone()

    assert (begin.date(), begin.hour, begin.minute) == (TODAY, 0, 0)


@given(st.dates())
def test_days_begin_one_after_the_other(day):
    begin = start_of(day)

    assert begin.tzinfo is UTC
    if day < date.max:
        after = start_of(day + timedelta(days=1)) - begin
        assert timedelta(hours=20) <= after <= timedelta(hours=50)
