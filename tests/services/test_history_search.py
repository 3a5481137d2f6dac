"""The search of the history as the window asks it: first pages, all numbers, completion, facets."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flux2studio.core.errors import Cancelled
from flux2studio.core.history import NO_FACTS, NO_MARKS, Album, Marks
from flux2studio.core.history_query import Field
from flux2studio.core.request import LoraUse
from flux2studio.services.history_search import HistorySearch
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.terms import Terms
from tests.storage.samples import REQUEST, make_generation

ROOT = Path("/pictures")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "studio.db")
    yield database
    database.close()


@pytest.fixture
def history(database):
    return HistoryRepository(database, ROOT)


@pytest.fixture
def search(database):
    return HistorySearch(
        reader=HistoryReader(database, lambda: ROOT),
        terms=Terms(database),
        albums=AlbumRepository(database),
        clock=lambda: NOW,
    )


@pytest.fixture
def add(history):
    def _add(prompt="a fox", minute=0, marks=NO_MARKS, loras=()):
        request = replace(REQUEST, prompt=prompt, references=(), loras=loras)
        generation = make_generation(ROOT, minute=minute, request=request)
        history.add(generation, marks=marks, file=NO_FACTS)
        return generation

    return _add


def prompts(found):
    return [entry.generation.request.prompt for entry in found.entries]


def test_the_first_page_and_the_next_put_together_are_all(search, add):
    for minute in range(7):
        add(f"fox {minute}", minute)

    first = search.first("fox", limit=4)
    second = search.first("fox", before=first.entries[-1].number, limit=4)

    assert prompts(first) + prompts(second) == [f"fox {minute}" for minute in range(6, -1, -1)]
    assert [entry.number for entry in (*second.entries[::-1], *first.entries[::-1])] == list(
        search.numbers("fox", lambda: None)
    )
    assert search.count("fox") == 7


def test_one_picture_is_asked_whether_a_search_shows_it(search, add):
    add("a fox", 0)
    add("a house", 1)
    fox, house = search.numbers("", lambda: None)

    assert list(search.numbers("fox", lambda: None, within=[fox])) == [fox]
    assert list(search.numbers("fox", lambda: None, within=[house])) == []


def test_what_cannot_be_meant_finds_nothing_and_is_said(search, add):
    add("a fox")

    found = search.first("fox rating:9 album:nobody")

    assert prompts(found) == []
    assert search.count("rating:9") == search.count("-rating:9") == 0
    assert [problem.sentence for problem in found.problems] == [
        "A rating is a number from 0 to 5.",
        "There is no album “nobody”.",
    ]


def test_entries_come_with_their_marks_in_the_order_asked_for(search, add):
    add("one", 0, Marks(rating=4, tags=("ink",)))
    add("two", 1)
    one, two = search.numbers("", lambda: None)

    entries = search.entries([two, 5, one])

    assert [entry.number for entry in entries] == [two, one]
    assert entries[1].marks == Marks(rating=4, tags=("ink",))


def test_a_search_that_nobody_waits_for_any_more_ends(search, add):
    add()

    def check():
        raise Cancelled

    with pytest.raises(Cancelled):
        search.numbers("fox", check)


def test_searching_goes_on_while_somebody_writes(search, add, database):
    add("a fox")
    AlbumRepository(database).put(Album(id="w", name="Winter"))
    written, searched = threading.Event(), threading.Event()
    waited: list[bool] = []

    def write():
        with database.transaction() as db:
            db.execute("UPDATE generation SET rating = 5")
            written.set()
            waited.append(searched.wait(20))

    writer = threading.Thread(target=write)
    writer.start()
    written.wait(20)
    found = search.first("fox rating:0 -album:Winter")
    searched.set()
    writer.join()

    assert prompts(found) == ["a fox"]
    assert waited == [True]


@pytest.fixture
def shelf(add, database):
    AlbumRepository(database).put(Album(id="w", name="Winter"))
    AlbumRepository(database).put(Album(id="h", name="Harbour", parent="w"))
    ink = LoraUse(source="/loras/ink.safetensors", name="Ink wash", scale=0.8)
    add("one", 0, Marks(tags=("ink", "ink wash", "old paper")), (ink,))


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("backend:", ["practice"]),
        ("tag:ink", ["=ink", '"ink wash"']),
        ("tag:OLD", ['"old paper"']),
        ("album:har", ["Winter/Harbour"]),
        ("lora:wash", ['"Ink wash"']),
        ("paper", ['tag:"old paper"']),
        ("date:yes", ["yesterday"]),
        ("seed:", []),
    ],
)
def test_what_the_pictures_have_is_offered_while_one_types(search, shelf, line, texts):
    assert [one.text for one in search.complete(line, len(line))] == texts


def test_facets_are_what_the_pictures_have_and_each_can_be_searched_by(search, shelf):
    facets = search.facets()

    assert [facet.query for facet in facets[Field.TAG]] == [
        *("tag:=ink", 'tag:"ink wash"', 'tag:"old paper"')
    ]
    assert [facet.name for facet in facets[Field.LORA]] == ["Ink wash"]
    assert [facet.query for facet in facets[Field.ALBUM]] == [
        *("album:Winter", "album:Winter/Harbour")
    ]
    for facet in (one for group in facets.values() for one in group):
        assert search.first(facet.query).problems == ()
    assert search.count(facets[Field.BACKEND][0].query) == 1
