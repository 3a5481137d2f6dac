"""LoRAs written into a prompt, as other programs have it (row 23)."""

from __future__ import annotations

import pytest

from flux2studio.core.lora_tags import meant, tags, without
from tests.ui.compose_parts import DUSK, INK, TEAL

CARDS = (INK, DUSK, TEAL)


@pytest.mark.parametrize(
    ("text", "name", "scale"),
    [
        ("<lora:Ink wash:0.8>", "Ink wash", 0.8),
        ("<LORA:ink_wash>", "ink_wash", None),
        ("<lora:ink-wash:0.8:1>", "ink-wash", 0.8),
        ("<lyco:sub/ink:1.5>", "sub/ink", 1.5),
        ("<lora:ink:strong>", "ink", None),
        ("<lora:ink:nan>", "ink", None),
    ],
)
def test_a_tag_has_a_name_and_a_scale(text, name, scale):
    (tag,) = tags(f"a fox {text}, snow")

    assert (tag.text, tag.name, tag.scale) == (text, name, scale)


@pytest.mark.parametrize("prompt", ["", "a < b", "<lora:>", "<lora:ink", "<b>ink</b>"])
def test_what_is_no_tag_is_text(prompt):
    assert list(tags(prompt)) == []


@pytest.mark.parametrize(
    ("prompt", "rest"),
    [
        ("a fox, <lora:ink:0.8>, snow", "a fox, snow"),
        ("<lora:ink:0.8>, a fox", "a fox"),
        ("a fox <lora:ink:0.8>", "a fox"),
        ("a <lora:ink:0.8> fox", "a fox"),
        ("<lora:ink:0.8>", ""),
    ],
)
def test_the_prompt_reads_on_without_the_tag(prompt, rest):
    (tag,) = tags(prompt)

    assert without(prompt, tag) == rest


@pytest.mark.parametrize(
    ("name", "card"),
    [
        ("Ink wash", INK),
        ("ink_wash", INK),
        ("INK-WASH.safetensors", INK),
        ("dusk", DUSK),
        ("styles/deep-teal", TEAL),
        ("deep_teal", TEAL),
        ("nobody", None),
    ],
)
def test_a_tag_means_the_card_of_that_name_or_file(name, card):
    (tag,) = tags(f"<lora:{name}:1>")

    assert meant(tag, CARDS) is card
