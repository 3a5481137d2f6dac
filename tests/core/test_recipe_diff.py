"""What differs between recipes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.cropping import Crop
from flux2studio.core.recipe_diff import differences, word_changes
from flux2studio.core.request import LoraUse, ReferenceImage
from tests.storage.samples import make_recipe


def changed(recipe, **changes):
    return replace(recipe, request=replace(recipe.request, **changes))


def test_what_is_the_same_is_not_told():
    recipe = make_recipe()

    assert differences([recipe, recipe]) == ()
    assert differences([recipe]) == ()
    assert differences([]) == ()


def test_what_differs_is_told_for_each_picture_in_the_order_of_the_form():
    first = make_recipe()
    second = changed(first, prompt="another", seed=9, loras=(LoraUse(source="a/ink", scale=0.5),))
    third = replace(second, cost_usd=0.05)

    told = differences([first, second, third])

    assert [one.field for one in told] == ["prompt", "loras", "seed", "cost"]
    assert told[1].values[1:] == ("a/ink 0.50", "a/ink 0.50")
    assert told[3].values[2] == "$0.0500"


def test_two_references_of_one_name_are_two():
    hat = ReferenceImage(sha256="a" * 64, name="hat.png", width=8, height=8)
    first = changed(make_recipe(), references=(hat,))
    second = changed(first, references=(replace(hat, sha256="b" * 64),))

    (only,) = differences([first, second])

    assert only.values == ("hat.png (aaaaaa)", "hat.png (bbbbbb)")


def test_a_lora_that_rests_makes_no_difference():
    first = changed(make_recipe(), loras=())
    second = changed(first, loras=(LoraUse(source="a/ink", enabled=False),))

    assert differences([first, second]) == ()


def test_the_words_that_changed_are_marked_as_whole():
    first, second = "a red coat in the snow", "a blue coat in deep snow"

    gone, come = word_changes(first, second)

    assert [first[span.start : span.end] for span in gone] == ["red", "the"]
    assert [second[span.start : span.end] for span in come] == ["blue", "deep"]


@given(st.text(max_size=200), st.text(max_size=200))
def test_marks_lie_within_their_prompt_and_apart(first, second):
    for text, spans in zip((first, second), word_changes(first, second), strict=True):
        ends = 0
        for span in spans:
            assert ends <= span.start < span.end <= len(text)
            ends = span.end


@given(st.text(max_size=200))
def test_a_prompt_has_no_changes_from_itself(prompt):
    assert word_changes(prompt, prompt) == ((), ())


def test_a_crop_is_told_from_the_whole_picture():
    whole = ReferenceImage(sha256="a" * 64, name="hat.png", width=800, height=600)
    half = replace(whole, crop=Crop(x=0.5, y=0, width=0.5, height=1))
    first = changed(make_recipe(), references=(whole,))
    (found,) = differences([first, changed(first, references=(half,))])

    assert found.values == ("hat.png", "hat.png (400 × 600 at 400, 0)")
