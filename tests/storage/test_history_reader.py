"""What the window reads of the history: entries, numbers and names, beside a busy writer."""

from __future__ import annotations

import threading
from array import array
from dataclasses import replace

import pytest

from flux2studio.core.errors import StorageError
from flux2studio.core.history import NO_MARKS, Marks, Pick
from flux2studio.core.request import LoraUse
from flux2studio.storage.history_reader import CHUNK, HistoryReader
from flux2studio.storage.history_select import selection
from flux2studio.storage.roots import Roots
from flux2studio.storage.search import Compiled, compile_text
from flux2studio.storage.terms import Terms
from tests.storage.samples import REQUEST, make_generation

EVERYTHING = Compiled()


@pytest.fixture
def reader(database, root):
    return HistoryReader(database, lambda: root)


@pytest.fixture
def fill(history, root, database):
    """Add pictures, one a minute, with these marks; the oldest first."""

    def _fill(*prompts, marks=NO_MARKS):
        request = replace(REQUEST, loras=(), references=())
        added = [
            make_generation(root, minute=minute, request=replace(request, prompt=prompt))
            for minute, prompt in enumerate(prompts)
        ]
        with database.transaction():
            for one in added:
                assert history.add(one, marks=marks)
        return [history.entry(one.id) for one in added]

    return _fill


def nothing():
    return


def test_entries_come_in_the_order_asked_for_with_their_marks(reader, fill):
    marks = Marks(rating=4, pick=Pick.PICKED, tags=("harbour", "red"), albums=("a1",))
    one, two, three = fill("a", "b", "c", marks=marks)

    assert reader.entries([three.number, one.number, 17, two.number]) == [three, one, two]
    assert one.marks == marks


def test_the_newest_come_first_and_pages_follow(reader, fill):
    one, two, three = fill("a fox", "an owl", "a fox")

    assert reader.first(EVERYTHING, limit=2) == [three, two]
    assert reader.first(EVERYTHING, before=two.number) == [one]
    assert reader.first(compile_text("fox")) == [three, one]
    assert reader.first(compile_text("fox"), before=three.number) == [one]


def test_numbers_rise_and_are_those_that_fit(reader, fill):
    added = fill(*["a fox", "an owl"] * 20)

    foxes = reader.numbers(compile_text("fox"), nothing)

    assert foxes == array("q", (each.number for each in added[::2]))
    assert reader.count(compile_text("fox")) == 20
    asked = [each.number for each in added[:4]][::-1]
    assert list(reader.numbers(compile_text("fox"), nothing, within=asked)) == list(foxes[:2])


def test_checks_of_the_row_and_bounds_narrow_what_the_index_finds(reader, fill):
    added = fill("a fox", "a fox", "a fox", "a fox")
    search = Compiled(
        match='words : "fox"',
        checks=("generation.words <> ?", "generation.width = ?"),
        values=("", 512),
        low=added[1].number,
        high=added[3].number,
    )

    assert list(reader.numbers(search, nothing)) == [added[1].number, added[2].number]
    assert reader.first(search) == [added[2], added[1]]
    assert reader.count(search) == 2


def test_a_search_that_can_find_nothing_asks_nobody(reader, fill, database):
    fill("a fox")
    database.close()

    search = Compiled(nothing=True)
    assert (reader.first(search), reader.count(search)) == ([], 0)
    assert not reader.numbers(search, nothing)


def test_a_reader_stops_when_it_is_told_and_goes_on_between_the_chunks(reader, database):
    with database.transaction() as db:
        db.execute(
            "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO generation (id, job_id, idx, created_us, path, recipe, words, number)"
            " SELECT 'g' || i, 'j' || i, 0, i, 'p', '{}', '', i FROM n",
            (2 * CHUNK,),
        )
    looks = []

    def look():
        looks.append(reader.count(EVERYTHING))
        if len(looks) == 2:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        reader.numbers(EVERYTHING, look)

    assert looks == [2 * CHUNK + 1] * 2
    assert len(reader.numbers(EVERYTHING, nothing)) == 2 * CHUNK + 1


def test_reading_goes_on_while_a_writer_holds_the_database(reader, fill, database):
    (entry,) = fill("a fox")
    inside, read = threading.Event(), threading.Event()

    def write():
        with database.transaction() as db:
            db.execute("UPDATE generation SET rating = 5")
            inside.set()
            assert read.wait(20)

    writer = threading.Thread(target=write)
    writer.start()
    assert inside.wait(20)

    seen = reader.entries([entry.number])  # would wait for ever on the writer's connection
    read.set()
    writer.join()

    assert seen == [entry]
    assert reader.entries([entry.number])[0].marks.rating == 5


def test_nothing_can_be_written_by_the_reading_connection(database):
    with pytest.raises(StorageError, match="read-only"), database.reader() as db:
        db.execute("DELETE FROM generation")


def test_a_closed_database_says_so_to_its_readers(reader, fill, database):
    database.close()

    with pytest.raises(StorageError, match="closing"):
        reader.entries([1])


@pytest.mark.parametrize("query", ["", "fox", "-fox", "fox snow", '"a fox" -snow'])
def test_no_search_sorts_what_it_finds(database, query):
    search = replace(compile_text(query), checks=("generation.width >= ?",), values=(0,))
    number, source, values = selection(search, high=10**18)
    with database.reader() as db:
        plan = db.execute(
            f"EXPLAIN QUERY PLAN SELECT {number} FROM {source} ORDER BY {number} DESC", values
        ).fetchall()

    assert not [line for line in plan if "TEMP B-TREE" in line[3]]


def test_all_numbers_are_read_without_the_rows(database):
    number, source, values = selection(EVERYTHING, high=10**18)
    with database.reader() as db:
        plan = db.execute(
            f"EXPLAIN QUERY PLAN SELECT {number} FROM {source} ORDER BY {number} DESC", values
        ).fetchall()

    assert [line[3] for line in plan] == [
        "SEARCH generation USING INDEX generation_order (<expr>=? AND rowid<?)"
    ]


# Names


def test_names_are_found_by_any_part_and_completed_by_their_start(history, root, database):
    uses = (LoraUse(source="/loras/Ink-Wash.safetensors", name="Tusche Köln"),)
    history.add(make_generation(root, request=replace(REQUEST, loras=uses)))
    terms = Terms(database)

    assert terms.find("lora", "wash") == ["/loras/Ink-Wash.safetensors"]
    assert terms.find("lora", "koln") == ["Tusche Köln"]
    assert terms.values("lora", "TUSCHE k", 9) == ["Tusche Köln"]
    assert terms.values("ref", "fox", 9) == ["fox.jpg"]
    assert terms.find("sha", "aaaa") == ["a" * 64]
    assert terms.find("backend", "%") == []


def test_words_are_completed_without_accents_and_only_when_all_are_listed(history, root, database):
    prompt = "Épées dorées, eperlan 1234567 雪の中の狐がいる ab abc straße"
    history.add(make_generation(root, request=replace(REQUEST, prompt=prompt)))
    terms = Terms(database)

    assert terms.words("epe") == ["epees", "eperlan"]
    assert terms.words("epe", limit=1) == ["epees"]
    assert terms.words("stra") == ["straße"]
    assert terms.words("1234") == []
    assert terms.words("雪") == []
    with database.transaction() as db:
        db.execute("UPDATE generation SET stale = 1")
    assert terms.words("epe") == []


def test_words_of_a_transaction_that_failed_are_listed_the_next_time(history, root, database):
    def add_and_fail():
        with database.transaction():
            history.add(make_generation(root))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    assert Terms(database).words("snow") == []

    history.add(make_generation(root))

    assert Terms(database).words("snow") == ["snow"]


def test_folders_of_other_tools_are_kept_once_in_their_order(database, tmp_path):
    roots = Roots(database)
    roots.add(tmp_path / "b", "comfyui")
    roots.add(tmp_path / "a", "a1111")
    roots.add(tmp_path / "b", "swarmui")

    assert roots.all() == [(tmp_path / "b", "swarmui"), (tmp_path / "a", "a1111")]

    roots.remove(tmp_path / "b")
    assert roots.all() == [(tmp_path / "a", "a1111")]
