"""An import adds and never replaces, and does nothing the second time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora, LoraPlace, PlaceKind
from flux2studio.core.lora_cleaning import cleaned
from flux2studio.core.lora_facts import edited
from flux2studio.core.lora_fields import FIELDS, LISTS
from flux2studio.core.lora_import_plan import RowState, arrivals
from tests.core.lora_cards import cards

few = settings(max_examples=40, deadline=None)
INK = Lora(source="/l/ink.safetensors", name="Ink", autov3="1" * 64, sha256="2" * 64)


def library(loras):
    """No two of one id or source: what a database would hold."""
    by_id = {lora.id: lora for lora in loras}
    return list({lora.source: lora for lora in by_id.values()}.values())


def after(mine, plan):
    found = {lora.id: lora for lora in mine}
    for each in plan:
        assert each.before is None or found[each.before.id] == each.before
        found[each.after.id] = each.after
    return list(found.values())


LIBRARIES = st.lists(cards(), max_size=4).map(library)


@few
@given(LIBRARIES, LIBRARIES)
def test_a_second_import_changes_nothing(mine, theirs):
    once = after(mine, arrivals(mine, [], theirs))
    again = arrivals(once, [], theirs)

    assert {each.row().state for each in again} <= {RowState.SAME}
    assert after(once, again) == once


@few
@given(LIBRARIES, LIBRARIES)
def test_no_source_is_there_twice_and_no_card_goes(mine, theirs):
    found = after(mine, arrivals(mine, [], theirs))

    assert len({lora.source for lora in found}) == len(found)
    assert {lora.id for lora in mine} <= {lora.id for lora in found}


@few
@given(LIBRARIES, LIBRARIES)
def test_no_word_of_mine_is_replaced(mine, theirs):
    found = {lora.id: lora for lora in after(mine, arrivals(mine, [], theirs))}

    for lora in mine:
        for name in set(lora.own) & FIELDS:
            was, now = getattr(lora, name), getattr(found[lora.id], name)
            assert set(was) <= set(now) if name in LISTS else was == now


@few
@given(LIBRARIES)
def test_a_library_comes_back_as_it_was_into_an_empty_one(theirs):
    assert after([], arrivals([], [], theirs)) == theirs


@few
@given(cards())
def test_a_record_of_ours_is_clean_already(lora):
    assert cleaned(lora) == lora


def test_the_same_weights_in_another_place_are_the_same_card():
    mine = edited(INK, notes="mine")
    other = replace(edited(INK, notes="theirs", tags=("a",)), id="x", source="/other/i.safetensors")

    (found,) = arrivals([mine], [], [other])

    assert (found.before, found.after.notes, found.after.tags) == (mine, "mine", ("a",))
    assert found.row().kept == ("notes",)
    assert set(found.row().adds) >= {"tags", "places"}


def test_two_cards_of_the_same_weights_stay_two():
    twin = replace(INK, id="twin", source="/l/copy.safetensors", notes="of the copy")

    assert after([], arrivals([], [], [INK, twin])) == [INK, twin]
    assert after([INK, twin], arrivals([INK, twin], [], [twin, INK])) == [INK, twin]


def test_another_lora_at_an_old_place_is_not_taken_for_the_same():
    moved = replace(INK, places=(LoraPlace(kind=PlaceKind.FILE, address="/l/old.safetensors"),))
    other = Lora(source="/l/old.safetensors", name="New", autov3="9" * 64)

    (found,) = arrivals([moved], [], [other])

    assert found.before is None


def test_what_was_removed_comes_back_with_the_words_of_both():
    removed = edited(INK, notes="newer")
    (found,) = arrivals([], [removed], [edited(INK, notes="older", tags=("a",))])

    assert (found.row().state, found.after.notes, found.after.tags) == (
        RowState.NEW,
        "newer",
        ("a",),
    )


def test_a_strangers_record_is_made_fit():
    wild = replace(
        INK,
        id="../../x",
        name="x" * 300,
        rating=99,
        default_scale=0.5,
        scale_low=2.0,
        preview="../../etc/passwd",
        pair=("a", "b"),
        sha256="not",
        size=-5,
        page="javascript:alert(1)",
        own=("rating", "nonsense"),
    )

    tame = cleaned(wild)

    assert (tame.rating, tame.preview, tame.pair, tame.sha256, tame.size) == (0, "", None, "", 0)
    assert (tame.page, tame.own, tame.name) == ("", ("rating",), INK.source)
    assert tame.id.isalnum()
    assert cleaned(tame) == tame
    assert cleaned(wild) == tame


def test_a_source_that_is_none_is_refused():
    for source in ("", "x", "javascript:alert(1)", "file:///etc/passwd", "/l/ink\0"):
        try:
            cleaned(replace(INK, source=source))
        except LoraError:
            continue
        raise AssertionError(source)
