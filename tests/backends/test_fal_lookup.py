"""Row K2 and what is like it: a request that left, and no number came back for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flux2studio.backends.fal import FalBackend
from flux2studio.core.errors import Detached, OutcomeUnknownError, SecretsError
from flux2studio.core.hosted import HostedOptions, Trace
from flux2studio.core.job import JobState, Phase
from tests.backends.conftest import BRIEF, QUICK, urls_of
from tests.hosted import Fault

PATIENT = replace(BRIEF, look_up=5, look_up_again=5)


@pytest.fixture
def backend(fal):
    return FalBackend(urls_of(fal), lambda: fal.key, pace=QUICK, budgets=PATIENT)


def run(backend, task, recorder):
    return list(backend.generate(task, recorder.control))


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind="drop"),
        Fault(kind="cut"),
        Fault(kind="truncated_json"),
        Fault(kind="reset"),
    ],
    ids=lambda fault: fault.kind,
)
def test_a_request_whose_answer_was_lost_is_found_and_followed(
    fal, backend, fal_task, recorder, fault
):
    fal.faults.add(fault)

    (image,) = run(backend, fal_task, recorder)

    assert image.remote_id == recorder.remote["request_id"] == fal.ledger.jobs[0].id
    assert len(fal.ledger.posts) == 1
    assert Phase.LOOKING_UP in recorder.phases
    assert recorder.states == [JobState.SENDING, JobState.SUBMITTED, JobState.DOWNLOADING]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind="refuse", status=500),
        Fault(kind="html", status=502),
        Fault(kind="html", status=503),
        Fault(kind="refuse", status=504),
        Fault(kind="refuse", status=409),
        Fault(kind="html", status=200),
        Fault(kind="vanish"),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.status}",
)
def test_a_request_that_the_list_does_not_have_stays_unknown(
    fal, fal_backend, fal_task, recorder, fault
):
    fal.faults.add(fault)

    with pytest.raises(OutcomeUnknownError, match="list does not have it, or not yet") as caught:
        run(fal_backend, fal_task, recorder)

    assert caught.value.hint == "Check again in a minute, or send it again."
    assert len(fal.ledger.posts) == 1


def test_a_list_that_lags_is_asked_again(fal, backend, fal_task, recorder):
    fal.lists_after = 3
    fal.faults.add(Fault(kind="drop"))

    assert len(run(backend, fal_task, recorder)) == 1
    assert fal.ledger.count("GET", "/by-endpoint") > 3


def test_a_job_stopped_as_it_was_sent_is_found_at_the_next_start(fal, backend, fal_task, recorder):
    fal.faults.add(Fault(kind="drop"))
    recorder.at_checkpoint[JobState.SUBMITTED] = recorder.control.detach
    with pytest.raises(Detached):
        run(backend, fal_task, recorder)
    left = {name: recorder.remote[name] for name in ("sent_at", "trace", "receipt", "priority")}
    task = replace(fal_task, remote=left, resumed=JobState.SENDING, references=())

    (image,) = run(backend, task, type(recorder)())

    assert image.remote_id == fal.ledger.jobs[0].id
    assert image.receipt is not None
    assert len(fal.ledger.posts) == 1


def test_a_job_that_never_left_is_not_sent_by_the_next_start(fal, fal_backend, fal_task, recorder):
    task = replace(fal_task, resumed=JobState.SENDING)

    with pytest.raises(OutcomeUnknownError, match="or not yet"):
        run(fal_backend, task, recorder)

    assert fal.ledger.posts == []


def test_the_request_nearest_in_time_is_ours(fal, backend, fal_task, recorder):
    fal.repeats_allowed = True
    run(backend, fal_task, type(recorder)())
    fal.clock_s = 600
    run(backend, fal_task, type(recorder)())
    first, second = fal.ledger.jobs
    remote = {"trace": "recoverable", "sent_at": _ago(0)}
    task = replace(fal_task, remote=remote, resumed=JobState.SENDING)

    (image,) = run(backend, task, recorder)
    later = replace(task, remote=remote | {"sent_at": _ago(-590)})
    (other,) = run(backend, later, type(recorder)())

    assert (image.remote_id, other.remote_id) == (first.id, second.id)


def test_another_prompt_or_seed_is_not_ours(fal, fal_backend, fal_task, recorder):
    run(fal_backend, fal_task, type(recorder)())
    for request in (
        replace(fal_task.request, seed=42),
        replace(fal_task.request, prompt="another fox"),
    ):
        task = replace(
            fal_task, request=request, resumed=JobState.SENDING, remote={"sent_at": _ago(0)}
        )
        with pytest.raises(OutcomeUnknownError):
            run(fal_backend, task, type(recorder)())


def test_every_page_of_the_list_is_read(fal, backend, fal_task, recorder):
    fal.page_most = 1
    for seed in (1, 2, 3, 41):
        request = replace(fal_task.request, seed=seed)
        run(backend, replace(fal_task, request=request), type(recorder)())
    wanted = fal.ledger.jobs[0]
    request = replace(fal_task.request, seed=1)
    task = replace(fal_task, request=request, resumed=JobState.SENDING, remote={"sent_at": _ago(0)})

    (image,) = run(backend, task, recorder)

    assert image.remote_id == wanted.id


def test_a_request_without_a_trace_is_not_looked_up(fal, fal_task, recorder):
    options = HostedOptions(trace=Trace.MINIMAL)
    backend = FalBackend(
        urls_of(fal), lambda: fal.key, options=lambda: options, pace=QUICK, budgets=PATIENT
    )
    fal.faults.add(Fault(kind="drop"))

    with pytest.raises(OutcomeUnknownError) as caught:
        run(backend, fal_task, recorder)

    assert "without a trace" in caught.value.hint
    assert fal.ledger.count("GET", "/by-endpoint") == 0


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "fal does not accept the key"), (403, "cannot be seen with this key")],
)
def test_a_key_that_may_not_see_the_list_is_said(fal, backend, fal_task, recorder, status, words):
    fal.faults.add(Fault(kind="drop"), Fault(kind="refuse", on="lookup", status=status))

    with pytest.raises(OutcomeUnknownError, match=words) as caught:
        run(backend, fal_task, recorder)

    assert f"HTTP {status}" in caught.value.details


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind="refuse", on="lookup", status=503),
        Fault(kind="refuse", on="lookup", status=429),
        Fault(kind="drop", on="lookup"),
        Fault(kind="html", on="lookup", status=200),
        Fault(kind="truncated_json", on="lookup"),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.status}",
)
def test_a_list_that_does_not_answer_is_asked_again(fal, backend, fal_task, recorder, fault):
    fal.faults.add(Fault(kind="drop"), fault)

    assert len(run(backend, fal_task, recorder)) == 1


def test_a_cancel_of_the_look_up_leaves_the_outcome_unknown(
    fal, backend, fal_task, recorder, aside
):
    fal.faults.add(Fault(kind="vanish"))
    running = aside(run, backend, fal_task, recorder)
    recorder.wait_for(Phase.LOOKING_UP)

    recorder.control.cancel()

    with pytest.raises(OutcomeUnknownError, match="stopped before fal showed it"):
        running.result(20)


def test_a_locked_keyring_does_not_turn_an_unknown_outcome_into_a_failure(fal, fal_task, recorder):
    def locked():
        raise SecretsError("The keyring is locked.", hint="Unlock it.")

    backend = FalBackend(urls_of(fal), locked, pace=QUICK, budgets=BRIEF)

    with pytest.raises(OutcomeUnknownError, match="when the app stopped"):
        run(backend, replace(fal_task, resumed=JobState.SENDING), recorder)


def test_a_result_that_the_queue_forgot_comes_from_the_list(fal, backend, fal_task, recorder):
    fal.result_life_s = 60
    recorder.at_checkpoint[JobState.SUBMITTED] = recorder.control.detach
    with pytest.raises(Detached):
        run(backend, fal_task, recorder)
    fal.clock_s = 0
    remote = dict(recorder.remote)
    run(backend, replace(fal_task, remote=remote, resumed=JobState.SUBMITTED), type(recorder)())
    fal.clock_s = 7200

    images = run(
        backend, replace(fal_task, remote=remote, resumed=JobState.SUBMITTED), type(recorder)()
    )

    assert len(images) == 1
    assert fal.ledger.count("GET", "/by-endpoint") == 1


def _ago(seconds):
    return (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat()
