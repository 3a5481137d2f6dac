"""Presets: what of a form is kept, what becomes of another form, and files of anybody's."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.preset_file import FILE_MAX, decode, encode
from flux2studio.core.presets import (
    FIELDS,
    USUAL_PARTS,
    Preset,
    PresetError,
    PresetPart,
    applied,
    preset_of,
    unstyled,
)
from flux2studio.core.request import GenerationRequest, LoraUse, ReferenceImage, Size

DRAFT = GenerationRequest(
    model="fal/flux-2",
    prompt="a fox",
    references=(ReferenceImage(sha256="ab" * 32, name="valley.png", width=8, height=8),),
    loras=(LoraUse(source="/home/me/loras/ink.safetensors", name="Ink", scale=0.8),),
    size=Size(width=768, height=1024),
    seed=7,
    steps=40,
)
INK = Preset(
    name="Ink",
    parts=(PresetPart.PROMPT,),
    request=GenerationRequest(prompt="{prompt}, ink on wet paper"),
)
CLAY = Preset(
    name="Clay",
    parts=(PresetPart.PROMPT,),
    request=GenerationRequest(prompt="clay model of {prompt}"),
)
STYLES = (INK.style, CLAY.style)


def test_every_field_of_a_request_belongs_to_one_part():
    named = [field for fields in FIELDS.values() for field in fields]

    assert sorted([*named, "typed_prompt"]) == sorted(GenerationRequest.__dataclass_fields__)


def test_only_the_chosen_parts_are_kept_and_come_back():
    preset = preset_of("Portrait", DRAFT, {PresetPart.SIZE, PresetPart.LORAS})

    after = applied(preset, GenerationRequest(prompt="an owl", steps=12), ())

    assert preset.request.prompt == ""
    assert (after.size, after.loras) == (DRAFT.size, DRAFT.loras)
    assert (after.prompt, after.steps) == ("an owl", 12)


def test_references_and_the_seed_are_kept_only_when_asked_for():
    usual = preset_of("All", DRAFT, USUAL_PARTS)
    whole = preset_of("All", DRAFT, list(PresetPart))

    assert (usual.request.references, usual.request.seed) == ((), None)
    assert (whole.request.references, whole.request.seed) == (DRAFT.references, 7)


def test_a_style_goes_around_the_words_of_the_form():
    assert applied(INK, DRAFT, STYLES).prompt == "a fox, ink on wet paper"


def test_a_style_gives_way_to_another_and_is_not_put_on_twice():
    styled = applied(INK, DRAFT, STYLES)

    assert applied(INK, styled, STYLES) == styled
    assert applied(CLAY, styled, STYLES).prompt == "clay model of a fox"


def test_words_without_a_style_are_the_artists_own():
    assert unstyled("a fox", STYLES) == "a fox"
    assert unstyled("a fox, ink on wet paper", STYLES) == "a fox"
    assert unstyled("", ("{prompt}",)) == ""


@pytest.mark.parametrize(
    ("name", "parts", "field"), [("  ", USUAL_PARTS, "name"), ("Ink", (), "parts")]
)
def test_a_preset_without_a_name_or_a_part_is_refused(name, parts, field):
    with pytest.raises(PresetError) as refused:
        preset_of(name, DRAFT, parts)

    assert refused.value.field == field


def test_a_file_brings_presets_to_somebody_else_without_folders_and_references():
    preset = preset_of("Portrait", DRAFT, list(PresetPart))

    data = encode([preset])
    (taken,) = decode(data).presets

    assert b"/home/me" not in data
    assert b"valley.png" not in data
    assert taken.id != preset.id
    assert (taken.name, taken.request.size) == ("Portrait", DRAFT.size)
    assert taken.request.loras[0].source == "ink.safetensors"
    assert PresetPart.REFERENCES not in taken.parts


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "holds no presets"),
        (b"\x89PNG", "holds no presets"),
        (b"[" * 100_000, "holds no presets"),
        (b'{"kind": "other", "version": 1, "presets": []}', "holds no presets"),
        (b'{"kind": "flux2studio presets", "version": 99, "presets": []}', "newer version"),
        (b" " * (FILE_MAX + 1), "too large"),
    ],
)
def test_a_file_that_is_none_says_why(data, said):
    with pytest.raises(PresetError, match=said) as refused:
        decode(data)

    assert refused.value.hint


def test_a_broken_preset_is_left_out_and_the_others_are_taken():
    file = json.loads(encode([INK, CLAY, INK]))
    file["presets"][0]["request"]["steps"] = "many"
    file["presets"][1]["name"] = "\n"

    taken = decode(json.dumps(file).encode())

    assert [preset.name for preset in taken.presets] == ["Ink"]
    assert [problem.split(":")[0] for problem in taken.problems] == [
        "Preset 1 cannot be read",
        "Preset 2 is left out",
    ]


def test_texts_of_a_file_are_made_plain():
    dirty = replace(INK, request=replace(INK.request, prompt="a\u202e fox\x07 {prompt}"))

    (taken,) = decode(encode([dirty])).presets

    assert taken.request.prompt == "a fox {prompt}"


@given(st.binary(max_size=200))
def test_bytes_that_are_no_file_are_refused(data):
    with pytest.raises(PresetError):
        decode(data)
