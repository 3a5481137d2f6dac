"""The zip of a LoRA library: whole or not there, and hostile ones are refused in a sentence."""

from __future__ import annotations

import hashlib
import os
import struct
import zipfile
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flux2studio.core.errors import LoraError, StorageError
from flux2studio.core.lora import Lora, LoraSet
from flux2studio.core.request import LoraUse
from flux2studio.storage import lora_archive
from flux2studio.storage.lora_archive import (
    LoraArchive,
    NameTakenError,
    RemovedLora,
    open_archive,
    write_archive,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
INK = Lora(source="owner/ink", name="Ink 天", notes="rain\nfog", tags=("a",), own=("notes", "tags"))
WHOLE = LoraArchive(
    loras=(INK,),
    sets=(LoraSet(name="Rain", loras=(LoraUse(source="owner/ink"),)),),
    removed=(RemovedLora(lora=Lora(source="owner/old", name="old"), removed_at=NOON),),
    made_at=NOON,
)
JPEG = b"\xff\xd8\xff" + b"x" * 500


def read(path):
    with open_archive(path) as opened:
        return opened.read()


def zipped(path, entries):
    """Write a zip of (name or ZipInfo, data)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in entries:
            pack.writestr(name, data)
    return path


def library(**changes):
    raw = msgspec.json.decode(msgspec.json.encode(WHOLE))
    return msgspec.json.encode({**raw, **changes})


def test_what_is_written_reads_back_with_its_pictures(tmp_path):
    picture = tmp_path / "p.jpg"
    picture.write_bytes(JPEG)
    name = hashlib.sha256(JPEG).hexdigest()

    write_archive(tmp_path / "x.zip", WHOLE, {name: picture, "0" * 64: tmp_path / "gone.jpg"})

    assert read(tmp_path / "x.zip") == WHOLE
    with open_archive(tmp_path / "x.zip") as opened:
        assert opened.preview(name) == JPEG
        assert opened.preview("0" * 64) == b""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.jpg", "x.zip"]


def test_anybody_can_read_it_without_the_app(tmp_path):
    write_archive(tmp_path / "x.zip", WHOLE, {})

    with zipfile.ZipFile(tmp_path / "x.zip") as pack:
        found = msgspec.json.decode(pack.read("library.json"))

    assert (found["format"], found["version"]) == ("flux2studio LoRA library", 1)
    assert found["loras"][0]["notes"] == "rain\nfog"


def test_a_file_that_is_there_is_never_written_over(tmp_path):
    (tmp_path / "x.zip").write_text("mine")

    with pytest.raises(NameTakenError):
        write_archive(tmp_path / "x.zip", WHOLE, {})

    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_a_picture_that_is_another_by_now_is_left_out(tmp_path):
    (tmp_path / "p.jpg").write_bytes(JPEG + b"changed")
    name = hashlib.sha256(JPEG).hexdigest()

    write_archive(tmp_path / "x.zip", WHOLE, {name: tmp_path / "p.jpg"})

    with open_archive(tmp_path / "x.zip") as opened:
        assert opened.preview(name) == b""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_folder_that_cannot_be_written_is_said_so(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StorageError):
            write_archive(tmp_path / "x.zip", WHOLE, {})
    finally:
        tmp_path.chmod(0o700)


def linked(target):
    info = zipfile.ZipInfo("library.json")
    info.external_attr = 0o120777 << 16
    return (info, target)


HOSTILE = {
    "a name that leads out": [("library.json", library()), ("../../evil.txt", b"x")],
    "an absolute name": [("library.json", library()), ("/etc/cron.d/evil", b"x")],
    "a name of Windows": [("library.json", library()), ("C:\\evil.txt", b"x")],
    "a preview with a path for a name": [("previews/../../x.jpg", b"x")],
    "a link": [linked("/etc/passwd")],
    "other files": [("library.json", library()), ("readme.txt", b"x")],
    "no library": [(f"previews/{'a' * 64}.jpg", JPEG)],
    "no JSON": [("library.json", b"\x80\x02}q\x00.")],
    "a list": [("library.json", b"[]")],
    "another program's": [("library.json", library(format="other"))],
    "wrong types": [("library.json", library(loras=[{"source": 5, "name": []}]))],
    "a card without a source": [("library.json", library(loras=[{"name": "x"}]))],
    "a number for a time": [("library.json", library(made_at=[]))],
    "a card that is a number": [("library.json", library(loras=[1]))],
    "deep nesting": [("library.json", b'{"loras":' + b"[" * 200_000)],
    "text that is no text": [("library.json", b'{"format": "\xff"}')],
    "not a number": [("library.json", library().replace(b'"rating":0', b'"rating":NaN'))],
}


@pytest.mark.parametrize("entries", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_zip_is_refused_in_one_sentence(tmp_path, entries):
    path = zipped(tmp_path / "x.zip", entries)

    with pytest.raises(LoraError) as refusal:
        read(path)

    assert refusal.value.hint
    assert "\n" not in str(refusal.value)
    assert [item.name for item in tmp_path.iterdir()] == ["x.zip"]


def test_a_newer_version_says_what_to_do(tmp_path):
    path = zipped(tmp_path / "x.zip", [("library.json", library(version=2))])

    with pytest.raises(LoraError, match="newer version"):
        read(path)


def test_fields_of_a_later_version_do_no_harm(tmp_path):
    path = zipped(tmp_path / "x.zip", [("library.json", library(mood="calm"))])

    assert read(path) == WHOLE


def test_the_same_name_twice_is_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        path = zipped(tmp_path / "x.zip", [("library.json", library())] * 2)

    with pytest.raises(LoraError):
        read(path)


@pytest.mark.parametrize("how", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_is_packed_as_no_export_is_gets_a_sentence_damaged_or_not(tmp_path, how):
    path = tmp_path / "packed.zip"
    with zipfile.ZipFile(path, "w", how) as pack:
        pack.writestr("library.json", library())
    whole = path.read_bytes()
    path.write_bytes(whole.replace(whole[80:90], bytes(10)))

    with pytest.raises(LoraError, match="no export"):
        read(path)


def test_a_bomb_is_not_unpacked(tmp_path):
    path = zipped(tmp_path / "x.zip", [("library.json", bytes(lora_archive.LIBRARY_BYTES_MAX + 1))])
    assert path.stat().st_size < 2**20

    with pytest.raises(LoraError, match="more than"):
        read(path)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(tmp_path):
    path = zipped(tmp_path / "x.zip", [("library.json", bytes(50_000_000))])
    data = path.read_bytes().replace(struct.pack("<I", 50_000_000), struct.pack("<I", 1000))
    path.write_bytes(data)

    with pytest.raises(LoraError):
        read(path)


def test_more_records_than_a_library_has_are_refused_before_they_are_read(tmp_path):
    many = b",".join([b"1"] * (lora_archive.RECORDS_MAX + 1))
    text = library(loras=[]).replace(b'"loras":[]', b'"loras":[' + many + b"]")

    with pytest.raises(LoraError, match="more than"):
        read(zipped(tmp_path / "x.zip", [("library.json", text)]))


def test_a_large_preview_is_refused(tmp_path):
    name = f"previews/{'a' * 64}.jpg"
    path = zipped(tmp_path / "x.zip", [("library.json", library()), (name, bytes(3 * 2**20))])

    with open_archive(path) as opened, pytest.raises(LoraError):
        opened.preview("a" * 64)


def test_a_preview_that_is_not_what_its_name_says_is_left_out(tmp_path):
    name = f"previews/{'a' * 64}.jpg"
    path = zipped(tmp_path / "x.zip", [("library.json", library()), (name, JPEG)])

    with open_archive(path) as opened:
        assert opened.preview("a" * 64) == b""


@pytest.mark.parametrize("what", ["gone", "folder", "text", "empty", "pipe"])
def test_what_is_no_zip_is_refused(tmp_path, what):
    path = tmp_path / "x.zip"
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    elif what != "gone":
        path.write_text("hello" if what == "text" else "")

    with pytest.raises(LoraError) as refusal:
        read(path)

    assert refusal.value.hint


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_zip_with_any_bytes_changed_reads_whole_or_is_refused(tmp_path, data):
    path = tmp_path / "x.zip"
    if not path.exists():
        write_archive(path, WHOLE, {})
    good = path.read_bytes()
    bad = bytearray(good)
    for _ in range(data.draw(st.integers(1, 4))):
        bad[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    spoiled = tmp_path / "y.zip"
    spoiled.write_bytes(bad[: data.draw(st.integers(0, len(good)))])

    try:
        found = read(spoiled)
    except LoraError:
        return
    assert found == WHOLE
