"""The card of a repository: what it says is read, and nothing it can say does harm."""

from __future__ import annotations

import time

import pytest

from flux2studio.backends.lora_card import read_card
from flux2studio.core.lora_base import DEV, KLEIN_4B

CARD = """---
tags:
- text-to-image
- flux
- lora
- diffusers
- template:sd-lora
- ink
- watercolour
widget:
- text: a fox
  output:
    url: images/fox.png
- output:
    url: https://example.com/elsewhere.webp
base_model: black-forest-labs/FLUX.2-klein-4B
instance_prompt: ohwx ink, wet paper
license: other
license_name: flux-non-commercial
license_link: https://example.com/licence
pipeline_tag: text-to-image
---
# Ink

<Gallery />

Paint with **ink**. See [the page](https://example.com).

```py
pipe.load_lora_weights("artist/ink")
```

<p onclick="steal()">Made with <a href="javascript:x()">care</a>.</p>
![second](./images/second.jpg)
"""


def card(front, body=""):
    return read_card(f"---\n{front}\n---\n{body}", "ink", "artist").facts


def test_the_front_of_a_card_is_read():
    found = read_card(CARD, "ink", "artist")

    facts = found.facts
    assert facts.base == KLEIN_4B
    assert facts.trigger_words == ("ohwx ink", "wet paper")
    assert facts.licence == "flux-non-commercial"
    assert facts.commercial is None
    assert facts.tags == ("ink", "watercolour")
    assert (facts.edits, facts.references) == (None, 0)
    assert found.pictures == (
        "images/fox.png",
        "https://example.com/elsewhere.webp",
        "./images/second.jpg",
    )


def test_the_text_keeps_its_words_and_loses_its_markup():
    text = read_card(CARD, "ink", "artist").facts.description

    assert text.startswith("Ink\n\nPaint with ink. See the page.")
    assert "Made with care." in text
    assert not any(mark in text for mark in ("<", "onclick", "javascript", "**", "pipe."))


@pytest.mark.parametrize(
    ("licence", "commercial", "credit"),
    [
        ("apache-2.0", True, ""),
        ("mit", True, ""),
        ("cc-by-4.0", True, "ink by artist"),
        ("cc-by-nc-4.0", False, "ink by artist"),
        ("creativeml-openrail-m", True, ""),
        ("something-new", None, ""),
    ],
)
def test_a_licence_tells_whether_pictures_may_be_sold_only_where_that_is_known(
    licence, commercial, credit
):
    facts = card(f"license: {licence}")

    assert (facts.licence, facts.commercial, facts.credit) == (licence, commercial, credit)


def test_a_card_for_editing_says_that_it_needs_a_picture():
    facts = card("pipeline_tag: image-to-image\nbase_model: [x, black-forest-labs/FLUX.2-dev]")

    assert (facts.edits, facts.references, facts.base) == (True, 1, DEV)


def test_a_word_that_only_the_text_names_is_found():
    body = "## Trigger words\n\nYou should use `TOK style` to trigger the image generation.\n"

    assert card("license: mit", body).trigger_words == ("TOK style",)


@pytest.mark.parametrize(
    ("prompt", "words"), [("1997", ("1997",)), ("null", ()), ("2020-01-01", ("2020-01-01",))]
)
def test_a_prompt_that_yaml_takes_for_something_else_is_still_one(prompt, words):
    assert card(f"instance_prompt: {prompt}").trigger_words == words


LAUGHS = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ninstance_prompt: word"
MERGES = "a: &a {k1: 1, k2: 2}\nb: &b\n  <<: [*a, *a, *a]\ninstance_prompt: word"
HOSTILE = {
    "aliases": LAUGHS,
    "merges": MERGES,
    "itself": "a: &a [*a]\ninstance_prompt: word",
    "objects": "instance_prompt: !!python/object/apply:os.system ['true']",
    "broken": "a: [\ninstance_prompt: word",
    "no object": "- a\n- b",
    "deep": "a: " + "[" * 20_000,
    "deep blocks": "\n".join(" " * depth + "a:" for depth in range(300)),
    "large number": "instance_prompt: " + "9" * 50_000,
    "sixties": "instance_prompt: " + "1:" * 20_000 + "1",
    "bad date": "instance_prompt: 2020-99-99",
    "unhashable": "? [a]\n: b",
    "wrong types": "tags: {a: b}\nbase_model: 7\nlicense: [[x]]\nwidget: {output: 3}",
    "nul": "instance_prompt: a\0b",
    "many keys": "\n".join(f"k{number}: v" for number in range(5_000)),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_yaml_costs_its_own_words_and_nothing_else(kind):
    started = time.monotonic()

    facts = card(HOSTILE[kind], "The text stays.")

    assert time.monotonic() - started < 10
    assert facts.trigger_words == ()
    assert kind == "many keys" or "text stays" in (facts.description)


HUGE = {
    "a huge front": "---\n" + "a: b\n" * 2_000_000 + "---\nword",
    "a front without an end": "---\n" + "x" * 1_000_000,
    "open brackets": "[" * 500_000,
    "open tags": "<" * 500_000,
    "open images": "![" * 250_000,
    "open fences": "```\n" * 100_000,
    "stars to trigger": "use " + "*" * 200_000 + " to trigger",
    "half triggers": "use `a` " * 60_000,
    "image tags": "<img " * 100_000,
    "rules": "-" * 300_000 + "x",
    "titles": "# " * 200_000,
}


@pytest.mark.parametrize("kind", HUGE)
def test_a_huge_card_is_read_in_a_moment_and_cut(kind):
    started = time.monotonic()

    facts = read_card(HUGE[kind], "ink", "artist").facts

    assert time.monotonic() - started < 10
    assert len(facts.description) <= 4_000


def test_scripts_and_control_characters_do_not_come_through():
    body = "<script>alert(1)</script>\x1b[31mred\x07 <b>bold</b> &lt;i&gt; \u202ehidden"

    text = card("license: mit", body).description

    assert "<script" not in text
    assert "\x1b" not in text
    assert "bold" in text
