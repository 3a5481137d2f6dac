"""Marks in a file beside the picture: what others wrote there stays, and nothing is overwritten."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from flux2studio.core.errors import StorageError
from flux2studio.core.history import Album, Entry, Label, Marks, Pick
from flux2studio.imaging.xmp_read import Sidecar
from flux2studio.storage import sidecars
from tests.imaging.exif_tool import exiftool
from tests.storage.samples import make_generation

MARKS = Marks(rating=4, pick=Pick.PICKED, label=Label.GREEN, tags=("harbour", "雪"), albums=("b",))
LIGHTROOM = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
 xmp:Rating="2" crs:Exposure2012="+0.35"/></rdf:RDF></x:xmpmeta>"""


@pytest.fixture
def entry(tmp_path):
    return Entry(number=1, generation=make_generation(tmp_path), marks=MARKS)


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "fox.png"
    path.write_bytes(b"picture")
    return path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_marks_come_back_from_beside_the_picture(picture, entry):
    written = sidecars.write(picture, entry, ["Winter/Harbour", "Best"])

    sidecar, mtime_ns = sidecars.read(picture)

    wanted = replace(MARKS, albums=())
    assert sidecar == Sidecar(id=entry.id, marks=wanted, albums=("Best", "Winter/Harbour"))
    assert mtime_ns == written == (picture.parent / "fox.png.xmp").stat().st_mtime_ns
    assert names(picture.parent) == ["fox.png", "fox.png.xmp"]
    assert picture.read_bytes() == b"picture"


def test_two_pictures_of_one_name_do_not_share_their_marks(picture, entry):
    sidecars.write(picture, entry, [])

    assert sidecars.read(picture.with_name("fox.jpg")) == (None, 0)


def test_a_picture_without_marks_gets_no_file(picture, entry):
    assert sidecars.write(picture, replace(entry, marks=Marks()), []) == 0
    assert names(picture.parent) == ["fox.png"]


def test_marks_taken_back_are_taken_out_of_the_file_that_is_there(picture, entry):
    sidecars.write(picture, entry, ["Best"])

    sidecars.write(picture, replace(entry, marks=Marks()), [])

    sidecar, _ = sidecars.read(picture)
    assert sidecar == Sidecar(id=entry.id)


def test_what_another_program_wrote_stays(picture, entry):
    place = picture.with_name("fox.png.xmp")
    place.write_bytes(LIGHTROOM)

    sidecars.write(picture, entry, [])

    assert 'crs:Exposure2012="+0.35"' in place.read_text(encoding="utf-8")
    assert place.read_text(encoding="utf-8").count("xmp:Rating=") == 1
    assert names(picture.parent) == ["fox.png", "fox.png.xmp"]


def test_lightrooms_own_file_is_read_and_never_written(picture, entry):
    theirs = picture.with_name("fox.xmp")
    theirs.write_bytes(LIGHTROOM)

    before, _ = sidecars.read(picture)
    sidecars.write(picture, entry, [])
    after, _ = sidecars.read(picture)

    assert before is not None
    assert after is not None
    assert (before.marks.rating, after.marks.rating) == (2, 4)
    assert theirs.read_bytes() == LIGHTROOM
    assert b"+0.35" in picture.with_name("fox.png.xmp").read_bytes()


@pytest.mark.parametrize("junk", [b"no xmp", b"<a/>", b"<!DOCTYPE x []><x/>", b"<" * 2_000_000])
def test_a_file_that_is_no_xmp_is_kept_aside(picture, entry, junk):
    picture.with_name("fox.png.xmp").write_bytes(junk)
    assert sidecars.read(picture)[0] is None

    sidecars.write(picture, entry, [])

    aside = next(path for path in picture.parent.iterdir() if ".damaged-" in path.name)
    assert aside.read_bytes() == junk
    assert sidecars.read(picture)[0] is not None


def test_a_name_with_no_room_for_more_has_marks_all_the_same(tmp_path, entry):
    pictures = [tmp_path / f"{'雪' * 80}{'a' * more}.png" for more in (10, 11)]
    for picture in pictures:
        picture.write_bytes(b"")
    sidecars.write(pictures[0], entry, [])

    assert sidecars.read(pictures[0])[0] is not None
    assert sidecars.read(pictures[1]) == (None, 0)
    assert all(len(os.fsencode(name)) <= 255 for name in names(tmp_path))


def test_a_folder_in_its_place_is_a_sentence(picture, entry):
    picture.with_name("fox.png.xmp").mkdir()

    assert sidecars.read(picture) == (None, 0)
    with pytest.raises(StorageError, match="could not be saved"):
        sidecars.write(picture, entry, [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of Unix")
def test_a_pipe_in_its_place_holds_nobody_up(picture):
    os.mkfifo(picture.with_name("fox.png.xmp"))

    assert sidecars.read(picture) == (None, 0)


def test_an_album_is_named_from_the_top():
    albums = {
        "a": Album(id="a", name="Winter"),
        "b": Album(id="b", name="Harbour 1/2", parent="a"),
        "loop": Album(id="loop", name="Loop", parent="loop"),
    }

    assert sidecars.album_path(albums, "b") == "Winter/Harbour 1\u22152"
    assert sidecars.album_path(albums, "gone") == ""
    assert len(sidecars.album_path(albums, "loop")) < 100


def test_exiftool_reads_the_marks(picture, entry):
    sidecars.write(picture, entry, ["Winter/Harbour"])

    said = exiftool(picture.with_name("fox.png.xmp"))

    assert said["XMP:Rating"] == 4
    assert said["XMP:Label"] == "Green"
    assert said["XMP:Pick"] == 1
    assert said["XMP:Subject"] == ["harbour", "雪"]
    assert said["XMP:HierarchicalSubject"] == "Albums|Winter|Harbour"
