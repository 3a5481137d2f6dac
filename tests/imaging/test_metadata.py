"""A recipe goes into a picture file and comes back; the pixels and all else stay as they were."""

from __future__ import annotations

import json
import os
import struct
import time
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import Recipe, encode_recipe
from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.imaging.codec import open_picture
from flux2studio.imaging.metadata import embed, read_recipe, read_recipe_json
from tests.imaging.corpus import encoded, photo, png_chunk, with_png_chunk, write

FORMS = ["png", "jpeg", "webp"]
EXIF = Image.Exif().tobytes()
GHOST = photo().convert("RGBA")
GHOST.putalpha(Image.linear_gradient("L").resize(GHOST.size))
PICTURES = {
    "png": encoded(photo(), "png"),
    "jpeg": encoded(photo(), "jpeg"),
    "webp": encoded(photo(), "webp"),
    "webp lossless": encoded(photo(), "webp", lossless=True),
    "webp odd": encoded(photo(31, 17), "webp"),
    "webp alpha": encoded(photo().convert("RGBA"), "webp", exif=EXIF),
    "webp lossless alpha": encoded(GHOST, "webp", lossless=True),
    "jpeg progressive": encoded(photo(), "jpeg", progressive=True),
    "jpeg exif": encoded(photo(), "jpeg", exif=EXIF),
}
RECIPE = Recipe(
    id="one",
    job_id="job",
    index=0,
    created_at=datetime(2026, 11, 20, 15, 42, tzinfo=UTC),
    backend="practice",
    request=GenerationRequest(prompt="ein Tal — 谷 🏔", loras=(LoraUse(source="a/b"),), seed=7),
    width=96,
    height=64,
)


@pytest.mark.parametrize("kind", PICTURES)
def test_a_recipe_comes_back_from_the_file(tmp_path, kind):
    path = write(tmp_path, "picture", embed(PICTURES[kind], encode_recipe(RECIPE)))

    assert read_recipe(path) == RECIPE


@pytest.mark.parametrize("kind", PICTURES)
def test_every_pixel_stays_as_it_was(kind):
    data = embed(PICTURES[kind], encode_recipe(RECIPE))

    with Image.open(BytesIO(data)) as now, Image.open(BytesIO(PICTURES[kind])) as before:
        assert now.mode == before.mode
        assert now.tobytes() == before.tobytes()


@pytest.mark.parametrize("kind", PICTURES)
def test_the_validating_decoder_takes_the_result(tmp_path, kind):
    path = write(tmp_path, "picture", embed(PICTURES[kind], encode_recipe(RECIPE)))

    assert open_picture(path).info.format == kind.split()[0]


@pytest.mark.parametrize("kind", PICTURES)
def test_qt_shows_the_result_with_the_same_pixels(kind):
    from PySide6.QtGui import QImage

    with_recipe = QImage.fromData(embed(PICTURES[kind], encode_recipe(RECIPE)))

    assert not with_recipe.isNull()
    assert with_recipe == QImage.fromData(PICTURES[kind])


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prompt=st.text(st.characters(exclude_categories=["Cs"])), size=st.integers(0, 200_000))
def test_any_text_of_any_length_comes_back(tmp_path, form, prompt, size):
    recipe = json.dumps({"prompt": prompt, "more": "é" * size}, ensure_ascii=False).encode()

    path = write(tmp_path, f"p.{form}", embed(PICTURES[form], recipe))

    assert read_recipe_json(path) == recipe


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.binary(max_size=3000), second=st.binary(max_size=150_000))
def test_a_second_recipe_takes_the_place_of_the_first(tmp_path, form, first, second):
    twice = embed(embed(PICTURES[form], first), second)

    assert twice == embed(PICTURES[form], second)
    assert read_recipe_json(write(tmp_path, "p", twice)) == second


def test_a_png_keeps_its_other_chunks_in_their_order(tmp_path):
    data = with_png_chunk(PICTURES["png"], b"caBX", b"\0\0\0\x20jumb content credentials")
    data = with_png_chunk(data, b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta/>")
    data += b"trailing bytes"

    result = embed(data, b"{}")

    ours = png_chunk(b"iTXt", b"flux2studio\0\0\0\0\0{}")
    assert result.replace(ours, b"") == data
    assert result.index(ours) < result.index(b"IDAT")


def test_a_jpeg_keeps_its_other_segments_in_their_order():
    foreign = segment(0xEB, b"JP\0\x01content credentials") + segment(0xEA, b"somebody else's")
    plain = PICTURES["jpeg exif"]
    data = plain[:2] + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>") + foreign + plain[2:]

    result = embed(data, b"{}")

    ours = segment(0xEA, b"flux2studio\0\0\x01\0\x01{}")
    assert result.replace(ours, b"") == data


def test_a_webp_keeps_its_other_chunks():
    plain = PICTURES["webp alpha"]
    data = riff(plain[12:] + b"XMP \x05\0\0\0<x/>!\0" + b"C2PA\x04\0\0\0abcd")

    result = embed(data, b"{}")

    assert result == riff(data[12:] + b"F2ST\x02\0\0\0{}")


def test_exif_and_icc_are_still_found_by_others():
    data = embed(PICTURES["jpeg exif"], b"x" * 200_000)

    with Image.open(BytesIO(data)) as picture:
        assert "exif" in picture.info


@pytest.mark.parametrize("form", ["gif", "bmp", "tiff"])
def test_another_format_is_refused(form):
    with pytest.raises(PictureError, match="cannot be put"):
        embed(encoded(photo(), form), b"{}")


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("share", range(0, 100, 7))
def test_a_cut_picture_gives_bytes_or_a_sentence_never_a_crash(kind, share):
    data = PICTURES[kind][: len(PICTURES[kind]) * share // 100]

    assert bytes_or_sentence(data)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(sorted(PICTURES)),
    places=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6),
    length=st.integers(0, 10_000),
)
def test_hostile_bytes_in_the_head_end_in_a_sentence(tmp_path, kind, places, length):
    data = bytearray(embed(PICTURES[kind], encode_recipe(RECIPE)))
    for at, value in places:
        data[at % min(len(data), 900)] = value
    path = write(tmp_path, "hostile", bytes(data[: max(length, 12)]))

    outcome = recipe_or_sentence(path)

    assert isinstance(outcome, Recipe) or "“hostile”" in outcome or "recipe" in outcome


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "huge.png",
            b"\x89PNG\r\n\x1a\n"
            + struct.pack(">I4s", 0x7FFFFFFF, b"iTXt")
            + b"flux2studio\0\0\0\0\0",
        ),
        (
            "many.png",
            b"\x89PNG\r\n\x1a\n" + (struct.pack(">I4s", 0, b"tEXt") + b"\0\0\0\0") * 50_000,
        ),
        ("part.jpg", b"\xff\xd8\xff\xea\x00\x12flux2studio\0\0\1\0\2" + b"\xff\xd9"),
        ("short.jpg", b"\xff\xd8\xff\xea\x00\x10flux2studio\0\0\1" + b"\xff\xd9"),
        ("negative.jpg", b"\xff\xd8\xff\xea\x00\x00" + b"\xff\xd9"),
        ("lie.webp", b"RIFF\xff\xff\xff\xffWEBPF2ST\xff\xff\xff\xff"),
    ],
)
def test_a_lying_length_is_refused_quickly(tmp_path, name, data):
    path = write(tmp_path, name, data)
    start = time.perf_counter()

    with pytest.raises(PictureError):
        read_recipe(path)

    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "recipe",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{}", b'{"x":' + b"[" * 100_000, b'{"id": 3}'],
)
def test_a_recipe_of_rubbish_is_refused(tmp_path, form, recipe):
    path = write(tmp_path, f"p.{form}", embed(PICTURES[form], recipe))

    with pytest.raises(PictureError, match="recipe"):
        read_recipe(path)


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_of_somebody_else_has_no_recipe(tmp_path, kind):
    with pytest.raises(PictureError, match="“theirs” has no recipe in it"):
        read_recipe(write(tmp_path, "theirs", PICTURES[kind]))


def test_a_recipe_of_a_newer_version_with_more_in_it_is_read(tmp_path):
    richer = json.loads(encode_recipe(RECIPE)) | {"mood": "calm", "version": 2}
    path = write(tmp_path, "p.png", embed(PICTURES["png"], json.dumps(richer).encode()))

    assert read_recipe(path) == replace(RECIPE, version=2)


@pytest.mark.parametrize("form", ["png", "jpeg"])
def test_only_the_head_of_a_file_is_read(tmp_path, form):
    data = embed(PICTURES[form], encode_recipe(RECIPE))
    whole = len(encode_recipe(RECIPE)) + 1500
    path = write(tmp_path, f"p.{form}", data[:whole])
    assert whole < len(data)

    assert read_recipe(path) == RECIPE


def test_a_folder_and_a_pipe_are_refused_at_once(tmp_path):
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.png")
        with pytest.raises(PictureError):
            read_recipe(tmp_path / "pipe.png")
    with pytest.raises(PictureError):
        read_recipe(tmp_path)


def recipe_or_sentence(path: Path) -> Recipe | str:
    try:
        return read_recipe(path)
    except PictureError as error:
        return str(error)


def bytes_or_sentence(data: bytes) -> bytes | str:
    try:
        return embed(data, b"{}")
    except PictureError as error:
        return str(error)


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def riff(chunks: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks
