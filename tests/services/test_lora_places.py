"""From a LoRA's card to what a service can get hold of, against sites of our own making."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace

import pytest

from flux2studio.backends.base import RunTask
from flux2studio.backends.civitai import Civitai
from flux2studio.backends.fal import FalBackend, FalUrls
from flux2studio.backends.huggingface import HuggingFace
from flux2studio.backends.lora_sites import RemoteLora
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    InvalidRequestError,
    LoraError,
    SecretsError,
    UnreachableError,
)
from flux2studio.core.job import Job, JobState, Phase
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import GenerationRequest, LoraUse, Size
from flux2studio.paths import resource
from flux2studio.services.lora_downloads import LoraDownloads
from flux2studio.services.lora_places import LoraPlaces
from flux2studio.services.lora_remotes import LoraRemotes
from flux2studio.storage.database import Database
from flux2studio.storage.lora_store import LoraStore
from flux2studio.storage.uploads import UploadRepository
from tests.backends.conftest import QUICK
from tests.backends.recorder import Recorder
from tests.fakes import Pause, ScriptedBackend, png
from tests.hosted import FalStandIn
from tests.hosted.files import FileHost, file_of, ranges
from tests.hosted.server import Reply, json_reply
from tests.storage.safetensors_files import pack, pair

TOKEN = "hf_s3cret-token-of-the-artist"
KEY = "transformer.transformer_blocks.0.attn.to_q"
LORA = pack(pair(KEY, 6144, 6144, rank=16))
SHA256 = hashlib.sha256(LORA).hexdigest()
CATALOGUE = read_catalogue(resource("models.json").read_bytes())
FAL = CATALOGUE.model("fal/flux-2/lora")
AIMLAPI = CATALOGUE.model("aimlapi/flux-2-lora")


@pytest.fixture
def site():
    """Civitai and Hugging Face at once: they share no path."""
    with FileHost() as site:
        yield site


@pytest.fixture
def store():
    """Where the sites' links lead in the end: a host of files that no token goes to."""
    with FileHost() as store:
        store.answers["/signed"] = file_of(LORA)
        yield store
        assert store.saw(TOKEN) == []


@pytest.fixture
def recorder():
    return Recorder()


@pytest.fixture
def prepare(site, tmp_path, recorder):
    """Prepare LoRAs; each call is an app that was started anew on the same disk."""

    def _prepare(*sources, token=TOKEN, model=FAL, control=recorder.control, names=True):
        def known():
            if token is SecretsError:
                raise SecretsError("The keyring is locked.")
            return token

        places = LoraPlaces(
            downloads=LoraDownloads(store=LoraStore(tmp_path / "loras"), pace=QUICK),
            remotes=LoraRemotes(
                civitai=Civitai(lambda: site.url.replace("127.0.0.1", "localhost"), known),
                huggingface=HuggingFace(lambda: site.url, known),
            ),
        )
        name = "Dusk" if names else ""
        uses = tuple(LoraUse(source=str(source), name=name, scale=0.7) for source in sources)
        return places.prepare(job_with(*uses), model, control)

    return _prepare


def job_with(*uses, model=FAL):
    request = GenerationRequest(model=model.id, prompt="a fox", loras=uses)
    return Job(request=request, backend=model.backend, folder=None)


def civitai(site, path):
    return site.url.replace("127.0.0.1", "localhost") + path


def private(site, store, *files, gated=False, **answers):
    """Make artist/dusk a repository that only the token opens."""
    siblings = [{"rfilename": file} for file in (*files, "README.md")]
    about = {"id": "artist/dusk", "sha": "c0ffee", "siblings": siblings, **answers}
    closed = json_reply({"error": "Repository not found"}, 401)
    if gated:
        closed = json_reply({"id": "artist/dusk", "gated": "auto", "siblings": siblings})

    def tell(request):
        return json_reply(about) if TOKEN in request.headers.get("authorization", "") else closed

    def give(request):
        if TOKEN not in request.headers.get("authorization", ""):
            return Reply(status=401)
        return Reply(status=302, headers={"Location": store.url + "/signed"})

    site.answers["/api/models/artist/dusk"] = tell
    for file in files:
        site.answers[f"/artist/dusk/resolve/main/{file}"] = give


# Files


def test_a_file_is_to_be_uploaded_and_known_by_its_sha256(prepare, tmp_path):
    path = tmp_path / "dusk.safetensors"
    path.write_bytes(LORA)

    (lora,) = prepare(path)

    assert (lora.file, lora.sha256, lora.scale, lora.name) == (path, SHA256, 0.7, "Dusk")


def test_a_card_that_is_switched_off_is_not_looked_at(prepare, recorder, site, tmp_path):
    places = LoraPlaces(
        downloads=LoraDownloads(store=LoraStore(tmp_path)),
        remotes=LoraRemotes(
            civitai=Civitai(lambda: site.url, lambda: None),
            huggingface=HuggingFace(lambda: site.url, lambda: None),
        ),
    )
    off = LoraUse(source=str(tmp_path / "gone.safetensors"), enabled=False)

    assert places.prepare(job_with(off), FAL, recorder.control) == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "no longer there"),
        (b"", "empty"),
        (LORA[:-1], "damaged"),
        (b"<!DOCTYPE html>", "web page"),
        (pack({"vae.encoder.weight": (4, 4)}), "no LoRA"),
    ],
)
def test_a_file_that_is_no_whole_lora_is_refused_before_anything_leaves(
    prepare, tmp_path, data, words
):
    path = tmp_path / "dusk.safetensors"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(LoraError, match=words) as caught:
        prepare(path)

    assert "usk" in str(caught.value)
    assert caught.value.field == "loras"


def test_files_that_are_too_large_together_are_refused_by_name(prepare, tmp_path):
    rule = replace(FAL.loras, gib_maximum=1.5 * len(LORA) / 2**30)
    paths = [tmp_path / f"{name}.safetensors" for name in "ab"]
    for path in paths:
        path.write_bytes(LORA)

    prepare(paths[0], model=replace(FAL, loras=rule))
    with pytest.raises(LoraError, match="“Dusk” is too large") as caught:
        prepare(*paths, model=replace(FAL, loras=rule))

    assert caught.value.field == "loras"


def test_a_large_file_is_hashed_with_progress_and_stops_at_a_cancel(prepare, tmp_path):
    path, recorder = tmp_path / "dusk.safetensors", Recorder()
    path.write_bytes(LORA)
    recorder.control.cancel()

    with pytest.raises(Cancelled):
        prepare(path, control=recorder.control)


# Links and repositories for everybody


@pytest.mark.parametrize("model", [FAL, AIMLAPI], ids=["fal", "aimlapi"])
def test_a_public_link_is_sent_as_it_is(prepare, site, model):
    (lora,) = prepare("https://example.com/a/dusk.safetensors?x=1", model=model)

    assert (lora.source, lora.file) == ("https://example.com/a/dusk.safetensors?x=1", None)
    assert site.seen == []


@pytest.mark.parametrize("model", [FAL, AIMLAPI], ids=["fal", "aimlapi"])
def test_a_public_repository_is_asked_for_without_the_token_and_sent_as_it_is(prepare, site, model):
    site.answers["/api/models/artist/dusk"] = json_reply({"id": "artist/dusk", "gated": False})

    (lora,) = prepare("artist/dusk", model=model)

    assert (lora.source, lora.file) == ("artist/dusk", None)
    assert site.paths() == ["/api/models/artist/dusk"]
    assert site.saw(TOKEN) == []


@pytest.mark.parametrize("token", [None, SecretsError, "two words"])
def test_without_a_token_nobody_is_asked(prepare, site, token):
    (lora,) = prepare("artist/dusk", token=token)

    assert lora.source == "artist/dusk"
    assert site.seen == []


def test_a_site_that_is_down_does_not_stop_a_public_repository(prepare, site):
    site.answers["/api/models/artist/dusk"] = Reply(status=503)

    (lora,) = prepare("artist/dusk")

    assert lora.source == "artist/dusk"


def test_the_link_of_a_page_about_a_file_becomes_that_of_the_file(prepare, site):
    site.answers["/api/models/artist/dusk"] = json_reply({"id": "artist/dusk"})

    (lora,) = prepare(f"{site.url}/artist/dusk/blob/main/dusk.safetensors")

    assert lora.source == f"{site.url}/artist/dusk/resolve/main/dusk.safetensors"


# Private repositories


@pytest.mark.parametrize("gated", [False, True])
def test_a_private_repository_is_fetched_with_the_token_and_uploaded(
    prepare, site, store, recorder, gated
):
    private(site, store, "dusk.safetensors", gated=gated)

    (lora,) = prepare("artist/dusk")

    assert lora.file.read_bytes() == LORA
    assert lora.file.name == f"{SHA256}.safetensors"
    assert lora.sha256 == SHA256
    assert Phase.FETCHING_LORA in recorder.phases
    assert store.paths() == ["/signed"]


def test_the_second_job_does_not_fetch_it_again(prepare, site, store):
    private(site, store, "dusk.safetensors")

    first, second = prepare("artist/dusk"), prepare("artist/dusk")

    assert first == second
    assert len(store.seen) == 1


def test_a_new_version_of_the_repository_is_fetched(prepare, site, store):
    private(site, store, "dusk.safetensors")
    prepare("artist/dusk")
    private(site, store, "dusk.safetensors", sha="decade")
    prepare("artist/dusk")

    assert len(store.seen) == 2


def test_of_several_files_the_usual_one_is_taken(prepare, site, store):
    private(site, store, "a.safetensors", "pytorch_lora_weights.safetensors")

    prepare("artist/dusk")

    assert "/artist/dusk/resolve/main/pytorch_lora_weights.safetensors" in site.paths()


def test_several_files_are_named_and_one_is_chosen_by_its_link(prepare, site, store):
    private(site, store, "a.safetensors", "b.safetensors")

    with pytest.raises(LoraError, match=r"several LoRAs: a\.safetensors, b\.safetensors") as caught:
        prepare("artist/dusk")
    (lora,) = prepare(f"{site.url}/artist/dusk/resolve/main/b.safetensors")

    assert "artist/dusk/resolve/main/" in caught.value.hint
    assert lora.sha256 == SHA256


def test_a_private_repository_without_a_lora_is_a_sentence(prepare, site, store):
    private(site, store)

    with pytest.raises(LoraError, match=r"holds no \.safetensors"):
        prepare("artist/dusk")


def test_a_repository_that_the_token_does_not_open_is_a_sentence(prepare, site):
    site.answers["/api/models/artist/dusk"] = json_reply({"error": "no"}, 404)

    with pytest.raises(LoraError, match="does not know “Dusk”") as caught:
        prepare("artist/dusk")

    assert "your account" in caught.value.hint
    assert TOKEN not in repr(vars(caught.value))


def test_a_file_other_than_the_site_describes_is_not_used(prepare, site, store, tmp_path):
    private(
        site,
        store,
        "dusk.safetensors",
        siblings=[{"rfilename": "dusk.safetensors", "lfs": {"sha256": "0" * 64}}],
    )

    with pytest.raises(LoraError, match="“Dusk” is damaged"):
        prepare("artist/dusk")

    assert [path.name for path in (tmp_path / "loras").iterdir()] == []


def test_aimlapi_cannot_be_given_a_private_file_and_what_can_is_said(prepare, site, store):
    private(site, store, "dusk.safetensors")

    with pytest.raises(InvalidRequestError, match="cannot get hold of “Dusk”") as caught:
        prepare("artist/dusk", model=AIMLAPI)

    assert "fal can" in caught.value.hint
    assert store.seen == []


# Civitai


@pytest.mark.parametrize(
    "link",
    [
        "/models/123?modelVersionId=456",
        "/models/123/dusk-style?modelVersionId=456",
        "/api/download/models/456",
        "/models/123",
        "/models/123/dusk-style",
    ],
)
def test_a_civitai_link_is_fetched_with_the_token_in_the_header_alone(prepare, site, store, link):
    site.answers["/api/v1/models/123"] = json_reply({"modelVersions": [{"id": 456}, {"id": 1}]})
    site.answers["/api/download/models/456"] = Reply(
        status=307, headers={"Location": store.url + "/signed"}
    )

    (lora,) = prepare(civitai(site, link))

    (request,) = [one for one in site.seen if one.path == "/api/download/models/456"]
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.query == {}
    assert lora.sha256 == SHA256


def test_a_token_in_a_copied_link_is_not_sent_and_the_choice_of_a_file_is(prepare, site):
    site.answers["/api/download/models/456"] = file_of(LORA)

    prepare(
        civitai(site, "/api/download/models/456?token=c0pied-token&type=Model&format=SafeTensor")
    )

    assert site.saw("c0pied-token") == []
    assert site.seen[0].query == {"type": ["Model"], "format": ["SafeTensor"]}


@pytest.mark.parametrize(
    ("answer", "token", "words", "hint"),
    [
        (Reply(status=401), None, "to its members only", "Add your key for Civitai"),
        (Reply(status=403), TOKEN, "not give “Dusk” to your account", "ask for access"),
        (Reply(status=404), TOKEN, "does not know “Dusk”", "Check the name"),
        (
            Reply(body=b"<!DOCTYPE html>log in", media_type="text/html; charset=utf-8"),
            None,
            "to its members only",
            "Add your key",
        ),
        (Reply(body=b"PK\x03\x04" + bytes(40)), TOKEN, "“Dusk” is a pickle", ".safetensors"),
        (Reply(body=LORA[:-1]), TOKEN, "“Dusk” is damaged", "again"),
        (Reply(status=418), TOKEN, "did not give out “Dusk”", "browser"),
    ],
)
def test_what_civitai_does_not_give_out_is_a_sentence(
    prepare, site, tmp_path, answer, token, words, hint
):
    site.answers["/api/download/models/456"] = answer

    with pytest.raises(LoraError, match=words) as caught:
        prepare(civitai(site, "/models/1?modelVersionId=456"), token=token)

    assert hint in caught.value.hint
    assert caught.value.field == "loras"
    assert [path.name for path in (tmp_path / "loras").iterdir()] == []


@pytest.mark.parametrize("link", ["/user/artist", "/models/none", "/"])
def test_a_civitai_link_that_leads_to_no_lora_is_a_sentence(prepare, site, link):
    with pytest.raises(LoraError, match="leads to no LoRA"):
        prepare(civitai(site, link))


def test_a_civitai_page_that_names_no_version_is_a_sentence(prepare, site):
    site.answers["/api/v1/models/123"] = json_reply({"modelVersions": []})

    with pytest.raises(LoraError, match="does not say which file"):
        prepare(civitai(site, "/models/123"))


def test_aimlapi_is_not_given_a_civitai_link(prepare, site):
    with pytest.raises(InvalidRequestError, match="Civitai asks for your key"):
        prepare(civitai(site, "/models/1?modelVersionId=456"), model=AIMLAPI)

    assert site.seen == []


# A bad line


def test_a_fetch_goes_on_where_the_line_broke(prepare, site):
    site.answers["/api/download/models/456"] = [
        Reply(status=503),
        file_of(LORA, cut=100_000),
        Reply(drop=True),
        file_of(LORA),
    ]

    (lora,) = prepare(civitai(site, "/models/1?modelVersionId=456"))

    assert lora.sha256 == SHA256
    assert ranges(site.seen) == ["", "", "bytes=100000-", "bytes=100000-"]


def test_a_line_that_stays_broken_ends_the_try_and_keeps_what_came(prepare, site, tmp_path):
    site.answers["/api/download/models/456"] = [
        file_of(LORA, cut=100_000),
        *[Reply(drop=True)] * 5,
        file_of(LORA),
    ]

    with pytest.raises(UnreachableError) as caught:
        prepare(civitai(site, "/models/1?modelVersionId=456"))
    prepare(civitai(site, "/models/1?modelVersionId=456"))

    assert caught.value.field == "loras"
    assert ranges(site.seen)[-1] == "bytes=100000-"


def test_a_cancelled_fetch_is_gone_on_with_by_the_next_job(prepare, site):
    recorder = Recorder()

    def give_half_and_cancel(request):
        recorder.control.cancel()
        return file_of(LORA, cut=100_000)(request)

    site.answers["/api/download/models/456"] = [give_half_and_cancel, file_of(LORA)]
    link = civitai(site, "/models/1?modelVersionId=456")

    with pytest.raises(Cancelled):
        prepare(link, control=recorder.control)
    (lora,) = prepare(link)

    assert lora.sha256 == SHA256


def test_a_redirect_to_a_router_or_a_plain_host_is_not_followed(prepare, site):
    for target in ("https://192.168.1.1/x", "http://example.com/x", "file:///etc/passwd"):
        site.answers["/api/download/models/456"] = Reply(status=302, headers={"Location": target})

        with pytest.raises(BackendError) as caught:
            prepare(civitai(site, "/models/1?modelVersionId=456"))

        assert caught.value.field == "loras"


@pytest.mark.kill
@pytest.mark.parametrize("lines", [1, 20, 300, 385])
def test_a_kill_during_a_fetch_leaves_nothing_that_looks_whole(site, tmp_path, lines):
    site.answers["/file"] = file_of(LORA)
    folder, url = tmp_path / "loras", f"{site.url}/file"
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.services.fetching", str(folder), url],
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        for _ in range(lines):
            process.stdout.readline()
        process.kill()

    found = LoraStore(folder).get("civitai:1")
    downloads = LoraDownloads(store=LoraStore(folder), pace=QUICK)
    remote = RemoteLora(site="Civitai", origin="civitai:1", url=url)

    assert found is None or found.path.read_bytes() == LORA
    assert downloads.fetch(remote, "Dusk", Recorder().control).path.read_bytes() == LORA


# All the way


def test_the_token_never_comes_to_fal_nor_fals_key_to_the_file_hosts(
    prepare, site, store, recorder, tmp_path
):
    private(site, store, "dusk.safetensors")
    site.answers["/api/download/models/456"] = file_of(LORA[:8] + LORA[8:])
    database = Database(tmp_path / "studio.db")
    request = GenerationRequest(
        model=FAL.id, prompt="a fox", seed=4, size=Size(width=512, height=512)
    )
    with FalStandIn() as fal:
        fal.other_keys = (*fal.other_keys, TOKEN)
        loras = prepare("artist/dusk", civitai(site, "/models/1?modelVersionId=456"))
        urls = FalUrls(
            queue=fal.queue_url, run=f"{fal.url}/run", rest=f"{fal.url}/rest", api=f"{fal.url}/api"
        )
        backend = FalBackend(urls, lambda: fal.key, uploads=UploadRepository(database), pace=QUICK)
        task = RunTask(job_id="job-1", request=request, model=FAL, loras=loras)
        pictures = list(backend.generate(task, recorder.control))

        assert len(pictures) == 1
        assert [stored.sha256 for stored in fal.ledger.uploads] == [SHA256]
        assert set(fal.ledger.jobs[0].loras) == {LORA}
        assert site.saw(fal.key) == store.saw(fal.key) == []
        fal.ledger.check()
    database.close()


# In a job


def test_a_paid_job_gets_its_lora_as_a_file_and_one_for_practice_as_the_card_is(
    open_workshop, tmp_path
):
    path = tmp_path / "dusk.safetensors"
    path.write_bytes(LORA)
    fal, practice = ScriptedBackend(png()), ScriptedBackend(png())
    studio = open_workshop(fal=fal, practice=practice)
    use = LoraUse(source=str(path), name="Dusk")

    for model in (FAL.id, "practice"):
        job = studio.service.start(
            GenerationRequest(model=model, prompt="a fox", seed=7, loras=(use,))
        )
        studio.updates.wait_for(job, JobState.FINISHED)

    assert [(lora.file, lora.sha256) for lora in fal.tasks[0].loras] == [(path, SHA256)]
    assert practice.tasks[0].loras == ()


def test_a_job_whose_lora_is_gone_fails_before_its_backend_hears_of_it(open_workshop, tmp_path):
    fal = ScriptedBackend(png())
    studio = open_workshop(fal=fal)
    use = LoraUse(source=str(tmp_path / "gone.safetensors"), name="Dusk")

    job = studio.service.start(
        GenerationRequest(model=FAL.id, prompt="a fox", seed=7, loras=(use,))
    )

    error = studio.updates.wait_for(job, JobState.FAILED).error
    assert (str(error), error.field) == ("The file of “Dusk” is no longer there.", "loras")
    assert fal.tasks == []


def test_a_job_that_has_left_needs_its_loras_no_more(open_workshop, tmp_path):
    path = tmp_path / "dusk.safetensors"
    path.write_bytes(LORA)
    use = LoraUse(source=str(path), name="Dusk")
    pause = Pause()
    script = ((JobState.SUBMITTED, {"request_id": "r"}), pause, png())
    studio = open_workshop(fal=ScriptedBackend(*script))
    job = studio.service.start(
        GenerationRequest(model=FAL.id, prompt="a fox", seed=7, loras=(use,))
    )
    pause.reached.wait(20)
    studio.close()
    path.unlink()

    again = ScriptedBackend(png())
    studio = open_workshop(fal=again)
    studio.service.recover(lambda owner: False)

    studio.updates.wait_for(job, JobState.FINISHED)
    assert (again.tasks[0].resumed, again.tasks[0].loras) == (JobState.SUBMITTED, ())
