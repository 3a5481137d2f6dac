"""However facts and other records enter a card, no word of the artist's is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_aliases import by_source, same_weights, sources
from flux2studio.core.lora_facts import LoraFacts, edited, merged
from flux2studio.core.lora_fields import FIELDS, LISTS, has_scales_in_order
from flux2studio.core.lora_union import joined, refused, united
from tests.core.lora_cards import cards, edits, facts

few = settings(max_examples=40, deadline=None)  # a card takes hundreds of draws

SCALES = {"default_scale", "scale_low", "scale_high"}


def words(lora, names=FIELDS):
    """What the artist wrote on a card."""
    return {name: getattr(lora, name) for name in lora.own if name in names}


@few
@given(cards(), facts())
def test_facts_replace_nothing_that_the_artist_wrote(lora, said):
    after = merged(lora, said)

    assert words(after).items() >= words(lora).items()
    assert (after.id, after.source, after.name) == (lora.id, lora.source, lora.name)


@few
@given(cards(), facts())
def test_the_same_facts_twice_are_the_same_as_once(lora, said):
    once = merged(lora, said)

    assert merged(once, said) == once


def test_a_range_that_the_scale_lies_outside_of_brings_its_own_scale():
    lora = Lora(source="owner/ink", name="Ink", default_scale=0.0, scale_high=1.5)
    said = LoraFacts(origin="x", default_scale=1.5, scale_low=1.0)

    once = merged(lora, said)

    assert once.default_scale == 1.5
    assert merged(once, said) == once


@few
@given(cards(), facts())
def test_what_the_artist_typed_in_another_tool_counts_as_the_artists(lora, said):
    after = merged(lora, said)

    for name in said.from_artist - set(lora.own):
        told = getattr(said, name)
        assert getattr(after, name) == (tuple(dict.fromkeys(told)) if name in LISTS else told)
        assert name in after.own


@few
@given(cards(), facts())
def test_facts_leave_every_place_and_the_scale_within_its_range(lora, said):
    after = merged(lora, said)

    assert {*lora.places, *said.places} <= set(after.places)
    assert has_scales_in_order(after)


@pytest.mark.parametrize(
    "wrong",
    [{"rating": 9}, {"scale_low": -1.0}, {"scale_high": float("nan")}, {"notes": "x" * 50_000}],
)
def test_a_fact_that_no_card_may_have_is_left_out(wrong):
    lora = Lora(source="owner/ink", name="Ink")

    assert merged(lora, LoraFacts(origin="x", **wrong)) == lora


def test_a_scale_from_elsewhere_gives_way_to_the_range_that_looks_good():
    lora = merged(Lora(source="owner/ink", name="Ink"), LoraFacts(origin="x", scale_high=0.8))

    assert (lora.default_scale, lora.scale_high) == (0.8, 0.8)


def test_the_artists_scale_does_not_give_way_to_a_range_from_elsewhere():
    mine = edited(Lora(source="owner/ink", name="Ink"), default_scale=1.2)

    after = merged(mine, LoraFacts(origin="x", scale_high=0.8))

    assert (after.default_scale, after.scale_high) == (1.2, None)


@few
@given(cards(), edits())
def test_an_edit_is_the_artists_own_and_stays(lora, changes):
    after = edited(lora, **changes)

    for name, value in changes.items():
        assert getattr(after, name) == (tuple(dict.fromkeys(value)) if name in LISTS else value)
        assert name in after.own or getattr(lora, name) == getattr(after, name)
    assert edited(after, **changes) == after


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rating", 6),
        ("rating", -1),
        ("rating", 2.5),
        ("rating", True),
        ("default_scale", float("inf")),
        ("default_scale", 4.1),
        ("scale_low", float("nan")),
        ("scale_high", -0.1),
        ("notes", "x" * 20_001),
        ("name", "  "),
        ("name", None),
        ("base", "SDXL"),
        ("page", "javascript:alert(1)"),
        ("page", "https://"),
        ("commercial", "yes"),
        ("favourite", None),
        ("references", 11),
        ("tags", "ink"),
        ("tags", ["x" * 201]),
        ("tags", [str(number) for number in range(201)]),
        ("preview", "../../etc/passwd"),
        ("pair", ("a" * 64,)),
        ("pair", ("a" * 64, "")),
    ],
)
def test_an_edit_that_does_not_fit_is_refused_with_its_field(field, value):
    with pytest.raises(LoraError) as refusal:
        edited(Lora(source="owner/ink", name="Ink"), **{field: value})

    assert refusal.value.field == field
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scale_low": 0.9, "scale_high": 0.5}, "scale_low"),
        ({"scale_low": 1.2}, "default_scale"),
        ({"scale_high": 0.5}, "default_scale"),
        ({"default_scale": 0.1, "scale_low": 0.2}, "default_scale"),
    ],
)
def test_the_scale_must_lie_in_its_range(changes, field):
    with pytest.raises(LoraError) as refusal:
        edited(Lora(source="owner/ink", name="Ink"), **changes)

    assert refusal.value.field == field


@pytest.mark.parametrize("field", ["id", "source", "sha256", "own", "places", "added_at"])
def test_what_is_not_the_artists_to_write_cannot_be_edited(field):
    with pytest.raises(TypeError, match=field):
        edited(Lora(source="owner/ink", name="Ink"), **{field: "x"})


def test_words_are_cleaned_as_they_are_kept():
    lora = edited(
        Lora(source="owner/ink", name="Ink"),
        name="  Ink \n wash ",
        tags=(" ink", "ink", "", "wash\x00"),
        notes="one\r\ntwo\x00\ud800",
    )

    assert (lora.name, lora.tags, lora.notes) == ("Ink wash", ("ink", "wash"), "one\ntwo")


@few
@given(cards(), cards())
def test_uniting_loses_no_word_of_mine(mine, other):
    after = united(mine, other)

    for name, value in words(mine).items():
        kept = getattr(after, name)
        assert set(value) <= set(kept) if name in LISTS else kept == value
    assert (after.id, after.source) == (mine.id, mine.source)
    assert after.added_at == min(mine.added_at, other.added_at)
    assert has_scales_in_order(after)


@few
@given(cards(), cards())
def test_a_word_of_the_others_gets_in_or_is_told_of(mine, other):
    after = united(mine, other)
    told = refused(after, other)

    for name, value in words(other).items():
        kept = getattr(after, name)
        got_in = set(value) <= set(kept) if name in LISTS else kept == value
        assert got_in or name in told


@few
@given(cards(), cards())
def test_uniting_twice_is_the_same_as_once(mine, other):
    once = united(mine, other)

    assert united(once, other) == once
    assert united(mine, mine) == mine


@few
@given(cards(), cards())
def test_which_card_comes_first_matters_only_where_both_have_words(one, two):
    there, back = united(one, two), united(two, one)

    for name in (FIELDS - SCALES) & (set(one.own) ^ set(two.own)):
        assert getattr(there, name) == getattr(back, name)
    for name in LISTS & set(one.own) & set(two.own):
        assert set(getattr(there, name)) == set(getattr(back, name))
    assert set(sources(there)) == set(sources(back))
    assert set(there.own) - SCALES == set(back.own) - SCALES


@few
@given(cards(), cards())
def test_uniting_two_cards_of_one_library_keeps_every_word_of_both(mine, other):
    after = joined(mine, other)

    for name in LISTS:
        assert {*getattr(mine, name), *getattr(other, name)} == set(getattr(after, name))
    for card in (mine, other):
        assert card.notes in after.notes
        assert "description" not in card.own or card.description in after.description
    assert {*sources(mine), *sources(other)} <= set(sources(after))
    assert joined(after, other) == after


@few
@given(st.lists(cards(), max_size=4))
def test_every_card_is_found_by_the_source_in_use(loras):
    unique = list({lora.source: lora for lora in loras}.values())

    found = by_source(unique)

    assert all(found[lora.source] is lora for lora in unique)


def test_notes_that_only_one_of_two_cards_calls_its_own_are_kept_with_the_others():
    mine = Lora(source="owner/ink", name="Ink", notes="from the file")
    other = Lora(source="owner/twin", name="Ink", notes="loud colours", own=("notes",))

    after = joined(mine, other)

    assert "from the file" in after.notes
    assert "loud colours" in after.notes


def test_the_hash_of_the_weights_tells_twins_apart_from_copies_with_other_words():
    one = Lora(source="/a", name="a", sha256="a" * 64, autov3="c" * 64)
    edited_header = replace(one, id="2", source="/b", sha256="b" * 64)
    never_hashed = Lora(source="/c", name="c")
    other = replace(one, id="3", source="/d", sha256="d" * 64, autov3="d" * 64)

    assert same_weights([one, edited_header, never_hashed, other]) == [(one, edited_header)]
