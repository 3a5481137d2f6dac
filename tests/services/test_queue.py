"""The waiting jobs: their order, a pause, and paid ones that an earlier start left behind."""

from dataclasses import replace

import pytest

from flux2studio.core.errors import UnreachableError
from flux2studio.core.job import Hold, JobState
from flux2studio.core.request import GenerationRequest
from flux2studio.core.spending import Totals
from tests.fakes import Pause, ScriptedBackend, png

FREE = GenerationRequest(model="practice", prompt="a fox in the snow", seed=7)
PAID = replace(FREE, model="fal/flux-2")


@pytest.fixture
def line(open_workshop):
    """One job of practice runs and waits for the test, four wait behind it."""
    pause = Pause()
    backend = ScriptedBackend(pause, png())
    studio = open_workshop(practice=backend)
    running = studio.service.start(FREE)
    assert pause.reached.wait(20)
    waiting = [studio.service.start(replace(FREE, seed=seed)) for seed in range(1, 5)]
    studio.updates.wait_for(waiting[-1], JobState.QUEUED)
    return studio, backend, pause, running, waiting


def ran(backend):
    return [task.request.seed for task in backend.tasks]


def finish(studio, pause, *jobs):
    pause.go_on()
    for job in jobs:
        studio.updates.wait_for(job, JobState.FINISHED)


def settle(studio):
    """Return once the clerk, whose work is done in order, has done what was asked of it."""
    marker = studio.service.start(FREE if "practice" in studio.shop.backends else PAID)
    studio.service.cancel(marker.id)
    studio.updates.wait_for(marker, JobState.CANCELLED)


def test_waiting_jobs_run_in_the_order_they_are_put_in(line):
    studio, backend, pause, running, waiting = line
    order = [waiting[at].id for at in (2, 0, 3, 1)]

    studio.service.arrange(order)
    settle(studio)
    finish(studio, pause, running, *waiting)

    assert ran(backend) == [7, 3, 1, 4, 2]


def test_some_change_places_and_the_others_keep_theirs(line):
    studio, backend, pause, running, waiting = line

    studio.service.arrange([waiting[3].id, waiting[1].id, "nobody"])
    settle(studio)
    finish(studio, pause, running, *waiting)

    assert ran(backend) == [7, 1, 4, 3, 2]


def test_one_is_put_in_front_of_all_that_wait(line):
    studio, backend, pause, running, waiting = line

    studio.service.put_first(waiting[3].id)
    settle(studio)
    finish(studio, pause, running, *waiting)

    assert ran(backend) == [7, 4, 1, 2, 3]


def test_the_order_outlives_a_restart(line, open_workshop):
    studio, _, _, _, waiting = line
    studio.service.put_first(waiting[2].id)
    settle(studio)
    studio.close()

    backend = ScriptedBackend(png())
    again = open_workshop(practice=backend)
    again.service.recover(again.instance.is_alive)

    again.updates.wait_for(waiting[3], JobState.FINISHED)
    assert ran(backend) == [7, 3, 1, 2, 4]


def test_a_pause_lets_end_what_runs_and_starts_nothing(line):
    studio, backend, pause, running, _ = line
    heard = []
    studio.service.subscribe_holds(heard.append)

    studio.service.pause()
    settle(studio)
    finish(studio, pause, running)
    later = studio.service.start(FREE)
    studio.updates.wait_for(later, JobState.QUEUED)

    assert ran(backend) == [7]
    studio.service.resume()
    studio.updates.wait_for(later, JobState.FINISHED)
    assert ran(backend) == [7, 1, 2, 3, 4, 7]
    assert heard == [Hold.ARTIST, Hold.NONE]


def test_a_pause_outlives_a_restart(line, open_workshop):
    studio, _, _, _, waiting = line
    studio.service.pause()
    settle(studio)
    studio.close()

    backend = ScriptedBackend(png())
    again = open_workshop(practice=backend)
    again.service.take_up_hold()
    again.service.recover(again.instance.is_alive)
    again.updates.wait_for(waiting[-1], JobState.QUEUED)

    assert (again.service.hold, backend.tasks) == (Hold.ARTIST, [])
    again.service.resume()
    again.updates.wait_for(waiting[-1], JobState.FINISHED)


def test_what_a_service_works_on_is_fetched_though_the_queue_is_paused(open_workshop):
    sent = (JobState.SUBMITTED, {"request_id": "r-1"})
    backend = ScriptedBackend(sent, UnreachableError("No connection."))
    studio = open_workshop(fal=backend)
    job = studio.service.start(PAID)
    studio.updates.wait_for(job, JobState.DETACHED)
    studio.service.pause()
    settle(studio)
    studio.close()

    backend.script = [png()]
    again = open_workshop(fal=backend)
    again.service.take_up_hold()
    again.service.recover(again.instance.is_alive)

    again.updates.wait_for(job, JobState.FINISHED)
    assert again.service.hold is Hold.ARTIST


@pytest.fixture
def left(open_workshop):
    """A new start of the app that finds two paid jobs which were never sent."""
    pause = Pause()
    studio = open_workshop(fal=ScriptedBackend(pause))
    jobs = [studio.service.start(replace(PAID, seed=seed)) for seed in range(1, 5)]
    studio.updates.wait_for(jobs[-1], JobState.QUEUED)
    studio.close()
    backend = ScriptedBackend(png())
    again = open_workshop(fal=backend)
    again.service.take_up_hold()
    again.service.recover(again.instance.is_alive)
    again.updates.wait_for(jobs[-1], JobState.QUEUED)
    return again, backend, jobs


def test_paid_jobs_of_an_earlier_start_are_not_sent_before_the_artist_says_so(left):
    studio, backend, jobs = left
    assert (studio.service.hold, backend.tasks) == (Hold.LEFT, [])

    studio.service.resume()

    for job in jobs:
        studio.updates.wait_for(job, JobState.FINISHED)
    assert studio.service.hold is Hold.NONE


def test_that_question_outlives_one_more_restart(left, open_workshop):
    studio, _, jobs = left
    studio.close()

    backend = ScriptedBackend(png())
    again = open_workshop(fal=backend)
    again.service.take_up_hold()
    again.service.recover(again.instance.is_alive)
    again.updates.wait_for(jobs[-1], JobState.QUEUED)

    assert (again.service.hold, backend.tasks) == (Hold.LEFT, [])


def test_with_the_last_of_them_removed_the_queue_goes_on(left):
    studio, backend, jobs = left

    studio.service.cancel_all([job.id for job in jobs])

    for job in jobs:
        studio.updates.wait_for(job, JobState.CANCELLED)
    new = studio.service.start(PAID)
    studio.updates.wait_for(new, JobState.FINISHED)
    assert [task.job_id for task in backend.tasks] == [new.id]


def test_a_command_that_is_told_to_resume_sends_them(left, open_workshop):
    studio, _, jobs = left
    studio.close()

    again = open_workshop(fal=ScriptedBackend(png()))
    again.service.recover_now(lambda owner: False)

    for job in jobs:
        again.updates.wait_for(job, JobState.FINISHED)


def test_free_jobs_of_an_earlier_start_go_on_by_themselves(line, open_workshop):
    studio, _, _, _, waiting = line
    studio.close()

    again = open_workshop(practice=ScriptedBackend(png()))
    again.service.take_up_hold()
    again.service.recover(again.instance.is_alive)

    again.updates.wait_for(waiting[-1], JobState.FINISHED)
    assert again.service.hold is Hold.NONE


class Endless(ScriptedBackend):
    """Every run goes on until it is cancelled."""

    def generate(self, task, control):
        self.tasks.append(task)
        control.sleep(60)
        yield from super().generate(task, control)


def test_of_all_that_are_cancelled_at_once_none_is_started(open_workshop):
    backend = Endless()
    studio = open_workshop(fal=backend)
    jobs = [studio.service.start(PAID) for _ in range(9)]
    studio.updates.wait_for(jobs[-1], JobState.QUEUED)

    studio.service.cancel_all([job.id for job in jobs])

    for job in jobs:
        studio.updates.wait_for(job, JobState.CANCELLED)
    assert len(backend.tasks) <= 2  # the lane's workers
    assert studio.shop.spending.month == Totals()


def test_the_record_of_a_job_tells_its_numbers_and_when_it_left(open_workshop):
    sent = {"request_id": "r-1", "sent_at": "2026-01-02T03:04:05+00:00"}
    studio = open_workshop(fal=ScriptedBackend((JobState.SUBMITTED, sent), png()))
    job = studio.service.start(PAID)
    studio.updates.wait_for(job, JobState.FINISHED)

    account = studio.service.account(job.id)

    assert account.ids == (("request_id", "r-1"),)
    assert account.sent_at.year == 2026
    assert studio.service.account("nobody").ids == ()
