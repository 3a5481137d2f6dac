"""What an artist may hand to ``flux2studio loras add``: a card, or a sentence with a next step."""

from __future__ import annotations

import io
import json
import os
import signal
import struct
import zipfile

import pytest

from flux2studio.cli import run
from tests.e2e.app_process import App
from tests.e2e.disks import small
from tests.hosted.files import FileHost
from tests.hosted.hub import TOKEN, HubStandIn, Repository, instead
from tests.hosted.server import Reply
from tests.services.lora_site_parts import WORDS, lora_bytes
from tests.storage.safetensors_files import pack_header, pair

LORA = lora_bytes(metadata=WORDS, rank=64)


@pytest.fixture
def hub():
    with HubStandIn() as hub:
        hub.repositories["artist/dusk"] = Repository({"dusk.safetensors": LORA, "README.md": b"x"})
        yield hub
        assert hub.violations == []


@pytest.fixture
def environment(hub):
    return {"HF_ENDPOINT": hub.url, "FLUX2STUDIO_CIVITAI_URL": "http://127.0.0.1:9"}


@pytest.fixture
def add(home, environment, capsys, monkeypatch):
    """Type ``loras add`` and return the exit code, and the cards or the error."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def _add(*arguments):
        code = run(["loras", "add", *map(str, arguments), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return _add


@pytest.fixture
def refused(add, home, capsys):
    """Type it, and see one sentence with a next step, no card and no file."""

    def _refused(*arguments, words):
        code, answer = add(*arguments)
        assert code in (2, 3), answer
        error = answer["error"]
        assert words in error["message"]
        assert error["message"].endswith(".")
        assert error["message"].count(". ") == 0
        assert error["hint"], error
        assert "Traceback" not in error["details"]
        run(["loras", "--json"])
        assert json.loads(capsys.readouterr().out)["loras"] == []
        assert files(home) == []
        return error

    return _refused


def files(home):
    """The LoRAs that came here, whole or in part."""
    folder = home / "data" / "lora-files"
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return sorted(path.name for path in found)


# Files


def zipped():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("archive/data.pkl", b"\x80\x02}q\x00.")
    return archive.getvalue()


def header(*spans, room=16):
    tensors = {
        f"t.{number}.lora_A.weight": {
            "dtype": "F32",
            "shape": [(end - begin) // 4],
            "data_offsets": [begin, end],
        }
        for number, (begin, end) in enumerate(spans)
    }
    return pack_header(json.dumps(tensors), room)


BAD_FILES = {
    "ink.pt": (b"anything", "pickle"),
    "ink.ckpt": (b"anything", "pickle"),
    "ink.bin": (b"anything", "pickle"),
    "ink.pth": (b"anything", "pickle"),
    "ink.pkl": (b"anything", "pickle"),
    "INK.PT": (b"anything", "pickle"),
    "protocol two.safetensors": (b"\x80\x02}q\x00.", "pickle"),
    "torch.safetensors": (zipped(), "pickle"),
    "longer than any.safetensors": (struct.pack("<Q", 2**63) + b"{}", "damaged"),
    "longer than the file.safetensors": (struct.pack("<Q", 99_000_000) + b"{}", "damaged"),
    "no length.safetensors": (bytes(8) + b"{}", "damaged"),
    "overlap.safetensors": (header((0, 12), (8, 16)), "damaged"),
    "hole.safetensors": (header((0, 4), (8, 16)), "damaged"),
    "behind.safetensors": (header((0, 16), room=32), "damaged"),
    "cut.safetensors": (LORA[:-1], "damaged"),
    "two bytes.safetensors": (b"{}", "damaged"),
    "preview.png": (b"\x89PNG\r\n\x1a\n and so on", "is a picture, not a LoRA"),
    "empty.safetensors": (b"", "is empty"),
    "page.safetensors": (b"<!DOCTYPE html><html>sign in", "web page"),
    "pointer.safetensors": (b"version https://git-lfs.github.com/spec/v1\n", "pointer"),
    "model.safetensors": (
        pack_header('{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4),
        "no LoRA",
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("way", [(), ("--download",)], ids=["card", "download"])
def test_what_is_no_lora_gets_no_card(refused, tmp_path, name, way):
    data, words = BAD_FILES[name]
    (tmp_path / name).write_bytes(data)

    error = refused(tmp_path / name, *way, words=words)

    assert name in error["message"]
    assert error["field"] == "loras"
    assert (tmp_path / name).read_bytes() == data


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "loop", "device"])
def test_what_is_no_file_is_refused_at_once(refused, tmp_path, kind):
    path = tmp_path / f"{kind}.safetensors"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "loop":
            path.symlink_to(path)
        case "device":
            path.symlink_to("/dev/zero")

    refused(path, words="")


@pytest.mark.parametrize(
    ("said", "behind"), [(100_000_000, 0), (100_000_001, 100_000_001), (2**40, 2**40)]
)
def test_a_header_of_a_hundred_megabytes_is_a_sentence(refused, tmp_path, said, behind):
    path = tmp_path / "huge.safetensors"
    path.write_bytes(struct.pack("<Q", said) + b"{")
    os.truncate(path, 9 + (behind or said))  # a hole: zeros that take no room

    refused(path, words="damaged")


def test_one_that_is_bad_keeps_the_good_ones_before_it_out_too(refused, tmp_path):
    (tmp_path / "good.safetensors").write_bytes(LORA)
    (tmp_path / "bad.safetensors").write_bytes(b"{}")

    refused(tmp_path / "good.safetensors", tmp_path / "bad.safetensors", words="damaged")
    refused("owner/ink", "owner/ink", words="already")
    refused("artist/dusk", tmp_path / "bad.safetensors", "--download", words="damaged")


def test_names_of_tensors_are_never_paths(add, tmp_path):
    key = "../../../etc/passwd"
    tensors, place = {}, 0
    for name, (rows, columns) in pair(key, 3072, 3072, rank=1).items():
        end = place + rows * columns * 2
        tensors[name] = {"dtype": "BF16", "shape": [rows, columns], "data_offsets": [place, end]}
        place = end
    (tmp_path / "odd.safetensors").write_bytes(pack_header(json.dumps(tensors), place))
    before = sorted(tmp_path.rglob("*"))

    code, _ = add(tmp_path / "odd.safetensors")

    assert code == 0
    after = (path for path in tmp_path.rglob("*") if "home" not in path.parts)
    assert sorted(after) == before


# Repositories


def test_a_repository_brings_its_file_and_its_words(add, home):
    code, answer = add("artist/dusk", "--download")

    assert code == 0
    (card,) = answer["loras"]
    assert card["trigger_words"] == ["ohwx dusk"]
    assert card["source"].endswith("dusk.safetensors")
    assert files(home) == ["dusk.safetensors"]


def test_one_of_several_files_is_asked_for_by_its_name(add, refused, hub):
    hub.repositories["artist/two"] = Repository({"a.safetensors": LORA, "b.safetensors": LORA})

    error = refused("artist/two", "--download", words="has 2 files")
    assert "--file: " in error["hint"]
    assert "a.safetensors" in error["hint"]
    refused("artist/two", "--download", "--file", "c.safetensors", words="none of them")

    code, answer = add("artist/two", "--download", "--file", "b.safetensors")
    assert (code, len(answer["loras"])) == (0, 1)


REPOSITORIES = {
    "gated": (Repository({"a.safetensors": LORA}, gated=True), "artist/gated"),
    "private": (Repository({"a.safetensors": LORA}, private=True), "artist/private"),
    "empty": (Repository({}), "artist/empty"),
    "without": (Repository({"README.md": b"words", "w.bin": b"x"}), "artist/without"),
    "disabled": (Repository({"a.safetensors": LORA}, disabled=True), "artist/disabled"),
    "gone": (None, "artist/gone"),
}


@pytest.mark.parametrize("kind", REPOSITORIES)
def test_a_repository_that_gives_nothing_is_a_sentence(refused, hub, kind):
    repository, name = REPOSITORIES[kind]
    if repository is not None:
        hub.repositories[name] = repository

    refused(name, "--download", words="")


@pytest.mark.parametrize("access", ["none", "awaiting", "rejected"])
def test_a_gated_repository_says_what_is_missing(refused, hub, access, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    hub.repositories["artist/gated"] = Repository(
        {"a.safetensors": LORA}, gated=True, access=access
    )

    error = refused("artist/gated", "--download", words="artist/gated")

    assert TOKEN not in json.dumps(error)


def test_a_site_that_is_not_there_is_a_sentence(refused, hub):
    hub.listening = False
    refused("artist/dusk", "--download", words="")
    hub.listening = True


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(body=b"<html>log in", media_type="text/html"), "members only"),
        (Reply(body=b"<html>" + bytes(len(LORA) - 6)), "web page"),
        (Reply(body=LORA[:-9] + b"overwrite"), "not the file"),
        (Reply(body=b"PK\x03\x04" + bytes(len(LORA) - 4)), "pickle"),
        (Reply(body=LORA[:-9]), "damaged"),
    ],
)
def test_what_comes_in_place_of_the_file_is_not_kept(refused, hub, reply, words):
    hub.spoil["cdn"] = [lambda _, whole: whole, instead(reply)]
    refused("artist/dusk", "--download", words=words)


def test_a_page_that_came_once_does_not_stand_in_the_way_of_the_file(refused, add, hub):
    page = Reply(body=b"<html>log in", media_type="text/html")
    hub.spoil["cdn"] = [lambda _, whole: whole, instead(page)]
    refused("artist/dusk", "--download", words="members only")

    assert add("artist/dusk", "--download")[0] == 0


# Links


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(body=b"<html>log in", media_type="text/html"), "web page"),
        (Reply(body=b"<!doctype html><p>soon"), "web page"),
        (Reply(status=302, headers={"Location": "https://192.168.1.1/x.safetensors"}), ""),
        (Reply(status=302, headers={"Location": "http://169.254.169.254/latest"}), ""),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), ""),
        (Reply(status=404), ""),
        (Reply(status=403), ""),
    ],
)
def test_what_is_behind_a_link_and_is_no_lora_is_refused(refused, reply, words):
    with FileHost() as host:
        host.answers["/dusk.safetensors"] = reply
        refused(f"{host.url}/dusk.safetensors", "--download", words=words)


@pytest.mark.parametrize(
    "link",
    [
        "https://192.168.1.1/x.safetensors",
        "file:///etc/passwd",
        "http://example.com/x.safetensors",
        "https://name:word@host/x.safetensors",
        "ftp://host/x.safetensors",
    ],
)
def test_an_address_that_nothing_is_fetched_from_is_refused(refused, link):
    refused(link, "--download", words="")


# Disk and company


def test_a_disk_that_is_full_in_the_middle_keeps_no_card(add, home, tmp_path, capsys):
    with small(tmp_path / "disk", "500k") as disk, FileHost() as host:
        (home / "data").mkdir(parents=True)
        (home / "config").mkdir()
        run(["loras", "--json"])
        capsys.readouterr()
        settings = next(iter(home.rglob("settings.json")), home / "config" / "settings.json")
        settings.write_text(json.dumps({"loras_folder": str(disk)}))
        host.answers["/dusk.safetensors"] = Reply(pieces=[LORA[:300_000], LORA[300_000:]])

        code, answer = add(f"{host.url}/dusk.safetensors", "--download")

        assert code == 3
        assert "the disk is full" in answer["error"]["message"]
        assert answer["error"]["hint"]
        run(["loras", "--json"])
        assert json.loads(capsys.readouterr().out)["loras"] == []
        assert list(disk.glob("*.safetensors")) == []


def test_two_programs_at_one_file_make_one_card_of_it(home, hub, environment):
    hub.piece, hub.drip_s = 16 * 1024, 0.05
    app = App(home, environment)
    first = app.start("loras", "add", "artist/dusk", "--download")
    hub.wait_for("dusk.safetensors", 400_000)  # its header, and some of it
    first.send_signal(signal.SIGSTOP)  # so that it cannot end before the other one has asked

    code, answer = app.json("loras", "add", "artist/dusk", "--download")
    hub.drip_s = 0
    first.send_signal(signal.SIGCONT)
    out, err = first.communicate(timeout=50)

    assert (first.returncode, code) == (0, 2), (out, err)
    assert "already being downloaded" in answer["error"]["message"]
    assert len(app.json("loras")[1]["loras"]) == 1
    assert files(home) == ["dusk.safetensors"]
