"""What paid jobs cost is booked with their states, once, and stays when pictures go."""

from datetime import timedelta

import pytest

from flux2studio.core.errors import BackendError, OutcomeUnknownError
from flux2studio.core.job import JobState
from flux2studio.core.spending import totals
from flux2studio.storage.spending import Bill, SpendingRepository
from tests.storage.samples import NOON, make_generation, make_job

BILL = Bill(at=NOON, estimate_usd=0.063)


@pytest.fixture
def spending(database):
    return SpendingRepository(database)


@pytest.fixture
def job(journal):
    job = make_job()
    journal.add(job)
    return job


@pytest.fixture
def sent(journal, job):
    journal.set_state(job.id, JobState.SENDING, {}, BILL)
    return job


def booked(spending):
    return [(one.usd, one.estimated) for one in spending.since(NOON)]


def test_a_job_that_waits_has_spent_nothing(job, spending):
    assert booked(spending) == []


def test_the_estimate_is_booked_as_the_request_leaves(sent, spending):
    (one,) = spending.since(NOON)

    assert (one.job_id, one.at, one.backend) == (sent.id, NOON, sent.backend)
    assert (one.usd, one.estimated) == (0.063, True)


def test_a_price_nobody_knows_counts_as_nothing_yet(journal, job, spending):
    journal.set_state(job.id, JobState.SENDING, {}, Bill(at=NOON, estimate_usd=None))

    assert booked(spending) == [(0.0, True)]


def test_a_job_is_booked_once_however_often_it_is_sent_to_be_looked_up(journal, sent, spending):
    journal.close(sent.id, JobState.UNKNOWN, OutcomeUnknownError("Nobody knows."))
    journal.reopen(sent.id, JobState.SENDING)
    later = Bill(at=NOON + timedelta(hours=1), estimate_usd=9)
    journal.set_state(sent.id, JobState.SENDING, {}, later)

    assert booked(spending) == [(0.063, True)]


def test_an_unknown_end_keeps_the_estimate(journal, sent, spending):
    journal.close(sent.id, JobState.UNKNOWN, OutcomeUnknownError("Nobody knows."))

    assert booked(spending) == [(0.063, True)]


def test_what_the_service_says_replaces_the_estimate(journal, sent, spending):
    journal.set_state(sent.id, JobState.DOWNLOADING, {"cost_usd": "0.042"})

    assert booked(spending) == [(0.042, False)]


@pytest.mark.parametrize("said", ["", "much", "nan", "inf", "-1"])
def test_a_price_that_is_none_is_not_booked(journal, sent, spending, said):
    journal.set_state(sent.id, JobState.DOWNLOADING, {"cost_usd": said})

    assert booked(spending) == [(0.063, True)]


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.CANCELLED])
def test_what_was_not_taken_is_not_counted(journal, sent, spending, state):
    journal.close(sent.id, state, BackendError("No."), unbilled=True)

    assert booked(spending) == []


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.CANCELLED])
def test_an_end_that_proves_nothing_keeps_the_estimate(journal, sent, spending, state):
    journal.close(sent.id, state, BackendError("No."))

    assert booked(spending) == [(0.063, True)]


def test_what_was_billed_counts_though_the_job_failed(journal, sent, spending):
    journal.set_state(sent.id, JobState.SENDING, {"cost_usd": "0.05"})
    journal.close(sent.id, JobState.FAILED, BackendError("It is lost."), unbilled=True)

    assert booked(spending) == [(0.05, False)]


def test_a_finished_job_costs_what_its_pictures_do(history, root, sent, spending):
    history.add(make_generation(root, sent, 0, cost_usd=0.021))
    history.add(make_generation(root, sent, 1, cost_usd=0.022), closes=True)

    assert booked(spending) == [(pytest.approx(0.043), False)]


def test_pictures_without_a_price_leave_the_estimate(history, root, sent, spending):
    history.add(make_generation(root, sent, 0, cost_usd=0.021))
    history.add(make_generation(root, sent, 1, cost_usd=None), closes=True)

    assert booked(spending) == [(0.063, True)]


def test_the_whole_price_wins_over_the_sum_of_the_pictures(journal, history, root, sent, spending):
    journal.set_state(sent.id, JobState.DOWNLOADING, {"cost_usd": "0.084"})
    history.add(make_generation(root, sent, cost_usd=0.021), closes=True)

    assert booked(spending) == [(0.084, False)]


def test_a_deleted_picture_was_paid_all_the_same(history, root, sent, spending):
    generation = make_generation(root, sent, cost_usd=0.021)
    history.add(generation, closes=True)
    history.remove(generation.id)

    assert booked(spending) == [(0.021, False)]


def test_an_end_is_booked_once(journal, history, root, sent, spending):
    history.add(make_generation(root, sent, cost_usd=0.021), closes=True)
    journal.close(sent.id, JobState.CANCELLED, unbilled=True)

    assert booked(spending) == [(0.021, False)]


def test_only_what_came_since_a_moment_is_summed(journal, spending):
    for hour in range(3):
        job = make_job()
        journal.add(job)
        bill = Bill(at=NOON + timedelta(hours=hour), estimate_usd=1)
        journal.set_state(job.id, JobState.SENDING, {}, bill)

    assert totals(spending.since(NOON + timedelta(hours=1))).usd == 2
