import io
import json
import logging
from dataclasses import replace

import pytest
from PIL import Image

from flux2studio.backends.fal import FalBackend, FalUrls
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    Detached,
    KeyMissingError,
    SecretsError,
    StorageError,
    UnreachableError,
)
from flux2studio.core.job import JobState, Phase
from tests.backends.conftest import BRIEF, QUICK, urls_of
from tests.hosted import Fault

_IDS = ("request_id", "status_url", "response_url", "cancel_url")


def run(backend, task, recorder):
    return list(backend.generate(task, recorder.control))


def resumed(task, recorder, state):
    return replace(task, remote=dict(recorder.remote), resumed=state, references=())


def submit_and_stop(backend, task, recorder, state=JobState.SUBMITTED):
    """Run until ``state`` is recorded, as if the app had ended there."""
    recorder.at_checkpoint[state] = recorder.control.detach
    with pytest.raises(Detached):
        run(backend, task, recorder)


def test_an_edit_with_a_lora_comes_through_the_queue(fal, fal_backend, fal_task, recorder):
    (image,) = run(fal_backend, fal_task, recorder)

    assert Image.open(io.BytesIO(image.data)).size == (640, 512)
    assert (image.seed, image.index, image.sent_prompt, image.flagged) == (41, 0, "", False)
    assert image.cost_usd == pytest.approx(3 * 0.021)
    assert image.remote_id == fal.ledger.jobs[0].id
    assert len(fal.ledger.posts) == 1


def test_every_value_is_said_and_switched_off_loras_stay_here(fal, fal_backend, fal_task, recorder):
    run(fal_backend, fal_task, recorder)

    body = dict(fal.ledger.jobs[0].body)
    assert len(body.pop("image_urls")) == 2
    assert body == {
        "prompt": "the same fox at dusk",
        "image_size": {"width": 640, "height": 512},
        "output_format": "jpeg",
        "seed": 41,
        "loras": [{"path": "artist/dusk-lora", "scale": 0.8}],
        "num_images": 1,
        "num_inference_steps": 12,
        "guidance_scale": 2.5,
        "acceleration": "regular",
        "enable_prompt_expansion": False,
        "enable_safety_checker": True,
        "sync_mode": False,
    }


def test_references_arrive_as_they_were_prepared(fal, fal_backend, fal_task, recorder):
    run(fal_backend, fal_task, recorder)

    sent = fal.ledger.jobs[0].references
    assert list(sent) == [reference.path.read_bytes() for reference in fal_task.references]
    assert not any(dict(Image.open(io.BytesIO(data)).getexif()) for data in sent)


def test_progress_tells_the_place_in_the_queue_and_the_steps(fal, fal_backend, fal_task, recorder):
    fal.queue_polls = 3
    run(fal_backend, fal_task, recorder)

    told = [(p.phase, p.done, p.total) for p in recorder.progress]
    sent_kib = fal.ledger.requests[0]["size"] // 1024
    assert told == [
        (Phase.UPLOADING, 0, sent_kib),
        (Phase.QUEUED_REMOTELY, 2, 0),
        (Phase.QUEUED_REMOTELY, 1, 0),
        (Phase.QUEUED_REMOTELY, 0, 0),
        (Phase.RENDERING, 4, 12),
        (Phase.RENDERING, 8, 12),
        (Phase.DOWNLOADING, 0, 1),
    ]
    assert recorder.states == [
        JobState.SENDING,
        JobState.SUBMITTED,
        JobState.RENDERING,
        JobState.DOWNLOADING,
    ]


def test_the_ids_are_recorded_before_the_first_poll(fal, fal_backend, fal_task, recorder):
    submit_and_stop(fal_backend, fal_task, recorder)

    job_id = fal.ledger.jobs[0].id
    base = f"{fal.queue_url}/fal-ai/flux-2/requests/{job_id}"
    ids = {name: recorder.remote[name] for name in recorder.remote if name in _IDS}
    assert ids == {
        "request_id": job_id,
        "status_url": f"{base}/status",
        "response_url": base,
        "cancel_url": f"{base}/cancel",
    }
    assert fal.ledger.count("GET", "/status") == 0
    assert fal.ledger.count("PUT", "/cancel") == 0


@pytest.mark.parametrize(
    "state", [JobState.SUBMITTED, JobState.RENDERING, JobState.DOWNLOADING], ids=str
)
def test_a_job_is_taken_up_where_it_was_left(fal, fal_backend, fal_task, recorder, state):
    submit_and_stop(fal_backend, fal_task, recorder, state)
    task = resumed(fal_task, recorder, state)

    (image,) = run(fal_backend, task, type(recorder)())

    assert image.remote_id == fal.ledger.jobs[0].id
    assert len(fal.ledger.posts) == 1


def test_the_finished_result_is_downloaded_without_asking_fal_again(
    fal, fal_backend, fal_task, recorder
):
    submit_and_stop(fal_backend, fal_task, recorder, JobState.DOWNLOADING)
    asked = fal.ledger.count("GET", "/queue/")
    task = resumed(fal_task, recorder, JobState.DOWNLOADING)
    keyless = FalBackend(urls_of(fal), lambda: None, pace=QUICK, budgets=BRIEF)

    images = run(keyless, task, type(recorder)())

    assert len(images) == 1
    assert fal.ledger.count("GET", "/queue/") == asked


def test_pictures_that_are_saved_already_are_not_fetched_again(
    fal, fal_backend, fal_task, recorder
):
    request = replace(fal_task.request, count=3)
    task = replace(fal_task, request=request, done=frozenset({0, 2}))

    (image,) = run(fal_backend, task, recorder)

    assert (image.index, image.seed) == (1, 42)
    assert fal.ledger.count("GET", "/files/") == 1


@pytest.mark.parametrize("key", [None, "", "with\nnewline", "naïve", "two words"])
def test_nothing_is_sent_without_a_usable_key(fal, fal_task, recorder, key):
    backend = FalBackend(urls_of(fal), lambda: key, pace=QUICK, budgets=BRIEF)

    with pytest.raises(KeyMissingError) as caught:
        run(backend, fal_task, recorder)

    assert caught.value.hint
    assert fal.ledger.requests == []
    assert recorder.states == []


def test_a_running_job_waits_for_a_missing_key(fal, fal_backend, fal_task, recorder):
    submit_and_stop(fal_backend, fal_task, recorder)
    keyless = FalBackend(urls_of(fal), lambda: None, pace=QUICK, budgets=BRIEF)

    with pytest.raises(UnreachableError, match="Without its key"):
        run(keyless, resumed(fal_task, recorder, JobState.SUBMITTED), type(recorder)())


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (Fault(kind="refuse", status=401), KeyMissingError, "does not accept the key"),
        (Fault(kind="refuse", status=403), BackendError, "no credit left"),
        (Fault(kind="refuse", status=404), BackendError, "does not know this model"),
        (Fault(kind="html", status=413), BackendError, "too large"),
        (Fault(kind="redirect", status=307), BackendError, "another address"),
    ],
    ids=lambda value: f"{value.kind}-{value.status}" if isinstance(value, Fault) else None,
)
def test_a_refused_request_is_not_sent_again(
    fal, fal_backend, fal_task, recorder, fault, kind, words
):
    fal.faults.add(fault)

    with pytest.raises(BackendError, match=words) as caught:
        run(fal_backend, fal_task, recorder)

    assert type(caught.value) is kind
    assert len(fal.ledger.posts) == 1


def test_a_refusal_names_the_field(fal, fal_backend, fal_task, recorder):
    body = json.dumps({"detail": [{"loc": ["body", "image_size"], "msg": "too odd", "type": "x"}]})
    fal.faults.add(Fault(kind="refuse", status=422, body=body))

    with pytest.raises(BackendError, match="does not take") as caught:
        run(fal_backend, fal_task, recorder)

    assert caught.value.field == "size"
    assert "too odd" in caught.value.hint


def test_no_connection_means_that_nothing_was_sent(fal_task, recorder, unused_url):
    backend = FalBackend(FalUrls(queue=unused_url), lambda: "a:b", pace=QUICK, budgets=BRIEF)

    with pytest.raises(UnreachableError, match="cannot be reached"):
        run(backend, fal_task, recorder)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind="drop", on="status"),
        Fault(kind="html", on="status", status=502),
        Fault(kind="refuse", on="status", status=500),
        Fault(kind="refuse", on="status", status=429, headers={"Retry-After": "0"}),
        Fault(kind="truncated_json", on="status"),
        Fault(kind="html", on="status", status=200),
        Fault(kind="refuse", on="status", status=200, body='{"status": "PONDERING"}'),
        Fault(kind="drop", on="result"),
        Fault(kind="html", on="result", status=503),
        Fault(kind="refuse", on="result", status=503),
        Fault(kind="refuse", on="result", status=400, message="Request is still in progress"),
        Fault(kind="cut", on="picture"),
        Fault(kind="drop", on="picture"),
        Fault(kind="html", on="picture", status=200),
        Fault(kind="refuse", on="picture", status=404),
        Fault(kind="refuse", on="picture", status=503),
        Fault(kind="broken_picture", on="picture"),
    ],
    ids=lambda fault: f"{fault.on}-{fault.kind}-{fault.status}",
)
def test_a_question_that_failed_is_asked_again(fal, fal_backend, fal_task, recorder, fault):
    fal.faults.add(fault)

    images = run(fal_backend, fal_task, recorder)

    assert len(images) == 1
    assert len(fal.ledger.posts) == 1


@pytest.mark.parametrize(
    ("error_type", "words"),
    [("runner_server_error", "broke off"), ("content_policy_violation", "filtered")],
)
def test_a_failed_job_is_told_by_its_result(
    fal, fal_backend, fal_task, recorder, error_type, words
):
    fal.fails = error_type

    with pytest.raises(BackendError, match=words):
        run(fal_backend, fal_task, recorder)


def test_a_job_that_fal_no_longer_knows_says_so(fal, fal_backend, fal_task, recorder):
    submit_and_stop(fal_backend, fal_task, recorder)
    fal.queued.clear()

    with pytest.raises(BackendError, match="no longer knows"):
        run(fal_backend, resumed(fal_task, recorder, JobState.SUBMITTED), type(recorder)())


def test_a_missing_picture_does_not_cost_the_others(fal, fal_backend, fal_task, recorder):
    task = replace(fal_task, request=replace(fal_task.request, count=2))
    fal.faults.add(*[Fault(kind="refuse", on="picture", status=404)] * 3)
    images = []

    with pytest.raises(BackendError, match="no longer has the finished picture"):
        images.extend(fal_backend.generate(task, recorder.control))

    assert recorder.states[-1] is JobState.DOWNLOADING
    assert fal.ledger.count("GET", "/files/") == 4


@pytest.mark.parametrize(
    ("fault", "count"), [(Fault(kind="fewer"), 1), (Fault(kind="nsfw"), 2)], ids=["fewer", "nsfw"]
)
def test_what_comes_is_kept_and_flags_are_passed_on(
    fal, fal_backend, fal_task, recorder, fault, count
):
    fal.faults.add(fault)
    task = replace(fal_task, request=replace(fal_task.request, count=2))

    images = run(fal_backend, task, recorder)

    assert [image.flagged for image in images] == [fault.kind == "nsfw"] * count


def test_a_result_without_its_optional_parts_is_enough(fal, fal_backend, fal_task, recorder):
    fal.bare_results = True
    fal.rewrites_prompt = "a fox in the last light"

    (image,) = run(fal_backend, fal_task, recorder)

    assert (image.seed, image.sent_prompt) == (41, "a fox in the last light")


def test_no_picture_at_all_is_an_error(fal, fal_backend, fal_task, recorder):
    fal.faults.add(Fault(kind="null"))

    with pytest.raises(BackendError, match="without a picture"):
        run(fal_backend, fal_task, recorder)


@pytest.mark.parametrize("phase", [Phase.QUEUED_REMOTELY, Phase.RENDERING], ids=str)
def test_a_cancel_is_passed_on_once(fal, fal_backend, fal_task, recorder, aside, phase):
    fal.held = True
    fal.queue_polls = 1 if phase is Phase.RENDERING else 500
    running = aside(run, fal_backend, fal_task, recorder)
    recorder.wait_for(phase)

    recorder.control.cancel()

    with pytest.raises(Cancelled):
        running.result(20)
    assert fal.ledger.count("PUT", "/cancel") == 1
    assert fal.ledger.as_json()["charged"] == 0


@pytest.mark.parametrize(
    ("phase", "cost"), [(Phase.QUEUED_REMOTELY, "0"), (Phase.RENDERING, None)], ids=str
)
def test_what_fal_took_out_of_its_queue_is_known_to_cost_nothing(
    fal, fal_backend, fal_task, recorder, aside, phase, cost
):
    fal.held = True
    fal.queue_polls = 1 if phase is Phase.RENDERING else 500
    running = aside(run, fal_backend, fal_task, recorder)
    recorder.wait_for(phase)

    recorder.control.cancel()

    with pytest.raises(Cancelled):
        running.result(20)
    assert recorder.remote.get("cost_usd") == cost


def test_a_cancel_that_comes_too_late_keeps_the_picture(
    fal, fal_backend, fal_task, recorder, aside
):
    fal.held, fal.cancel_loses = True, True
    running = aside(run, fal_backend, fal_task, recorder)
    recorder.wait_for(Phase.RENDERING)

    recorder.control.cancel()

    assert len(running.result(20)) == 1
    assert Phase.TOO_LATE_TO_CANCEL in recorder.phases


def test_a_cancel_before_the_answer_still_reaches_the_job(
    fal, fal_backend, fal_task, recorder, aside
):
    fal.faults.add(Fault(kind="late", seconds=30))
    running = aside(run, fal_backend, fal_task, recorder)
    fal.ledger.wait_for("POST", "/lora/edit")

    recorder.control.cancel()
    fal.faults.release()

    with pytest.raises(Cancelled):
        running.result(20)
    assert recorder.remote["request_id"] == fal.ledger.jobs[0].id
    assert fal.ledger.count("PUT", "/cancel") == 1


def test_a_cancel_while_downloading_keeps_the_paid_picture(
    fal, fal_backend, fal_task, recorder, aside
):
    fal.faults.add(Fault(kind="late", on="picture", seconds=30))
    running = aside(run, fal_backend, fal_task, recorder)
    fal.ledger.wait_for("GET", "/files/")

    recorder.control.cancel()

    recorder.wait_for(Phase.TOO_LATE_TO_CANCEL)
    fal.faults.release()
    assert len(running.result(20)) == 1


def test_a_cancel_before_anything_left_sends_nothing(fal, fal_backend, fal_task, recorder):
    recorder.control.cancel()

    with pytest.raises(Cancelled):
        run(fal_backend, fal_task, recorder)

    assert fal.ledger.requests == []


def test_the_app_may_close_at_any_time_without_a_word_to_fal(
    fal, fal_backend, fal_task, recorder, aside
):
    fal.held = True
    running = aside(run, fal_backend, fal_task, recorder)
    recorder.wait_for(Phase.RENDERING)

    recorder.control.detach()

    with pytest.raises(Detached):
        running.result(20)
    assert fal.ledger.count("PUT", "/cancel") == 0


def test_addresses_on_another_host_are_not_followed(fal, fal_backend, fal_task, recorder):
    submit_and_stop(fal_backend, fal_task, recorder)
    elsewhere = dict.fromkeys(("status_url", "response_url"), f"{fal.cdn_url}/steal")
    recorder.remote |= elsewhere

    images = run(fal_backend, resumed(fal_task, recorder, JobState.SUBMITTED), type(recorder)())

    assert len(images) == 1
    assert fal.ledger.count("GET", "/steal") == 0


def test_a_key_that_fal_repeats_in_an_error_is_taken_out(fal, fal_backend, fal_task, recorder):
    body = json.dumps({"detail": f"Key {fal.key} may not do this"})
    fal.faults.add(Fault(kind="refuse", status=422, body=body))

    with pytest.raises(BackendError) as caught:
        run(fal_backend, fal_task, recorder)

    assert fal.key not in f"{caught.value} {caught.value.hint} {caught.value.details}"


def test_the_key_is_logged_nowhere(fal, fal_backend, fal_task, recorder, caplog):
    caplog.set_level(logging.DEBUG)
    fal.faults.add(Fault(kind="drop", on="status"), Fault(kind="cut", on="picture"))

    run(fal_backend, fal_task, recorder)

    assert caplog.records
    assert fal.key not in caplog.text + str(recorder.remote)


def test_ids_that_the_disk_refuses_are_recorded_once_it_is_free(
    fal, fal_backend, fal_task, recorder
):
    refusals = [StorageError("The disk is full.")]

    def refuse_once():
        if refusals:
            recorder.remote.clear()
            raise refusals.pop()

    recorder.at_checkpoint[JobState.SUBMITTED] = refuse_once

    images = run(fal_backend, fal_task, recorder)

    assert len(images) == 1
    assert recorder.states.count(JobState.SUBMITTED) == 2
    assert recorder.remote["request_id"] == fal.ledger.jobs[0].id


def test_more_pictures_than_asked_for_are_left_alone(fal, fal_backend, fal_task, recorder):
    submit_and_stop(fal_backend, fal_task, recorder, JobState.DOWNLOADING)
    result = json.loads(recorder.remote["result"])
    recorder.remote["result"] = json.dumps(result | {"images": result["images"] * 2})

    images = run(fal_backend, resumed(fal_task, recorder, JobState.DOWNLOADING), type(recorder)())

    assert [image.index for image in images] == [0]


def test_a_running_job_waits_for_a_locked_keyring(fal, fal_backend, fal_task, recorder):
    def locked():
        raise SecretsError("The keyring is locked.")

    submit_and_stop(fal_backend, fal_task, recorder)
    backend = FalBackend(urls_of(fal), locked, pace=QUICK, budgets=BRIEF)

    with pytest.raises(UnreachableError, match="locked"):
        run(backend, resumed(fal_task, recorder, JobState.SUBMITTED), type(recorder)())


def test_a_finished_result_does_not_wait_for_a_locked_keyring(fal, fal_backend, fal_task, recorder):
    def locked():
        raise SecretsError("The keyring is locked.")

    submit_and_stop(fal_backend, fal_task, recorder, JobState.DOWNLOADING)
    backend = FalBackend(urls_of(fal), locked, pace=QUICK, budgets=BRIEF)

    images = run(backend, resumed(fal_task, recorder, JobState.DOWNLOADING), type(recorder)())

    assert len(images) == 1


@pytest.mark.parametrize("url", ["https://169.254.169.254/x.png", "http://example.com/x.png"])
def test_a_picture_at_an_address_that_is_never_called_is_an_error(
    fal_backend, fal_task, recorder, url
):
    remote = {"request_id": "r", "result": json.dumps({"images": [{"url": url}]})}
    task = replace(fal_task, remote=remote, resumed=JobState.DOWNLOADING)

    with pytest.raises(BackendError, match="not called"):
        run(fal_backend, task, recorder)
