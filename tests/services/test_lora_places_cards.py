"""What a card knows of a LoRA's places decides what a service and this computer get of it."""

from __future__ import annotations

import hashlib

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError
from flux2studio.core.job import Job
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import GenerationRequest
from flux2studio.paths import resource
from tests.hosted.civitai import TOKEN as CIVITAI_TOKEN
from tests.hosted.civitai import CivitaiModel, CivitaiStandIn, Version
from tests.hosted.hub import REVISION, TOKEN, HubStandIn, Repository
from tests.services.lora_site_parts import lora_bytes, opened_sites

LORA = lora_bytes()
SHA256 = hashlib.sha256(LORA).hexdigest()
CATALOGUE = read_catalogue(resource("models.json").read_bytes())
FAL = CATALOGUE.model("fal/flux-2/lora")
AIMLAPI = CATALOGUE.model("aimlapi/flux-2-lora")
LOCAL = CATALOGUE.model("local/klein-4b")


@pytest.fixture
def hub():
    with HubStandIn() as hub:
        hub.repositories["artist/dusk"] = Repository({"dusk.safetensors": LORA})
        yield hub
        assert hub.violations == []


@pytest.fixture
def civitai():
    with CivitaiStandIn() as civitai:
        civitai.models = [CivitaiModel(12, [Version(34, {"": LORA})])]
        yield civitai
        assert civitai.violations == []


@pytest.fixture
def app(tmp_path, hub, civitai, pictures):
    with opened_sites(
        tmp_path,
        hub=hub.url,
        civitai=civitai.url,
        tokens={"civitai": CIVITAI_TOKEN, "huggingface": TOKEN},
        pictures=pictures,
    ) as app:
        yield app


@pytest.fixture
def pinned(hub):
    return f"{hub.url}/artist/dusk/resolve/{REVISION}/dusk.safetensors"


def added(app, source="artist/dusk", *, download=True):
    offer = app.adding.look_at(source, RunControl())
    return app.adding.add(offer, None, download=download, control=RunControl())


def prepared(app, lora, model):
    request = GenerationRequest(model=model.id, prompt="a fox", loras=(lora.use(),))
    job = Job(request=request, backend=model.backend, folder=None)
    (payload,) = app.places.prepare(job, model, RunControl())
    assert request.loras[0].source == lora.source  # what a recipe keeps
    return payload


def moved_on(hub):
    found = hub.repositories["artist/dusk"]
    found.older = {REVISION: dict(found.files)}
    found.revision = "d" * 40
    found.files["dusk.safetensors"] = lora_bytes(rank=2)


@pytest.mark.parametrize("model", [FAL, AIMLAPI], ids=["fal", "aimlapi"])
@pytest.mark.parametrize("download", [True, False])
def test_a_service_gets_the_link_of_the_very_version(app, hub, pinned, model, download):
    lora = added(app, download=download)
    moved_on(hub)

    payload = prepared(app, lora, model)

    assert (payload.source, payload.file) == (pinned, None)


@pytest.mark.parametrize("download", [True, False])
def test_this_computer_gets_the_file_of_the_very_version(app, hub, download):
    lora = added(app, download=download)
    moved_on(hub)

    payload = prepared(app, lora, LOCAL)

    assert payload.file.read_bytes() == LORA
    assert payload.sha256 == SHA256


def test_a_file_that_is_here_is_not_fetched_for_this_computer(app, hub):
    lora = added(app)
    hub.seen.clear()

    assert str(prepared(app, lora, LOCAL).file) == lora.source
    assert hub.seen == []


@pytest.mark.parametrize("change", ["private", "gated", "gone", "another file"])
def test_a_service_gets_the_file_where_it_cannot_have_it_from_the_repository(app, hub, change):
    lora = added(app)
    found = hub.repositories["artist/dusk"]
    match change:
        case "private":
            found.private = True
        case "gated":
            found.gated = True
        case "gone":
            hub.repositories.clear()
        case _:
            found.files["dusk.safetensors"] = lora_bytes(rank=2)

    payload = prepared(app, lora, FAL)

    assert (str(payload.file), payload.sha256) == (lora.source, SHA256)


def test_a_site_that_is_down_does_not_stop_a_file_that_is_here(app, hub):
    lora = added(app)
    hub.listening = False
    try:
        assert prepared(app, lora, FAL).sha256 == SHA256
    finally:
        hub.listening = True


def test_a_file_that_is_gone_is_had_from_its_other_place(app, hub, pinned):
    lora = added(app)
    (app.paths.lora_files / "dusk.safetensors").unlink()

    assert prepared(app, lora, FAL).source == pinned
    assert prepared(app, lora, LOCAL).sha256 == SHA256


def test_a_file_of_civitai_that_is_here_is_sent_without_asking_there(app, civitai):
    lora = added(app, civitai.page(12, 34))
    civitai.seen.clear()

    assert prepared(app, lora, FAL).sha256 == SHA256
    assert civitai.seen == []


def test_a_file_without_another_place_is_a_sentence_when_it_is_gone(app, tmp_path):
    path = tmp_path / "mine.safetensors"
    path.write_bytes(LORA)
    lora = added(app, str(path))
    path.unlink()

    with pytest.raises(LoraError, match="no longer there"):
        prepared(app, lora, FAL)
