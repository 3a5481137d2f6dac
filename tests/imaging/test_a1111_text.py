"""The parameters text, read by a parser written from stable-diffusion-webui's own expressions."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.models import read_catalogue
from flux2studio.core.request import LoraUse
from flux2studio.imaging.a1111_text import is_ours, parameters_text
from flux2studio.paths import resource
from tests.storage.samples import make_recipe

CATALOGUE = read_catalogue(resource("models.json").read_bytes())
_PAIR = re.compile(r'\s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)')


def parse(text):
    """As ``parse_generation_parameters`` in modules/infotext_utils.py of version 1.10."""
    *lines, last = text.strip().split("\n")
    if len(_PAIR.findall(last)) < 3:
        lines.append(last)
        last = ""
    parts, negative = {"prompt": [], "negative": []}, False
    for line in map(str.strip, lines):
        negative = negative or line.startswith("Negative prompt:")
        parts["negative" if negative else "prompt"].append(line.removeprefix("Negative prompt:"))
    values = {
        key: json.loads(value) if value.startswith('"') else value.strip()
        for key, value in _PAIR.findall(last)
    }
    return {name: "\n".join(said).strip() for name, said in parts.items()} | values


def recipe(**request):
    made = make_recipe(app_version="1.2")
    return replace(made, request=replace(made.request, **request))


def test_another_programs_parser_reads_how_a_picture_was_made():
    said = parse(
        parameters_text(
            recipe(
                model="local/klein-base-4b",
                prompt="a fox, in the snow\nat dawn: blue",
                negative_prompt='text, "signs"',
                seed=42,
                loras=(
                    LoraUse(source="a/ink", name="Ink: wash, soft", scale=0.8),
                    LoraUse(source="b/plain", scale=1.0),
                    LoraUse(source="c/off", enabled=False),
                ),
            ),
            {"a/ink": "0123456789abcdef" * 4}.get,
            CATALOGUE.model("local/klein-base-4b"),
        )
    )

    assert said == {
        "prompt": "a fox, in the snow\nat dawn: blue",
        "negative": 'text, "signs"',
        "Steps": "28",
        "CFG scale": "2.5",
        "Seed": "42",
        "Size": "512x768",
        "Model": "FLUX.2 klein 4B base",
        "Lora hashes": "Ink wash soft: 0123456789ab",
        "Lora weights": "Ink wash soft: 0.8, plain: 1",
        "Version": "flux2studio 1.2",
    }


def test_what_a_model_does_not_take_is_not_told():
    text = parameters_text(
        recipe(model="fal/flux-2/turbo", negative_prompt="text", loras=()),
        model=CATALOGUE.model("fal/flux-2/turbo"),
    )

    said = parse(text)
    assert "Steps" not in said
    assert said["negative"] == ""
    assert said["Seed"] == "7"
    assert "Lora hashes" not in said


@given(prompt=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_prompt_leaves_the_settings_readable(prompt):
    said = parse(parameters_text(recipe(prompt=prompt)))

    assert (said["Seed"], said["Size"]) == ("7", "512x768")
    assert "\0" not in said["prompt"]


@given(name=st.text(min_size=1))
def test_any_name_of_a_lora_leaves_the_settings_readable(name):
    loras = (LoraUse(source="a/b", name=name),)

    said = parse(parameters_text(recipe(loras=loras), lambda source: "f" * 64))

    assert said["Version"] == "flux2studio 1.2"
    assert said["Lora hashes"].endswith(": " + "f" * 12)


@pytest.mark.parametrize("text", ["", "a fox\nSteps: 20, Sampler: Euler a, Version: v1.10.1"])
def test_the_text_of_another_program_is_told_from_ours(text):
    assert not is_ours(text)
    assert is_ours(parameters_text(recipe()))


@pytest.mark.parametrize(
    "source",
    [
        r"C:\Users\ada\loras\ink.safetensors",
        "/home/ada/loras/ink.safetensors",
        "https://ada.example/ink.safetensors?token=ada",
    ],
)
def test_where_a_lora_lies_and_what_opens_it_is_not_told(source):
    said = parameters_text(recipe(loras=(LoraUse(source=source),)), lambda source: "f" * 64)

    assert "ink.safetensors" in said
    assert "ada" not in said
