"""Names of references in a prompt, and what the model is told in their place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.prompt_names import (
    begun,
    cleaned,
    key,
    literal,
    mentions,
    name_of,
    name_problems,
    named,
    renamed,
    resolved,
    sent_text,
    unmentioned,
)
from flux2studio.core.request import GenerationRequest, ReferenceImage

LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)
NAMES = st.text(st.sampled_from("abéж谷-_1"), min_size=1, max_size=6).map(cleaned).filter(bool)
NAME_SETS = st.lists(NAMES, min_size=1, max_size=4, unique_by=key)


def reference(name, enabled=True, handle=""):
    return ReferenceImage(
        sha256="a" * 64, name=name, width=8, height=8, enabled=enabled, handle=handle
    )


VALLEY, PAPER = reference("valley.png"), reference("paper.jpg")


def request(prompt, *references):
    return GenerationRequest(prompt=prompt, references=references or (VALLEY, PAPER))


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("Paint @valley on @paper.", "Paint image 1 on image 2."),
        ("@Valley's light, (@PAPER)", "image 1's light, (image 2)"),
        ("a @valley-like place", "a image 1-like place"),
        ("me@valley.com", "me@valley.com"),
        ("a sign that says @@valley", "a sign that says @valley"),
        ("image 1 as typed, @ alone, @@", "image 1 as typed, @ alone, @@"),
        ("@valleys", "@valleys"),
        ("画像@valleyを描く", "画像image 1を描く"),
    ],
)
def test_a_name_is_sent_as_the_number_of_its_picture(typed, sent):
    assert sent_text(typed, (VALLEY, PAPER)) == sent


def test_a_name_keeps_its_meaning_where_the_order_changes_or_one_is_switched_off():
    assert sent_text("@paper", (PAPER, VALLEY)) == "image 1"
    assert sent_text("@paper", (replace(VALLEY, enabled=False), PAPER)) == "image 1"


def test_what_was_typed_is_kept_beside_what_is_sent():
    sent = resolved(request("paint @valley"))

    assert (sent.prompt, sent.typed_prompt) == ("paint image 1", "paint @valley")
    assert resolved(request("paint image 1")).typed_prompt == ""
    assert resolved(replace(request("@paper"), typed_prompt="{@paper}")).typed_prompt == "{@paper}"


def test_names_that_stand_for_no_picture_are_said():
    off = replace(PAPER, enabled=False)
    told = [str(each) for each in name_problems(request("@valley @paper @hat", VALLEY, off))]

    assert told == ["The reference “@paper” is switched off.", "There is no reference “@hat”."]
    assert [each.field for each in name_problems(request("@hat"))] == ["prompt"]
    assert not [*name_problems(request("@@hat, me@hat.org, @ hat"))]


def test_one_that_is_never_named_is_noticed_where_others_are():
    assert unmentioned(request("keep @valley")) == ("paper",)
    assert unmentioned(request("keep @valley, paper of image 2")) == ()
    assert unmentioned(request("no names at all")) == ()


def test_a_name_is_that_of_the_file_as_it_can_be_typed():
    assert name_of(reference("My Hat (final) 2.png")) == "My-Hat-final-2"
    assert name_of(reference("???.png")) == "picture"
    assert name_of(reference("cafe\u0301.png")) == "café"
    assert name_of(reference("valley.png", handle="hill")) == "hill"


def test_names_are_told_apart_by_numbers_that_stay_when_the_order_changes():
    first, second = named((VALLEY, reference("Valley.jpg")))

    assert (name_of(first), name_of(second)) == ("valley", "Valley-2")
    assert named((second, first)) == (second, first)


def test_the_name_being_typed_is_what_stands_before_the_cursor():
    assert begun("paint @va", 9) is not None
    assert begun("paint @", 7) is not None
    assert begun("paint @va ", 10) is None
    assert begun("me@va", 5) is None


@given(LETTERS)
def test_a_text_that_was_sent_is_sent_the_same_again(text):
    assert sent_text(literal(text), ()) == text


@given(NAME_SETS, st.lists(LETTERS, min_size=5, max_size=5), st.data())
def test_any_order_of_the_slots_tells_the_same_pictures(names, texts, data):
    """Whatever stands around them, each name becomes the number of its own picture."""
    references = [reference("x.png", handle=name) for name in names]
    order = data.draw(st.permutations(references))
    prompt = " ".join(f"{text} @{name}" for text, name in zip(texts, names, strict=False))
    around = [text for text in texts[: len(names)] if "@" not in text]
    if len(around) < len(names):
        return
    sent = sent_text(prompt, order)
    told = " ".join(
        f"{text} image {order.index(one) + 1}" for text, one in zip(texts, references, strict=False)
    )
    assert sent == told


@given(NAME_SETS, LETTERS)
def test_a_text_without_an_at_stays_as_it_is(names, text):
    text = text.replace("@", "")
    assert sent_text(text, [reference("x", handle=name) for name in names]) == text


@given(LETTERS, NAME_SETS)
def test_mentions_lie_in_the_text_in_order(text, names):
    end = 0
    for mention in mentions(f"{text}@{names[0]}", names):
        assert end <= mention.start < mention.end
        assert f"{text}@{names[0]}"[mention.start : mention.end] == f"@{mention.name}"
        end = mention.end


@given(NAME_SETS, NAMES)
def test_a_new_name_takes_the_place_of_the_old_one_everywhere(names, new):
    text = " ".join(f"@{name}," for name in names)
    changed = renamed(text, names[0], new, names)

    assert changed == text.replace(f"@{names[0]},", f"@{new},")


@given(LETTERS)
def test_a_name_made_from_any_file_can_be_typed(stem):
    name = name_of(reference(f"{stem}.png"))

    assert [each.name for each in mentions(f"@{name}", (name,))] == [name]
