"""Marks, and what becomes of them; tags in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.history import (
    TAG_MAX,
    TAGS_MAX,
    Label,
    MarkChange,
    Marks,
    Pick,
    clean_name,
    clean_tag,
    sorted_tags,
)

MARKS = Marks(rating=3, pick=Pick.PICKED, label=Label.RED, tags=("a", "b"), albums=("1", "2"))


def test_a_change_touches_only_what_it_names():
    assert MarkChange().applied(MARKS) == MARKS
    assert MarkChange(rating=0).applied(MARKS).rating == 0
    assert MarkChange(pick=Pick.NONE).applied(MARKS).pick is Pick.NONE
    assert MarkChange(label=Label.NONE).applied(MARKS).label is Label.NONE
    assert MarkChange(rating=99).applied(MARKS).rating == 5


def test_tags_and_albums_are_added_and_taken_away_in_order():
    change = MarkChange(
        add_tags=("c", " A "), remove_tags=("B",), add_albums=("0",), remove_albums=("2", "9")
    )

    after = change.applied(MARKS)

    assert after.tags == ("a", "c")  # the case that is there stays
    assert after.albums == ("0", "1")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("  Red   coat\n", "Red coat"),
        ("a,b", "a b"),
        ("\x00\x1b[31m", "[31m"),
        ("half \ud83d", "half"),
        ("e\u0301te\u0301", "été"),
        ("می‌خواهم", "می‌خواهم"),  # with a joiner that means something
        ("👩‍👧", "👩‍👧"),
        (" , \t", ""),
        ("x" * 500, "x" * TAG_MAX),
    ],
)
def test_a_tag_is_one_short_line_without_commas(text, tag):
    assert clean_tag(text) == tag


def test_an_album_may_have_a_comma_in_its_name():
    assert clean_name(" Winter,\nHarbour ") == "Winter, Harbour"


@given(st.text())
def test_a_clean_tag_stays_as_it_is(text):
    tag = clean_tag(text)

    assert clean_tag(tag) == tag
    assert len(tag) <= TAG_MAX
    tag.encode()


def test_there_are_never_more_tags_than_a_hundred_nor_one_twice():
    tags = sorted_tags([*(f"tag {number}" for number in range(300)), "TAG 1"])

    assert len(tags) == TAGS_MAX
    assert tags == tuple(sorted(tags))
