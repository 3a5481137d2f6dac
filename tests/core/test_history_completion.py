"""What the search line offers while one types."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.history_completion import SHOWN_MAX, VALUES_MAX, complete, written
from flux2studio.core.history_query import FIELDS, Field, parse

NAMES = {
    Field.TAG: ["ink", "ink wash", "old paper"],
    Field.LORA: ["Ink wash", "a, b"],
    Field.ALBUM: ["Winter", "Winter/Harbour"],
    Field.BACKEND: ["aimlapi", "fal", "local"],
}


def values(field, part):
    return [name for name in NAMES.get(field, []) if part.casefold() in name.casefold()]


def offered(line, at=None):
    """The whole line as it would be after each completion."""
    found = complete(line, len(line) if at is None else at, values)
    return [line[: one.start] + one.text + line[one.end :] for one in found]


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("ra", ["rating:"]),
        ("-RA", ["-rating:"]),
        ("fox da", ["fox date:"]),
        ("tag:", ["tag:=ink", 'tag:"ink wash"', 'tag:"old paper"']),
        ("tag:pap", ['tag:"old paper"']),
        ('tag:"old pa', ['tag:"old paper"']),
        ("tag:fox,pap", ['tag:fox,"old paper"']),
        ("-tag:pap", ['-tag:"old paper"']),
        ("backend:l", ["backend:local", "backend:aimlapi", "backend:fal"]),
        ("lora:a,", ['lora:a,"Ink wash"', 'lora:a,"a, b"']),
        ("album:har", ["album:Winter/Harbour"]),
        ("date:last", ["date:last-week", "date:last-month", "date:last-year"]),
        ("is:un", ["is:undecided", "is:unrated"]),
        ("rating:>", ["rating:>=4", "rating:>=3"]),
        ("label:r", ["label:red"]),
        ("cost:f", ["cost:free"]),
        ("seed:1", []),
        ("wash", ['tag:"ink wash"', 'lora:"Ink wash"']),
        ("-wash", ['-tag:"ink wash"', '-lora:"Ink wash"']),
        ('"wash', []),
        ("is:rated", []),
    ],
)
def test_what_is_begun_is_completed(line, lines):
    assert offered(line) == lines


@pytest.mark.parametrize(
    ("line", "at", "first"),
    [
        ("tag:pap fox", 7, 'tag:"old paper" fox'),
        ("tag:pap,b fox", 7, 'tag:"old paper",b fox'),
        ('tag:"pap x" fox', 8, 'tag:"old paper" fox'),
        ("fox  snow", 4, "fox rating: snow"),
    ],
)
def test_the_rest_of_the_line_stays(line, at, first):
    assert offered(line, at)[0] == first


def test_nothing_is_offered_inside_a_word():
    assert offered("rating", 3) == []


def test_an_empty_line_offers_fields_and_says_what_they_are():
    found = complete("", 0, values)

    assert len(found) == SHOWN_MAX
    assert all(one.hint and one.shown.endswith(":") for one in found)


@pytest.mark.parametrize("name", ["ink", "ink wash", "a,b", "=odd", ">x", "x>0.5y"])
def test_a_name_is_written_so_that_it_is_read_again(name):
    for text in (written(name), written(name, [name, f"{name} two"])):
        (term,) = parse(f"tag:{text}", date(2026, 11, 20)).terms
        assert [value.text for value in term.values] == [name]


def test_a_name_that_is_part_of_another_is_meant_whole():
    assert written("ink", ["ink", "ink wash"]) == "=ink"
    assert written("ink", ["INK", "paper"]) == "ink"
    assert written("ink", ["x"] * VALUES_MAX) == "=ink"


@given(st.text(max_size=20) | st.sampled_from(FIELDS).map("{}:".format), st.integers(-3, 25))
def test_nothing_that_can_be_typed_breaks_the_completion(line, at):
    for one in complete(line, at, values):
        assert 0 <= one.start <= one.end <= len(line)
