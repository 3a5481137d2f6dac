"""Finding LoRAs: words, fields, filters, counts and orders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.lora import Lora, LoraPlace, LoraSeen, PlaceKind
from flux2studio.core.lora_marks import Facet, State
from flux2studio.core.lora_query import Field, parse
from flux2studio.core.lora_search import Narrowing, Order, Shelf, Wish

INK = Lora(
    source="/loras/ink.safetensors",
    name="Ink wash",
    id="ink",
    added_at=datetime(2026, 1, 3, tzinfo=UTC),
    base="FLUX.2 dev",
    trigger_words=("inkwash style",),
    optional_words=("loose lines",),
    tags=("ink", "old paper"),
    collections=("Book",),
    notes="Best below 0.8",
    rating=5,
    favourite=True,
    licence="apache-2.0",
    commercial=True,
    sha256="a" * 64,
)
CLAY = Lora(
    source="atelier/studio-clay",
    name="Studio clay",
    id="clay",
    added_at=datetime(2026, 1, 2, tzinfo=UTC),
    base="FLUX.2 klein 4B",
    rating=3,
    edits=True,
    commercial=False,
)
TEAL = Lora(
    source="https://civitai.com/models/1?modelVersionId=2",
    name="deep Teal",
    id="teal",
    added_at=datetime(2026, 1, 1, tzinfo=UTC),
    missing=True,
    description="A quiet GRÜN forest",
    sha256="a" * 64,
)
SEEN = {
    CLAY.source: LoraSeen(runs=9, last_used=datetime(2026, 2, 1, tzinfo=UTC)),
    TEAL.source: LoraSeen(runs=2, last_used=datetime(2026, 3, 1, tzinfo=UTC)),
}


@pytest.fixture
def shelf():
    return Shelf.of([TEAL, INK, CLAY], SEEN, updates=frozenset({"clay"}))


def found(shelf, query="", base="", **filters):
    wish = Wish(query=query, base=base, filters={Facet(k): v for k, v in filters.items()})
    return [lora.id for lora in shelf.find(wish)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["ink", "clay", "teal"]),
        ("INK", ["ink"]),
        ("loose", ["ink"]),
        ("0.8 wash", ["ink"]),
        ("grün", ["teal"]),
        ("book", ["ink"]),
        ("atelier clay", ["clay"]),
        ('"inkwash style"', ["ink"]),
        ('"style loose"', []),  # two trigger words, not one phrase
        ("-ink", ["clay", "teal"]),
        ("base:klein4b", ["clay"]),
        ("base:FLUX.2-dev", ["ink"]),
        ("base:unknown", ["teal"]),
        ('tag:"old paper"', ["ink"]),
        ("rating:>=3", ["ink", "clay"]),
        ("rating:3", ["clay"]),
        ("rating:<3 -is:missing", []),
        ("licence:apache", ["ink"]),
        ("license:apache", ["ink"]),
        ("is:commercial", ["ink"]),
        ("is:noncommercial", ["clay"]),
        ("is:unclear", ["teal"]),
        ("is:missing", ["teal"]),
        ("is:favourite", ["ink"]),
        ("is:favorite", ["ink"]),
        ("is:duplicate", ["ink", "teal"]),
        ("is:update", ["clay"]),
        ("is:unused", ["ink"]),
        ("is:edit", ["clay"]),
        ("is:away", ["clay", "teal"]),
        ("in:book", ["ink"]),
        ("source:civitai", ["teal"]),
        ("source:huggingface", ["clay"]),
        ("trigger:inkwash", ["ink"]),
        ("https://civitai.com", ["teal"]),
        ("rating:lots", []),
        ("tag:", []),
    ],
)
def test_what_is_typed_finds(shelf, query, ids):
    assert found(shelf, query) == ids


def test_a_wrong_base_is_one_that_the_model_does_not_take(shelf):
    assert found(shelf, "is:wrong") == []
    assert found(shelf, "is:wrong", base="FLUX.2 dev") == ["clay"]
    assert found(shelf, state=["wrong"], base="FLUX.2 klein 4B") == ["ink"]


def test_filters_join_values_of_one_facet_and_narrow_by_the_next(shelf):
    wish = Wish(filters={Facet.BASE: ["FLUX.2 dev", "FLUX.2 klein 4B"]})
    assert [lora.id for lora in shelf.find(wish)] == ["ink", "clay"]
    assert found(shelf, rating=["3"]) == ["ink", "clay"]
    assert found(shelf, rating=["3"], rights=["yes"]) == ["ink"]
    assert found(shelf, "clay", rating=["3"], rights=["yes"]) == []


def test_a_count_says_how_many_a_value_would_show(shelf):
    counts = shelf.counts(Wish(filters={Facet.BASE: ["FLUX.2 dev"]}))

    assert counts[Facet.BASE, "FLUX.2 dev"] == 1
    assert counts[Facet.BASE, "FLUX.2 klein 4B"] == 1  # would be added
    assert counts[Facet.STATE, State.MISSING] == 0  # none of those for dev
    assert counts[Facet.TAG, "ink"] == 1


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        (Order.ADDED, ["ink", "clay", "teal"]),
        (Order.NAME, ["teal", "ink", "clay"]),
        (Order.LAST_USED, ["teal", "clay", "ink"]),
        (Order.MOST_USED, ["clay", "teal", "ink"]),
        (Order.RATING, ["ink", "clay", "teal"]),
    ],
)
def test_cards_stand_in_the_order_asked_for(shelf, order, ids):
    assert found(shelf.ordered(order)) == ids


def test_a_changed_card_is_found_by_what_it_says_now(shelf):
    after = shelf.changed([replace(CLAY, notes="for Maria")], gone=["teal"])

    assert found(after, "maria") == ["clay"]
    assert found(after) == ["ink", "clay"]
    assert found(after, "is:duplicate") == []  # its twin is gone
    assert found(shelf, "maria") == []


def test_what_is_used_and_updated_later_is_known_at_once(shelf):
    used = shelf.noted({INK.source: LoraSeen(runs=1)})

    assert found(used, "is:unused") == []
    assert found(shelf.updated(frozenset({"ink"})), "is:update") == ["ink"]


def test_a_downloaded_repository_is_on_this_computer_too(shelf):
    here = replace(CLAY, places=(LoraPlace(kind=PlaceKind.FILE, address="/data/x.safetensors"),))

    assert found(shelf.changed([here]), "is:away") == ["teal"]


@given(st.text(max_size=60))
def test_nothing_that_can_be_typed_breaks_the_search(text):
    assert isinstance(found(Shelf.of([INK, CLAY, TEAL]), text), list)


def test_unknown_fields_are_words():
    assert [(term.field, term.text) for term in parse("C:\\loras")] == [(Field.ANY, "c:\\loras")]


WORDS = ("ink", "-ink", "tag:ink", "is:edit", "rating:>=3", "base:klein", "-base:unk", '"old pa"')


@given(st.lists(st.sampled_from(WORDS), max_size=3), st.lists(st.integers(0, 30), max_size=30))
def test_what_is_typed_on_and_deleted_finds_what_the_whole_words_find(words, lengths):
    shelf, narrowing = Shelf.of([INK, CLAY, TEAL], SEEN), Narrowing()
    query = " ".join(words)

    for length in (*range(len(query) + 1), *lengths):
        wish = Wish(query=query[:length], base="FLUX.2 dev")
        assert narrowing.find(shelf, wish) == shelf.find(wish)


def test_a_card_that_comes_while_one_types_is_found():
    narrowing = Narrowing()
    narrowing.find(Shelf.of([INK]), Wish(query="s"))

    found = narrowing.find(Shelf.of([INK, CLAY]), Wish(query="st"))

    assert [lora.id for lora in found] == ["ink", "clay"]


def test_what_is_typed_under_other_filters_is_looked_for_among_all(shelf):
    narrowing = Narrowing()
    narrowing.find(shelf, Wish(query="i", filters={Facet.BASE: ("FLUX.2 dev",)}))

    found = narrowing.find(shelf, Wish(query="in"))

    assert found == shelf.find(Wish(query="in"))
