"""Answers of fal that are legal, or nearly, and rarely seen (hosted-services.md 9.1, number 11)."""

from dataclasses import replace

import pytest

from flux2studio.core.errors import BackendError, Cancelled
from flux2studio.core.job import JobState, Phase
from tests.hosted import Fault


def run(backend, task, recorder):
    return list(backend.generate(task, recorder.control))


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind="refuse", status=502, body="Bad Gateway"),
        Fault(kind="refuse", status=408),
        Fault(kind="refuse", status=499),
    ],
    ids=["plain 502", "408", "499"],
)
def test_a_refusal_that_proves_nothing_is_looked_up_and_never_sent_again(
    fal, fal_backend, fal_task, recorder, fault
):
    fal.faults.add(fault)

    with pytest.raises(BackendError):
        run(fal_backend, fal_task, recorder)

    assert Phase.LOOKING_UP in recorder.phases
    assert len(fal.ledger.posts) == 1


@pytest.mark.parametrize("status", [408, 502])
@pytest.mark.parametrize("on", ["status", "result", "picture"])
def test_a_question_that_met_a_gateway_is_asked_again(
    fal, fal_backend, fal_task, recorder, on, status
):
    fal.faults.add(Fault(kind="refuse", on=on, status=status, body="Bad Gateway"))

    assert len(run(fal_backend, fal_task, recorder)) == 1


@pytest.mark.parametrize("on", ["submit", "status", "result"])
def test_keys_that_may_be_missing_are_not_missed(fal, fal_backend, fal_task, recorder, on):
    fal.faults.add(Fault(kind="bare", on=on))

    (image,) = run(fal_backend, fal_task, recorder)

    assert image.remote_id == fal.ledger.jobs[0].id


def test_a_job_that_falls_back_into_the_queue_is_waited_for(fal, fal_backend, fal_task, recorder):
    fal.faults.add(Fault(kind="unknown_status", on="status"))
    fal.faults.add(*[Fault(kind="regress", on="status")] * 3)

    assert len(run(fal_backend, fal_task, recorder)) == 1
    assert len(fal.ledger.posts) == 1


@pytest.mark.parametrize("on", ["submit", "status", "result", "picture"])
def test_an_answer_that_comes_packed_is_unpacked_or_asked_for_again(
    fal, fal_backend, fal_task, recorder, on
):
    fal.faults.add(Fault(kind="gzip", on=on))

    assert len(run(fal_backend, fal_task, recorder)) == 1
    assert len(fal.ledger.posts) == 1


@pytest.mark.parametrize(
    "fault",
    [
        *(Fault(kind=kind, on="status") for kind in ("wrong_length", "reset", "cut")),
        Fault(kind="huge", on="status", size=2**27),
        *(Fault(kind=kind, on="picture") for kind in ("wrong_length", "reset", "cut")),
    ],
    ids=lambda fault: f"{fault.on}-{fault.kind}",
)
def test_an_answer_that_is_not_as_long_as_it_should_be_is_asked_for_again(
    fal, fal_backend, fal_task, recorder, fault
):
    fal.faults.add(fault)

    assert len(run(fal_backend, fal_task, recorder)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind="huge", on="result", size=2**27),
        Fault(kind="cut", on="result"),
        Fault(kind="reset", on="result"),
        Fault(kind="wrong_length", on="result"),
        Fault(kind="truncated_json", on="result"),
        Fault(kind="html", on="result", status=200),
        Fault(kind="html", on="status", status=200),
    ],
    ids=lambda fault: f"{fault.on}-{fault.kind}",
)
def test_a_paid_result_that_breaks_off_is_asked_for_again(
    fal, fal_backend, fal_task, recorder, fault
):
    fal.faults.add(fault)

    assert len(run(fal_backend, fal_task, recorder)) == 1


def test_a_picture_beyond_all_measure_is_not_read_to_its_end(fal, fal_backend, fal_task, recorder):
    fal.faults.add(Fault(kind="huge", on="picture", size=2**27))

    with pytest.raises(BackendError, match="larger than"):
        run(fal_backend, fal_task, recorder)


def test_an_empty_list_of_pictures_is_an_error(fal, fal_backend, fal_task, recorder):
    fal.faults.add(Fault(kind="zero"))

    with pytest.raises(BackendError, match="without a picture"):
        run(fal_backend, fal_task, recorder)


def test_a_black_picture_that_nobody_flagged_is_kept(fal, fal_backend, fal_task, recorder):
    fal.faults.add(Fault(kind="black"))

    (image,) = run(fal_backend, fal_task, recorder)

    assert not image.flagged
    assert image.data


def test_a_failure_of_the_request_itself_is_said(fal, fal_backend, fal_task, recorder):
    fal.fails = "bad_request"

    with pytest.raises(BackendError) as caught:
        run(fal_backend, fal_task, recorder)

    assert caught.value.hint
    assert len(fal.ledger.posts) == 1


@pytest.mark.parametrize(
    ("answer", "polls"), [("success", 0), ("requested", 2)], ids=["200 success", "heard later"]
)
def test_a_cancel_is_followed_to_its_end(
    fal, fal_backend, fal_task, recorder, aside, answer, polls
):
    fal.held, fal.cancel_answer, fal.cancel_polls = True, answer, polls
    running = aside(run, fal_backend, fal_task, recorder)
    recorder.wait_for(Phase.RENDERING)

    recorder.control.cancel()

    with pytest.raises(Cancelled):
        running.result(20)
    assert fal.ledger.count("PUT", "/cancel") == 1
    assert fal.ledger.as_json()["charged"] == 0


def test_a_cancel_that_loses_a_race_nobody_sees_keeps_the_picture(
    fal, fal_backend, fal_task, recorder, aside
):
    fal.held, fal.cancel_loses, fal.cancel_polls = True, True, 1
    running = aside(run, fal_backend, fal_task, recorder)
    recorder.wait_for(Phase.RENDERING)

    recorder.control.cancel()

    assert len(running.result(20)) == 1
    assert fal.ledger.as_json()["charged"] == 1


def test_a_large_answer_without_a_trace_is_fetched_in_time_or_said_to_be_gone(
    fal, fal_backend, fal_task, recorder
):
    fal.result_life_s = 360
    recorder.at_checkpoint[JobState.SUBMITTED] = recorder.control.detach
    with pytest.raises(BaseException, match=r"^$"):
        run(fal_backend, fal_task, recorder)
    left = replace(
        fal_task, remote=dict(recorder.remote), resumed=JobState.SUBMITTED, references=()
    )
    fal.ledger.jobs[0].options["x-fal-store-io"] = "0"
    (queued,) = fal.queued.values()
    queued.stored = False
    fal.jobs.finish(queued)
    fal.clock_s = 400

    with pytest.raises(BackendError, match="no longer knows"):
        run(fal_backend, left, type(recorder)())
