"""What was spent is known without asking the disk, and a limit is asked about before the click."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest

from flux2studio.core.cost import estimate_usd
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    InvalidRequestError,
    OutcomeUnknownError,
    SpendingLimitError,
    UnreachableError,
)
from flux2studio.core.job import JobState
from flux2studio.core.spending import Totals, month_start
from flux2studio.services.spending import Spending
from flux2studio.storage.spending import Bill, SpendingRepository
from tests.fakes import Pause, ScriptedBackend, png
from tests.services.test_generation import REQUEST, paid
from tests.storage.samples import NOON, make_job

SENDING = (JobState.SENDING, {})
SUBMITTED = (JobState.SUBMITTED, {"request_id": "r-1"})


def downloading(usd):
    return JobState.DOWNLOADING, {"cost_usd": usd}


@pytest.fixture
def spend(open_workshop):
    """Run one paid job by a script to the end; return the studio and the estimate."""

    def _spend(*script, end=JobState.FINISHED):
        studio = open_workshop(fal=ScriptedBackend(*script))
        job = studio.service.start(paid(studio))
        studio.updates.wait_for(job, end)
        model = studio.shop.catalogue.model(job.request.model)
        return studio, estimate_usd(job.request, model)

    return _spend


def test_a_job_counts_from_the_click_on(open_workshop):
    pause = Pause()
    studio = open_workshop(fal=ScriptedBackend(pause, SENDING, png()))
    model = studio.shop.catalogue.model("fal/flux-2/lora/edit")
    request = paid(studio)

    job = studio.service.start(request)

    price = estimate_usd(request, model)
    assert studio.shop.spending.month == Totals(
        usd=price, estimated_usd=price, by_backend={"fal": price}
    )
    pause.reached.wait(20)
    assert studio.shop.spending.month.usd == price
    pause.go_on()
    studio.updates.wait_for(job, JobState.FINISHED)
    assert studio.shop.spending.month.usd == price


def test_a_job_that_costs_nothing_is_not_counted(open_workshop):
    studio = open_workshop(practice=ScriptedBackend(png()))
    studio.shop.spending.use_limit(0.0001)

    job = studio.service.start(REQUEST)

    studio.updates.wait_for(job, JobState.FINISHED)
    assert studio.shop.spending.session == Totals()


def test_the_price_the_service_says_replaces_the_estimate(spend):
    studio, _ = spend(SENDING, SUBMITTED, downloading("0.05"), png())

    assert studio.shop.spending.session == Totals(usd=0.05, by_backend={"fal": 0.05})


@pytest.mark.parametrize(
    "error", [BackendError("Refused."), UnreachableError("Not reached."), Cancelled()]
)
def test_what_never_was_taken_is_not_counted(spend, error):
    end = JobState.CANCELLED if isinstance(error, Cancelled) else JobState.FAILED
    studio, _ = spend(SENDING, error, end=end)

    assert studio.shop.spending.month == Totals()


def test_a_job_that_failed_at_the_service_keeps_its_estimate(spend):
    studio, price = spend(SENDING, SUBMITTED, BackendError("No."), end=JobState.FAILED)

    assert studio.shop.spending.month.estimated_usd == price


def test_a_job_that_failed_there_for_nothing_is_not_counted(spend):
    free = (JobState.SUBMITTED, {"cost_usd": "0"})
    studio, _ = spend(SENDING, free, BackendError("No."), end=JobState.FAILED)

    assert studio.shop.spending.month.usd == 0


def test_an_unknown_outcome_counts_with_its_estimate(spend):
    studio, price = spend(SENDING, OutcomeUnknownError("Nobody knows."), end=JobState.UNKNOWN)

    month = studio.shop.spending.month
    assert (month.usd, month.estimated_usd) == (price, price)


def test_a_job_that_was_turned_away_and_left_is_not_counted(open_workshop):
    before = open_workshop(fal=ScriptedBackend(SENDING, (JobState.QUEUED, {}), Pause()))
    job = before.service.start(paid(before))
    before.shop.backends["fal"].script[2].reached.wait(20)
    before.close()
    after = open_workshop(fal=ScriptedBackend())

    after.service.cancel(job.id)

    after.updates.wait_for(job, JobState.CANCELLED)
    assert after.shop.spending.month == Totals()


def test_a_job_cancelled_before_its_turn_is_not_counted(open_workshop):
    pause = Pause()
    studio = open_workshop(fal=ScriptedBackend(pause, png()))
    jobs = [studio.service.start(paid(studio)) for _ in range(3)]
    pause.reached.wait(20)

    studio.service.cancel(jobs[2].id)

    studio.updates.wait_for(jobs[2], JobState.CANCELLED)
    assert len(studio.shop.spending.month.by_backend) == 1
    assert studio.shop.spending.month.usd == pytest.approx(
        2 * estimate_usd(jobs[0].request, studio.shop.catalogue.model(jobs[0].request.model))
    )
    pause.go_on()


def test_what_was_left_by_a_killed_app_is_counted_once(open_workshop):
    before = open_workshop(fal=ScriptedBackend(SENDING, SUBMITTED, Pause()))
    job = before.service.start(paid(before))
    before.shop.backends["fal"].script[2].reached.wait(20)
    before.close()

    after = open_workshop(fal=ScriptedBackend(downloading("0.07"), png()))
    after.service.recover_now(lambda owner: False)
    after.updates.wait_for(job, JobState.FINISHED)

    assert after.shop.spending.month == Totals(usd=0.07, by_backend={"fal": 0.07})
    assert after.shop.spending.session == Totals()


def test_a_run_above_the_limit_is_refused_with_the_amounts(open_workshop):
    studio = open_workshop(fal=ScriptedBackend(SENDING, downloading("0.95"), png()))
    studio.shop.spending.use_limit(1)
    first = studio.service.start(paid(studio))
    studio.updates.wait_for(first, JobState.FINISHED)

    with pytest.raises(SpendingLimitError) as refused:
        studio.service.start(paid(studio, count=4))

    error = refused.value
    assert isinstance(error, InvalidRequestError)
    assert error.field == "price"
    assert "$1.00" in str(error)
    assert error.hint
    assert studio.shop.journal.recent(10)[0].job.id == first.id

    job = studio.service.start(paid(studio), beyond_limit=True)
    studio.updates.wait_for(job, JobState.FINISHED)


def test_what_waits_for_its_turn_counts_towards_the_limit(open_workshop):
    pause = Pause()
    studio = open_workshop(fal=ScriptedBackend(pause, png()))
    request = paid(studio)
    price = estimate_usd(request, studio.shop.catalogue.model(request.model))
    studio.shop.spending.use_limit(2.5 * price)

    studio.service.start(request)
    studio.service.start(request)
    with pytest.raises(SpendingLimitError):
        studio.service.start(request)
    pause.go_on()


def test_an_excess_tells_its_amounts(open_workshop):
    spending = open_workshop().shop.spending
    assert spending.would_exceed(1000) is None

    spending.use_limit(5)

    assert spending.would_exceed(5) is None
    assert spending.would_exceed(None) is None
    excess = spending.would_exceed(5.5)
    assert (excess.limit_usd, excess.spent_usd, excess.estimate_usd) == (5, 0, 5.5)


def test_last_month_does_not_count_towards_this_one(open_workshop):
    studio = open_workshop()
    repository = SpendingRepository(studio.database)
    first = month_start(NOON)
    for moment in (first - timedelta(seconds=1), first, NOON):
        job = make_job()
        studio.journal.add(job)
        studio.journal.set_state(job.id, JobState.SENDING, {}, Bill(at=moment, estimate_usd=1))
    spending = Spending(repository, paid={"fal"}, now=lambda: NOON + timedelta(seconds=1))

    spending.load()

    assert spending.month.usd == 2
    assert spending.session.usd == 0


def test_listeners_hear_of_every_change(open_workshop):
    studio, heard = open_workshop(fal=ScriptedBackend(SENDING, downloading("0.05"), png())), []
    spending = studio.shop.spending
    spending.subscribe(lambda: heard.append(spending.month.usd))

    job = studio.service.start(paid(studio))
    studio.updates.wait_for(job, JobState.FINISHED)

    assert heard[0] > 0
    assert heard[-1] == 0.05


def test_totals_may_be_read_while_jobs_are_counted(open_workshop):
    spending = open_workshop().shop.spending
    jobs = [replace(make_job(), backend="fal") for _ in range(200)]
    threads = [
        Thread(target=lambda part=part: [spending.expect(job, 0.5) for job in part])
        for part in (jobs[:100], jobs[100:])
    ]
    for thread in threads:
        thread.start()
    readings = [spending.month.usd for _ in range(50)]
    for thread in threads:
        thread.join()

    assert readings == sorted(readings)
