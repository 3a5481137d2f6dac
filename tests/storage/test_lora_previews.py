"""Pictures of cards: kept whole, found by their hash, thrown away only when nobody names them."""

from __future__ import annotations

import hashlib
import io
import os
import threading

import pytest
from PIL import Image

from flux2studio.core.errors import PictureError, StorageError
from flux2studio.services.pictures import PictureService
from flux2studio.storage.lora_previews import LoraPreviews

AN_HOUR_AGO = 1_000_000_000  # long ago, in seconds


def jpeg(colour, size=(64, 48)):
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data" / "lora-previews"


@pytest.fixture
def previews(folder):
    return LoraPreviews(folder)


def test_a_picture_is_kept_under_its_hash(previews, folder):
    data = jpeg("red")

    sha256 = previews.keep(data)

    assert sha256 == hashlib.sha256(data).hexdigest()
    assert previews.path(sha256) == folder / f"{sha256}.jpg"
    assert previews.path(sha256).read_bytes() == data
    assert previews.has(sha256)
    assert previews.all() == [sha256]


def test_the_same_picture_is_there_once_and_never_written_again(previews, folder):
    sha256 = previews.keep(jpeg("red"))
    before = previews.path(sha256).stat().st_ino

    assert previews.keep(jpeg("red")) == sha256

    assert previews.path(sha256).stat().st_ino == before
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg/>", b"\xff\xd8\xff" + bytes(3 * 2**20)]
)
def test_only_a_small_jpeg_is_kept(previews, folder, data):
    with pytest.raises(PictureError):
        previews.keep(data)

    assert not folder.exists()


@pytest.mark.parametrize("name", ["", "x", "../" * 10 + "etc/passwd", "A" * 64, "0" * 63, "0" * 65])
def test_what_is_no_hash_is_no_path(previews, name):
    with pytest.raises(PictureError):
        previews.path(name)
    assert not previews.has(name)


def test_only_old_pictures_that_no_record_names_are_thrown_away(previews, folder):
    named, orphan, young = (previews.keep(jpeg(colour)) for colour in ("red", "green", "blue"))
    for sha256 in (named, orphan):
        os.utime(previews.path(sha256), (AN_HOUR_AGO, AN_HOUR_AGO))
    (folder / "mine.jpg").write_bytes(b"the artist put it there")
    os.utime(folder / "mine.jpg", (AN_HOUR_AGO, AN_HOUR_AGO))

    assert previews.clear_out([named]) == 1

    assert previews.all() == sorted([named, young])
    assert not previews.has(orphan)
    assert (folder / "mine.jpg").exists()


def test_a_picture_that_is_kept_again_counts_as_young(previews):
    sha256 = previews.keep(jpeg("red"))
    os.utime(previews.path(sha256), (AN_HOUR_AGO, AN_HOUR_AGO))

    previews.keep(jpeg("red"))

    assert previews.clear_out([]) == 0


def test_without_a_folder_there_is_nothing_and_nothing_fails(previews):
    assert previews.all() == []
    assert previews.clear_out([]) == 0
    assert not previews.has("0" * 64)


def test_many_at_once_leave_whole_pictures_and_nothing_else(previews, folder):
    colours = ["red", "green", "blue", "white"]
    threads = [
        threading.Thread(target=lambda: [previews.keep(jpeg(colour)) for colour in colours])
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(previews.all()) == len(list(folder.iterdir())) == len(colours)
    for sha256 in previews.all():
        assert hashlib.sha256(previews.path(sha256).read_bytes()).hexdigest() == sha256


def test_a_disk_that_refuses_is_said_in_a_sentence(tmp_path):
    (tmp_path / "previews").write_bytes(b"a file where the folder should be")

    with pytest.raises(StorageError, match="could not be kept") as caught:
        LoraPreviews(tmp_path / "previews").keep(jpeg("red"))

    assert caught.value.hint


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "JPEG"])
def test_what_the_decoder_makes_of_a_strangers_picture_is_kept(previews, kind):
    frames = [Image.new("RGB", (1500, 900), colour) for colour in ("red", "blue")]
    buffer, decoder = io.BytesIO(), PictureService(processes=1)
    more = {"save_all": True, "append_images": frames[1:]} if kind in {"GIF", "WEBP"} else {}
    frames[0].save(buffer, kind, **more)

    try:
        sha256 = previews.keep(decoder.preview(buffer.getvalue()))
    finally:
        decoder.close()

    with Image.open(previews.path(sha256)) as kept:
        red, green, blue = kept.convert("RGB").getpixel((10, 10))
        assert (kept.format, max(kept.size)) == ("JPEG", 512)
    assert red > 200 > 60 > max(green, blue)  # the first frame
