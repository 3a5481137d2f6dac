"""Days: each picture is under the local day it was made on, however pictures come and go."""

from __future__ import annotations

from array import array
from bisect import insort
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.storage.moments import microseconds
from flux2studio.ui.models.history_days import Days, day_of, days_of

ZONES = [
    ZoneInfo(name)
    for name in ("UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Apia")
]
HOUR = 3_600_000_000
moments = st.lists(st.integers(0, 2_000 * 24).map(lambda hours: hours * HOUR), max_size=60)


def plainly(numbers, zone):
    """The days by looking at each picture."""
    newest_first = [day_of(number, zone) for number in reversed(numbers)]
    starts, dates, row = [], [], 0
    for when, group in groupby(newest_first):
        starts.append(row)
        dates.append(when)
        row += len(list(group))
    return starts, dates


@pytest.mark.parametrize("zone", ZONES, ids=str)
@given(moments)
def test_the_days_are_those_of_looking_at_each_picture(zone, hours):
    numbers = sorted(microseconds(datetime(2009, 1, 1, tzinfo=zone)) + hour for hour in hours)

    found = days_of(array("q", numbers), zone)

    assert (list(found.starts), list(found.dates)) == plainly(numbers, zone)


@given(moments, moments)
def test_the_days_stay_right_when_pictures_come(before, new):
    numbers = sorted({1_500_000_000_000_000 + hour for hour in before})
    days = days_of(array("q", numbers))
    for number in {1_500_000_000_000_001 + hour for hour in new}:
        insort(numbers, number)
        days = days.with_row(len(numbers) - 1 - numbers.index(number), day_of(number))

    assert days == days_of(array("q", numbers))


@given(moments, st.data())
def test_the_days_stay_right_when_pictures_go(hours, data):
    numbers = sorted({1_500_000_000_000_000 + hour for hour in hours})
    days = days_of(array("q", numbers))
    while numbers:
        first = data.draw(st.integers(0, len(numbers) - 1))
        last = data.draw(st.integers(first, len(numbers) - 1))
        count = len(numbers)
        days = days.without(first, last, count)
        del numbers[count - 1 - last : count - first]
        assert days == days_of(array("q", numbers))

    assert days == Days()


def test_the_night_of_the_clock_change_belongs_to_its_days():
    zone = ZoneInfo("Europe/Berlin")
    local = [
        datetime(2026, 10, 24, 23, 59, tzinfo=zone),
        datetime(2026, 10, 25, 0, 0, tzinfo=zone),
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=zone),
        datetime(2026, 10, 25, 23, 59, tzinfo=zone),
        datetime(2026, 10, 26, 0, 0, tzinfo=zone),
    ]

    days = days_of(array("q", [microseconds(moment) for moment in local]), zone)

    assert list(zip(days.starts, days.dates, strict=True)) == [
        (0, date(2026, 10, 26)),
        (1, date(2026, 10, 25)),
        (4, date(2026, 10, 24)),
    ]


@pytest.mark.parametrize("number", [-(9 * 10**15), 0, 9 * 10**15])
def test_clocks_far_off_have_a_day_too(number):
    assert days_of(array("q", [number])).dates == (day_of(number),)


def test_ten_years_of_a_million_pictures_are_a_matter_of_days_not_of_pictures():
    looked = []

    class Noting(array):
        def __getitem__(self, place):
            looked.append(place)
            return super().__getitem__(place)

    numbers = Noting("q", range(0, 3_650 * 24 * HOUR, 24 * HOUR // 300))

    assert len(days_of(numbers).dates) in {3_650, 3_651}
    assert len(looked) < 4_000 * 25
