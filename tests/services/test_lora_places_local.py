"""A LoRA for this computer becomes a file, from wherever it is, and is fetched only once."""

from __future__ import annotations

import hashlib

import pytest

from flux2studio.backends.civitai import Civitai
from flux2studio.backends.huggingface import HuggingFace
from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError, UnreachableError
from flux2studio.core.job import Job
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.paths import resource
from flux2studio.services.lora_downloads import LoraDownloads
from flux2studio.services.lora_places import LoraPlaces
from flux2studio.services.lora_remotes import LoraRemotes
from flux2studio.storage.lora_store import LoraStore
from tests.backends.conftest import QUICK
from tests.hosted.files import FileHost, file_of
from tests.hosted.server import Reply, json_reply
from tests.storage.safetensors_files import pack, pair

TOKEN = "hf_s3cret-token-of-the-artist"
LORA = pack(pair("transformer.transformer_blocks.0.attn.to_q", 3072, 3072, rank=4))
SHA256 = hashlib.sha256(LORA).hexdigest()
KLEIN = read_catalogue(resource("models.json").read_bytes()).model("local/klein-4b")
PUBLIC = {"id": "artist/dusk", "sha": "c0ffee", "siblings": [{"rfilename": "dusk.safetensors"}]}


@pytest.fixture
def site():
    """Hugging Face, Civitai and somebody's server at once: they share no path."""
    with FileHost() as host:
        host.answers["/artist/dusk/resolve/main/dusk.safetensors"] = file_of(LORA)
        host.answers["/api/models/artist/dusk"] = json_reply(PUBLIC)
        host.answers["/api/download/models/42"] = file_of(LORA)
        host.answers["/files/dusk.safetensors"] = file_of(LORA)
        yield host


@pytest.fixture
def prepare(site, tmp_path):
    """Prepare LoRAs; each call is an app that was started anew on the same disk."""

    def _prepare(*sources, token=None):
        elsewhere = site.url.replace("127.0.0.1", "localhost")
        places = LoraPlaces(
            downloads=LoraDownloads(store=LoraStore(tmp_path / "loras"), pace=QUICK),
            remotes=LoraRemotes(
                civitai=Civitai(lambda: elsewhere, lambda: token),
                huggingface=HuggingFace(lambda: site.url, lambda: token),
            ),
        )
        uses = tuple(LoraUse(source=str(s), name="Dusk", scale=0.7) for s in sources)
        request = GenerationRequest(model=KLEIN.id, prompt="a fox", loras=uses)
        job = Job(request=request, backend="local", folder=None)
        return places.prepare(job, KLEIN, RunControl())

    return _prepare


def sources(site):
    return {
        "repository": "artist/dusk",
        "file of it": f"{site.url}/artist/dusk/blob/main/dusk.safetensors",
        "Civitai": site.url.replace("127.0.0.1", "localhost") + "/api/download/models/42",
    }


@pytest.mark.parametrize("kind", ["repository", "file of it", "Civitai"])
def test_it_becomes_a_file_from_wherever_it_is(prepare, site, kind):
    (lora,) = prepare(sources(site)[kind])

    assert lora.file.read_bytes() == LORA
    assert (lora.sha256, lora.scale, lora.name) == (SHA256, 0.7, "Dusk")


@pytest.mark.parametrize("kind", ["repository", "file of it", "Civitai"])
def test_once_here_nobody_is_asked_for_it_again(prepare, site, kind):
    source = sources(site)[kind]
    first = prepare(source)
    asked = len(site.seen)
    site.answers.clear()

    assert prepare(source) == first
    assert len(site.seen) == asked


def test_a_link_to_anybodys_server_is_fetched_too(prepare, site):
    with FileHost() as other:
        other.answers["/dusk.safetensors"] = file_of(LORA)
        (lora,) = prepare(f"{other.url}/dusk.safetensors?v=2")

    assert lora.sha256 == SHA256


def test_a_file_is_used_where_it_lies(prepare, tmp_path):
    path = tmp_path / "dusk.safetensors"
    path.write_bytes(LORA)

    (lora,) = prepare(path)

    assert (lora.file, lora.sha256) == (path, SHA256)


def test_two_cards_of_one_file_take_its_room_once(prepare, site, tmp_path):
    prepare("artist/dusk")
    prepare(sources(site)["Civitai"])

    assert [p.name for p in (tmp_path / "loras").glob("*.safetensors")] == [f"{SHA256}.safetensors"]


def test_the_token_goes_only_where_a_repository_is_closed(prepare, site):
    prepare("artist/dusk", token=TOKEN)
    assert site.saw(TOKEN) == []

    def tell(request):
        if TOKEN in request.headers.get("authorization", ""):
            return json_reply({**PUBLIC, "id": "artist/night"})
        return json_reply({"error": "Repository not found"}, 401)

    site.answers["/api/models/artist/night"] = tell
    site.answers["/artist/night/resolve/main/dusk.safetensors"] = file_of(LORA)
    prepare("artist/night", token=TOKEN)

    assert site.saw(TOKEN) != []


def test_a_file_that_was_removed_is_fetched_again(prepare, site):
    (lora,) = prepare("artist/dusk")
    lora.file.unlink()

    (again,) = prepare("artist/dusk")

    assert again.file.read_bytes() == LORA


def test_a_site_that_cannot_be_reached_is_a_sentence(prepare, site):
    site.answers["/api/models/artist/dusk"] = Reply(status=503)

    with pytest.raises(UnreachableError, match="Dusk") as caught:
        prepare("artist/dusk")

    assert caught.value.field == "loras"


def test_what_is_no_lora_is_not_kept(prepare, site):
    site.answers["/artist/dusk/resolve/main/dusk.safetensors"] = file_of(LORA[:-7])

    with pytest.raises(LoraError, match="Dusk"):
        prepare("artist/dusk")
