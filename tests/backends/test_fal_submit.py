"""What leaves for fal: every model's fields, the options, large files, and the rate limit."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from PIL import Image

from flux2studio.backends.base import LoraPayload, ReferencePayload
from flux2studio.backends.fal import FalBackend
from flux2studio.core.errors import BackendError, Cancelled, RateLimitError, StorageError
from flux2studio.core.hosted import HostedOptions, Priority, Trace
from flux2studio.core.job import JobState, Phase
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import Acceleration, GenerationRequest, ImageFormat, LoraUse, Size
from flux2studio.paths import resource
from flux2studio.storage.database import open_database
from flux2studio.storage.uploads import UploadRepository
from tests.backends.conftest import BRIEF, QUICK, urls_of
from tests.hosted import Fault
from tests.storage.safetensors_files import pack, pair

MODELS = read_catalogue(resource("models.json").read_bytes()).models_of("fal")


@pytest.fixture
def uploads(tmp_path):
    database = open_database(tmp_path / "studio.db", tmp_path / "backups").database
    yield UploadRepository(database)
    database.close()


@pytest.fixture
def backend_with(fal, uploads):
    def build(options=None, **budgets):
        return FalBackend(
            urls_of(fal),
            lambda: fal.key,
            uploads=uploads,
            options=lambda: options or HostedOptions(),
            pace=QUICK,
            budgets=replace(BRIEF, **budgets),
        )

    return build


@pytest.fixture
def large(tmp_path):
    """A reference of more than a megabyte."""
    path = tmp_path / "large.png"
    Image.effect_noise((1200, 1100), 90).convert("RGB").save(path)
    assert path.stat().st_size > 2**20
    return ReferencePayload(
        path=path, media_type="image/png", width=1200, height=1100, name="holiday 7.heic"
    )


def run(backend, task, recorder):
    return list(backend.generate(task, recorder.control))


def whole_request(model):
    """Every value other than the default, where the model takes one."""
    return GenerationRequest(
        model=model.id,
        prompt="a lighthouse",
        loras=(LoraUse(source="artist/dusk-lora", scale=0.8),) if model.loras else (),
        size=Size(width=544, height=512),
        count=2 if model.count else 1,
        seed=7,
        steps=int(model.steps.maximum) if model.steps else 28,
        guidance=4.5,
        acceleration=Acceleration.HIGH,
        format=ImageFormat.JPEG,
        expand_prompt=True,
        safety_checker=False,
        negative_prompt="fog",
        safety_tolerance=4,
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.endpoint)
def test_every_model_gets_exactly_what_it_takes(fal, fal_backend, fal_task, recorder, model):
    references = fal_task.references[: model.references.maximum]
    task = replace(fal_task, model=model, request=whole_request(model), references=references)

    images = run(fal_backend, task, recorder)

    assert len(images) == task.request.count
    body = fal.ledger.jobs[0].body
    rules = {
        "num_images": model.count,
        "num_inference_steps": model.steps,
        "guidance_scale": model.guidance,
        "acceleration": model.acceleration,
        "enable_prompt_expansion": model.expand_prompt,
        "enable_safety_checker": model.safety_checker,
        "negative_prompt": model.negative_prompt,
        "safety_tolerance": model.safety_tolerance,
        "loras": model.loras,
    }
    assert {name for name in rules if name in body} == {n for n, rule in rules.items() if rule}
    assert body.get("safety_tolerance", "4") == "4"
    assert body["sync_mode"] is False
    assert sum(image.cost_usd for image in images) == pytest.approx(fal.ledger.jobs[0].cost_usd)


@pytest.mark.parametrize(
    ("options", "headers"),
    [
        (HostedOptions(), {"x-fal-queue-priority": "normal"}),
        (HostedOptions(priority=Priority.LOW), {"x-fal-queue-priority": "low"}),
        (HostedOptions(trace=Trace.KEEP), {"x-fal-queue-priority": "normal"}),
        (
            HostedOptions(trace=Trace.MINIMAL),
            {
                "x-fal-queue-priority": "normal",
                "x-fal-store-io": "0",
                "x-fal-object-lifecycle-preference": '{"expiration_duration_seconds": 3600}',
            },
        ),
    ],
    ids=["default", "low", "keep", "minimal"],
)
def test_the_options_are_said_in_headers_and_kept_with_the_job(
    fal, backend_with, fal_task, recorder, options, headers
):
    (image,) = run(backend_with(options), fal_task, recorder)

    assert fal.ledger.jobs[0].options == headers
    assert recorder.remote["trace"] == image.receipt.trace == options.trace
    assert recorder.remote["priority"] == options.priority
    assert ("erase" in recorder.remote) == (options.trace is Trace.RECOVERABLE)


def test_a_picture_inside_the_answer_is_taken_from_there(fal, backend_with, fal_task, recorder):
    (image,) = run(backend_with(HostedOptions(inline_results=True)), fal_task, recorder)

    assert image.data[:2] == b"\xff\xd8"
    assert fal.ledger.jobs[0].body["sync_mode"] is True
    assert fal.ledger.count("GET", "/files/") == 0


def test_a_large_answer_is_not_put_into_the_journal(fal, backend_with, fal_task, recorder):
    request = replace(
        fal_task.request, format=ImageFormat.PNG, size=Size(width=1536, height=1536), count=4
    )

    images = run(
        backend_with(HostedOptions(inline_results=True)),
        replace(fal_task, request=request),
        recorder,
    )

    assert len(images) == 4
    assert len(json.dumps(recorder.remote)) < 1_100_000


def test_a_large_reference_is_uploaded_once_and_a_small_one_goes_inside(
    fal, backend_with, fal_task, recorder, large
):
    fal.repeats_allowed = True
    small = fal_task.references[0]
    task = replace(fal_task, references=(large, small))

    (image,) = run(backend_with(), task, recorder)
    run(backend_with(), task, type(recorder)())

    (upload,) = fal.ledger.uploads
    first, second = fal.ledger.jobs[0].body["image_urls"]
    assert first == upload.url
    assert second.startswith("data:image/jpeg;base64,")
    assert "holiday" not in upload.name + upload.url
    assert fal.ledger.jobs[0].references == (large.path.read_bytes(), small.path.read_bytes())
    by_name = {file.name: file for file in image.receipt.files}
    assert by_name["holiday 7.heic"].how == "upload"
    assert by_name["holiday 7.heic"].until - datetime.now(UTC) < timedelta(days=1)
    assert by_name[small.name].how == "inside the request"
    assert by_name[small.name].size == small.path.stat().st_size
    assert len(by_name[small.name].sha256) == 64


@pytest.mark.parametrize(
    ("options", "seconds"),
    [
        (HostedOptions(upload_days=7), 7 * 86_400),
        (HostedOptions(trace=Trace.MINIMAL, upload_days=7), 3600),
    ],
    ids=["seven days", "minimal"],
)
def test_an_upload_stays_as_long_as_the_artist_said(
    fal, backend_with, fal_task, recorder, large, options, seconds
):
    run(backend_with(options), replace(fal_task, references=(large,)), recorder)

    assert fal.ledger.uploads[0].expires_in_s == seconds


def test_a_lora_on_this_computer_is_uploaded_and_named_in_the_receipt(
    fal, backend_with, fal_task, recorder, tmp_path
):
    path = tmp_path / "my secret style.safetensors"
    path.write_bytes(pack(pair("transformer_blocks.0.attn.to_q", 64, 64)))
    loras = (
        LoraPayload(source=str(path), scale=0.8, name="My style", file=path),
        LoraPayload(source="artist/dusk-lora", scale=0.5),
        LoraPayload(source="https://host.example/a/b.safetensors?token=abc", scale=0.5),
    )

    (image,) = run(backend_with(), replace(fal_task, loras=loras), recorder)

    job = fal.ledger.jobs[0]
    assert job.loras[0] == path.read_bytes()
    assert job.body["loras"][1] == {"path": "artist/dusk-lora", "scale": 0.5}
    assert str(tmp_path) not in json.dumps(job.body)
    assert "secret" not in fal.ledger.uploads[0].url
    told = [(file.name, file.how) for file in image.receipt.files][2:]
    assert told == [
        ("My style", "upload"),
        ("artist/dusk-lora", "link"),
        ("b.safetensors", "link"),
    ]
    assert "token" not in recorder.remote["receipt"]


def test_a_failed_upload_costs_nothing(fal, backend_with, fal_task, recorder, large):
    fal.locked = True

    with pytest.raises(BackendError) as caught:
        run(backend_with(), replace(fal_task, references=(large,)), recorder)

    assert caught.value.field == "references"
    assert fal.ledger.posts == []
    assert recorder.states == []


def test_a_reference_that_is_gone_is_said_before_anything_leaves(
    fal, backend_with, fal_task, recorder
):
    fal_task.references[0].path.unlink()

    with pytest.raises(StorageError, match="Nothing was sent"):
        run(backend_with(), fal_task, recorder)

    assert fal.ledger.requests == []


def test_the_receipt_of_a_resumed_job_is_the_one_of_its_start(
    fal, backend_with, fal_task, recorder
):
    (fresh,) = run(backend_with(), fal_task, recorder)
    task = replace(
        fal_task, remote=dict(recorder.remote), resumed=JobState.DOWNLOADING, references=()
    )

    (image,) = run(backend_with(HostedOptions(trace=Trace.KEEP)), task, type(recorder)())

    assert image.receipt == fresh.receipt
    assert image.receipt.trace == "recoverable"
    assert image.receipt.host == "127.0.0.1"


# Too many requests


def test_too_many_requests_are_waited_out_with_a_countdown(fal, backend_with, fal_task, recorder):
    fal.faults.add(Fault(kind="refuse", status=429, headers={"Retry-After": "1"}))

    images = run(backend_with(), fal_task, recorder)

    assert len(images) == 1
    waits = [p.done for p in recorder.progress if p.phase is Phase.PLEASE_WAIT]
    assert waits == [1]
    assert recorder.states[:3] == [JobState.SENDING, JobState.QUEUED, JobState.SENDING]


def test_a_date_to_wait_for_is_understood(fal, backend_with, fal_task, recorder):
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    fal.faults.add(Fault(kind="refuse", status=429, headers={"Retry-After": moment}))

    assert len(run(backend_with(), fal_task, recorder)) == 1
    assert Phase.PLEASE_WAIT in recorder.phases


def test_without_a_word_on_how_long_the_waits_grow(fal, backend_with, fal_task, recorder):
    fal.faults.add(*[Fault(kind="refuse", status=429)] * 3)

    assert len(run(backend_with(), fal_task, recorder)) == 1
    assert len(fal.ledger.posts) == 4


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "250"},
        {"X-Fal-Needs-Retry": "0"},
        {"X-Fal-Retryable": "false"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_a_wait_that_is_too_long_or_useless_is_said(fal, backend_with, fal_task, recorder, headers):
    fal.faults.add(Fault(kind="refuse", status=429, headers=headers))

    with pytest.raises(RateLimitError, match="too much to do"):
        run(backend_with(busy=100), fal_task, recorder)

    assert len(fal.ledger.posts) == 1


def test_a_cancel_ends_the_wait_at_once(fal, backend_with, fal_task, recorder, aside):
    fal.faults.add(Fault(kind="refuse", status=429, headers={"Retry-After": "200"}))
    running = aside(run, backend_with(), fal_task, recorder)
    recorder.wait_for(Phase.PLEASE_WAIT)

    recorder.control.cancel()

    with pytest.raises(Cancelled):
        running.result(5)
    assert recorder.states[-1] is JobState.QUEUED
    assert fal.ledger.jobs == []
