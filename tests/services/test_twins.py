"""Two jobs that look alike at fal, after their numbers were lost: each gets its own request."""

from dataclasses import replace

import pytest

from flux2studio.backends.fal import FalBackend
from flux2studio.core.job import JobState
from flux2studio.core.request import GenerationRequest, Size
from flux2studio.paths import paths_below
from flux2studio.storage.claims import Claims
from flux2studio.storage.database import Database
from tests.backends.conftest import BRIEF, QUICK, urls_of
from tests.hosted import FalStandIn, Fault

REQUEST = GenerationRequest(
    model="fal/flux-2", prompt="two herons", size=Size(width=512, height=512), steps=4, seed=7
)


@pytest.fixture
def fal():
    with FalStandIn() as service:
        service.repeats_allowed = True
        yield service
        service.ledger.check()


@pytest.fixture
def studio(fal, open_workshop, tmp_path):
    paths = paths_below(tmp_path / "home")
    paths.database.parent.mkdir(parents=True)
    database = Database(paths.database)
    backend = FalBackend(
        urls_of(fal),
        lambda: fal.key,
        requests=Claims(database),
        pace=QUICK,
        budgets=replace(BRIEF, look_up=0.5),
    )
    yield open_workshop(fal=backend)
    database.close()


def end_of(studio, job):
    studio.updates.wait_until(lambda _: studio.updates.ends(job))
    return studio.journal.entry(job.id)


def test_a_request_that_another_job_has_is_nobody_elses(fal, studio):
    other = studio.service.start(REQUEST)
    assert end_of(studio, other).state is JobState.FINISHED
    fal.faults.add(Fault(kind="vanish"))

    lost = studio.service.start(REQUEST)

    entry = end_of(studio, lost)
    assert (entry.state, "request_id" in entry.remote) == (JobState.UNKNOWN, False)


def test_two_lost_requests_are_each_found_by_their_own_job(fal, studio):
    fal.lists_after = 1_000_000
    fal.faults.add(Fault(kind="drop"), Fault(kind="drop"))
    first = studio.service.start(REQUEST)
    assert end_of(studio, first).state is JobState.UNKNOWN
    second = studio.service.start(REQUEST)
    assert end_of(studio, second).state is JobState.UNKNOWN
    fal.lists_after = 0

    for job in (second, first):
        studio.service.check(job.id)
        studio.updates.wait_for(job, JobState.FINISHED)

    found = [studio.journal.entry(job.id).remote["request_id"] for job in (first, second)]
    assert found == [job.id for job in fal.ledger.jobs]


def test_the_request_of_a_twin_that_is_not_found_yet_is_left_to_it(fal, studio):
    fal.lists_after = 1_000_000
    fal.faults.add(Fault(kind="vanish"), Fault(kind="drop"))
    first = studio.service.start(REQUEST)
    assert end_of(studio, first).state is JobState.UNKNOWN
    second = studio.service.start(REQUEST)
    assert end_of(studio, second).state is JobState.UNKNOWN
    fal.lists_after = 0

    assert studio.service.check_now(first.id) == [first.id]
    studio.updates.wait_until(lambda _: len(studio.updates.ends(first)) == 2)
    studio.service.check(second.id)

    studio.updates.wait_for(second, JobState.FINISHED)
    assert studio.journal.entry(first.id).state is JobState.UNKNOWN


def test_a_request_with_other_values_is_not_ours(fal, studio):
    end_of(studio, studio.service.start(REQUEST))
    elsewhere = Claims(studio.database)
    (theirs,) = fal.ledger.jobs
    with studio.database.transaction() as db:  # made on another computer with the same key
        db.execute("UPDATE job SET remote = json_remove(remote, '$.request_id')")
    fal.faults.add(Fault(kind="vanish"))

    lost = studio.service.start(replace(REQUEST, steps=9))

    assert end_of(studio, lost).state is JobState.UNKNOWN
    assert elsewhere.claim(lost.id, theirs.id)
