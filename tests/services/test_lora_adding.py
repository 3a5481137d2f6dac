"""Adding a LoRA: a card at once, or the whole checked file; and having a lost one again."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import threading

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, Cancelled, LoraError, StorageError
from flux2studio.core.job import Phase
from flux2studio.core.lora import LoraPlace, PlaceKind
from flux2studio.core.lora_base import KLEIN_4B
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.core.model_files import DownloadState
from tests.backends.recorder import Recorder
from tests.e2e.disks import small
from tests.fakes import png
from tests.hosted.civitai import TOKEN as CIVITAI_TOKEN
from tests.hosted.civitai import CivitaiModel, CivitaiStandIn, Version
from tests.hosted.files import FileHost, file_of
from tests.hosted.hub import REVISION, TOKEN, HubStandIn, Repository, cut_after, instead
from tests.hosted.server import Reply
from tests.services.lora_site_parts import WORDS, lora_bytes, opened_sites

LORA = lora_bytes(metadata=WORDS, rank=64)
SHA256 = hashlib.sha256(LORA).hexdigest()
README = b"---\nlicense: mit\nwidget: [{text: a, output: {url: images/fox.png}}]\n---\nInk."


@pytest.fixture
def hub():
    with HubStandIn() as hub:
        hub.repositories["artist/dusk"] = Repository(
            {"README.md": README, "dusk.safetensors": LORA, "images/fox.png": png()}
        )
        yield hub
        assert hub.violations == []


@pytest.fixture
def civitai():
    with CivitaiStandIn() as civitai:
        civitai.models = [CivitaiModel(12, [Version(34, {"": LORA})])]
        civitai.pictures = {"fox.png": png()}
        yield civitai
        assert civitai.violations == []


@pytest.fixture
def start(tmp_path, hub, civitai, pictures):
    """Start the app anew on the same disk."""

    def _start(**tokens):
        return opened_sites(
            tmp_path / "home",
            hub=hub.url,
            civitai=civitai.url,
            tokens={"civitai": CIVITAI_TOKEN, **tokens},
            pictures=pictures,
        )

    return _start


def add(app, source, *, download=True, control=None, number=0, **options):
    control = control or RunControl()
    offer = app.adding.look_at(source, RunControl())
    return app.adding.add(offer, offer.files[number], download=download, control=control, **options)


def here(app):
    """The files of the collection that an artist sees, by name."""
    folder = app.paths.lora_files
    return sorted(path.name for path in folder.glob("*.safetensors")) if folder.exists() else []


def resumed(hub):
    """The byte at which the last download went on."""
    wanted = [request.headers.get("range", "") for request in hub.seen]
    return int([span for span in wanted if span.endswith("-")][-1][len("bytes=") : -1])


# A card at once


def test_a_card_is_there_at_once_without_the_file(start, hub):
    with start() as app:
        lora = add(app, "artist/dusk", download=False)

        assert app.loras.all() == [lora]
        assert app.previews.has(lora.preview)
        assert here(app) == []
    assert (lora.source, lora.name, lora.base) == ("artist/dusk", "dusk", KLEIN_4B)
    assert (lora.sha256, lora.size, lora.licence) == (SHA256, len(LORA), "mit")
    assert lora.trigger_words == ("ohwx dusk",)
    assert lora.places == (
        LoraPlace(
            kind=PlaceKind.REPOSITORY,
            address="artist/dusk",
            revision=REVISION,
            file="dusk.safetensors",
        ),
    )
    assert lora.page == f"{hub.url}/artist/dusk"
    assert lora.own == ()


def test_one_of_several_files_is_named_by_its_own_link(start, hub):
    hub.repositories["artist/dusk"].files["night.safetensors"] = lora_bytes(rank=2)
    with start() as app:
        lora = add(app, "artist/dusk", download=False, number=1)

    assert lora.name == "night"
    assert lora.source == f"{hub.url}/artist/dusk/resolve/{REVISION}/night.safetensors"


def test_a_card_of_civitai_holds_its_terms_and_its_preview(start, civitai):
    with start() as app:
        lora = add(app, civitai.page(12, 34), download=False)

        assert app.previews.has(lora.preview)
    assert lora.source == f"{civitai.url}/models/12?modelVersionId=34"
    assert (lora.name, lora.credit, lora.commercial) == ("Dusk", "Dusk by artist", True)
    assert lora.places == (LoraPlace(kind=PlaceKind.CIVITAI, address=lora.source),)
    assert CIVITAI_TOKEN not in repr(lora)


def test_pictures_not_for_everybody_never_become_a_preview(start, civitai):
    images = [{"url": f"{civitai.url}/original=true/fox.png", "nsfwLevel": 8}]
    civitai.models[0].versions[0].said = {"images": images}
    with start() as app:
        lora = add(app, civitai.page(12, 34), download=False)

    assert lora.preview == ""
    assert not any("fox" in path for path in civitai.paths())


@pytest.mark.parametrize("data", [b"no picture", b"", b"\x89PNG\r\n\x1a\n" + bytes(100)])
def test_a_picture_that_is_none_costs_the_preview_alone(start, hub, data):
    hub.repositories["artist/dusk"].files["images/fox.png"] = data
    with start() as app:
        assert add(app, "artist/dusk", download=False).preview == ""


def test_a_picture_can_be_seen_before_anything_is_added(start):
    with start() as app:
        offer = app.adding.look_at("artist/dusk", RunControl())

        shown = app.adding.picture(offer, offer.files[0], RunControl())

        assert shown.startswith(b"\xff\xd8\xff")
        assert app.loras.all() == []


def test_what_is_in_the_library_is_not_added_twice(start, civitai):
    with start() as app:
        lora = add(app, "artist/dusk")
        offer = app.adding.look_at("artist/dusk", RunControl())
        twin = app.adding.look_at(civitai.page(12, 34), RunControl())  # the same weights

        assert offer.known.id == twin.known.id == lora.id
        with pytest.raises(LoraError, match="already in your library"):
            app.adding.add(offer, None, download=True, control=RunControl())


# The whole file


def test_a_download_brings_the_checked_file_under_its_own_name(start, tmp_path):
    told, recorder = [], Recorder()
    with start() as app:
        lora = add(app, "artist/dusk", tell=told.append, control=recorder.control)

        assert here(app) == ["dusk.safetensors"]
        assert app.loras.all() == [lora]
        path = app.paths.lora_files / "dusk.safetensors"
    assert path.read_bytes() == LORA
    assert lora.source == str(path)
    assert (lora.sha256, len(lora.autov3), lora.missing) == (SHA256, 64, False)
    assert [place.kind for place in lora.places] == [PlaceKind.REPOSITORY, PlaceKind.FILE]
    assert Phase.FETCHING_LORA in recorder.phases
    assert told[-1].state is DownloadState.CHECKING
    assert told[-1].total_bytes == len(LORA)


def test_civitais_file_comes_with_the_key_and_the_key_goes_nowhere_else(start, civitai):
    with start(huggingface=TOKEN) as app:
        lora = add(app, civitai.page(12, 34))

        assert here(app) == ["dusk-34.safetensors"]
    assert lora.sha256 == SHA256
    assert lora.places[0].address == f"{civitai.url}/models/12?modelVersionId=34"
    sent = [request.headers.get("authorization") for request in civitai.seen]
    assert f"Bearer {CIVITAI_TOKEN}" in sent


def test_a_private_file_comes_with_the_token_and_the_token_stays_at_its_host(start, hub):
    hub.repositories["artist/dusk"].private = True
    with start(huggingface=TOKEN) as app:
        lora = add(app, "artist/dusk")

        assert here(app) == ["dusk.safetensors"]
    assert TOKEN not in repr(lora)


def test_a_file_behind_a_link_is_brought_too(start):
    with FileHost() as host, start() as app:
        host.answers["/Night%20sky.safetensors"] = file_of(LORA)
        lora = add(app, f"{host.url}/Night%20sky.safetensors")

        assert here(app) == ["Night sky.safetensors"]
    assert lora.places[0].kind is PlaceKind.URL


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("sub/..evil.safetensors", "evil.safetensors"),
        ("C:\\Windows\\evil.safetensors", "evil.safetensors"),
        ("con.safetensors", "lora-con.safetensors"),
        ("x" * 300 + ".safetensors", "x" * 80 + ".safetensors"),
        (".hidden.safetensors", "hidden.safetensors"),
        ("a/pytorch_lora_weights.safetensors", "dusk.safetensors"),
    ],
)
def test_a_strangers_name_never_leads_out_of_the_folder(start, hub, name, kept):
    hub.repositories["artist/dusk"].files = {name: LORA}
    hub.repositories["artist/dusk"].listed = {}
    with start() as app:
        offer = app.adding.look_at("artist/dusk", RunControl())
        app.adding.add(offer, None, download=True, control=RunControl())

        assert here(app) == [kept]


def test_no_file_is_written_over(start):
    with start() as app:
        app.paths.lora_files.mkdir(parents=True)
        (app.paths.lora_files / "dusk.safetensors").write_bytes(b"of the artist")
        add(app, "artist/dusk")

        assert here(app) == [f"dusk-{SHA256[:8]}.safetensors", "dusk.safetensors"]
        assert (app.paths.lora_files / "dusk.safetensors").read_bytes() == b"of the artist"


def test_the_folder_can_be_chosen(start, tmp_path):
    with start() as app:
        settings = app.settings.load()
        chosen = tmp_path / "my loras"
        app.settings.save(type(settings)(loras_folder=str(chosen)))
        add(app, "artist/dusk")

        assert (chosen / "dusk.safetensors").read_bytes() == LORA
        assert here(app) == []


def test_a_cancel_leaves_no_card_and_the_next_try_goes_on_at_the_byte(start, hub):
    hub.piece, hub.drip_s = 64 * 1024, 0.01
    control = RunControl()

    def stop(download):
        if download.done_bytes > 200_000:
            control.cancel()

    with start() as app:
        with pytest.raises(Cancelled):
            add(app, "artist/dusk", control=control, tell=stop)
        assert app.loras.all() == []
        assert here(app) == []
        hub.drip_s = 0.0
        add(app, "artist/dusk")

        assert here(app) == ["dusk.safetensors"]
    assert resumed(hub) > 200_000


def test_a_broken_line_is_gone_on_with(start, hub):
    with start() as app:
        offer = app.adding.look_at("artist/dusk", RunControl())
        hub.served = {}
        hub.spoil["cdn"] = [cut_after(150_000), cut_after(150_000)]
        app.adding.add(offer, None, download=True, control=RunControl())

        assert here(app) == ["dusk.safetensors"]
    assert hub.sent_twice("dusk.safetensors") <= 2 * hub.piece


@pytest.mark.kill
def test_a_kill_leaves_no_card_and_the_next_start_goes_on(start, hub, tmp_path):
    hub.piece, hub.drip_s = 16 * 1024, 0.02
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.services.lora_adding_child", str(tmp_path / "home"), hub.url],
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        while int(process.stdout.readline() or 10**9) < 200_000:
            pass
        process.send_signal(signal.SIGKILL)
    hub.drip_s = 0.0

    with start() as app:
        assert app.loras.all() == []
        assert here(app) == []
        lora = add(app, "artist/dusk")

        assert here(app) == ["dusk.safetensors"]
        assert app.loras.all() == [lora]
    assert resumed(hub) >= 180_000


def test_a_file_that_came_before_its_card_was_written_is_not_fetched_again(start, hub):
    with start() as app:
        app.loras.remove(add(app, "artist/dusk").id)
        offer = app.adding.look_at("artist/dusk", RunControl())
        hub.served = {}
        app.adding.add(offer, None, download=True, control=RunControl())

        assert here(app) == ["dusk.safetensors"]
    assert hub.served == {}


def test_another_file_than_was_described_is_not_kept(start, hub):
    other = {"lfs": {"sha256": "0" * 64, "size": len(LORA)}}
    hub.repositories["artist/dusk"].listed = {"dusk.safetensors": other}
    with start() as app:
        with pytest.raises(LoraError, match="is not the file that Hugging Face describes"):
            add(app, "artist/dusk")

        assert (app.loras.all(), here(app)) == ([], [])
        assert not any(p.suffix != ".lock" for p in (app.paths.lora_files / ".incoming").iterdir())


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(body=b"<html>log in", media_type="text/html"), "members only"),
        (Reply(status=403), "members only"),
        (Reply(status=404), "does not know"),
        (Reply(body=b"PK\x03\x04" + bytes(999)), "pickle"),
        (Reply(body=LORA[:-9], media_type="x/y"), "damaged"),
    ],
)
def test_what_comes_in_place_of_the_file_is_not_kept(start, hub, reply, words):
    with start() as app:
        offer = app.adding.look_at("artist/dusk", RunControl())
        hub.spoil["cdn"] = [instead(reply)]
        with pytest.raises(LoraError, match=words):
            app.adding.add(offer, None, download=True, control=RunControl())

        assert (app.loras.all(), here(app)) == ([], [])


@pytest.mark.parametrize(
    "target", ["https://192.168.1.1/x", "file:///etc/passwd", "http://example.com/x"]
)
def test_a_redirect_to_where_nothing_is_fetched_from_is_refused(start, hub, target):
    with start() as app:
        offer = app.adding.look_at("artist/dusk", RunControl())
        hub.spoil["site"] = [
            lambda _, reply: reply,  # two questions come before the file
            instead(Reply(status=302, headers={"Location": target})),
        ]
        with pytest.raises(BackendError):
            app.adding.add(offer, None, download=True, control=RunControl())

        assert (app.loras.all(), here(app)) == ([], [])


def test_too_little_room_is_said_before_a_byte_comes(start, hub, tmp_path):
    with small(tmp_path / "disk", "1m") as disk, start() as app:
        app.settings.save(type(app.settings.load())(loras_folder=str(disk)))
        offer = app.adding.look_at("artist/dusk", RunControl())
        hub.served = {}
        with pytest.raises(StorageError, match="needs 787 kB more, and the disk") as caught:
            app.adding.add(offer, None, download=True, control=RunControl())

        assert app.loras.all() == []
        assert list(disk.glob("*.safetensors")) == []
    assert "choose another folder" in caught.value.hint
    assert hub.served == {}


def test_a_disk_that_fills_up_on_the_way_is_a_sentence_and_costs_nothing(start, tmp_path):
    with (
        small(tmp_path / "disk", "500k") as disk,
        FileHost() as host,
        start() as app,
    ):
        app.settings.save(type(app.settings.load())(loras_folder=str(disk)))
        whole = Reply(pieces=[LORA[:300_000], LORA[300_000:]], media_type="x/y")  # of no length
        host.answers["/dusk.safetensors"] = whole
        offer = app.adding.look_at(f"{host.url}/dusk.safetensors", RunControl())
        with pytest.raises(StorageError, match="the disk is full"):
            app.adding.add(offer, None, download=True, control=RunControl())

        assert app.loras.all() == []
        assert list(disk.glob("*.safetensors")) == []


def test_two_windows_never_write_the_same_download(start, hub):
    begun, control = threading.Event(), RunControl()
    with start() as one, start() as other:
        offer = one.adding.look_at("artist/dusk", RunControl())
        hub.piece, hub.drip_s = 8 * 1024, 0.1

        def fetch():
            with pytest.raises(Cancelled):
                one.adding.add(
                    offer, None, download=True, control=control, tell=lambda _: begun.set()
                )

        thread = threading.Thread(target=fetch)
        thread.start()
        try:
            assert begun.wait(20)
            with pytest.raises(LoraError, match="already being downloaded"):
                other.adding.add(offer, None, download=True, control=RunControl())
        finally:
            control.cancel()
            thread.join()


def test_a_file_of_this_computer_stays_where_it_is(start, tmp_path):
    path = tmp_path / "mine.safetensors"
    path.write_bytes(LORA)
    with start() as app:
        lora = add(app, str(path))

        assert here(app) == []
    assert (lora.source, lora.name) == (str(path), "mine")


# Again


def test_a_lost_file_is_had_again_from_its_place(start, civitai):
    with start() as app:
        lora = add(app, civitai.page(12, 34))
        lora = app.loras.edit(lora.id, notes="mine", rating=5)
        (app.paths.lora_files / "dusk-34.safetensors").unlink()
        assert app.loras.get(lora.id).missing

        again = app.adding.download(lora, RunControl())

        assert here(app) == ["dusk-34.safetensors"]
    assert (again.id, again.missing, again.notes, again.rating) == (lora.id, False, "mine", 5)


def test_a_card_without_a_file_gets_one(start):
    with start() as app:
        lora = app.adding.download(add(app, "artist/dusk", download=False), RunControl())

        assert here(app) == ["dusk.safetensors"]
    assert lora.source.endswith("dusk.safetensors")
    assert lora.sha256 == SHA256


def test_a_repository_that_moved_on_still_gives_the_old_version(start, hub):
    with start() as app:
        lora = add(app, "artist/dusk", download=False)
        found = hub.repositories["artist/dusk"]
        found.older = {REVISION: dict(found.files)}
        found.revision = "d" * 40
        found.files["dusk.safetensors"] = lora_bytes(rank=2)

        app.adding.download(lora, RunControl())

        assert (app.paths.lora_files / "dusk.safetensors").read_bytes() == LORA


def test_another_place_is_tried_where_one_is_gone(start, hub, civitai):
    with start() as app:
        lora = add(app, "artist/dusk", download=False)
        place = LoraPlace(kind=PlaceKind.CIVITAI, address=civitai.page(12, 34))
        lora = app.loras.add_facts(lora.id, LoraFacts(origin="x", places=(place,)))
        hub.repositories.clear()

        again = app.adding.download(lora, RunControl())

        assert again.source.endswith(".safetensors")


def test_another_file_at_an_old_link_is_not_taken_for_it(start):
    with FileHost() as host, start() as app:
        host.answers["/a.safetensors"] = file_of(LORA)
        lora = add(app, f"{host.url}/a.safetensors")
        (app.paths.lora_files / "a.safetensors").unlink()
        host.answers["/a.safetensors"] = file_of(lora_bytes(rank=2))

        with pytest.raises(LoraError, match="is not the file"):
            app.adding.download(lora, RunControl())
        assert app.loras.get(lora.id).missing
        assert here(app) == []


def test_nobody_knows_where_the_artists_own_file_could_be_had(start, tmp_path):
    path = tmp_path / "mine.safetensors"
    path.write_bytes(LORA)
    with start() as app:
        lora = add(app, str(path))
        path.unlink()

        with pytest.raises(LoraError, match="Nobody knows"):
            app.adding.download(lora, RunControl())
