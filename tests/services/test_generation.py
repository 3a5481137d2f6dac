"""One request from the click to the saved picture, and every way it can end."""

from dataclasses import replace

import pytest
from PIL import Image

from flux2studio.core.errors import (
    BackendError,
    InvalidRequestError,
    OutcomeUnknownError,
    UnreachableError,
)
from flux2studio.core.job import JobState, Phase
from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.imaging.metadata import read_recipe
from tests.fakes import Pause, ScriptedBackend, png

REQUEST = GenerationRequest(model="practice", prompt="a fox in the snow", seed=7)


def paid(studio, **changes):
    """Return a request for fal, which needs a reference."""
    data = png(300, 200)
    reference = studio.references.add_bytes(data, "valley.png")
    request = replace(
        REQUEST,
        model="fal/flux-2/lora/edit",
        references=(reference,),
        loras=(LoraUse(source="owner/ink", name="Ink", scale=0.8),),
    )
    return replace(request, **changes)


def test_a_finished_picture_is_on_disk_in_the_history_and_knows_its_recipe(open_workshop):
    studio = open_workshop(practice=ScriptedBackend(png(96, 64)))

    job = studio.service.start(REQUEST)

    update = studio.updates.wait_for(job, JobState.FINISHED)
    (generation,) = update.generations
    with Image.open(generation.path) as picture:
        assert picture.size == (96, 64)
    assert read_recipe(generation.path) == generation.recipe
    assert generation.request == REQUEST
    assert studio.history.page() == [generation]
    assert studio.journal.entry(job.id).state is JobState.FINISHED


def test_each_picture_of_a_run_keeps_its_own_seed(open_workshop):
    studio = open_workshop(practice=ScriptedBackend(png(), png(), png()))

    job = studio.service.start(replace(REQUEST, count=3))

    made = studio.updates.wait_for(job, JobState.FINISHED).generations
    assert [generation.request.seed for generation in made] == [7, 8, 9]
    assert len({generation.path for generation in made}) == 3


def test_a_seed_is_drawn_and_kept_when_none_was_given(open_workshop):
    studio = open_workshop(practice=ScriptedBackend(png()))

    job = studio.service.start(replace(REQUEST, seed=None))

    (generation,) = studio.updates.wait_for(job, JobState.FINISHED).generations
    assert generation.request.seed == job.request.seed
    assert generation.request.seed > 0


def test_a_wrong_request_is_refused_before_anything_is_journalled(open_workshop):
    studio = open_workshop(practice=ScriptedBackend(png()))

    with pytest.raises(InvalidRequestError) as refusal:
        studio.service.start(replace(REQUEST, prompt=""))

    assert refusal.value.field == "prompt"
    assert studio.journal.unfinished() == []


def test_references_reach_the_backend_upright_and_small_and_leave_no_copy(open_workshop):
    backend = ScriptedBackend(png())
    studio = open_workshop(fal=backend)
    big = studio.references.add_bytes(png(4000, 1000), "wide.png")

    job = studio.service.start(paid(studio, references=(big,)))

    studio.updates.wait_for(job, JobState.FINISHED)
    (payload,) = backend.tasks[0].references
    assert (payload.width, payload.height) == (2048, 512)
    assert not payload.path.exists()


def test_a_failure_is_told_once_and_the_next_job_runs(open_workshop):
    backend = ScriptedBackend(BackendError("No credit is left.", hint="Top up."))
    studio = open_workshop(practice=backend)
    bad = studio.service.start(REQUEST)
    error = studio.updates.wait_for(bad, JobState.FAILED).error
    backend.script = [png()]

    good = studio.service.start(REQUEST)

    studio.updates.wait_for(good, JobState.FINISHED)
    assert (str(error), error.hint) == ("No credit is left.", "Top up.")
    assert studio.updates.ends(bad) == [JobState.FAILED]
    assert studio.journal.entry(bad.id).error == "No credit is left."


@pytest.mark.expects_log
def test_a_bug_in_a_backend_ends_its_job_and_not_the_app(open_workshop):
    backend = ScriptedBackend(ZeroDivisionError("oops"))
    studio = open_workshop(practice=backend)
    bad = studio.service.start(REQUEST)
    studio.updates.wait_for(bad, JobState.FAILED)
    backend.script = [png()]

    good = studio.service.start(REQUEST)

    studio.updates.wait_for(good, JobState.FINISHED)


def test_bytes_that_are_no_picture_are_not_saved(open_workshop):
    studio = open_workshop(practice=ScriptedBackend(b"<html>Bad gateway</html>"))

    job = studio.service.start(REQUEST)

    error = studio.updates.wait_for(job, JobState.FAILED).error
    assert "not a whole picture" in str(error)
    assert "Bad gateway" in error.details
    assert [p for p in studio.paths.pictures.rglob("*") if p.is_file()] == []


def test_a_cut_off_picture_is_not_saved(open_workshop):
    studio = open_workshop(practice=ScriptedBackend(png(400, 400)[:-20]))

    job = studio.service.start(REQUEST)

    studio.updates.wait_for(job, JobState.FAILED)
    assert studio.history.page() == []


def test_no_picture_at_all_is_a_failure(open_workshop):
    studio = open_workshop(practice=ScriptedBackend())

    job = studio.service.start(REQUEST)

    assert "no picture" in str(studio.updates.wait_for(job, JobState.FAILED).error)


def test_fewer_pictures_than_asked_for_are_kept_and_the_job_is_finished(open_workshop):
    studio = open_workshop(practice=ScriptedBackend(png(), png()))

    job = studio.service.start(replace(REQUEST, count=4))

    assert len(studio.updates.wait_for(job, JobState.FINISHED).generations) == 2


def test_each_picture_is_told_of_as_soon_as_it_is_safe_and_ever_after(open_workshop):
    first, second = Pause(), Pause()
    studio = open_workshop(practice=ScriptedBackend(png(), first, png(), second, png()))
    job = studio.service.start(replace(REQUEST, count=3))

    for pause, count in ((first, 1), (second, 2)):
        assert pause.reached.wait(20)
        told = studio.updates.seen[-1]
        assert told.generations == tuple(studio.history.of_job(job.id))
        assert len(told.generations) == count
        assert told.progress.phase is Phase.RENDERING
        pause.go_on()

    assert len(studio.updates.wait_for(job, JobState.FINISHED).generations) == 3


def test_a_cancelled_job_keeps_the_pictures_it_made(open_workshop):
    pause = Pause()
    studio = open_workshop(practice=ScriptedBackend(png(), pause, png()))
    job = studio.service.start(replace(REQUEST, count=2))
    assert pause.reached.wait(20)

    studio.service.cancel(job.id)

    update = studio.updates.wait_for(job, JobState.CANCELLED)
    assert len(update.generations) == 1
    assert studio.updates.ends(job) == [JobState.CANCELLED]


def test_a_waiting_job_is_cancelled_before_it_runs(open_workshop):
    pause = Pause()
    backend = ScriptedBackend(pause, png())
    studio = open_workshop(practice=backend)
    studio.service.start(REQUEST)
    assert pause.reached.wait(20)
    job = studio.service.start(REQUEST)

    studio.service.cancel(job.id)

    studio.updates.wait_for(job, JobState.CANCELLED)
    pause.go_on()
    assert [task.job_id == job.id for task in backend.tasks] == [False]


def test_an_unknown_outcome_is_an_end_of_its_own_and_nothing_is_sent_again(open_workshop):
    backend = ScriptedBackend(
        (JobState.SENDING, {}), OutcomeUnknownError("It may have been billed.")
    )
    studio = open_workshop(fal=backend)
    job = studio.service.start(paid(studio))
    studio.updates.wait_for(job, JobState.UNKNOWN)
    studio.close()

    again = open_workshop(fal=backend)
    again.service.recover(again.instance.is_alive)

    assert again.updates.wait_for(job, JobState.UNKNOWN).error
    assert len(backend.tasks) == 1
    assert backend.forgotten == []  # what is known of it is kept for the artist's decision


def test_sending_again_is_a_new_job_of_the_same_request(open_workshop):
    backend = ScriptedBackend(BackendError("The model is under maintenance."))
    studio = open_workshop(practice=backend)
    bad = studio.service.start(REQUEST)
    studio.updates.wait_for(bad, JobState.FAILED)
    backend.script = [png()]

    studio.service.send_again(bad.id)

    new = next(u.job for u in iter(lambda: _queued(studio, bad), None))
    assert new.request == bad.request
    studio.updates.wait_for(new, JobState.FINISHED)


def _queued(studio, other):
    with studio.updates._changed:
        studio.updates._changed.wait_for(
            lambda: any(u.job.id != other.id for u in studio.updates.seen), 20
        )
        return next(u for u in studio.updates.seen if u.job.id != other.id)


def test_closing_leaves_a_submitted_job_to_the_next_start(open_workshop):
    pause = Pause()
    backend = ScriptedBackend((JobState.SUBMITTED, {"request_id": "r-1"}), pause, png())
    studio = open_workshop(fal=backend)
    job = studio.service.start(paid(studio))
    assert pause.reached.wait(20)
    studio.close()
    backend.script = [png()]

    again = open_workshop(fal=backend)
    again.service.recover(again.instance.is_alive)

    again.updates.wait_for(job, JobState.FINISHED)
    resumed = backend.tasks[1]
    assert resumed.resumed is JobState.SUBMITTED
    assert resumed.remote["request_id"] == "r-1"
    assert len(again.history.page()) == 1


def test_a_job_of_a_living_instance_is_left_alone(open_workshop):
    pause = Pause()
    backend = ScriptedBackend(pause, png())
    first = open_workshop(practice=backend)
    job = first.service.start(REQUEST)
    assert pause.reached.wait(20)

    second = open_workshop(practice=ScriptedBackend(png()))

    assert second.service.recover_now(second.instance.is_alive) == []
    pause.go_on()
    first.updates.wait_for(job, JobState.FINISHED)


def test_a_picture_in_place_before_the_crash_is_adopted_not_made_again(open_workshop):
    pause = Pause()
    backend = ScriptedBackend(png(), pause, png())
    studio = open_workshop(practice=backend)
    job = studio.service.start(replace(REQUEST, count=2))
    assert pause.reached.wait(20)
    (made,) = studio.history.page()
    studio.history.remove(made.id)  # as if the app had died between rename and commit
    studio.close()
    backend.script = [png(), png()]

    again = open_workshop(practice=backend)
    again.service.recover(again.instance.is_alive)

    finished = again.updates.wait_for(job, JobState.FINISHED)
    assert {g.recipe.index for g in finished.generations} == {0, 1}
    assert backend.tasks[1].done == {0}
    assert made in finished.generations


def test_a_service_out_of_reach_while_it_works_is_waited_for_not_given_up(open_workshop):
    backend = ScriptedBackend(
        (JobState.SUBMITTED, {"request_id": "r-2"}), UnreachableError("No connection.")
    )
    studio = open_workshop(fal=backend)
    job = studio.service.start(paid(studio))
    studio.updates.wait_for(job, JobState.DETACHED)
    backend.script = [png()]

    studio.service.send_again(job.id)

    studio.updates.wait_for(job, JobState.FINISHED)
    assert backend.tasks[1].remote["request_id"] == "r-2"


def test_what_is_kept_for_recovery_is_dropped_once_the_picture_is_safe(open_workshop):
    backend = ScriptedBackend(png())
    studio = open_workshop(fal=backend)

    job = studio.service.start(paid(studio))

    studio.updates.wait_for(job, JobState.FINISHED)
    assert backend.forgotten == [job.id]


def test_pictures_go_where_the_caller_says(open_workshop, tmp_path):
    studio = open_workshop(practice=ScriptedBackend(png()))
    folder = tmp_path / "elsewhere"

    job = studio.service.start(REQUEST, folder=folder)

    (generation,) = studio.updates.wait_for(job, JobState.FINISHED).generations
    assert generation.path.parent == folder


def test_a_picture_that_is_paid_and_does_not_come_is_asked_for_again_not_paid_again(open_workshop):
    result = {"result": "{}"}
    backend = ScriptedBackend((JobState.DOWNLOADING, result), BackendError("The link is broken."))
    studio = open_workshop(fal=backend)
    job = studio.service.start(paid(studio))
    studio.updates.wait_for(job, JobState.DETACHED)
    backend.script = [png()]

    studio.service.send_again(job.id)

    studio.updates.wait_for(job, JobState.FINISHED)
    assert backend.tasks[1].remote == result


def test_a_job_that_waits_can_be_given_up(open_workshop):
    backend = ScriptedBackend((JobState.DOWNLOADING, {}), BackendError("The link is broken."))
    studio = open_workshop(fal=backend)
    job = studio.service.start(paid(studio))
    studio.updates.wait_for(job, JobState.DETACHED)

    studio.service.cancel(job.id)

    studio.updates.wait_for(job, JobState.CANCELLED)
    assert studio.journal.unfinished() == []


def test_what_is_kept_of_an_unknown_job_goes_with_the_artists_decision(open_workshop):
    backend = ScriptedBackend((JobState.SENDING, {}), OutcomeUnknownError("May be billed."))
    studio = open_workshop(fal=backend)
    job = studio.service.start(paid(studio))
    studio.updates.wait_for(job, JobState.UNKNOWN)
    backend.script = [png()]

    studio.service.send_again(job.id)

    new = _queued(studio, job).job
    studio.updates.wait_for(new, JobState.FINISHED)
    assert backend.forgotten == [job.id, new.id]


@pytest.mark.expects_log
def test_a_bug_after_a_paid_request_left_is_an_unknown_outcome(open_workshop):
    backend = ScriptedBackend((JobState.SENDING, {}), ZeroDivisionError("oops"))
    studio = open_workshop(fal=backend)

    job = studio.service.start(paid(studio))

    assert "billed" in str(studio.updates.wait_for(job, JobState.UNKNOWN).error)


def test_a_click_just_before_the_end_is_kept_for_the_next_start(open_workshop):
    backend = ScriptedBackend(png())
    studio = open_workshop(practice=backend)
    job = studio.service.start(REQUEST)

    studio.close()

    again = open_workshop(practice=backend)
    again.service.recover(again.instance.is_alive)
    if not again.history.of_job(job.id):
        again.updates.wait_for(job, JobState.FINISHED)
    assert len(again.history.of_job(job.id)) == 1
