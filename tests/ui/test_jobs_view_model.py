"""JobsViewModel: the words, bars and ends of job rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from flux2studio.core.errors import BackendError, OutcomeUnknownError
from flux2studio.core.generation import Generation, Recipe
from flux2studio.core.job import JobState, Phase
from flux2studio.core.request import GenerationRequest, ReferenceImage
from flux2studio.ui.bridge import JobBridge
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.job_words import duration, ordinal
from flux2studio.ui.viewmodels.jobs import DONE_KEPT, JobsViewModel
from flux2studio.ui.widgets.job_details import details
from tests.ui.compose_parts import Commands, HandTasks, ManualClock, PlainThumbnails, job, update

SENT = JobState.SUBMITTED


def generation(of, index=0, seconds=12.0):
    recipe = Recipe(
        id=f"{of.id}-{index}",
        job_id=of.id,
        index=index,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        backend=of.backend,
        request=of.request,
        width=64,
        height=48,
        seconds=seconds,
    )
    return Generation(recipe=recipe, path=Path(f"/pictures/{index}.png"))


@pytest.fixture
def hand():
    return HandTasks()


@pytest.fixture
def tasks(qapp, hand):
    return Tasks(hand.submit)


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
def commands():
    return Commands()


@pytest.fixture
def bridge(qapp):
    return JobBridge()


@pytest.fixture
def jobs(bridge, commands, tasks, clock):
    jobs = JobsViewModel(bridge, commands, PlainThumbnails(), tasks, clock)
    jobs.tester = QAbstractItemModelTester(
        jobs.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    return jobs


@pytest.fixture
def tell(bridge):
    return bridge.updated.emit


def only(jobs):
    (row,) = jobs.model
    return row


@pytest.mark.parametrize(
    ("phase", "done", "total", "words"),
    [
        (Phase.WAITING, 0, 0, "waiting"),
        (Phase.PREPARING, 0, 0, "preparing references"),
        (Phase.FETCHING_LORA, 12_000, 340_000, "fetching the LoRA 12.3 of 348 MB"),
        (Phase.UPLOADING_LORA, 0, 1000, "uploading the LoRA 1.0 MB"),
        (Phase.UPLOADING, 1200, 3300, "uploading 1.2 of 3.4 MB"),
        (Phase.UPLOADING, 0, 0, "uploading"),
        (Phase.UPLOADING, 0, 90, "uploading"),
        (Phase.PLEASE_WAIT, 12, 0, "fal asks to wait 12 s"),
        (Phase.LOOKING_UP, 0, 0, "looking it up at fal"),
        (Phase.QUEUED_REMOTELY, 4, 0, "queued, 4th"),
        (Phase.QUEUED_REMOTELY, 0, 0, "queued"),
        (Phase.STARTING_ENGINE, 0, 0, "starting the engine"),
        (Phase.LOADING_MODEL, 3052, 15259, "loading 3.2 of 16 GB"),
        (Phase.LOADING_MODEL, 0, 0, "loading the model"),
        (Phase.LOADING_LORAS, 0, 1, "loading the LoRA"),
        (Phase.LOADING_LORAS, 1, 3, "loading LoRA 2 of 3"),
        (Phase.EXPANDING_PROMPT, 0, 0, "expanding the prompt"),
        (Phase.READING_PROMPT, 0, 0, "reading the prompt"),
        (
            *(Phase.READING_PROMPT, 512, 640),
            "the prompt is too long: of its 640 tokens the first 512 are read",
        ),
        (Phase.COMPILING, 0, 0, "compiling: once for this size, then it is faster"),
        (Phase.DECODING, 0, 0, "decoding the picture"),
        (Phase.RENDERING, 12, 28, "step 12 of 28"),
        (Phase.RENDERING, 0, 0, "rendering"),
        (Phase.DOWNLOADING, 0, 2, "downloading 1/2"),
        (Phase.SAVING, 0, 0, "saving"),
        (Phase.CANCELLING, 0, 0, "cancelling"),
        (Phase.TOO_LATE_TO_CANCEL, 0, 0, "already billed: the picture is kept"),
    ],
)
def test_each_phase_has_its_words(jobs, tell, phase, done, total, words):
    tell(update(job(backend="fal"), SENT, phase, done, total))

    assert only(jobs).words == words


@pytest.mark.parametrize(
    ("phase", "has_bar"),
    [(Phase.PLEASE_WAIT, False), (Phase.LOOKING_UP, True), (Phase.UPLOADING_LORA, True)],
)
def test_a_job_that_waits_for_a_service_has_no_bar(jobs, tell, phase, has_bar):
    tell(update(job(backend="fal"), JobState.SENDING, phase, 12))

    assert only(jobs).moving is has_bar


def test_the_bar_is_real_where_progress_is_known(jobs, tell):
    tell(update(job(), done=7, total=28))

    assert only(jobs).fraction == 0.25


def test_the_bar_is_honest_where_nothing_is_known(jobs, tell):
    tell(update(job(), SENT, Phase.QUEUED_REMOTELY, 4))

    assert (only(jobs).fraction, only(jobs).running) == (None, True)


def test_what_is_sent_in_one_piece_has_a_moving_bar(jobs, tell):
    tell(update(job(), JobState.SENDING, Phase.UPLOADING, 0, 5000))

    assert (only(jobs).fraction, only(jobs).moving) == (None, True)


@pytest.mark.parametrize(
    ("phase", "done", "total", "fraction"),
    [
        (Phase.STARTING_ENGINE, 0, 0, None),
        (Phase.LOADING_MODEL, 4000, 16000, 0.25),
        (Phase.LOADING_LORAS, 0, 1, None),
        (Phase.LOADING_LORAS, 1, 2, 0.5),
        (Phase.DECODING, 0, 0, None),
    ],
)
def test_a_bar_of_a_local_job_is_real_where_the_engine_counts(
    jobs, tell, phase, done, total, fraction
):
    tell(update(job(backend="local"), JobState.QUEUED, phase, done, total))

    assert only(jobs).fraction == fraction


def test_a_model_that_loads_tells_the_time_left(jobs, tell, clock):
    of = job(backend="local")
    tell(update(of, JobState.QUEUED, Phase.LOADING_MODEL, 0, 15259))
    clock.now += 4
    tell(update(of, JobState.QUEUED, Phase.LOADING_MODEL, 7629, 15259))

    assert only(jobs).words == "loading 8 of 16 GB · 4 s left"


def test_decoding_between_two_pictures_does_not_begin_the_count_anew(jobs, tell, clock):
    of = job(backend="local")
    for done in (0, 1, 2, 3, 4):
        tell(update(of, done=done, total=8))
        clock.now += 1
    tell(update(of, phase=Phase.DECODING))
    tell(update(of, done=5, total=8))

    assert only(jobs).words == "step 5 of 8 · 3 s left"


def test_time_left_comes_from_the_pace_of_the_steps(jobs, tell, clock):
    of = job()
    for step in range(13):
        tell(update(of, done=step, total=28))
        clock.now += 0.5

    assert only(jobs).words == "step 12 of 28 · 8 s left"


def test_the_time_an_upload_takes_comes_from_its_pace(jobs, tell, clock):
    of = job()
    for kib in (0, 2500, 5000):
        tell(update(of, JobState.SENDING, Phase.UPLOADING_LORA, kib, 20_000))
        clock.now += 1

    assert only(jobs).words == "uploading the LoRA 5.1 of 20.5 MB · 6 s left"


def test_what_the_service_shows_on_its_way_is_the_rows_picture(jobs, tell):
    of = job()
    tell(update(of, done=3, total=28, preview=b"small"))

    assert only(jobs).thumbnail == b"small"


def test_fewer_pictures_than_asked_are_said(jobs, tell):
    of = job(GenerationRequest(prompt="a fox", count=4))
    tell(update(of, JobState.FINISHED, generations=(generation(of), generation(of, 1))))

    row = only(jobs)
    assert (row.words, row.tone) == ("Only 2 of 4 pictures came.", "warn")


def test_a_picture_that_the_service_marked_is_said(jobs, tell):
    of = job()
    made = generation(of)
    marked = replace(made, recipe=replace(made.recipe, flagged=True))
    tell(update(of, JobState.FINISHED, generations=(marked,)))

    assert only(jobs).words == "Marked by the service’s safety checker: 1."


def test_the_details_of_a_finished_job_have_its_request_id(jobs, tell):
    of = job()
    made = generation(of)
    with_id = replace(made, recipe=replace(made.recipe, remote_id="req-7"))
    tell(update(of, JobState.FINISHED, generations=(with_id,)))

    assert "Request req-7" in details(only(jobs), jobs.steps(of.id), None)


def test_an_unknown_end_says_what_happened_and_where_to_look(jobs, tell):
    error = OutcomeUnknownError("No answer came.")
    tell(update(job(backend="fal"), JobState.UNKNOWN, error=error))

    row = only(jobs)
    assert row.words == "No answer came."
    assert row.hint == "It may have been billed. It is not sent again by itself."
    assert row.bill == "What was billed: fal.ai/dashboard/billing"
    assert row.can_send_again
    assert not row.can_cancel
    assert "No answer came." in details(row, jobs.steps(row.id), None)


def test_an_unknown_end_can_be_checked_and_may_end_otherwise(jobs, tell, commands):
    of = job(backend="fal")
    tell(update(of, JobState.UNKNOWN, error=OutcomeUnknownError("No answer came.")))

    jobs.check(of.id)
    tell(update(of, JobState.SENDING, Phase.LOOKING_UP))
    assert (only(jobs).words, only(jobs).running) == ("looking it up at fal", True)
    tell(update(of, JobState.FINISHED, generations=(generation(of),)))

    assert commands.asked == [("check", of.id)]
    assert only(jobs).words == "done in 12 s"
    tell(update(of, done=3, total=28))
    assert only(jobs).words == "done in 12 s"


def test_only_an_unknown_end_can_be_checked(jobs, tell, commands):
    of = job()
    tell(update(of, JobState.FAILED, error=BackendError("x")))

    jobs.check(of.id)

    assert commands.asked == []


def test_sending_again_beyond_the_limit_is_asked_about(bridge, commands, tasks, clock):
    jobs = JobsViewModel(
        bridge, commands, PlainThumbnails(), tasks, clock, lambda _: "Above your limit."
    )
    failed, unknown, away = job(), job(), job()
    bridge.updated.emit(update(failed, JobState.FAILED, error=BackendError("x")))
    bridge.updated.emit(update(unknown, JobState.UNKNOWN))
    bridge.updated.emit(update(away, JobState.DETACHED))

    assert jobs.question(failed.id) == "Above your limit. Send it?"
    assert jobs.question(unknown.id) == (
        "It may be billed a second time. Above your limit. Send it?"
    )
    assert jobs.question(away.id) == ""


def test_a_failure_says_its_sentence_and_its_hint(jobs, tell):
    error = BackendError("The service is busy.", hint="Try again later.", details="503")

    tell(update(job(), JobState.FAILED, error=error))

    row = only(jobs)
    assert (row.words, row.hint, row.tone) == ("The service is busy.", "Try again later.", "bad")
    assert "503" in details(row, jobs.steps(row.id), None)


def test_a_cancelled_job_says_how_many_of_its_pictures_are_kept(jobs, tell):
    of = job(GenerationRequest(prompt="a fox", count=8))
    made = tuple(generation(of, at) for at in range(6))

    tell(update(of, JobState.CANCELLED, generations=made))

    assert only(jobs).words == "cancelled: 6 of 8 pictures are kept"


def test_an_end_is_an_end_whatever_comes_late(jobs, tell):
    of = job()
    tell(update(of, JobState.CANCELLED))

    tell(update(of, done=3, total=28))

    assert only(jobs).words == "cancelled"


def test_new_pictures_are_told_once_each(jobs, tell):
    of, told = job(), []
    jobs.finished.connect(lambda generations: told.extend(g.id for g in generations))
    first, second = generation(of, 0), generation(of, 1)

    tell(update(of, generations=(first,)))
    tell(update(of, JobState.FINISHED, generations=(first, second)))

    assert told == [first.id, second.id]


def test_a_finished_row_says_how_long_it_took_and_opens_its_picture(qtbot, jobs, tell):
    of = job()
    tell(update(of, JobState.FINISHED, generations=(generation(of),)))

    with qtbot.waitSignal(jobs.opened) as blocker:
        jobs.open(of.id)

    assert only(jobs).words == "done in 12 s"
    assert blocker.args[0].id == f"{of.id}-0"


def test_send_again_replaces_the_row_of_an_ended_job(jobs, tell, commands):
    of = job()
    tell(update(of, JobState.FAILED, error=BackendError("x")))

    jobs.send_again(of.id)

    assert list(jobs.model) == []
    assert commands.asked == [("send_again", of.id)]


def test_send_again_twice_asks_once(jobs, tell, commands):
    of = job()
    tell(update(of, JobState.UNKNOWN))

    jobs.send_again(of.id)
    jobs.send_again(of.id)

    assert len(commands.asked) == 1


def test_a_service_that_got_a_key_goes_on_with_what_waits_there(jobs, tell, commands):
    waits, elsewhere, failed = job(backend="fal"), job(backend="aimlapi"), job(backend="fal")
    tell(update(waits, JobState.DETACHED))
    tell(update(elsewhere, JobState.DETACHED))
    tell(update(failed, JobState.FAILED, error=BackendError("No.")))

    jobs.take_up("fal")

    assert commands.asked == [("send_again", waits.id)]


def test_a_running_job_cannot_be_dismissed(jobs, tell, commands):
    of = job()
    tell(update(of))

    jobs.dismiss(of.id)

    assert only(jobs).id == of.id
    assert commands.asked == []


def test_escape_cancels_the_job_started_last(jobs, tell, commands):
    first, second = job(), job()
    tell(update(first))
    tell(update(second, JobState.QUEUED, Phase.WAITING))

    jobs.cancel_newest()

    assert commands.asked == [("cancel", second.id)]


def test_a_cancel_is_seen_at_once_though_the_job_hears_it_late(jobs, tell, commands):
    of = job(backend="local")
    tell(update(of, done=2, total=28))

    jobs.cancel(of.id)
    at_once = only(jobs)
    tell(update(of, done=3, total=28))  # it was on its way already

    assert (at_once.words, at_once.can_cancel) == ("cancelling", False)
    assert only(jobs).words == "cancelling"
    assert commands.asked == [("cancel", of.id)]
    tell(update(of, JobState.CANCELLED))
    assert only(jobs).words == "cancelled"


def test_what_became_of_a_cancel_is_told_instead(jobs, tell):
    of = job(backend="fal")
    tell(update(of, SENT, Phase.QUEUED_REMOTELY, 4))

    jobs.cancel(of.id)
    tell(update(of, SENT, Phase.TOO_LATE_TO_CANCEL))

    assert only(jobs).words not in {"cancelling", "queued, 4th"}


def test_the_summary_counts_what_runs_and_what_waits(jobs, tell):
    tell(update(job()))
    tell(update(job(), JobState.QUEUED, Phase.WAITING))

    assert jobs.summary == "1 running · 1 waiting"


def test_what_needs_the_artist_stands_above_what_is_done_the_newest_first(jobs, tell):
    failed, first, second = job(), job(), job()
    tell(update(first, JobState.FINISHED))
    tell(update(failed, JobState.FAILED, error=BackendError("x")))
    tell(update(second, JobState.FINISHED))

    assert [row.id for row in jobs.model] == [failed.id, second.id, first.id]


def test_of_thousands_of_finished_jobs_some_hundred_rows_stay(bridge, commands, tasks, tell):
    jobs = JobsViewModel(bridge, commands, PlainThumbnails(), tasks)
    done = [job() for _ in range(DONE_KEPT + 20)]
    for of in done:
        tell(update(of, JobState.FINISHED))

    assert [row.id for row in jobs.model] == [of.id for of in reversed(done[20:])]


def test_the_thumbnail_is_reference_1_until_there_is_a_result(qtbot, jobs, tell, hand, tasks):
    reference = ReferenceImage(sha256="r1", name="r", width=1, height=1)
    of = job(GenerationRequest(prompt="x", references=(reference,)))
    tell(update(of))
    hand.run_all()
    qtbot.waitUntil(lambda: not tasks.busy)
    before = only(jobs)

    tell(update(of, JobState.FINISHED, generations=(generation(of),)))
    hand.run_all()
    qtbot.waitUntil(lambda: not tasks.busy)

    assert before.thumbnail == PlainThumbnails().of_reference("r1")
    assert only(jobs).thumbnail == PlainThumbnails().of_generation(None)


def test_a_row_without_its_job_is_ignored_by_every_command(jobs, commands):
    jobs.check("nobody")
    jobs.send_again("nobody")
    jobs.dismiss("nobody")
    jobs.open("nobody")

    assert commands.asked == []


def test_the_title_is_the_prompt_on_one_line(jobs, tell):
    tell(update(job(GenerationRequest(prompt="a fox\n  in the snow"))))

    assert only(jobs).title == "a fox in the snow"


@pytest.mark.parametrize(
    ("number", "word"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")]
)
def test_ordinals_are_english(number, word):
    assert ordinal(number) == word


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (59, "59 s"), (61, "1 min"), (3900, "1 h 5 min")]
)
def test_durations_are_short(seconds, words):
    assert duration(seconds) == words
