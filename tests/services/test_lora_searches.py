"""Searches, filters and order kept under a name show what fits at each use."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.errors import LoraError
from flux2studio.core.lora_marks import Facet
from flux2studio.core.lora_search import Order, Shelf
from flux2studio.core.lora_searches import MARKS_MAX, LoraSearch, marks_of
from flux2studio.storage.database import Database
from flux2studio.storage.salvage import salvage
from tests.services.lora_shelves import shelves

BEST = LoraSearch(
    name="Best of rain",
    query="rain",
    marks=marks_of({Facet.RATING: ("4",), Facet.TAG: ("ink", "wash")}),
    order=Order.RATING,
)


@pytest.fixture
def shelf(tmp_path):
    with shelves(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def searches(shelf):
    return shelf.loras.searches


def shown(shelf, search):
    found = Shelf.of(shelf.loras.all(), shelf.loras.seen(), search.order).find(search.wish())
    return [lora.name for lora in found]


def test_a_kept_search_shows_what_fits_now(shelf, searches):
    searches.save(BEST)
    for number, name in enumerate(("soft", "hard", "flat")):
        card = shelf.loras.add(f"owner/{name}")
        shelf.loras.edit(card.id, notes="rain", tags=("ink",), rating=3 + number)

    (kept,) = searches.all()
    assert shown(shelf, kept) == ["flat", "hard"]

    shelf.loras.edit(card.id, tags=("oil",))
    assert shown(shelf, searches.named("best OF  rain")) == ["hard"]


def test_a_search_is_kept_renamed_and_removed_with_undo(shelf, searches):
    searches.save(BEST)
    searches.save(replace(BEST, name="Rain"))
    searches.remove(BEST.id)
    assert searches.all() == []

    change = shelf.loras.undo()
    assert (change.what, change.searches) == ("Remove “Rain”", True)
    assert [search.name for search in searches.all()] == ["Rain"]
    shelf.loras.undo()
    assert searches.all() == [BEST]
    shelf.loras.undo()
    assert searches.all() == []
    shelf.loras.redo()
    assert searches.all() == [BEST]


def test_two_searches_have_two_names(searches):
    searches.save(BEST)

    with pytest.raises(LoraError, match="Another search is called") as caught:
        searches.save(LoraSearch(name="BEST of rain", query="fog"))
    assert caught.value.field == "name"
    with pytest.raises(LoraError, match="No search is kept"):
        searches.named("Fog")


@pytest.mark.parametrize(
    "wrong",
    [
        replace(BEST, name="  "),
        replace(BEST, query="x" * 1_001),
        replace(BEST, marks=((Facet.TAG, "x" * 201),)),
        replace(BEST, marks=tuple((Facet.TAG, str(n)) for n in range(MARKS_MAX + 1))),
    ],
)
def test_a_search_that_is_none_is_refused(searches, wrong):
    with pytest.raises(LoraError):
        searches.save(wrong)
    assert searches.all() == []


def test_searches_come_with_an_import_and_none_is_replaced(shelf, tmp_path):
    mine = LoraSearch(name="Best of rain", query="mine")
    with shelves(tmp_path / "two") as other:
        other.loras.searches.save(BEST)
        other.loras.searches.save(LoraSearch(name="Fog", query="fog"))
        path = other.backup.export(tmp_path / "theirs.zip")
    shelf.loras.searches.save(mine)

    assert shelf.backup.look_at(path).searches == 2
    assert len(shelf.loras.searches.all()) == 1
    assert shelf.backup.take(path).searches == 2

    found = {search.name: search.query for search in shelf.loras.searches.all()}
    assert found == {"Best of rain": "mine", "Best of rain (2)": "rain", "Fog": "fog"}
    assert not shelf.backup.take(path).changes
    shelf.loras.undo()
    assert shelf.loras.searches.all() == [mine]


def test_searches_are_saved_from_a_damaged_database(shelf, searches, tmp_path):
    searches.save(BEST)
    shelf.database.close()

    with Database(tmp_path / "new.db").transaction() as db:
        salvage(shelf.database.path, db)
        (row,) = db.execute("SELECT record FROM lora_search").fetchall()
    assert "Best of rain" in row["record"]
