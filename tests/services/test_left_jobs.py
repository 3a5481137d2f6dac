"""Jobs without an end: checked when in doubt, taken up again, stopped at their service."""

import threading
from dataclasses import replace

import pytest

from flux2studio.backends.aimlapi import AimlapiBackend
from flux2studio.core.errors import (
    BackendError,
    OutcomeUnknownError,
    RateLimitError,
    StorageError,
    UnreachableError,
)
from flux2studio.core.job import JobState, Phase
from flux2studio.core.request import GenerationRequest
from tests.backends.conftest import BRIEF, QUICK
from tests.fakes import Pause, ScriptedBackend, png
from tests.hosted import AimlapiStandIn, Fault

REQUEST = GenerationRequest(model="fal/flux-2", prompt="a fox in the snow", seed=7)
LONG = replace(BRIEF, look_up=60, look_up_again=60)
DOUBT = OutcomeUnknownError("No answer came.", hint="It may have been billed.")
AT_FAL = (JobState.SUBMITTED, {"request_id": "r-1"})


class TurnsAwayWhatWasLeft(ScriptedBackend):
    def generate(self, task, control):
        if task.resumed:
            self.tasks.append(task)
            control.checkpoint(JobState.QUEUED, {})
            raise RateLimitError("It has too much to do.", retry_after=1)
        yield from super().generate(task, control)


@pytest.fixture
def doubtful(open_workshop):
    """A job of unknown outcome, its studio and its backend."""
    backend = ScriptedBackend((JobState.SENDING, {"sent_at": "noon"}), DOUBT)
    studio = open_workshop(fal=backend)
    job = studio.service.start(REQUEST)
    studio.updates.wait_for(job, JobState.UNKNOWN)
    return studio, backend, job


@pytest.fixture
def at_fal(open_workshop):
    """A job that goes on at fal while nobody waits for it."""
    backend = ScriptedBackend(AT_FAL, UnreachableError("No connection."))
    studio = open_workshop(fal=backend)
    job = studio.service.start(REQUEST)
    studio.updates.wait_for(job, JobState.DETACHED)
    return studio, backend, job


def test_a_checked_job_that_is_found_is_finished_once(doubtful):
    studio, backend, job = doubtful
    backend.script = [png()]

    studio.service.check(job.id)

    studio.updates.wait_for(job, JobState.FINISHED)
    assert backend.tasks[1].resumed is JobState.SENDING
    assert backend.tasks[1].remote == {"sent_at": "noon", "in_doubt": "1"}
    assert backend.tasks[1].references == ()
    assert studio.updates.ends(job) == [JobState.UNKNOWN, JobState.FINISHED]
    assert len(studio.history.page()) == 1


def test_a_checked_job_that_nobody_knows_stays_in_doubt(doubtful):
    studio, backend, job = doubtful
    backend.script = [OutcomeUnknownError("It is not in the log yet.")]

    assert studio.service.check_now() == [job.id]

    studio.updates.wait_until(lambda seen: len(studio.updates.ends(job)) == 2)
    entry = studio.journal.entry(job.id)
    assert (entry.state, entry.error) == (JobState.UNKNOWN, "It is not in the log yet.")


def test_a_checked_job_that_was_not_billed_fails(doubtful):
    studio, backend, job = doubtful
    backend.script = [BackendError("It was not billed.", hint="Send it again.")]

    studio.service.check(job.id)

    assert studio.updates.wait_for(job, JobState.FAILED).error.hint == "Send it again."


def test_a_job_is_checked_once_at_a_time(doubtful):
    studio, backend, job = doubtful
    pause = Pause()
    backend.script = [pause, png()]
    studio.service.check(job.id)
    assert pause.reached.wait(20)

    studio.service.check(job.id)
    studio.service.send_again(job.id)
    pause.go_on()

    studio.updates.wait_for(job, JobState.FINISHED)
    assert len(backend.tasks) == 2


def test_a_check_that_the_app_did_not_see_to_its_end_goes_on_at_the_next_start(
    doubtful, open_workshop
):
    studio, backend, job = doubtful
    pause = Pause()
    backend.script = [pause]
    studio.service.check(job.id)
    assert pause.reached.wait(20)
    studio.close()
    backend.script = [png()]

    again = open_workshop(fal=backend)
    again.service.recover(again.instance.is_alive)

    again.updates.wait_for(job, JobState.FINISHED)
    assert backend.tasks[2].resumed is JobState.SENDING


@pytest.mark.parametrize("ends_with", [BackendError("No."), None])
def test_a_job_with_a_known_end_is_not_checked(open_workshop, ends_with):
    backend = ScriptedBackend(ends_with or png())
    studio = open_workshop(fal=backend)
    job = studio.service.start(REQUEST)
    studio.updates.wait_for(job, JobState.FAILED if ends_with else JobState.FINISHED)

    assert studio.service.check_now(job.id) == []
    assert studio.service.check_now() == []
    assert studio.service.check_now("nobody") == []


def test_a_picture_that_did_not_come_is_asked_for_again_by_itself(open_workshop):
    broken = BackendError("The link is broken.")
    backend = ScriptedBackend((JobState.DOWNLOADING, {"result": "{}"}), broken)
    studio = open_workshop(fal=backend, retry_waits=[0.01] * 400)
    job = studio.service.start(REQUEST)
    studio.updates.wait_until(lambda seen: studio.updates.states(job).count(JobState.DETACHED) > 1)

    backend.script = [png()]

    studio.updates.wait_for(job, JobState.FINISHED)
    assert studio.updates.ends(job) == [JobState.FINISHED]
    assert len(studio.history.page()) == 1


def test_a_job_that_waits_is_not_asked_for_for_ever(open_workshop):
    backend = ScriptedBackend((JobState.DOWNLOADING, {}), StorageError("The disk is full."))
    studio = open_workshop(fal=backend, retry_waits=[0.01, 0.01])
    job = studio.service.start(REQUEST)

    studio.updates.wait_until(lambda seen: studio.updates.states(job).count(JobState.DETACHED) == 3)
    studio.close()

    assert len(backend.tasks) == 3


def test_all_jobs_that_wait_share_one_thread(open_workshop):
    backend = ScriptedBackend((JobState.DOWNLOADING, {}), BackendError("The link is broken."))
    studio = open_workshop(fal=backend, retry_waits=[60])
    for job in [studio.service.start(REQUEST) for _ in range(5)]:
        studio.updates.wait_for(job, JobState.DETACHED)

    assert [t.name for t in threading.enumerate()].count("job-timer") == 1


def test_a_job_that_runs_on_at_its_service_is_stopped_there(at_fal):
    studio, backend, job = at_fal

    studio.service.cancel(job.id)

    studio.updates.wait_for(job, JobState.CANCELLED)
    assert backend.abandoned == [{"request_id": "r-1"}]
    assert Phase.CANCELLING in [update.progress.phase for update in studio.updates.seen]


def test_a_picture_that_was_finished_before_the_cancel_is_kept(at_fal):
    studio, backend, job = at_fal
    backend.too_late, backend.script = True, [png()]

    studio.service.cancel(job.id)

    studio.updates.wait_for(job, JobState.FINISHED)
    assert backend.tasks[1].remote == {"request_id": "r-1"}


def test_a_job_turned_away_while_the_app_was_closed_is_sent_as_if_it_were_new(open_workshop):
    pause = Pause()
    backend = ScriptedBackend((JobState.SENDING, {"tries": "1"}), pause)
    studio = open_workshop(fal=backend)
    job = studio.service.start(REQUEST)
    assert pause.reached.wait(20)
    studio.close()
    backend = TurnsAwayWhatWasLeft(png())

    again = open_workshop(fal=backend)
    again.service.recover(again.instance.is_alive)

    again.updates.wait_for(job, JobState.FINISHED)
    assert [task.resumed for task in backend.tasks] == [JobState.SENDING, None]


def test_a_service_that_cannot_be_asked_to_stop_leaves_the_job_as_it_is(open_workshop):
    class OutOfReach(ScriptedBackend):
        def abandon(self, remote, model, control):
            raise UnreachableError("fal does not answer.")

    studio = open_workshop(fal=OutOfReach(AT_FAL, UnreachableError("No connection.")))
    job = studio.service.start(REQUEST)
    studio.updates.wait_for(job, JobState.DETACHED)

    studio.service.cancel(job.id)

    studio.updates.wait_until(lambda seen: str(seen[-1].error) == "fal does not answer.")
    assert studio.updates.seen[-1].state is JobState.DETACHED
    assert studio.journal.entry(job.id).state is JobState.SUBMITTED


def test_a_job_at_its_service_is_stopped_there_though_it_waits_for_its_turn(at_fal):
    studio, backend, job = at_fal
    pause = occupied(studio, backend)
    studio.service.send_again(job.id)
    studio.updates.wait_for(job, JobState.SUBMITTED)

    studio.service.cancel(job.id)

    studio.updates.wait_for(job, JobState.CANCELLED)
    assert backend.abandoned == [{"request_id": "r-1"}]
    pause.go_on()


def test_a_paid_picture_is_fetched_though_its_job_was_cancelled_as_it_waited(open_workshop):
    backend = ScriptedBackend((JobState.DOWNLOADING, {"result": "{}"}), BackendError("No link."))
    studio = open_workshop(fal=backend)
    job = studio.service.start(REQUEST)
    studio.updates.wait_for(job, JobState.DETACHED)
    pause = occupied(studio, backend)
    studio.service.send_again(job.id)
    studio.updates.wait_until(
        lambda seen: seen[-1].job.id == job.id and seen[-1].state is JobState.DOWNLOADING
    )

    studio.service.cancel(job.id)
    studio.service.dismiss("")  # the clerk's work is done in order: the cancel is through
    backend.script = [png()]
    pause.go_on()

    studio.updates.wait_for(job, JobState.FINISHED)


@pytest.mark.expects_log
def test_a_bug_while_a_paid_job_runs_at_its_service_does_not_end_it(open_workshop):
    studio = open_workshop(fal=ScriptedBackend(AT_FAL, ZeroDivisionError("oops")))

    job = studio.service.start(REQUEST)

    studio.updates.wait_for(job, JobState.DETACHED)
    assert studio.journal.entry(job.id).state is JobState.SUBMITTED


def test_a_doubt_outlives_what_was_kept_of_its_request(open_workshop, tmp_path):
    """A search that was stopped, then dismissed: the spool no longer knows that it left."""
    with AimlapiStandIn() as aimlapi:
        aimlapi.faults.add(Fault(kind="drop"))
        aimlapi.lag = 1_000_000
        spool = tmp_path / "spool"
        backend = AimlapiBackend(aimlapi.url, lambda: aimlapi.key, spool, pace=QUICK, budgets=LONG)
        studio = open_workshop(aimlapi=backend)
        job = studio.service.start(replace(REQUEST, model="aimlapi/flux-2"))
        studio.updates.wait_until(lambda seen: seen and seen[-1].progress.phase is Phase.LOOKING_UP)
        studio.service.cancel(job.id)
        studio.updates.wait_for(job, JobState.UNKNOWN)
        studio.service.dismiss(job.id)

        studio.service.check(job.id)
        studio.updates.wait_until(lambda seen: seen and seen[-1].progress.phase is Phase.LOOKING_UP)
        studio.service.cancel(job.id)

        studio.updates.wait_until(lambda _: len(studio.updates.ends(job)) == 2)
        assert studio.updates.ends(job) == [JobState.UNKNOWN] * 2
        backend.close()


def occupied(studio, backend):
    """Let every worker of the lane wait at the returned pause."""
    pause, before = Pause(), len(backend.tasks)
    backend.script = [pause]
    workers = studio.shop.catalogue.backend("fal").workers
    for number in range(workers):
        studio.service.start(replace(REQUEST, seed=100 + number))
    studio.updates.wait_until(lambda _: len(backend.tasks) == before + workers)
    return pause
