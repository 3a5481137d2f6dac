"""What is no whole picture within the limits is refused, in one sentence with the file's name."""

from __future__ import annotations

import os
import random
import zlib
from pathlib import Path

import pytest
from PIL import Image

from flux2studio.core.errors import PictureError
from flux2studio.imaging.codec import open_picture
from flux2studio.imaging.formats import RESULT_PIXELS_MAX
from tests.imaging.corpus import bomb_png, encoded, photo, with_png_chunk, write


def refusal(path: Path, **options: int) -> PictureError:
    with pytest.raises(PictureError) as caught:
        open_picture(path, **options)
    assert is_one_sentence(caught.value, path.name)
    return caught.value


def picture_or_sentence(path: Path) -> str:
    try:
        return open_picture(path).image.mode
    except PictureError as error:
        return str(error)


def is_one_sentence(error: PictureError, name: str) -> bool:
    message = str(error)
    return name in message and message.endswith(".") and "\n" not in message and bool(error.hint)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("cat.txt", b"meow meow meow", "is not a picture"),
        ("empty.png", b"", "is empty"),
        ("drawing.svg", b'<?xml version="1.0"?>\n<svg xmlns=""/>', "an SVG drawing"),
        ("page.jpg", b"<!DOCTYPE html><html>", "a web page"),
        ("paper.pdf", b"%PDF-1.7", "a PDF document"),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a HEIC picture"),
        ("clip.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", "a video"),
        ("layers.psd", b"8BPS\0\1", "a Photoshop file"),
        ("head.png", b"\x89PNG\r\n\x1a\n", "is cut off"),
        ("head.jpg", b"\xff\xd8\xff\xe0", "is cut off"),
        ("lie.gif", b"GIF89a" + b"\0" * 40, "."),
        ("lie.tif", b"II*\0" + b"\xff" * 40, "."),
        ("lie.bmp", b"BM" + b"\xff" * 60, "."),
        ("lie.avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", "."),
    ],
)
def test_what_is_no_picture_is_refused_by_name(tmp_path, name, data, words):
    assert words in str(refusal(write(tmp_path, name, data)))


def test_the_sentence_uses_the_name_the_artist_knows(tmp_path):
    path = write(tmp_path, "4f3a9b", b"no picture")

    with pytest.raises(PictureError, match=r"^“holiday\.png” is not a picture\.$"):
        open_picture(path, name="holiday.png")


def test_a_hostile_name_stays_one_short_line(tmp_path):
    path = write(tmp_path, "x", b"no picture")

    with pytest.raises(PictureError) as caught:
        open_picture(path, name="a\nb\u202e" + "c" * 500)

    assert len(str(caught.value)) < 100
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("share", range(10, 100, 10))
@pytest.mark.parametrize("form", ["png", "jpeg", "webp"])
def test_a_picture_that_is_cut_off_is_refused(tmp_path, form, share):
    whole = encoded(photo(256, 192), form)
    path = write(tmp_path, f"cut.{form}", whole[: len(whole) * share // 100])

    error = refusal(path)

    assert str(error) == f"“cut.{form}” is cut off."


@pytest.mark.parametrize("missing", [1, 2, 12])
@pytest.mark.parametrize("form", ["png", "jpeg", "webp"])
def test_a_picture_without_its_last_bytes_is_refused(tmp_path, form, missing):
    path = write(tmp_path, f"cut.{form}", encoded(photo(256, 192), form)[:-missing])

    assert "is cut off" in str(refusal(path))


@pytest.mark.parametrize("form", ["gif", "tiff", "bmp", "avif"])
def test_half_a_picture_of_the_other_formats_is_refused(tmp_path, form):
    whole = encoded(photo(256, 192), form)

    refusal(write(tmp_path, f"half.{form}", whole[: len(whole) // 2]))


def test_a_png_without_its_end_chunk_is_refused(tmp_path):
    path = write(tmp_path, "endless.png", encoded(photo(), "png")[:-12])

    assert str(refusal(path)) == "“endless.png” is cut off."


@pytest.mark.parametrize("seed", range(20))
def test_a_flipped_byte_in_a_png_is_refused(tmp_path, seed):
    data = bytearray(encoded(photo(), "png"))
    data[random.Random(seed).randrange(8, len(data))] ^= 0x20

    refusal(write(tmp_path, "flipped.png", bytes(data)))


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("form", ["jpeg", "webp", "gif", "tiff", "avif", "bmp"])
def test_a_flipped_byte_elsewhere_gives_a_picture_or_a_sentence(tmp_path, form, seed):
    chance = random.Random(seed)
    data = bytearray(encoded(photo(), form))
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)

    outcome = picture_or_sentence(write(tmp_path, f"flipped.{form}", bytes(data)))

    assert outcome in ("RGB", "RGBA") or f"“flipped.{form}”" in outcome


def test_a_decompression_bomb_is_refused_as_a_result(tmp_path):
    data = bomb_png(12000)
    assert len(data) < 500_000

    error = refusal(write(tmp_path, "bomb.png", data), max_pixels=RESULT_PIXELS_MAX)

    assert str(error) == "“bomb.png” has 12000 × 12000 pixels; 64 megapixels is the limit."


def test_a_header_that_claims_nine_hundred_megapixels_is_refused(tmp_path):
    assert "200 megapixels is the limit" in str(
        refusal(write(tmp_path, "claim.png", bomb_png(30000, rows=1)))
    )


def test_a_picture_of_a_mad_length_is_refused(tmp_path):
    data = encoded(Image.new("1", (70_000, 1)), "png")

    assert "65535 a side is the limit" in str(refusal(write(tmp_path, "tape.png", data)))


def test_a_compressed_text_bomb_is_no_crash(tmp_path):
    bomb = b"Comment\0\0" + zlib.compress(bytes(80 * 2**20), 9)

    refusal(write(tmp_path, "text.png", with_png_chunk(encoded(photo(), "png"), b"zTXt", bomb)))


def test_a_folder_is_named_as_one(tmp_path):
    assert str(refusal(tmp_path)) == f"“{tmp_path.name}” is a folder."


@pytest.mark.skipif(os.name == "nt", reason="needs named pipes")
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")

    assert str(refusal(tmp_path / "pipe.png")) == "“pipe.png” is not a file."


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_a_device_is_refused():
    assert str(refusal(Path("/dev/zero"))) == "“zero” is not a file."


def test_a_missing_file_is_named(tmp_path):
    assert str(refusal(tmp_path / "gone.png")) == "“gone.png” is not there any more."


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_link_to_itself_is_refused(tmp_path):
    (tmp_path / "loop.png").symlink_to("loop.png")

    assert str(refusal(tmp_path / "loop.png")) == "“loop.png” cannot be opened."
