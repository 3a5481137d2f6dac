"""Dates, sums and times in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale

from flux2studio.ui import words


@pytest.fixture(params=["C", "en_US", "de_DE", "ja_JP"])
def locale(request):
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def test_the_month_of_a_moment_is_a_word_in_every_locale(locale):
    when = datetime(2026, 11, 20, 18, 45, tzinfo=UTC).astimezone()

    said = words.moment(when)

    month = QLocale().monthName(11, QLocale.FormatType.ShortFormat)
    assert said == f"{when.day} {month} 2026, {when:%H:%M}"


def test_a_moment_reads_as_one_writes_it_without_a_locale():
    before = QLocale()
    QLocale.setDefault(QLocale.c())
    said = words.moment(datetime(2026, 11, 20, 18, 45).astimezone())
    QLocale.setDefault(before)

    assert said == "20 Nov 2026, 18:45"


@pytest.mark.parametrize("iso", ["0001-01-01T00:00:00", "9999-12-31T23:59:59"])
def test_a_moment_that_no_clock_can_show_is_said_all_the_same(iso):
    assert words.moment(datetime.fromisoformat(iso))


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 11, 20), "Today"),
        (date(2026, 11, 19), "Yesterday"),
        (date(2026, 11, 2), "Monday 2 November"),
        (date(2025, 11, 2), "2 November 2025"),
    ],
)
def test_a_day_is_called_by_its_nearest_name(when, said):
    before = QLocale()
    QLocale.setDefault(QLocale.c())
    heading = words.day(when, date(2026, 11, 20))
    QLocale.setDefault(before)

    assert heading == said


@pytest.mark.parametrize(
    ("usd", "said"),
    [(0, "$0"), (0.05, "$0.050"), (0.105, "$0.105"), (0.12, "$0.12"), (1.234, "$1.23")],
)
def test_a_sum_below_a_dollar_is_said_to_a_tenth_of_a_cent(usd, said):
    assert words.money(usd) == said
