"""Thinned backups: each of the last days, then weeks, then months."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.backup_days import days_to_keep

TODAY = date(2026, 11, 21)


def last(count):
    return [TODAY - timedelta(days=back) for back in range(count)]


def test_two_years_of_days_become_a_week_a_month_and_a_year():
    kept = sorted(days_to_keep(last(730)), reverse=True)

    assert kept[:7] == last(7)
    assert [day.isoformat() for day in kept[7:10]] == ["2026-11-08", "2026-11-01", "2026-10-31"]
    assert [day.isoformat() for day in kept[-2:]] == ["2026-01-31", "2025-12-31"]
    assert len(kept) == 7 + 2 + 11


def test_an_artist_who_comes_seldom_keeps_them_all():
    days = [TODAY - timedelta(days=40 * each) for each in range(7)]

    assert days_to_keep(days) == set(days)


@given(st.lists(st.dates(), max_size=60))
def test_the_newest_stay_and_thinning_again_takes_nothing(days):
    kept = days_to_keep(days)

    assert kept <= set(days)
    assert set(sorted(set(days))[-7:]) <= kept
    assert days_to_keep(kept) == kept


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 400))
def test_thinning_each_day_leaves_the_same_as_thinning_once(start, count):
    kept = set()
    for back in range(count):
        kept = set(days_to_keep({*kept, start + timedelta(days=back)}))

    assert kept == days_to_keep([start + timedelta(days=back) for back in range(count)])
