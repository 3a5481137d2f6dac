"""Models come from a hub on loopback: whole, checked, and gone on with after any break."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
import threading
import time
from functools import partial

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    KeyMissingError,
    NotAllowedError,
    StorageError,
    UnreachableError,
)
from flux2studio.core.model_files import (
    DownloadState,
    LicenceError,
    ModelError,
    ModelOrigin,
    ModelState,
)
from tests.e2e.disks import fill, small
from tests.hosted.hub import TOKEN, HubStandIn, Repository, cut_after, instead
from tests.hosted.server import Reply
from tests.services.model_parts import CATALOGUE, GATED, KLEIN, KLEIN_9B, REPOSITORY, opened
from tests.storage.model_folders import TRANSFORMER, model_files, write_model
from tests.storage.processes import has_strace

TEXT = "text_encoder/model.safetensors"
FILES = model_files(shards=2, text=(1024, 512))  # 1 MiB of text encoder, the largest file
BESIDE = {"flux-2-klein-4b.safetensors": b"the single file", "README.md": b"#", "a.png": b"p"}


@pytest.fixture
def hub():
    with HubStandIn() as hub:
        hub.repositories[REPOSITORY] = Repository({**FILES, **BESIDE})
        yield hub
        assert hub.violations == []


@pytest.fixture
def start(tmp_path, hub):
    """Start the app anew on the same disk."""
    return partial(opened, tmp_path, hub.url)


def content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "flux2studio.json"
    }


def control_after(models, done, model=KLEIN):
    """A control that is cancelled once ``done`` bytes are there."""
    control = RunControl()

    def look():
        download = models.status(model).download
        if download and download.done_bytes >= done:
            control.cancel()

    models.subscribe(look)
    return control


def test_a_download_brings_the_diffusers_layout_and_nothing_beside_it(start, hub, tmp_path):
    with start() as models:
        models.download(KLEIN)

        status = models.status(KLEIN)
        found = models.find(CATALOGUE.model(KLEIN))

    folder = tmp_path / "models" / "black-forest-labs--FLUX.2-klein-4B"
    assert content(folder) == FILES
    assert (status.state, status.place.origin, status.download) == (
        ModelState.WHOLE,
        ModelOrigin.DOWNLOADED,
        None,
    )
    assert found.folder == str(folder)
    assert found.label == f"{REPOSITORY}@c0ffee012345"
    assert not (tmp_path / "models" / (folder.name + ".part")).exists()


def test_what_is_whole_is_not_asked_for_again_and_needs_no_network(start, hub):
    with start() as models:
        models.download(KLEIN)
    hub.seen.clear()

    with start() as models:
        models.refresh()
        models.download(KLEIN)

        assert models.status(KLEIN).is_ready
    assert hub.seen == []


@pytest.mark.parametrize("size", [1, 100_000, 900_000])
def test_a_connection_that_breaks_is_gone_on_with_at_the_byte(start, hub, size):
    hub.spoil["cdn"] = [cut_after(size)] * 4
    hub.piece = 4096

    with start() as models:
        models.download(KLEIN)

        assert models.status(KLEIN).state is ModelState.WHOLE
    assert hub.sent_twice(TEXT) == 0


def test_a_cancel_stops_at_once_and_the_next_start_goes_on(start, hub):
    hub.piece, hub.drip_s = 16384, 0.02
    with start() as models, pytest.raises(Cancelled):
        models.download(KLEIN, control_after(models, 400_000))
    with start() as models:
        models.refresh()
        status = models.status(KLEIN)
    hub.drip_s = 0

    with start() as models:
        models.download(KLEIN)

        assert models.status(KLEIN).is_ready
    assert status.state is ModelState.PARTIAL
    assert 400_000 <= status.have_bytes < status.total_bytes
    assert hub.sent_twice(TEXT) <= 2 * hub.piece
    assert hub.listings() == 1


def test_a_kill_costs_no_byte_that_had_come(start, hub, tmp_path):
    hub.piece, hub.drip_s = 16384, 0.08
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.services.model_fetching", str(tmp_path), hub.url, KLEIN],
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        while int(process.stdout.readline()) < 300_000:
            pass
        process.kill()
    hub.drip_s = 0

    with start() as models:
        models.download(KLEIN)

        assert models.status(KLEIN).is_ready
    assert hub.sent_twice(TEXT) <= 4 * hub.piece  # what was on its way
    assert hub.listings() == 1


@pytest.mark.kill
@pytest.mark.skipif(not has_strace(), reason="strace cannot inject faults here")
@pytest.mark.parametrize(("call", "number"), [("rename", 1), ("rename", 3), ("fsync", 11)])
def test_a_kill_where_a_file_gets_its_name_leaves_nothing_half(start, hub, tmp_path, call, number):
    inject = f"inject={call}:signal=KILL:when={number}"
    command = [sys.executable, "-m", "tests.services.model_fetching", str(tmp_path), hub.url, KLEIN]
    killed = subprocess.run(
        ["strace", "-f", "-qq", "-e", f"trace={call}", "-e", inject, *command],
        capture_output=True,
        check=False,
    )

    with start() as models:
        models.download(KLEIN)
        checked = models.verify(KLEIN)

        assert models.status(KLEIN).is_ready
    assert killed.returncode == -signal.SIGKILL
    assert checked.compared == len(FILES)
    assert sorted(path.name for path in (tmp_path / "models").iterdir()) == [
        ".black-forest-labs--FLUX.2-klein-4B.lock",
        "black-forest-labs--FLUX.2-klein-4B",
    ]


def test_a_resumed_download_stays_at_the_revision_it_was_begun_with(start, hub):
    with start() as models, pytest.raises(Cancelled):
        models.download(KLEIN, control_after(models, 1))
    repository = hub.repositories[REPOSITORY]

    with start() as models:
        models.download(KLEIN)

        assert models.status(KLEIN).place.revision == repository.revision
    assert hub.listings() == 1


def test_a_revision_that_is_gone_is_replaced_and_whole_files_stay(start, hub, tmp_path):
    hub.piece, hub.drip_s = 16384, 0.01
    with start() as models, pytest.raises(Cancelled):
        models.download(KLEIN, control_after(models, 500_000))
    hub.drip_s = 0
    repository = hub.repositories[REPOSITORY]
    repository.revision = "b" * 40
    repository.files["vae/config.json"] = b'{"latent_channels": 8}'

    with start() as models:
        models.download(KLEIN)

        assert models.status(KLEIN).place.revision == "b" * 40
    folder = tmp_path / "models" / "black-forest-labs--FLUX.2-klein-4B"
    assert (folder / "vae/config.json").read_bytes() == repository.files["vae/config.json"]
    assert hub.sent_twice(TEXT) <= 2 * hub.piece


def test_a_site_that_ignores_where_we_stopped_does_no_harm(start, hub):
    def all_of_it(request, reply):
        data = FILES[TEXT]
        return Reply(body=data, media_type="application/octet-stream")

    hub.piece, hub.drip_s = 16384, 0.02
    with start() as models, pytest.raises(Cancelled):
        models.download(KLEIN, control_after(models, 600_000))
    hub.drip_s = 0
    hub.repositories[REPOSITORY].files = dict(FILES)

    hub.spoil["cdn"] = [
        lambda request, reply: all_of_it(request, reply) if request.path.endswith(TEXT) else reply
    ] * 6
    with start() as models:
        models.download(KLEIN)

        assert models.status(KLEIN).is_ready


def test_a_file_that_came_damaged_is_fetched_once_more(start, hub, tmp_path):
    def spoiled(request, reply):
        pieces = [bytes(len(piece)) for piece in reply.pieces]
        return reply.but(pieces=pieces)

    hub.spoil["cdn"] = [spoiled]

    with start() as models:
        models.download(KLEIN)

        assert models.status(KLEIN).is_ready


def test_a_file_that_is_never_what_the_site_says_is_not_kept(start, hub, tmp_path):
    hub.repositories[REPOSITORY].listed[TEXT] = {
        "lfs": {"sha256": "0" * 64, "size": len(FILES[TEXT])}
    }

    with start() as models, pytest.raises(BackendError, match="damaged twice"):
        models.download(KLEIN)
    folder = tmp_path / "models"
    assert not list(folder.rglob("model.safetensors*"))
    assert models.status(KLEIN).state is ModelState.PARTIAL


def test_a_small_file_is_compared_with_its_hash_too(start, hub):
    hub.repositories[REPOSITORY].listed["model_index.json"] = {"blobId": "0" * 40}

    with start() as models, pytest.raises(BackendError, match="damaged twice"):
        models.download(KLEIN)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_site_is_waited_for(start, hub, status):
    busy = Reply(status=status, headers={"Retry-After": "0"})
    hub.spoil["site"] = [instead(busy)] * 3
    hub.spoil["cdn"] = [instead(busy)] * 2

    with start() as models:
        models.download(KLEIN)

        assert models.status(KLEIN).is_ready


def test_a_site_that_is_away_for_good_is_a_sentence_and_nothing_is_lost(start, hub):
    hub.piece, hub.drip_s = 16384, 0.02
    with start() as models, pytest.raises(Cancelled):
        models.download(KLEIN, control_after(models, 300_000))
    hub.listening, hub.drip_s = False, 0

    with start(patience=0.1) as models, pytest.raises(UnreachableError):
        models.download(KLEIN)
    status = models.status(KLEIN)
    hub.listening = True
    with start() as models:
        models.download(KLEIN)

        assert models.status(KLEIN).is_ready
    assert status.download.state is DownloadState.FAILED
    assert status.have_bytes >= 300_000


def test_a_web_page_in_place_of_a_file_costs_nothing_that_is_there(start, hub):
    page = Reply(body=b"<html>Welcome to the hotel</html>" * 9, media_type="text/html")
    hub.piece, hub.drip_s = 16384, 0.02
    with start() as models, pytest.raises(Cancelled):
        models.download(KLEIN, control_after(models, 600_000))
    have, hub.drip_s = models.status(KLEIN).have_bytes, 0
    hub.spoil["site"] = [instead(page)] * 2

    with start() as models, pytest.raises(BackendError, match="web page"):
        models.download(KLEIN)

    assert models.status(KLEIN).have_bytes >= have


@pytest.mark.parametrize(
    "body", [b"<html>", b"[]", b'{"sha": "../../etc", "siblings": []}', b'{"siblings": {}}']
)
def test_a_listing_that_is_none_is_a_sentence(start, hub, body):
    hub.spoil["site"] = [instead(Reply(body=body))]

    with start() as models, pytest.raises(BackendError, match="list of files"):
        models.download(KLEIN)


def test_a_repository_that_was_renamed_is_followed(start, hub):
    hub.repositories["black-forest-labs/new-name"] = hub.repositories[REPOSITORY]
    hub.renamed[REPOSITORY] = "black-forest-labs/new-name"

    with start() as models:
        models.download(KLEIN)

        assert models.status(KLEIN).is_ready


@pytest.mark.parametrize(
    "path",
    [
        "../outside.json",
        "/etc/passwd",
        "transformer/../../x.json",
        "transformer\\..\\x.json",
        "C:/x.json",
        "vae/nul.json",
        "vae/CON",
        "vae/config.json.",
        "vae/a\nb.json",
        "vae//config.json",
        "vae/" + "x" * 300,
    ],
)
def test_names_from_the_site_never_leave_the_folder(start, hub, tmp_path, path):
    hub.repositories[REPOSITORY].listed[path] = {"size": 3, "blobId": "0" * 40}
    before = set(tmp_path.rglob("*"))

    with start() as models, pytest.raises(ModelError, match="cannot be kept"):
        models.download(KLEIN)

    assert {path.name for path in set(tmp_path.rglob("*")) - before} <= {
        "models",
        ".black-forest-labs--FLUX.2-klein-4B.lock",
    }


def test_names_that_differ_in_case_only_are_refused(start, hub):
    hub.repositories[REPOSITORY].listed["vae/Config.json"] = {"size": 3}

    with start() as models, pytest.raises(ModelError, match="cannot be kept"):
        models.download(KLEIN)


@pytest.mark.parametrize("size", [-1, 2**60])
def test_sizes_that_cannot_be_are_refused(start, hub, size):
    hub.repositories[REPOSITORY].listed["vae/config.json"] = {"size": size}

    with start() as models, pytest.raises(ModelError, match="cannot be kept"):
        models.download(KLEIN)


def test_a_repository_without_the_layout_says_so(start, hub):
    hub.repositories[REPOSITORY].files = BESIDE

    with start() as models, pytest.raises(ModelError, match="layout"):
        models.download(KLEIN)


def test_a_site_that_sends_more_than_it_announced_is_refused(start, hub):
    def longer(request, reply):
        data = FILES[TEXT] + b"more"
        return Reply(body=data, length=len(FILES[TEXT]), media_type="application/octet-stream")

    hub.repositories[REPOSITORY].listed[TEXT] = {"lfs": {"sha256": "0" * 64, "size": 1000}}

    with start() as models, pytest.raises(BackendError, match="another file"):
        models.download(KLEIN)


@pytest.mark.parametrize(
    "place",
    [
        "https://10.1.2.3/file",
        "http://files.example.com/x",
        "file:///etc/passwd",
        "https://[fe80::1]/x",
    ],
)
def test_a_redirect_out_of_the_open_internet_is_not_followed(start, hub, place):
    hub.spoil["site"] = [lambda request, reply: reply] + [
        instead(Reply(status=302, headers={"Location": place}))
    ] * 2

    with start() as models, pytest.raises(BackendError) as caught:
        models.download(KLEIN)

    assert caught.value.hint


# The licence and the token


@pytest.fixture
def gated(hub):
    hub.repositories[GATED] = Repository(dict(FILES), gated=True)
    return hub.repositories[GATED]


def test_nothing_is_fetched_before_the_licence_is_agreed_to(start, hub, gated):
    with start() as models:
        with pytest.raises(LicenceError) as caught:
            models.download(KLEIN_9B)
        assert "LICENSE.md" in caught.value.hint
        assert hub.seen == []

        models.accept_licence(KLEIN_9B)
        accepted = {status.model for status in models.snapshot() if status.accepted}

    assert {"local/klein-9b", "local/klein-9b-kv", "local/klein-base-9b"} <= accepted
    assert "local/dev" not in accepted


def test_a_token_opens_a_gated_repository_and_goes_to_its_host_alone(start, hub, gated):
    gated.access = "granted"

    with start(token=TOKEN) as models:
        models.accept_licence(KLEIN_9B)
        models.download(KLEIN_9B)

        assert models.status(KLEIN_9B).is_ready


@pytest.mark.parametrize(
    ("access", "token", "error", "said", "step"),
    [
        ("none", None, KeyMissingError, "only to those who accepted", "enter a read token"),
        ("none", TOKEN, NotAllowedError, "has not accepted the licence", "Accept it at"),
        ("awaiting", TOKEN, NotAllowedError, "not yet answered", "try again"),
        ("rejected", TOKEN, NotAllowedError, "declined", "klein 4B"),
        ("fine-grained", TOKEN, NotAllowedError, "Your token may not", "public gated"),
        ("granted", "hf_of-yesterday", KeyMissingError, "does not know your token", "new read"),
    ],
)
def test_a_closed_door_says_why_and_how_to_open_it(
    start, hub, gated, access, token, error, said, step
):
    gated.access = access

    with start(token=token) as models:
        models.accept_licence(KLEIN_9B)
        with pytest.raises(error, match=said) as caught:
            models.download(KLEIN_9B)
        status = models.status(KLEIN_9B)

    assert step in caught.value.hint
    assert caught.value.field == "huggingface"
    assert status.download.problem is caught.value
    assert TOKEN not in repr(vars(caught.value)) + str(caught.value)


@pytest.mark.parametrize("token", [None, TOKEN])
@pytest.mark.parametrize("fate", ["deleted", "disabled"])
def test_a_repository_that_is_gone_is_a_sentence(start, hub, token, fate):
    if fate == "deleted":
        del hub.repositories[REPOSITORY]
    else:
        hub.repositories[REPOSITORY].disabled = True

    with start(token=token) as models, pytest.raises(BackendError) as caught:
        models.download(KLEIN)

    assert REPOSITORY in str(caught.value) + caught.value.hint


# The disk


def test_too_little_room_is_said_before_anything_is_fetched(start, hub):
    with start(margin=2**62) as models, pytest.raises(StorageError, match="needs") as caught:
        models.download(KLEIN)

    assert caught.value.field == "models_folder"
    assert not any("resolve" in path for path in hub.paths())


def test_a_disk_that_fills_up_on_the_way_is_a_sentence_and_goes_on_later(start, hub, tmp_path):
    with small(tmp_path / "disk", "2m") as disk:
        filler = disk / "filler"
        filler.write_bytes(bytes(1_400_000))
        folder = disk / "models"
        with start(folder=folder, margin=-(2**40)) as models:
            with pytest.raises(StorageError, match="full"):
                models.download(KLEIN)
            have = models.status(KLEIN).have_bytes
            filler.unlink()
            models.download(KLEIN)

            assert models.status(KLEIN).is_ready
    assert have > 0


def test_a_full_disk_that_cannot_even_hold_the_listing_is_a_sentence(start, hub, tmp_path):
    with small(tmp_path / "disk") as disk:
        fill(disk)
        with start(folder=disk / "models") as models, pytest.raises(StorageError):
            models.download(KLEIN)


# Several at once


def test_two_instances_never_write_one_download(start, hub):
    hub.piece, hub.drip_s = 16384, 0.02
    with start() as one, start() as other:
        one.start_download(KLEIN)
        wait_until(one, lambda: done(one) > 0)
        with pytest.raises(ModelError, match="already"):
            other.download(KLEIN)
        hub.drip_s = 0
        wait_until(one, lambda: one.status(KLEIN).is_ready)
    assert hub.sent_twice(TEXT) == 0


def done(models):
    download = models.status(KLEIN).download
    return download.done_bytes if download else 0


def wait_until(models, condition):
    """Wait for a change of the snapshot that makes ``condition`` true."""
    changed = threading.Condition()

    def ring():
        with changed:
            changed.notify_all()

    models.subscribe(ring)
    with changed:
        assert changed.wait_for(condition, 20)


def test_a_download_that_was_started_can_be_paused_and_started_again(start, hub):
    hub.piece, hub.drip_s = 16384, 0.02
    with start() as models:
        models.start_download(KLEIN)
        wait_until(models, lambda: done(models) > 100_000)
        models.pause(KLEIN)
        wait_until(models, lambda: paused(models))
        assert models.status(KLEIN).state is ModelState.PARTIAL
        hub.drip_s = 0
        models.start_download(KLEIN)
        wait_until(models, lambda: models.status(KLEIN).is_ready)


def paused(models):
    download = models.status(KLEIN).download
    return download is not None and download.state is DownloadState.PAUSED


def test_the_end_of_the_app_stops_a_download_at_once(start, hub):
    hub.piece, hub.drip_s = 1024, 0.5
    with start() as models:
        models.start_download(KLEIN)
        wait_until(models, lambda: done(models) > 1000)
    assert not any(thread.name.startswith("model") for thread in threading.enumerate())


def test_progress_is_told_at_most_ten_times_a_second(start, hub):
    hub.piece = 1024
    told, began = [], time.monotonic()
    with start() as models:
        models.subscribe(lambda: told.append(models.status(KLEIN).download))
        models.download(KLEIN)
    assert len(told) <= 10 * (time.monotonic() - began) + 10


# A single file of the artist’s, and repairs


def test_with_a_file_of_ones_own_only_the_rest_is_fetched(start, hub, tmp_path):
    own = tmp_path / "own.safetensors"
    own.write_bytes(model_files()[TRANSFORMER])
    with start() as models:
        models.use(KLEIN, own)
        before = models.status(KLEIN)
        models.download(KLEIN)
        found = models.find(CATALOGUE.model(KLEIN))

        assert models.status(KLEIN).is_ready
    assert before.state is ModelState.PARTIAL
    assert "text encoder" in before.problem
    assert found.transformer == str(own)
    assert not any(path.endswith(".safetensors") for path in hub.served if "transformer" in path)


def test_a_damaged_file_is_found_by_a_check_and_alone_fetched_again(start, hub, tmp_path):
    with start() as models:
        models.download(KLEIN)
        path = tmp_path / "models/black-forest-labs--FLUX.2-klein-4B" / TEXT
        data = bytearray(path.read_bytes())
        data[-5] ^= 1
        path.write_bytes(bytes(data))
        with pytest.raises(ModelError, match="damaged"):
            models.verify(KLEIN)
        status = models.status(KLEIN)
        hub.seen.clear()
        hub.served.clear()
    with start() as models:  # what was found is remembered
        models.refresh()
        assert models.status(KLEIN).state is ModelState.DAMAGED
        models.download(KLEIN)
        checked = models.verify(KLEIN)

    assert TEXT in status.problem
    assert list(hub.served) == [TEXT]
    assert checked.compared == checked.files == len(FILES)
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(FILES[TEXT]).digest()


@pytest.mark.parametrize("path", [TEXT, "model_index.json", "transformer/config.json"])
def test_a_file_that_tells_its_damage_by_itself_is_fetched_again(start, hub, tmp_path, path):
    with start() as models:
        models.download(KLEIN)
        whole = models.status(KLEIN).place.folder
        (whole / path).write_bytes(bytes(len(FILES[path])))
        models.refresh()
        assert models.status(KLEIN).state is ModelState.DAMAGED
        hub.seen.clear()

        models.download(KLEIN)

        assert models.status(KLEIN).is_ready
    assert content(whole) == FILES
    assert {asked for asked in hub.paths() if "resolve" in asked} == {
        f"/{REPOSITORY}/resolve/{hub.repositories[REPOSITORY].revision}/{path}"
    }


def test_a_model_that_the_engine_has_loaded_is_neither_repaired_nor_removed(start, hub):
    with start() as models:
        models.download(KLEIN)
        models.in_use = lambda folder: True
        with pytest.raises(ModelError, match="loaded"):
            models.remove(KLEIN)
        with pytest.raises(ModelError, match="loaded"):
            models.download(KLEIN)


def test_what_was_downloaded_goes_to_the_trash(start, hub):
    trashed = []
    with start(trash=trashed.append) as models:
        models.download(KLEIN)
        folder = models.status(KLEIN).place.folder
        models.remove(KLEIN)
    assert trashed == [folder]


def test_without_a_trash_nothing_is_deleted(start, hub):
    with start() as models:
        models.download(KLEIN)
        with pytest.raises(StorageError, match="trash") as caught:
            models.remove(KLEIN)
        assert models.status(KLEIN).is_ready
    assert str(models.folder) in caught.value.hint


def test_a_part_can_be_discarded_and_what_is_not_of_it_stays(start, hub, tmp_path):
    hub.piece, hub.drip_s = 16384, 0.02
    with start() as models:
        with pytest.raises(Cancelled):
            models.download(KLEIN, control_after(models, 300_000))
        part = tmp_path / "models/black-forest-labs--FLUX.2-klein-4B.part"
        (part / "vae" / "notes.txt").write_text("mine")
        models.discard(KLEIN)

        assert models.status(KLEIN).state is ModelState.MISSING
    assert [path.name for path in part.rglob("*") if path.is_file()] == ["notes.txt"]


def test_a_finished_download_is_used_in_place_of_a_chosen_folder_that_is_gone(start, hub, tmp_path):
    folder = write_model(tmp_path / "mine")
    with start() as models:
        models.use(KLEIN, folder)
        folder.rename(tmp_path / "elsewhere")

        models.download(KLEIN)

        assert models.status(KLEIN).place.origin is ModelOrigin.DOWNLOADED
        assert models.status(KLEIN).is_ready


@pytest.mark.parametrize("path", ["../../mine.json", "/etc/passwd", "vae/../../mine.json"])
def test_what_a_manifest_of_somebody_else_names_is_never_deleted(start, tmp_path, path):
    part = tmp_path / "models" / "black-forest-labs--FLUX.2-klein-4B.part"
    part.mkdir(parents=True)
    (tmp_path / "mine.json").write_text("mine")
    files = [{"path": path, "size": 4, "sha256": "", "blob": ""}]
    listing = {"repository": REPOSITORY, "revision": "a" * 40, "files": files}
    (part / "flux2studio.json").write_text(json.dumps(listing))

    with start() as models:
        models.discard(KLEIN)

        assert models.status(KLEIN).state is ModelState.MISSING
    assert (tmp_path / "mine.json").read_text() == "mine"
