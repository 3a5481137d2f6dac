"""Sums over jobs, and where a month begins."""

from datetime import UTC, datetime, timedelta

from flux2studio.core.spending import Spent, Totals, month_start, totals

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def spent(backend, usd, *, estimated=False):
    return Spent(job_id=backend, at=NOON, backend=backend, usd=usd, estimated=estimated)


def test_nothing_spent_is_nothing():
    assert totals([]) == Totals()


def test_a_total_tells_the_services_and_what_is_only_estimated():
    found = totals([spent("fal", 0.25), spent("fal", 0.5, estimated=True), spent("aimlapi", 1)])

    assert found.usd == 1.75
    assert found.estimated_usd == 0.5
    assert found.by_backend == {"fal": 0.75, "aimlapi": 1}


def test_a_month_begins_on_the_first_at_midnight_of_this_computer():
    start = month_start(NOON)
    local = start.astimezone()

    assert (local.day, local.hour, local.minute, local.second) == (1, 0, 0, 0)
    assert local.month == NOON.astimezone().month
    assert timedelta() <= NOON - start < timedelta(days=31)
