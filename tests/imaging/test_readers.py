"""Other programs' readers find in a picture what we wrote for them, and every pixel as it was."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import Recipe, encode_recipe
from flux2studio.core.request import GenerationRequest, LoraUse, ReferenceImage
from flux2studio.imaging.codec import open_picture
from flux2studio.imaging.extras import Extras, extras_of
from flux2studio.imaging.metadata import embed, read_recipe
from tests.imaging.corpus import encoded, photo, png_chunk, with_png_chunk, write
from tests.imaging.exif_tool import exiftool
from tests.imaging.test_a1111_text import parse
from tests.imaging.test_metadata import EXIF, PICTURES, riff, segment

FORMS = ["png", "jpeg", "webp"]
REQUEST = GenerationRequest(
    prompt="ein Tal — 谷 🏔, quiet", loras=(LoraUse(source="a/ink"),), seed=7
)
RECIPE = Recipe(
    id="one",
    job_id="job",
    index=0,
    created_at=datetime(2026, 11, 20, 15, 42, tzinfo=UTC),
    backend="practice",
    request=REQUEST,
    width=96,
    height=64,
    app_version="1.2",
)
EXTRAS = extras_of(RECIPE)
SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
XMP_NAME = b"http://ns.adobe.com/xap/1.0/\0"
THEIRS = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    b'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="the service"/></rdf:RDF>'
    b"</x:xmpmeta>"
)


def told(data):
    return embed(data, encode_recipe(RECIPE), EXTRAS)


def parameters_of(picture):
    """As stable-diffusion-webui reads them, here with Pillow in place of piexif."""
    if "parameters" in picture.info:
        return picture.info["parameters"]
    comment = picture.getexif().get_ifd(0x8769)[0x9286]
    assert comment.startswith(b"UNICODE\0")
    return comment[8:].decode("utf-16-be")


@pytest.mark.parametrize("kind", PICTURES)
def test_pixels_recipe_and_the_validating_decoder_are_as_ever(tmp_path, kind):
    path = write(tmp_path, "picture", told(PICTURES[kind]))

    assert read_recipe(path) == RECIPE
    assert open_picture(path).info.format == kind.split()[0]
    with Image.open(path) as now, Image.open(BytesIO(PICTURES[kind])) as before:
        assert now.tobytes() == before.tobytes()


@pytest.mark.parametrize("form", FORMS)
def test_pillow_and_a_parser_of_parameters_read_how_it_was_made(form):
    with Image.open(BytesIO(told(PICTURES[form]))) as picture:
        said = parse(parameters_of(picture))

    assert said["prompt"] == REQUEST.prompt
    assert (said["Seed"], said["Steps"], said["Size"]) == ("7", "28", "96x64")


@pytest.mark.parametrize("form", FORMS)
def test_an_xml_reader_finds_the_mark_of_the_iptc(form):
    with Image.open(BytesIO(told(PICTURES[form]))) as picture:
        data = picture.info["xmp"]

    root = ET.fromstring(data)
    (about,) = root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description")
    iptc = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
    assert about.get(iptc) == SOURCE


def test_a_picture_made_from_others_is_called_a_composite():
    reference = ReferenceImage(sha256="a" * 64, name="fox.jpg", width=1, height=1)
    edited = replace(RECIPE, request=replace(REQUEST, references=(reference,)))
    resting = replace(reference, enabled=False)
    plain = replace(RECIPE, request=replace(REQUEST, references=(resting,)))

    assert b"compositeWithTrainedAlgorithmicMedia" in extras_of(edited).xmp
    assert b"composite" not in extras_of(plain).xmp


@pytest.mark.parametrize("kind", PICTURES)
def test_exiftool_reads_all_of_it_and_finds_no_fault(tmp_path, kind):
    suffix = {"png": "png", "jpeg": "jpg", "webp": "webp"}[kind.split()[0]]
    said = exiftool(write(tmp_path, f"picture.{suffix}", told(PICTURES[kind])))

    assert said["XMP:DigitalSourceType"] == SOURCE
    assert said["XMP:Description"] == REQUEST.prompt
    assert said["XMP:CreatorTool"] == "flux2studio 1.2"
    if kind not in ("jpeg exif", "webp alpha"):  # which hold EXIF of a service
        text = said.get("PNG:Parameters") or said["EXIF:UserComment"]
        assert parse(text)["prompt"] == REQUEST.prompt
    assert "ExifTool:Error" not in said
    assert "ExifTool:Warning" not in said


@pytest.mark.parametrize("kind", PICTURES)
def test_telling_twice_is_telling_once(kind):
    later = replace(RECIPE, request=replace(REQUEST, prompt="later"))

    twice = embed(told(PICTURES[kind]), encode_recipe(later), extras_of(later))

    assert twice == embed(PICTURES[kind], encode_recipe(later), extras_of(later))


def test_latin_letters_go_where_the_oldest_readers_look():
    plain = replace(RECIPE, request=replace(REQUEST, prompt="Café"))

    data = embed(PICTURES["png"], encode_recipe(plain), extras_of(plain))

    assert b"tEXtparameters\0Caf\xe9\n" in data
    assert b"iTXtparameters\0" in told(PICTURES["png"])
    assert data.index(b"iTXtflux2studio") < data.index(b"tEXtparameters") < data.index(b"IDAT")


# What a service wrote stays


def test_the_words_of_a_service_in_a_png_stay(tmp_path):
    data = with_png_chunk(PICTURES["png"], b"tEXt", b"parameters\0theirs\nSteps: 4, Seed: 1")
    data = with_png_chunk(data, b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + THEIRS)
    data = with_png_chunk(data, b"caBX", b"\0\0\0\x20jumb content credentials")

    result = told(data)

    with Image.open(BytesIO(result)) as picture:
        assert picture.info["parameters"] == "theirs\nSteps: 4, Seed: 1"
        assert b'xmp:CreatorTool="the service"' in picture.info["xmp"]
        assert SOURCE.encode() in picture.info["xmp"]
    assert png_chunk(b"caBX", b"\0\0\0\x20jumb content credentials") in result


def test_the_words_of_a_service_in_a_jpeg_stay():
    plain = PICTURES["jpeg"]
    credentials = segment(0xEB, b"JP\0\x01content credentials")
    exif, xmp = segment(0xE1, b"Exif\0\0" + EXIF[6:]), segment(0xE1, XMP_NAME + THEIRS)

    result = told(plain[:2] + exif + xmp + credentials + plain[2:])

    assert exif in result
    assert credentials in result
    assert result.count(XMP_NAME) == 1
    with Image.open(BytesIO(result)) as picture:
        assert b"the service" in picture.info["xmp"]
        assert SOURCE.encode() in picture.info["xmp"]


def test_the_words_of_a_service_in_a_webp_stay():
    chunk = b"XMP " + len(THEIRS).to_bytes(4, "little") + THEIRS + b"\0" * (len(THEIRS) % 2)
    data = riff(PICTURES["webp alpha"][12:] + chunk + b"C2PA\x04\0\0\0abcd")

    result = told(data)

    assert b"C2PA\x04\0\0\0abcd" in result
    assert result.count(b"XMP ") == 1
    with Image.open(BytesIO(result)) as picture:
        assert b"the service" in picture.info["xmp"]
        assert SOURCE.encode() in picture.info["xmp"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("theirs", [b"", b"<x", b"\0" * 40_000, THEIRS * 30])
def test_a_broken_packet_of_a_service_stays_alone(form, theirs):
    data = {
        "png": lambda: with_png_chunk(
            PICTURES["png"], b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + theirs
        ),
        "jpeg": lambda: (
            PICTURES["jpeg"][:2] + segment(0xE1, XMP_NAME + theirs) + PICTURES["jpeg"][2:]
        ),
        "webp": lambda: encoded(photo(), "webp", xmp=theirs),
    }[form]()

    result = told(data)

    assert theirs in result
    assert SOURCE.encode() not in result or theirs == b""


@settings(max_examples=300)
@given(
    kind=st.sampled_from(sorted(PICTURES)),
    places=st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=6),
    length=st.integers(0, 10_000),
)
def test_hostile_bytes_of_a_service_give_a_picture_or_a_sentence(kind, places, length):
    data = bytearray(told(PICTURES[kind]).replace(b'xmptk="flux2studio"', b'xmptk="another one"'))
    for at, value in places:
        data[at % min(len(data), 2_000)] = value

    with suppress(PictureError):
        assert told(bytes(data[: max(length, 12)]))


# Limits


@pytest.mark.parametrize("letter", ["a", "雪", "🏔", "<", "a\n"])
@pytest.mark.parametrize("form", FORMS)
def test_a_prompt_of_any_length_leaves_a_whole_picture(tmp_path, form, letter):
    long = replace(RECIPE, request=replace(REQUEST, prompt=letter * 200_000))
    path = write(tmp_path, "p", embed(PICTURES[form], encode_recipe(long), extras_of(long)))

    assert read_recipe(path) == long
    with Image.open(path) as picture:
        picture.load()
        said = parse(parameters_of(picture))
        assert SOURCE.encode() in picture.info["xmp"]
    assert said["Seed"] == "7"
    assert said["prompt"].startswith(letter.strip())


def test_settings_too_long_for_a_segment_are_cut_and_the_picture_stays_whole(tmp_path):
    extras = Extras(parameters="x" * 200_000, xmp=EXTRAS.xmp + b" " * 70_000)

    path = write(tmp_path, "p.jpg", embed(PICTURES["jpeg"], b"{}", extras))

    with Image.open(path) as picture:
        picture.load()
        assert "xmp" not in picture.info
        assert parameters_of(picture) == "x" * (len(parameters_of(picture)))
