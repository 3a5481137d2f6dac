"""The request as data: kinds of LoRA sources, seeds, JSON."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import Recipe, decode_recipe, encode_recipe
from flux2studio.core.request import (
    SEED_MAX,
    Acceleration,
    GenerationRequest,
    ImageFormat,
    LoraKind,
    LoraUse,
    ReferenceImage,
    Size,
    draw_seed,
    lora_kind,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]))

requests = st.builds(
    GenerationRequest,
    prompt=TEXT,
    references=st.lists(
        st.builds(
            ReferenceImage,
            sha256=st.just("0" * 64),
            name=TEXT,
            width=st.integers(1, 9999),
            height=st.integers(1, 9999),
            enabled=st.booleans(),
        )
    ).map(tuple),
    loras=st.lists(
        st.builds(LoraUse, source=TEXT, name=TEXT, scale=st.floats(0, 4), enabled=st.booleans())
    ).map(tuple),
    size=st.builds(Size, width=st.integers(1, 4096), height=st.integers(1, 4096)),
    count=st.integers(1, 4),
    seed=st.none() | st.integers(1, SEED_MAX),
    guidance=st.floats(0, 20),
    acceleration=st.sampled_from(Acceleration),
    format=st.sampled_from(ImageFormat),
)


def recipe(request):
    return Recipe(
        id="job-0",
        job_id="job",
        index=0,
        created_at=datetime(2026, 11, 20, tzinfo=UTC),
        backend="practice",
        request=request,
        width=64,
        height=64,
    )


@given(requests)
def test_a_recipe_survives_json(request):
    assert decode_recipe(encode_recipe(recipe(request))) == recipe(request)


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"id": 7}'])
def test_something_else_is_no_recipe(data):
    with pytest.raises(PictureError):
        decode_recipe(data)


def dated(moment):
    return encode_recipe(recipe(GenerationRequest())).replace(b"2026-11-20T00:00:00Z", moment)


@pytest.mark.parametrize(
    "moment",
    [b"0001-01-01T00:00:00", b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-12:00"],
)
def test_a_moment_that_no_clock_can_show_is_none_of_a_picture(moment):
    with pytest.raises(PictureError):
        decode_recipe(dated(moment))


def test_a_moment_without_a_place_is_one_of_greenwich():
    """What is compared and shown may not differ from what is sorted by."""
    found = decode_recipe(dated(b"2026-11-20T18:45:00"))

    assert found.created_at == datetime(2026, 11, 20, 18, 45, tzinfo=UTC)


def test_a_recipe_without_a_bottom_is_none():
    with pytest.raises(PictureError):
        decode_recipe(b'{"request":{"references":' + b"[" * 100_000)


@given(st.binary())
def test_no_bytes_break_the_reader(data):
    with pytest.raises(PictureError):
        decode_recipe(data)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("owner/name", LoraKind.REPOSITORY),
        ("black-forest-labs/FLUX.2-dev-lora_1", LoraKind.REPOSITORY),
        ("https://example.org/ink.safetensors", LoraKind.URL),
        ("/home/ana/ink.safetensors", LoraKind.FILE),
        (r"C:\loras\ink.safetensors", LoraKind.FILE),
        ("ink", LoraKind.UNKNOWN),
        ("../../etc/passwd", LoraKind.UNKNOWN),
        ("a/../b", LoraKind.UNKNOWN),
        ("file:///etc/passwd", LoraKind.UNKNOWN),
        ("owner/name/extra", LoraKind.UNKNOWN),
        ("", LoraKind.UNKNOWN),
    ],
)
def test_a_source_is_told_by_its_form(source, kind):
    assert lora_kind(source) is kind


def test_a_drawn_seed_leaves_room_for_every_picture():
    assert all(1 <= draw_seed(4) <= SEED_MAX - 3 for _ in range(200))
