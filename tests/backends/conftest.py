import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from PIL import Image

from flux2studio.backends.aimlapi import AimlapiBackend
from flux2studio.backends.base import ReferencePayload, RunTask
from flux2studio.backends.fal import FalBackend, FalUrls
from flux2studio.backends.pace import Budgets, Pace
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import GenerationRequest, ImageFormat, LoraUse, Size
from flux2studio.paths import resource
from tests.backends.recorder import Recorder
from tests.hosted import AimlapiStandIn, FalStandIn

QUICK = Pace(
    poll_first=0.01,
    poll_most=0.02,
    retry_first=0.01,
    retry_most=0.02,
    busy_first=0.01,
    busy_most=0.02,
    look_first=0.01,
    look_most=0.02,
    patience=5,
    after_cancel=3,
)
BRIEF = Budgets(connect=0.1, download=5, look_up=0.3, look_up_again=1.5)
REQUEST = GenerationRequest(
    prompt="the same fox at dusk",
    size=Size(width=640, height=512),
    seed=41,
    steps=12,
    format=ImageFormat.JPEG,
    loras=(LoraUse(source="artist/dusk-lora", scale=0.8), LoraUse(source="a/b", enabled=False)),
)


@pytest.fixture(scope="session")
def catalogue():
    return read_catalogue(resource("models.json").read_bytes())


@pytest.fixture
def recorder():
    return Recorder()


@pytest.fixture
def references(tmp_path):
    """Two prepared pictures, one of them with alpha."""
    opaque, clear = tmp_path / "one.jpeg", tmp_path / "two.png"
    Image.linear_gradient("L").resize((900, 700)).convert("RGB").save(opaque, "jpeg")
    Image.new("RGBA", (320, 640), (200, 40, 90, 120)).save(clear, "png")
    return (
        ReferencePayload(
            path=opaque, media_type="image/jpeg", width=900, height=700, name="my cat.jpg"
        ),
        ReferencePayload(path=clear, media_type="image/png", width=320, height=640, name="b"),
    )


@pytest.fixture
def fal():
    with FalStandIn() as service:
        yield service
        service.ledger.check()


@pytest.fixture
def aimlapi():
    with AimlapiStandIn() as service:
        yield service
        service.ledger.check()


@pytest.fixture
def spool(tmp_path):
    return tmp_path / "spool"


@pytest.fixture
def fal_backend(fal):
    backend = FalBackend(urls_of(fal), lambda: fal.key, pace=QUICK, budgets=BRIEF)
    yield backend
    backend.close()


@pytest.fixture
def aimlapi_backend(aimlapi, spool):
    backend = AimlapiBackend(aimlapi.url, lambda: aimlapi.key, spool, pace=QUICK, budgets=BRIEF)
    yield backend
    backend.close()


def urls_of(fal):
    return FalUrls(
        queue=fal.queue_url, run=f"{fal.url}/run", rest=f"{fal.url}/rest", api=f"{fal.url}/api"
    )


@pytest.fixture
def fal_task(catalogue, references):
    model = catalogue.model("fal/flux-2/lora/edit")
    request = replace(REQUEST, model=model.id)
    return RunTask(job_id="job-1", request=request, model=model, references=references)


@pytest.fixture
def aimlapi_task(catalogue, references):
    model = catalogue.model("aimlapi/flux-2-lora-edit")
    request = replace(REQUEST, model=model.id)
    return RunTask(job_id="job-1", request=request, model=model, references=references)


@pytest.fixture
def aside(recorder):
    """Runs something on another thread, which a failed test does not leave behind."""
    with ThreadPoolExecutor(2) as pool:
        yield pool.submit
        recorder.control.detach()


@pytest.fixture
def unused_url():
    """An address where nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}"
