import io
import json
import logging
import os
import signal
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from flux2studio.backends.aimlapi import AimlapiBackend
from flux2studio.backends.orders import courier_command
from flux2studio.backends.spool import Spool
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    Detached,
    KeyMissingError,
    OutcomeUnknownError,
    StorageError,
    UnreachableError,
)
from flux2studio.core.job import JobState, Phase
from tests.backends.conftest import QUICK
from tests.backends.couriers import couriers_of
from tests.hosted import Fault
from tests.samples import crossed


def run(backend, task, recorder):
    return list(backend.generate(task, recorder.control))


def left_while_sending(task, recorder):
    """The task as the next start of the app sees it."""
    return replace(task, resumed=JobState.SENDING, remote=dict(recorder.remote), references=())


def leave_while_sending(backend, task, recorder, aimlapi, aside):
    """Let the app close with the answer still to come."""
    aimlapi.faults.add(Fault(kind="late", seconds=30))
    running = aside(run, backend, task, recorder)
    aimlapi.ledger.wait_for("POST", "/generations")
    recorder.control.detach()
    with pytest.raises(Detached):
        running.result(20)


def test_an_edit_with_a_lora_comes_back(aimlapi, aimlapi_backend, aimlapi_task, recorder):
    (image,) = run(aimlapi_backend, aimlapi_task, recorder)

    assert Image.open(io.BytesIO(image.data)).size == (640, 512)
    assert (image.seed, image.index) == (41, 0)
    assert image.cost_usd == pytest.approx(3 * 0.021 * 1.05)
    assert image.remote_id == aimlapi.ledger.jobs[0].id
    assert aimlapi.ledger.jobs[0].client_request_id == "job-1"
    assert recorder.states == [JobState.SENDING, JobState.DOWNLOADING]
    assert len(aimlapi.ledger.posts) == 1


def test_every_value_is_said(aimlapi, aimlapi_backend, aimlapi_task, recorder):
    run(aimlapi_backend, aimlapi_task, recorder)

    body = dict(aimlapi.ledger.jobs[0].body)
    assert len(body.pop("image_urls")) == 2
    assert body == {
        "model": "blackforestlabs/flux-2-lora-edit",
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
    }


@pytest.mark.parametrize("name", ["flux-2", "flux-2-lora", "flux-2-edit", "flux-2-lora-edit"])
def test_each_model_gets_only_what_it_takes(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, catalogue, name
):
    model = catalogue.model(f"aimlapi/{name}")
    references = aimlapi_task.references[: model.references.maximum]
    task = replace(aimlapi_task, model=model, references=references)

    images = run(aimlapi_backend, task, recorder)

    body = aimlapi.ledger.jobs[0].body  # nothing outside the schema: the stand-in refuses that
    optional = {"loras"} & set(body) | {"image_urls"} & set(body)
    assert len(images) == 1
    assert ("loras" in optional, "image_urls" in optional) == ("lora" in name, "edit" in name)
    assert set(body) - optional == {
        "model",
        "prompt",
        "image_size",
        "output_format",
        "seed",
        "num_images",
        "num_inference_steps",
        "guidance_scale",
        "acceleration",
        "enable_prompt_expansion",
        "enable_safety_checker",
    }


def test_references_arrive_as_they_were_prepared(aimlapi, aimlapi_backend, aimlapi_task, recorder):
    run(aimlapi_backend, aimlapi_task, recorder)

    sent = aimlapi.ledger.jobs[0].references
    assert list(sent) == [reference.path.read_bytes() for reference in aimlapi_task.references]
    assert not any(dict(Image.open(io.BytesIO(data)).getexif()) for data in sent)


@pytest.mark.parametrize(
    ("shape", "usage"),
    crossed(
        ["url", "b64_json", "images", "choices"],
        ["credits_used", "usd_spent", "tokens_used", "header_usd", "both"],
    ),
)
def test_every_shape_of_the_answer_is_read(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, shape, usage
):
    aimlapi.shape, aimlapi.usage = shape, usage
    task = replace(aimlapi_task, request=replace(aimlapi_task.request, count=2))

    images = run(aimlapi_backend, task, recorder)

    assert [(image.index, image.seed) for image in images] == [(0, 41), (1, 42)]
    assert sum(image.cost_usd for image in images) == pytest.approx(4 * 0.021 * 1.05)


def test_an_answer_without_a_price_is_fine(aimlapi, aimlapi_backend, aimlapi_task, recorder):
    aimlapi.usage = "none"

    (image,) = run(aimlapi_backend, aimlapi_task, recorder)

    assert image.cost_usd is None


ANSWERS = [
    (Fault(kind="refuse", status=400), BackendError, "does not take"),
    (Fault(kind="refuse", status=401), KeyMissingError, "does not accept the key"),
    (Fault(kind="refuse", status=403), BackendError, "no credit left"),
    (Fault(kind="refuse", status=404), BackendError, "does not know this model"),
    (Fault(kind="redirect", status=301), BackendError, "another address"),
    (Fault(kind="refuse", status=413), BackendError, "too large"),
    (Fault(kind="html", status=403), BackendError, "A web page came"),
    (Fault(kind="html", status=511), BackendError, "A web page came"),
    (Fault(kind="refuse", status=500), OutcomeUnknownError, "failed while it held"),
    (Fault(kind="html", status=502), OutcomeUnknownError, "failed while it held"),
    (Fault(kind="html", status=503), OutcomeUnknownError, "failed while it held"),
    (Fault(kind="refuse", status=504), OutcomeUnknownError, "failed while it held"),
    (Fault(kind="drop"), BackendError, "billed this run, and its answer was lost"),
    (Fault(kind="cut"), BackendError, "billed this run, and its answer was lost"),
    (Fault(kind="truncated_json"), BackendError, "billed this run, and its answer was lost"),
    (Fault(kind="html", status=200), OutcomeUnknownError, "A web page came"),
    (Fault(kind="null"), BackendError, "without a picture"),
]


@pytest.mark.parametrize(
    ("fault", "kind", "words", "envelope"),
    [(*case, form) for case, form in crossed(ANSWERS, ["legacy", "legacy_int", "problem"])],
    ids=lambda value: f"{value.kind}-{value.status}" if isinstance(value, Fault) else None,
)
def test_whatever_the_answer_the_request_is_sent_once(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, fault, kind, words, envelope
):
    aimlapi.envelope = envelope
    aimlapi.faults.add(fault)

    with pytest.raises(BackendError, match=words) as caught:
        run(aimlapi_backend, aimlapi_task, recorder)

    assert type(caught.value) is kind
    assert len(aimlapi.ledger.posts) == 1


def test_a_job_of_unknown_outcome_is_not_sent_by_running_it_again(
    aimlapi, aimlapi_backend, aimlapi_task, recorder
):
    aimlapi.faults.add(Fault(kind="drop"))
    aimlapi.lag = 1000
    with pytest.raises(OutcomeUnknownError, match="not in AIML API's log yet"):
        run(aimlapi_backend, aimlapi_task, recorder)

    with pytest.raises(OutcomeUnknownError, match="not in AIML API's log yet"):
        run(aimlapi_backend, aimlapi_task, type(recorder)())

    assert len(aimlapi.ledger.posts) == 1


def test_a_job_that_was_refused_may_be_run_again(aimlapi, aimlapi_backend, aimlapi_task, recorder):
    aimlapi.faults.add(Fault(kind="refuse", status=403))
    with pytest.raises(BackendError):
        run(aimlapi_backend, aimlapi_task, recorder)

    images = run(aimlapi_backend, aimlapi_task, type(recorder)())

    assert len(images) == 1
    assert len(aimlapi.ledger.jobs) == 1


def test_fewer_pictures_than_asked_for_are_kept(aimlapi, aimlapi_backend, aimlapi_task, recorder):
    aimlapi.faults.add(Fault(kind="fewer"))
    task = replace(aimlapi_task, request=replace(aimlapi_task.request, count=3))

    assert len(run(aimlapi_backend, task, recorder)) == 2


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind="cut", on="picture"),
        Fault(kind="html", on="picture", status=200),
        Fault(kind="refuse", on="picture", status=404),
        Fault(kind="refuse", on="picture", status=503),
        Fault(kind="broken_picture", on="picture"),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.status}",
)
def test_a_lost_download_is_tried_again(aimlapi, aimlapi_backend, aimlapi_task, recorder, fault):
    aimlapi.faults.add(fault)

    images = run(aimlapi_backend, aimlapi_task, recorder)

    assert len(images) == 1


def test_a_picture_of_another_type_is_taken_as_it_is(
    aimlapi, aimlapi_backend, aimlapi_task, recorder
):
    aimlapi.faults.add(Fault(kind="wrong_type", on="picture"))
    request = replace(aimlapi_task.request, format="png")

    (image,) = run(aimlapi_backend, replace(aimlapi_task, request=request), recorder)

    assert Image.open(io.BytesIO(image.data)).format == "JPEG"


@pytest.mark.parametrize("key", [None, "", "with\nnewline", "naïve"])
def test_nothing_is_sent_without_a_usable_key(aimlapi, aimlapi_task, recorder, spool, key):
    backend = AimlapiBackend(aimlapi.url, lambda: key, spool, pace=QUICK)

    with pytest.raises(KeyMissingError):
        run(backend, aimlapi_task, recorder)

    assert (aimlapi.ledger.requests, recorder.states) == ([], [])


def test_no_connection_means_that_nothing_was_sent(aimlapi_task, recorder, spool, unused_url):
    backend = AimlapiBackend(unused_url, lambda: "some-key", spool, pace=QUICK)

    with pytest.raises(UnreachableError, match="cannot be reached"):
        run(backend, aimlapi_task, recorder)


def test_plain_http_to_another_computer_is_refused(aimlapi_task, recorder, spool):
    backend = AimlapiBackend("http://api.example.com", lambda: "some-key", spool)

    with pytest.raises(UnreachableError, match="not an address"):
        run(backend, aimlapi_task, recorder)


def test_a_courier_that_cannot_start_sends_nothing(aimlapi, aimlapi_task, recorder, spool):
    command = ["/nowhere/python"]
    backend = AimlapiBackend(aimlapi.url, lambda: "k", spool, command=command)

    with pytest.raises(UnreachableError, match="Nothing was sent"):
        run(backend, aimlapi_task, recorder)


def test_a_courier_that_ends_at_once_sends_nothing(aimlapi, aimlapi_task, recorder, spool):
    backend = AimlapiBackend(aimlapi.url, lambda: "k", spool, command=["false"])

    with pytest.raises(UnreachableError, match="Nothing was sent"):
        run(backend, aimlapi_task, recorder)


def test_a_courier_that_finds_no_way_out_says_why(aimlapi_task, recorder, spool, monkeypatch):
    monkeypatch.setenv("ALL_PROXY", "socks://127.0.0.1:9")
    backend = AimlapiBackend("https://example.com/v1", lambda: "some-key", spool, pace=QUICK)

    with pytest.raises(UnreachableError, match="names a proxy that cannot be used"):
        run(backend, aimlapi_task, recorder)


def test_a_folder_that_cannot_be_used_is_said(aimlapi, aimlapi_task, recorder, spool):
    spool.write_bytes(b"a file where the folder should be")
    backend = AimlapiBackend(aimlapi.url, lambda: "k", spool)

    with pytest.raises((StorageError, UnreachableError)):
        run(backend, aimlapi_task, recorder)

    assert aimlapi.ledger.posts == []


def test_a_cancel_after_the_request_left_keeps_the_paid_picture(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, aside
):
    aimlapi.faults.add(Fault(kind="late", seconds=30))
    running = aside(run, aimlapi_backend, aimlapi_task, recorder)
    aimlapi.ledger.wait_for("POST", "/generations")

    recorder.control.cancel()

    recorder.wait_for(Phase.TOO_LATE_TO_CANCEL)
    aimlapi.faults.release()
    assert len(running.result(20)) == 1


def test_a_cancel_before_the_request_left_sends_nothing(
    aimlapi, aimlapi_backend, aimlapi_task, recorder
):
    recorder.at_checkpoint[JobState.SENDING] = recorder.control.cancel

    with pytest.raises(Cancelled):
        run(aimlapi_backend, aimlapi_task, recorder)

    assert aimlapi.ledger.posts == []


def test_a_cancel_while_downloading_keeps_the_paid_picture(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, aside
):
    aimlapi.faults.add(Fault(kind="late", on="picture", seconds=30))
    running = aside(run, aimlapi_backend, aimlapi_task, recorder)
    aimlapi.ledger.wait_for("GET", "/files/")

    recorder.control.cancel()

    recorder.wait_for(Phase.TOO_LATE_TO_CANCEL)
    aimlapi.faults.release()
    assert len(running.result(20)) == 1


def test_the_next_start_waits_for_a_courier_that_still_lives(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, aside
):
    leave_while_sending(aimlapi_backend, aimlapi_task, recorder, aimlapi, aside)
    again = type(recorder)()
    running = aside(run, aimlapi_backend, left_while_sending(aimlapi_task, recorder), again)
    again.wait_for(Phase.RENDERING)

    aimlapi.faults.release()

    assert len(running.result(20)) == 1
    assert len(aimlapi.ledger.posts) == 1


def test_the_next_start_takes_the_answer_that_came_meanwhile(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, aside, spool
):
    leave_while_sending(aimlapi_backend, aimlapi_task, recorder, aimlapi, aside)
    aimlapi.faults.release()
    with Spool(spool, aimlapi_task.job_id).held():  # until the courier has ended
        pass

    images = run(aimlapi_backend, left_while_sending(aimlapi_task, recorder), type(recorder)())

    assert len(images) == 1
    assert len(aimlapi.ledger.posts) == 1


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="finds the courier by its lock")
def test_a_killed_courier_leaves_the_outcome_unknown(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, aside, spool
):
    aimlapi.faults.add(Fault(kind="late", seconds=30))
    running = aside(run, aimlapi_backend, aimlapi_task, recorder)
    aimlapi.ledger.wait_for("POST", "/generations")

    aimlapi.lag = 1000

    for courier in couriers_of(spool):
        os.kill(courier, signal.SIGKILL)

    with pytest.raises(OutcomeUnknownError, match="lost"):
        running.result(20)
    with pytest.raises(OutcomeUnknownError):
        run(aimlapi_backend, left_while_sending(aimlapi_task, recorder), type(recorder)())
    assert len(aimlapi.ledger.posts) == 1


def test_a_request_that_never_left_is_said_so_and_never_leaves_later(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, spool
):
    with pytest.raises(UnreachableError, match="Nothing was sent"):
        run(aimlapi_backend, left_while_sending(aimlapi_task, recorder), recorder)

    assert not Spool(spool, aimlapi_task.job_id).claim()


def test_the_finished_result_is_taken_from_the_journal_when_its_file_is_gone(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, spool
):
    (first,) = run(aimlapi_backend, aimlapi_task, recorder)
    aimlapi_backend.forget(aimlapi_task.job_id)
    task = replace(
        aimlapi_task, resumed=JobState.DOWNLOADING, remote=dict(recorder.remote), references=()
    )

    (second,) = run(aimlapi_backend, task, type(recorder)())

    assert (first.data, first.cost_usd) == (second.data, second.cost_usd)


def test_a_forgotten_job_leaves_nothing_behind(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, spool
):
    run(aimlapi_backend, aimlapi_task, recorder)
    assert list(spool.iterdir())

    aimlapi_backend.forget(aimlapi_task.job_id)

    assert list(spool.iterdir()) == []


def test_a_job_forgotten_while_its_courier_lives_is_cleared_by_it(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, aside, spool
):
    leave_while_sending(aimlapi_backend, aimlapi_task, recorder, aimlapi, aside)

    aimlapi_backend.forget(aimlapi_task.job_id)
    aimlapi.faults.release()

    with Spool(spool, "job-1").held():  # until the courier has ended
        pass
    assert {path.name for path in spool.iterdir()} <= {"job-1.lock"}


def test_the_courier_outlives_a_polite_request_to_end(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, aside, spool
):
    aimlapi.faults.add(Fault(kind="late", seconds=30))
    running = aside(run, aimlapi_backend, aimlapi_task, recorder)
    aimlapi.ledger.wait_for("POST", "/generations")

    for courier in couriers_of(spool):
        os.kill(courier, signal.SIGTERM)
    aimlapi.faults.release()

    assert len(running.result(20)) == 1


def test_an_order_that_breaks_off_is_not_carried_out(aimlapi, spool, tmp_path):
    order = json.dumps({"job_id": "job-1", "spool": str(spool), "url": aimlapi.url})[:40]

    ended = subprocess.run(courier_command(), input=order.encode(), timeout=20, check=False)

    assert ended.returncode == 2
    assert aimlapi.ledger.requests == []


@pytest.mark.parametrize("kind", ["null", "drop", "refuse", "truncated_json"])
def test_the_key_is_written_nowhere(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, spool, caplog, kind
):
    caplog.set_level(logging.DEBUG)
    body = json.dumps({"message": f"Bearer {aimlapi.key} may not"})
    aimlapi.faults.add(Fault(kind=kind, status=400, body=body))

    with pytest.raises(BackendError) as caught:
        run(aimlapi_backend, aimlapi_task, recorder)

    texts = [caplog.text, str(recorder.remote), *_texts(caught.value)]
    texts += [path.read_bytes().decode("latin-1") for path in spool.iterdir()]
    assert not any(aimlapi.key in text for text in texts)


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="looks into /proc")
def test_the_key_stands_in_no_argument_and_no_environment(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, aside, spool, monkeypatch
):
    monkeypatch.setenv("AIML_API_KEY", aimlapi.key)
    aimlapi.faults.add(Fault(kind="late", seconds=30))
    running = aside(run, aimlapi_backend, aimlapi_task, recorder)
    aimlapi.ledger.wait_for("POST", "/generations")

    (courier,) = couriers_of(spool)
    seen = [Path(f"/proc/{courier}/{name}").read_bytes() for name in ("cmdline", "environ")]

    aimlapi.faults.release()
    running.result(20)
    assert not any(aimlapi.key.encode() in text for text in seen)


def _texts(error):
    while error is not None:
        yield from (repr(error), str(error), str(getattr(error, "details", "")))
        yield str(getattr(error, "hint", ""))
        error = error.__cause__ or error.__context__
