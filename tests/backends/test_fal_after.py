"""Rows N5, N11, N12 and N13: what comes after the request is taken, when something goes wrong."""

import json
from dataclasses import replace

import pytest

from flux2studio.backends.fal import FalBackend
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, Cancelled, SecretsError, UnreachableError
from flux2studio.core.job import JobState, Phase
from tests.backends.conftest import BRIEF, QUICK, urls_of
from tests.backends.recorder import Recorder
from tests.hosted import Fault


def run(backend, task, recorder):
    return list(backend.generate(task, recorder.control))


def backend_of(fal, key=None, **budgets):
    return FalBackend(
        urls_of(fal), lambda: key or fal.key, pace=QUICK, budgets=replace(BRIEF, **budgets)
    )


@pytest.fixture
def begun(fal, fal_task):
    """A job that was taken, and left: its journal's entry."""
    recorder = Recorder()
    recorder.at_checkpoint[JobState.SUBMITTED] = recorder.control.detach
    with pytest.raises(BaseException, match=r"^$"):
        run(backend_of(fal), fal_task, recorder)
    return replace(
        fal_task, remote=dict(recorder.remote), resumed=JobState.SUBMITTED, references=()
    )


# The time a job may take


def test_a_job_without_an_end_is_left_to_itself_not_failed(fal, fal_task, recorder):
    fal.held = True

    with pytest.raises(UnreachableError, match="has not finished this") as caught:
        run(backend_of(fal, job=0.1), fal_task, recorder)

    assert fal.ledger.jobs[0].id in caught.value.details
    assert fal.ledger.count("PUT", "/cancel") == 0


def test_a_job_left_to_itself_is_taken_up_again(fal, fal_task, recorder):
    fal.held = True
    with pytest.raises(UnreachableError):
        run(backend_of(fal, job=0.1), fal_task, recorder)
    fal.held = False
    task = replace(
        fal_task, remote=dict(recorder.remote), resumed=recorder.states[-1], references=()
    )

    assert len(run(backend_of(fal), task, Recorder())) == 1
    assert len(fal.ledger.posts) == 1


# Links that end


@pytest.mark.parametrize("status", [403, 404, 410])
def test_an_expired_link_is_asked_for_anew(fal, fal_backend, fal_task, recorder, status):
    fal.faults.add(Fault(kind="dead_link", on="picture", status=status))

    assert len(run(fal_backend, fal_task, recorder)) == 1
    assert fal.ledger.count("GET", "/files/") >= 2


def test_a_link_that_the_queue_cannot_renew_is_looked_up(fal, fal_backend, fal_task, recorder):
    """The journal has a result whose link is dead, and the queue has forgotten the job."""
    run(fal_backend, fal_task, recorder)
    kept = json.loads(recorder.remote["result"])
    kept["images"][0]["url"] = f"{fal.cdn_url}/files/b/0a84/gone.png"
    fal.clock_s = 7200
    remote = recorder.remote | {"result": json.dumps(kept)}
    task = replace(fal_task, remote=remote, resumed=JobState.DOWNLOADING, references=())

    assert len(run(fal_backend, task, Recorder())) == 1
    assert fal.ledger.count("GET", "/by-endpoint") == 1


def test_a_picture_that_nobody_has_any_more_is_said(fal, fal_backend, fal_task, recorder):
    fal.faults.add(*[Fault(kind="dead_link", on="picture", status=410)] * 9)

    with pytest.raises(BackendError, match="no longer has the finished picture"):
        run(fal_backend, fal_task, recorder)


def test_a_host_without_an_answer_is_asked_while_there_is_time(
    fal, fal_backend, fal_task, recorder
):
    fal.faults.add(*[Fault(kind="refuse", on="picture", status=503)] * 12)

    assert len(run(fal_backend, fal_task, recorder)) == 1


def test_when_the_time_for_downloads_is_over_the_job_waits(fal, fal_task, recorder):
    fal.faults.add(*[Fault(kind="refuse", on="picture", status=503)] * 500)

    with pytest.raises(UnreachableError, match="does not give out the finished picture just now"):
        run(backend_of(fal, download=0.1), fal_task, recorder)

    assert recorder.states[-1] is JobState.DOWNLOADING


# Jobs that the queue forgot


def test_a_forgotten_job_that_failed_says_so(fal, fal_backend, begun, recorder):
    fal.fails = "content_policy_violation"
    with pytest.raises(BackendError, match="filtered"):
        run(fal_backend, begun, Recorder())
    fal.clock_s = 7200

    with pytest.raises(BackendError, match="could not finish this run") as caught:
        run(fal_backend, begun, recorder)

    assert begun.remote["request_id"] in caught.value.details


def test_a_forgotten_job_without_a_stored_result_is_said(fal, fal_backend, begun, recorder):
    fal.queued.clear()

    with pytest.raises(BackendError, match="no longer knows") as caught:
        run(fal_backend, begun, recorder)

    assert begun.remote["request_id"] in caught.value.details


def test_a_forgotten_job_waits_while_the_list_does_not_answer(fal, fal_backend, begun, recorder):
    fal.queued.clear()
    fal.faults.add(Fault(kind="refuse", on="lookup", status=503))

    with pytest.raises(UnreachableError):
        run(fal_backend, begun, recorder)


# A cancel of a job that nobody waits for


def test_a_cancel_reaches_a_job_that_nobody_waits_for(fal, fal_backend, begun):
    assert fal_backend.abandon(begun.remote, begun.model, RunControl())

    assert fal.ledger.count("PUT", "/cancel") == 1
    assert fal.ledger.as_json()["charged"] == 0


def test_a_cancel_of_a_finished_job_comes_too_late(fal, fal_backend, begun):
    run(fal_backend, begun, Recorder())

    assert not fal_backend.abandon(begun.remote, begun.model, RunControl())


def test_a_cancel_that_lost_the_race_keeps_the_job(fal, fal_backend, begun):
    fal.cancel_loses = True

    assert not fal_backend.abandon(begun.remote, begun.model, RunControl())


def test_a_job_that_never_left_or_is_unknown_needs_no_cancel(fal, fal_backend, begun):
    assert fal_backend.abandon({}, begun.model, RunControl())
    fal.queued.clear()
    assert fal_backend.abandon(begun.remote, begun.model, RunControl())


@pytest.mark.parametrize("status", [401, 403, 500])
def test_a_cancel_that_fal_does_not_take_is_said(fal, fal_backend, begun, status):
    fal.faults.add(Fault(kind="refuse", on="cancel", status=status))

    with pytest.raises(UnreachableError, match="could not be asked to stop"):
        fal_backend.abandon(begun.remote, begun.model, RunControl())


def test_a_cancel_waits_for_a_locked_keyring(fal, begun):
    def locked():
        raise SecretsError("The keyring is locked.")

    backend = FalBackend(urls_of(fal), locked, pace=QUICK, budgets=BRIEF)

    with pytest.raises(UnreachableError, match="locked"):
        backend.abandon(begun.remote, begun.model, RunControl())


# What comes back


def test_fewer_pictures_than_asked_are_kept(fal, fal_backend, fal_task, recorder):
    fal.faults.add(Fault(kind="fewer"))
    task = replace(fal_task, request=replace(fal_task.request, count=3))

    assert [image.index for image in run(fal_backend, task, recorder)] == [0, 1]


def test_a_failure_names_the_request_for_the_support(fal, fal_backend, fal_task, recorder):
    fal.fails = "runner_server_error"

    with pytest.raises(BackendError) as caught:
        run(fal_backend, fal_task, recorder)

    assert "Request id: " in caught.value.details


def test_a_page_of_a_network_that_wants_a_login_is_not_taken_for_an_answer(
    fal, fal_backend, fal_task, recorder
):
    fal.faults.add(*[Fault(kind="html", on="status", status=200)] * 3)

    assert len(run(fal_backend, fal_task, recorder)) == 1
    assert Phase.RENDERING in recorder.phases


def test_a_cancel_while_a_dead_link_is_renewed_keeps_the_paid_picture(
    fal, fal_backend, fal_task, recorder, aside
):
    fal.faults.add(
        Fault(kind="late", on="picture", seconds=30),
        Fault(kind="dead_link", on="picture", status=404),
    )
    running = aside(run, fal_backend, fal_task, recorder)
    fal.ledger.wait_for("GET", "/files/")

    recorder.control.cancel()

    recorder.wait_for(Phase.TOO_LATE_TO_CANCEL)
    fal.faults.release()
    assert len(running.result(20)) == 1


@pytest.mark.parametrize(
    "fault",
    [Fault(kind="drop", on="cancel"), Fault(kind="refuse", on="cancel", status=503)],
    ids=lambda fault: fault.kind,
)
def test_a_cancel_that_did_not_reach_fal_leaves_the_job_running(
    fal, fal_backend, fal_task, recorder, aside, fault
):
    fal.held = True
    fal.faults.add(fault)
    running = aside(run, fal_backend, fal_task, recorder)
    recorder.wait_for(Phase.RENDERING)

    recorder.control.cancel()

    with pytest.raises(UnreachableError):
        running.result(20)


def test_a_run_that_fal_finished_before_the_cancel_waits_for_its_result(
    fal, fal_task, recorder, aside
):
    fal.held, fal.cancel_loses = True, True
    fal.faults.add(*[Fault(kind="html", on="result", status=503)] * 500)
    backend = FalBackend(
        urls_of(fal), lambda: fal.key, pace=replace(QUICK, after_cancel=0.2), budgets=BRIEF
    )
    running = aside(run, backend, fal_task, recorder)
    recorder.wait_for(Phase.RENDERING)

    recorder.control.cancel()

    with pytest.raises(UnreachableError):
        running.result(20)


def test_a_cancel_that_fal_does_not_act_on_leaves_the_job_until_its_end(
    fal, fal_task, recorder, aside
):
    fal.held, fal.cancel_polls = True, 1_000_000
    backend = FalBackend(
        urls_of(fal), lambda: fal.key, pace=replace(QUICK, after_cancel=0.2), budgets=BRIEF
    )
    running = aside(run, backend, fal_task, recorder)
    recorder.wait_for(Phase.RENDERING)

    recorder.control.cancel()

    with pytest.raises(UnreachableError, match="has not stopped"):
        running.result(20)
    assert fal.ledger.count("PUT", "/cancel") == 1


def test_a_stumble_after_the_cancel_is_no_end(fal, fal_backend, fal_task, recorder, aside):
    fal.held, fal.cancel_polls = True, 3
    running = aside(run, fal_backend, fal_task, recorder)
    recorder.wait_for(Phase.RENDERING)
    fal.faults.add(Fault(kind="late", on="status", seconds=30))

    recorder.control.cancel()
    fal.ledger.wait_for("PUT", "/cancel")
    fal.faults.add(Fault(kind="drop", on="status"))
    fal.faults.release()

    with pytest.raises(Cancelled):
        running.result(20)
