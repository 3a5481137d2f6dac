"""A sentence of the lower layers: English at once, and whole enough to be told anew."""

import pickle

import pytest

from flux2studio.core.errors import StudioError
from flux2studio.core.phrase import Phrase, packed, phrase, plural, plural_forms, unpacked


def test_a_phrase_is_its_english_text_with_the_values_in_it():
    said = phrase("The key of {service} was refused.", service="fal")

    assert said == "The key of fal was refused."
    assert (said.template, said.values) == (
        "The key of {service} was refused.",
        {"service": "fal"},
    )


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 picture of 9 is gone"),
        (0, "0 pictures of 9 are gone"),
        (3, "3 pictures of 9 are gone"),
    ],
)
def test_a_count_chooses_the_plural_form(count, said):
    assert phrase("%n picture(s) of {all} (is|are) gone", n=count, all=9) == said


def test_a_long_count_has_separators_where_they_are_asked_for():
    assert plural("%Ln entr(y|ies)", 1204) == "1,204 entries"


def test_the_forms_are_told_with_the_count_still_open():
    assert plural_forms("Used (once|%n times)") == ("Used once", "Used %n times")


def test_an_error_hands_its_phrase_on_whole():
    error = StudioError(phrase("“{name}” is empty.", name="a.png"))

    assert isinstance(str(error), Phrase)
    assert f"{error}" == "“a.png” is empty."


def test_braces_in_a_text_without_values_stay():
    assert phrase("Write fields as {prompt}.") == "Write fields as {prompt}."


@pytest.mark.parametrize(
    "said",
    [
        phrase("%n of {what}", n=2, what=phrase("the {kind}", kind="rest")),
        phrase("{size:.1f} GB", size=1.25),
        phrase("plain"),
    ],
)
def test_a_phrase_comes_whole_through_a_pipe_and_a_pickle(said):
    for come in (unpacked(packed(said)), pickle.loads(pickle.dumps(said))):
        assert isinstance(come, Phrase)
        assert (come, come.template, come.number) == (said, said.template, said.number)
        assert come.values == said.values


def test_a_plain_text_goes_through_a_pipe_as_it_is():
    assert unpacked(packed("“a” is empty.")) == "“a” is empty."


def test_a_name_that_is_no_text_does_not_stop_the_pipe():
    assert packed(phrase("“{name}” is empty.", name="a\udc80")).isprintable() is False
    assert unpacked(packed(phrase("“{name}”", name="a\udc80"))) == "“a\\udc80”"


def test_what_only_looks_packed_is_shown_as_it_is():
    assert unpacked("\x1e[broken") == "[broken"
