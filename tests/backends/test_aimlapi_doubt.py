"""What AIML API's log says when no answer came, and how a busy service is waited out."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flux2studio.backends.aimlapi import AimlapiBackend
from flux2studio.backends.http import Answer
from flux2studio.backends.pace import Budgets, Pace
from flux2studio.backends.spool import Spool, Trouble
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    Detached,
    InvalidRequestError,
    OutcomeUnknownError,
    RateLimitError,
    SecretsError,
)
from flux2studio.core.job import JobState, Phase
from tests.backends.conftest import BRIEF, QUICK
from tests.hosted import Fault

ANSWER_LOST = Fault(kind="drop")
BUSY = Fault(kind="refuse", status=429)
PATIENT = Budgets(look_up=30, busy=30)


@pytest.fixture
def patient_backend(aimlapi, spool):
    """Looks and waits for longer than a test takes."""
    return AimlapiBackend(aimlapi.url, lambda: aimlapi.key, spool, pace=QUICK, budgets=PATIENT)


def run(backend, task, recorder):
    return list(backend.generate(task, recorder.control))


def checked(task, recorder):
    """The task as “check” hands it over."""
    return replace(task, resumed=JobState.SENDING, remote=dict(recorder.remote), references=())


def leave_in_doubt(backend, task, recorder, aimlapi):
    aimlapi.faults.add(ANSWER_LOST, Fault(kind="refuse", on="lookup", status=403))
    with pytest.raises(OutcomeUnknownError):
        run(backend, task, recorder)


def test_a_billed_run_is_found_though_the_log_lags(
    aimlapi, patient_backend, aimlapi_task, recorder
):
    aimlapi.faults.add(ANSWER_LOST)
    aimlapi.lag = 4

    with pytest.raises(BackendError, match="billed this run") as caught:
        run(patient_backend, aimlapi_task, recorder)

    job = aimlapi.ledger.jobs[0]
    assert not isinstance(caught.value, OutcomeUnknownError)
    assert caught.value.details == f"Cost: $0.066150\nInference id: {job.id}"
    assert float(recorder.remote["cost_usd"]) == pytest.approx(job.cost_usd)
    assert recorder.remote["inference_id"] == job.id
    assert recorder.states[-1] is JobState.SUBMITTED  # it was taken, and is paid for
    assert Phase.LOOKING_UP in recorder.phases
    assert len(aimlapi.ledger.posts) == 1


def test_a_run_that_failed_there_was_not_billed(aimlapi, aimlapi_backend, aimlapi_task, recorder):
    aimlapi.fails = 504

    with pytest.raises(BackendError, match="was not billed") as caught:
        run(aimlapi_backend, aimlapi_task, recorder)

    assert caught.value.hint == "Send it again."
    assert recorder.remote["cost_usd"] == "0.0"


def test_a_run_that_the_log_does_not_know_stays_in_doubt(
    aimlapi, aimlapi_backend, aimlapi_task, recorder
):
    aimlapi.faults.add(ANSWER_LOST)
    aimlapi.lag = 1000

    with pytest.raises(OutcomeUnknownError, match="not in AIML API's log yet") as caught:
        run(aimlapi_backend, aimlapi_task, recorder)

    assert "Check again" in caught.value.hint
    assert aimlapi.ledger.count("GET", "/v2/logs") > 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault(kind="refuse", on="lookup", status=401), r"read\. AIML API does not accept the key"),
        (Fault(kind="refuse", on="lookup", status=403), "could not be read"),
    ],
)
def test_a_log_that_is_closed_to_the_key_is_asked_once(
    aimlapi, patient_backend, aimlapi_task, recorder, fault, words
):
    aimlapi.faults.add(ANSWER_LOST, fault)

    with pytest.raises(OutcomeUnknownError, match=words):
        run(patient_backend, aimlapi_task, recorder)

    assert aimlapi.ledger.count("GET", "/v2/logs") == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind="refuse", on="lookup", status=429),
        Fault(kind="refuse", on="lookup", status=500),
        Fault(kind="html", on="lookup", status=502),
        Fault(kind="html", on="lookup", status=200),
        Fault(kind="drop", on="lookup"),
        Fault(kind="truncated_json", on="lookup"),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.status}",
)
def test_a_log_that_stumbles_is_asked_again(
    aimlapi, patient_backend, aimlapi_task, recorder, fault
):
    aimlapi.faults.add(ANSWER_LOST, fault)

    with pytest.raises(BackendError, match="billed this run"):
        run(patient_backend, aimlapi_task, recorder)


def test_a_row_beyond_the_first_page_is_found(aimlapi, patient_backend, aimlapi_task, recorder):
    for number in range(250):
        aimlapi.account.record("blackforestlabs/flux-2-lora-edit", f"r{number}", "", 0.1, well=True)
    aimlapi.faults.add(ANSWER_LOST)
    with pytest.raises(BackendError, match="billed this run"):
        run(patient_backend, aimlapi_task, recorder)
    for number in range(250):
        aimlapi.account.record("blackforestlabs/flux-2-lora-edit", f"s{number}", "", 0.1, well=True)

    with pytest.raises(BackendError, match="billed this run"):
        run(patient_backend, checked(aimlapi_task, recorder), type(recorder)())

    assert aimlapi.ledger.count("GET", "/v2/logs") > 3


def test_a_cancel_ends_the_search_and_the_doubt_stays(
    aimlapi, patient_backend, aimlapi_task, recorder, aside
):
    aimlapi.faults.add(ANSWER_LOST)
    aimlapi.lag = 1_000_000
    running = aside(run, patient_backend, aimlapi_task, recorder)
    recorder.wait_for(Phase.LOOKING_UP)

    recorder.control.cancel()

    with pytest.raises(OutcomeUnknownError, match="no answer came back"):
        running.result(20)


def test_an_app_that_closes_while_it_looks_goes_on_at_its_next_start(
    aimlapi, patient_backend, aimlapi_task, recorder, aside
):
    aimlapi.faults.add(ANSWER_LOST)
    aimlapi.lag = 1_000_000
    running = aside(run, patient_backend, aimlapi_task, recorder)
    recorder.wait_for(Phase.LOOKING_UP)
    recorder.control.detach()
    with pytest.raises(Detached):
        running.result(20)
    aimlapi.lag = 0

    with pytest.raises(BackendError, match="billed this run"):
        run(patient_backend, checked(aimlapi_task, recorder), type(recorder)())

    assert recorder.states[-1] is JobState.SENDING
    assert len(aimlapi.ledger.posts) == 1


def test_a_check_finds_what_the_run_could_not(aimlapi, aimlapi_backend, aimlapi_task, recorder):
    leave_in_doubt(aimlapi_backend, aimlapi_task, recorder, aimlapi)

    with pytest.raises(BackendError, match="billed this run"):
        run(aimlapi_backend, checked(aimlapi_task, recorder), type(recorder)())


def test_a_check_without_the_spool_does_not_say_that_nothing_was_sent(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, spool
):
    leave_in_doubt(aimlapi_backend, aimlapi_task, recorder, aimlapi)
    Spool(spool, aimlapi_task.job_id).clear()
    aimlapi.lag = 1000

    with pytest.raises(OutcomeUnknownError, match="is gone"):
        run(aimlapi_backend, checked(aimlapi_task, recorder), type(recorder)())


def test_a_locked_keyring_leaves_the_doubt(aimlapi, aimlapi_backend, aimlapi_task, recorder, spool):
    leave_in_doubt(aimlapi_backend, aimlapi_task, recorder, aimlapi)

    def locked():
        raise SecretsError("The keyring is locked.")

    backend = AimlapiBackend(aimlapi.url, locked, spool, pace=QUICK, budgets=BRIEF)

    with pytest.raises(OutcomeUnknownError, match="keyring is locked"):
        run(backend, checked(aimlapi_task, recorder), type(recorder)())


def test_a_job_of_an_older_version_is_looked_up_as_well(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, spool
):
    made = Spool(spool, aimlapi_task.job_id)
    with made.held():
        made.claim()
        made.write_trouble(Trouble(message="No answer came.", details="", sent=True))
    aimlapi.account.record(
        "blackforestlabs/flux-2-lora-edit", "inf-1", aimlapi_task.job_id, 0.5, well=True
    )

    with pytest.raises(BackendError, match="billed this run") as caught:
        run(aimlapi_backend, checked(aimlapi_task, recorder), recorder)

    assert "inf-1" in caught.value.details


def test_a_busy_service_is_waited_out_and_told(aimlapi, patient_backend, aimlapi_task, recorder):
    aimlapi.faults.add(BUSY, BUSY)

    images = run(patient_backend, aimlapi_task, recorder)

    assert len(images) == 1
    assert Phase.PLEASE_WAIT in recorder.phases
    assert len(aimlapi.ledger.posts) == 3
    assert len(aimlapi.ledger.jobs) == 1
    sending = [JobState.SENDING, JobState.QUEUED]
    assert recorder.states == [*sending, *sending, JobState.SENDING, JobState.DOWNLOADING]


def test_each_try_has_its_own_name_in_the_log(aimlapi, patient_backend, aimlapi_task, recorder):
    aimlapi.faults.add(BUSY, ANSWER_LOST)

    with pytest.raises(BackendError, match="billed this run"):
        run(patient_backend, aimlapi_task, recorder)

    assert aimlapi.ledger.jobs[0].client_request_id == "job-1.1"


def test_a_service_that_stays_busy_ends_the_job_unbilled(aimlapi, aimlapi_task, recorder, spool):
    short = Budgets(busy=0.0)
    backend = AimlapiBackend(aimlapi.url, lambda: aimlapi.key, spool, pace=QUICK, budgets=short)
    aimlapi.faults.add(BUSY)

    with pytest.raises(RateLimitError, match="too much to do") as caught:
        run(backend, aimlapi_task, recorder)

    assert "Nothing was billed" in caught.value.hint
    assert len(aimlapi.ledger.posts) == 1


def test_a_cancel_while_it_waits_is_at_once_and_free(aimlapi, aimlapi_task, recorder, spool, aside):
    backend = AimlapiBackend(aimlapi.url, lambda: aimlapi.key, spool, pace=Pace(busy_first=60))
    aimlapi.faults.add(BUSY)
    running = aside(run, backend, aimlapi_task, recorder)
    recorder.wait_for(Phase.PLEASE_WAIT)

    recorder.control.cancel()

    with pytest.raises(Cancelled):
        running.result(5)
    assert recorder.states[-1] is JobState.QUEUED
    assert aimlapi.ledger.jobs == []


def test_the_service_says_how_long_to_wait(aimlapi, aimlapi_task, recorder, spool, aside):
    backend = AimlapiBackend(aimlapi.url, lambda: aimlapi.key, spool, pace=QUICK)
    aimlapi.faults.add(replace(BUSY, headers={"Retry-After": "120"}))
    aside(run, backend, aimlapi_task, recorder)

    recorder.wait_for(Phase.PLEASE_WAIT)

    told = next(p for p in recorder.progress if p.phase is Phase.PLEASE_WAIT)
    assert told.done in (119, 120)


def test_a_job_left_while_it_waited_is_sent_once_at_the_next_start(
    aimlapi, patient_backend, aimlapi_task, recorder, spool, aside
):
    backend = AimlapiBackend(aimlapi.url, lambda: aimlapi.key, spool, pace=Pace(busy_first=60))
    aimlapi.faults.add(BUSY)
    running = aside(run, backend, aimlapi_task, recorder)
    recorder.wait_for(Phase.PLEASE_WAIT)
    recorder.control.detach()
    with pytest.raises(Detached):
        running.result(5)
    task = replace(aimlapi_task, remote=dict(recorder.remote))  # queued: as if it were new

    images = run(patient_backend, task, type(recorder)())

    assert len(images) == 1
    assert len(aimlapi.ledger.jobs) == 1


def test_a_job_left_before_it_heard_that_it_was_turned_away_may_be_sent_anew(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, spool
):
    kept = Spool(spool, aimlapi_task.job_id)
    with kept.held():
        kept.claim()
        kept.write_answer(Answer(status=429, headers={}, body=b"{}"))

    with pytest.raises(RateLimitError):
        run(aimlapi_backend, checked(aimlapi_task, recorder), recorder)

    assert recorder.states == [JobState.QUEUED]
    assert len(run(aimlapi_backend, aimlapi_task, recorder)) == 1


def test_the_receipt_says_what_left_the_machine(aimlapi, aimlapi_backend, aimlapi_task, recorder):
    (image,) = run(aimlapi_backend, aimlapi_task, recorder)

    receipt = image.receipt
    assert (receipt.service, receipt.host) == ("AIML API", "127.0.0.1")
    assert "does not say how long" in receipt.trace
    sizes = [reference.path.stat().st_size for reference in aimlapi_task.references]
    assert [(f.name, f.how, f.size, f.until) for f in receipt.files] == [
        ("my cat.jpg", "inside the request", sizes[0], None),
        ("b", "inside the request", sizes[1], None),
        ("artist/dusk-lora", "link", 0, None),
    ]


def test_the_receipt_outlives_the_app(aimlapi, aimlapi_backend, aimlapi_task, recorder):
    (first,) = run(aimlapi_backend, aimlapi_task, recorder)
    task = replace(
        aimlapi_task, resumed=JobState.DOWNLOADING, remote=dict(recorder.remote), references=()
    )

    (second,) = run(aimlapi_backend, task, type(recorder)())

    assert second.receipt == first.receipt


def test_the_size_of_the_body_is_told_before_it_leaves(
    aimlapi, aimlapi_backend, aimlapi_task, recorder
):
    run(aimlapi_backend, aimlapi_task, recorder)

    told = next(p for p in recorder.progress if p.phase is Phase.UPLOADING)
    (sent,) = [r["size"] for r in aimlapi.ledger.requests if r["method"] == "POST"]
    assert abs(told.total - sent / 1024) <= 1


def test_a_request_that_is_too_large_is_refused_here(
    aimlapi, aimlapi_backend, aimlapi_task, recorder
):
    model = aimlapi_task.model
    rule = replace(model.references, body_bytes_maximum=10_000)
    task = replace(aimlapi_task, model=replace(model, references=rule))

    with pytest.raises(InvalidRequestError, match="takes 0 MB") as caught:
        run(aimlapi_backend, task, recorder)

    assert caught.value.field == "references"
    assert (aimlapi.ledger.requests, recorder.states) == ([], [])


def test_pictures_inside_the_answer_wait_as_files_beside_it(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, spool
):
    aimlapi.shape = "b64_json"
    task = replace(aimlapi_task, request=replace(aimlapi_task.request, count=2))

    images = run(aimlapi_backend, task, recorder)

    files = [spool / f"job-1.picture-{number}" for number in range(2)]
    assert [image.data for image in images] == [file.read_bytes() for file in files]
    assert len((spool / "job-1.body").read_bytes()) < 1000
    assert "result" not in recorder.remote
    aimlapi_backend.forget("job-1")
    assert list(spool.iterdir()) == []


def test_pictures_inside_an_answer_of_an_older_courier_are_read(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, spool
):
    aimlapi.shape = "b64_json"
    (image,) = run(aimlapi_backend, aimlapi_task, recorder)
    kept = Spool(spool, "job-1")
    answer = kept.read()
    body = json.loads(answer.body)
    data = kept.picture(0)
    kept.clear()
    body["data"] = [{"b64_json": base64.b64encode(data).decode()}]
    with kept.held():
        kept.claim()
        kept.write_answer(replace(answer, body=json.dumps(body).encode()))
    task = replace(aimlapi_task, resumed=JobState.SENDING, references=())

    (again,) = run(aimlapi_backend, task, type(recorder)())

    assert again.data == image.data


def test_the_moment_of_sending_is_kept(aimlapi, aimlapi_backend, aimlapi_task, recorder):
    before = datetime.now(UTC)

    run(aimlapi_backend, aimlapi_task, recorder)

    assert before <= datetime.fromisoformat(recorder.remote["sent_at"]) <= datetime.now(UTC)
