"""Marks of pictures: kept, searched, put back, and told to the writer of sidecars."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from flux2studio.core.generation import encode_recipe
from flux2studio.core.history import (
    NO_FACTS,
    NO_MARKS,
    FileFacts,
    FileState,
    Label,
    MarkChange,
    Marks,
    Pick,
)
from flux2studio.storage.database import Database
from flux2studio.storage.history_marks import HistoryMarks
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.history_row import make_row, token
from flux2studio.storage.search import Compiled
from flux2studio.storage.terms import Terms
from tests.storage.samples import REQUEST, make_generation, make_job, make_recipe

ALL_MARKS = Marks(
    rating=4, pick=Pick.REJECTED, label=Label.GREEN, tags=("harbour", "red coat"), albums=("w",)
)
PLAIN = replace(REQUEST, loras=(), references=())


@pytest.fixture
def marks(database, root):
    return HistoryMarks(database, lambda: root)


@pytest.fixture
def add(history, root, database):
    """Add so many pictures, a minute apart, and return them."""

    def _add(count=1):
        made = [make_generation(root, minute=n, request=PLAIN) for n in range(count)]
        with database.transaction():
            for one in made:
                history.add(one)
        return [history.entry(one.id) for one in made]

    return _add


@pytest.fixture(autouse=True)
def index_in_step(database):
    """Whatever a test does: the search index and the table agree at its end."""
    yield
    with database.transaction() as db:
        db.execute(
            "INSERT INTO generation_search (generation_search, rank) VALUES ('integrity-check', 1)"
        )


def marked(database, root, *tokens):
    """The numbers of the pictures that have all these tokens."""
    match = " AND ".join(f'marks : "{each}"' for each in tokens)
    reader = HistoryReader(database, lambda: root)
    return list(reader.numbers(Compiled(match=match), lambda: None))


def test_a_change_is_kept_and_found_at_once(marks, add, database, root, history):
    one, two, three = add(3)
    change = MarkChange(rating=5, pick=Pick.PICKED, label=Label.BLUE, add_tags=("Red coat",))

    done = marks.change([one.number, three.number], change)

    assert [before for before, _ in done] == [one, three]
    assert [after for _, after in done] == [history.entry(one.id), history.entry(three.id)]
    assert history.entry(two.id).marks == NO_MARKS
    wanted = ["r5", "pp", "c4", "qt", token("t", "red COAT")]
    assert marked(database, root, *wanted) == [one.number, three.number]
    assert marked(database, root, "r0") == [two.number]
    assert history.count("coat") == 2
    assert Terms(database).find("tag", "coat") == ["Red coat"]


def test_pictures_that_have_the_mark_already_are_not_changed(marks, add):
    one, two = add(2)
    marks.change([one.number], MarkChange(rating=3))

    done = marks.change([one.number, two.number, 17], MarkChange(rating=3))

    assert [after.id for _, after in done] == [two.id]


def test_exact_marks_undo_a_change_of_many_pictures(marks, add, history):
    added = add(600)
    marks.put([(one.id, ALL_MARKS) for one in added[:300]])
    numbers = [one.number for one in added]

    done = marks.change(numbers, MarkChange(rating=1, pick=Pick.NONE, remove_tags=("harbour",)))
    back = marks.put([(before.id, before.marks) for before, _ in done])

    assert len(done) == len(back) == 600
    assert all(history.entry(one.id).marks == ALL_MARKS for one in added[:300:50])
    assert all(history.entry(one.id).marks == NO_MARKS for one in added[300::50])


def test_marks_of_any_origin_are_made_sound(marks, add, history):
    (one,) = add()

    marks.put([(one.id, Marks(rating=77, tags=("b", "a,", "B", "\x00"))), ("nobody", ALL_MARKS)])

    assert history.entry(one.id).marks == Marks(rating=5, tags=("a", "b"))


def test_a_tag_that_no_picture_has_is_completed_no_more(marks, add, database):
    one, two = (each.number for each in add(2))
    marks.change([one, two], MarkChange(add_tags=("harbour",)))

    marks.change([one], MarkChange(remove_tags=("harbour",)))
    assert Terms(database).values("tag", "har", 9) == ["harbour"]
    marks.change([two], MarkChange(remove_tags=("harbour",)))
    assert Terms(database).values("tag", "har", 9) == []


def test_marks_come_back_with_a_picture_that_was_removed(marks, add, history, database, root):
    one, _ = add(2)
    marks.put([(one.id, ALL_MARKS)])

    removed = history.remove(one.id)
    assert marked(database, root, "r4") == []
    with database.reading() as db:
        assert db.execute("SELECT count(*) FROM picture_tag").fetchone()[0] == 0

    history.restore(removed)

    assert history.entry(one.id) == removed
    assert removed.marks == ALL_MARKS
    assert marked(database, root, "r4", token("a", "w")) == [one.number]


def test_a_place_that_was_taken_meanwhile_is_not_taken_from_the_other(history, root):
    one, other = make_generation(root), make_generation(root)
    history.add(one)
    removed = history.remove(one.id)
    history.add(other)

    history.restore(removed)

    assert history.entry(other.id).number == removed.number
    assert history.entry(one.id).number == removed.number + 1


# What lies beside the pictures


def test_what_was_changed_waits_to_be_written_beside_its_picture(marks, add, history):
    one, two, three = add(3)
    marks.change([one.number, two.number, three.number], MarkChange(rating=2))

    assert [entry.id for entry in marks.dirty(2)] == [three.id, two.id]
    assert [entry.id for entry in marks.dirty(9, before=two.number)] == [one.id]

    for entry in marks.dirty(9):
        marks.written(entry.number, entry.marks, sidecar_ns=123)
    assert marks.dirty(9) == []
    assert marks.sidecars([one.number, 17]) == {one.number: 123}


def test_what_changed_while_it_was_written_waits_on(marks, add):
    (one,) = add()
    marks.change([one.number], MarkChange(rating=2))
    (seen,) = marks.dirty(1)
    marks.change([one.number], MarkChange(rating=4))

    marks.written(one.number, seen.marks, sidecar_ns=1)

    assert [entry.marks.rating for entry in marks.dirty(9)] == [4]


def test_many_pictures_are_marked_while_another_window_writes(marks, add, database):
    numbers = [one.number for one in add(1000)]
    written, stop = [], threading.Event()

    def write():
        other = Database(database.path)
        while not stop.is_set():
            with other.transaction() as db:
                db.execute("INSERT INTO album (id, name) VALUES (?, 'x')", (str(len(written)),))
            written.append(len(written))
        other.close()

    writer = threading.Thread(target=write)
    writer.start()
    done = marks.change(numbers, MarkChange(rating=3, add_tags=("many",)))
    stop.set()
    writer.join()

    assert len(done) == 1000
    assert written
    assert marks.change(numbers, MarkChange(rating=3)) == []


# Rows from a rebuild


def rows_of(recipes, **changes):
    return [
        make_row(one, encode_recipe(one).decode(), f"day/{one.id}.png", **changes)
        for one in recipes
    ]


def recipes(count, **changes):
    job = make_job(loras=(), references=())
    return [make_recipe(job, index=n, minute=n, **changes) for n in range(count)]


def test_rows_without_index_are_there_at_once_and_found_after_a_refresh(
    history, marks, database, root
):
    some = recipes(600, parents=("p",))
    rows = rows_of(some, marks=ALL_MARKS, sidecar_ns=5, file=FileFacts(size=7, mtime_ns=8))

    assert history.add_rows(rows, index=False) == 600
    assert history.add_rows(rows, index=False) == 0

    assert [one.id for one in history.page(limit=600)] == [one.id for one in some][::-1]
    assert history.entry(some[0].id).marks == ALL_MARKS
    assert (history.count("fox"), history.stale_count()) == (0, 600)
    assert marks.dirty(9) == []  # it came from what lies beside them
    assert history.refresh(lambda: None) == 600
    assert (history.count("fox"), history.stale_count()) == (600, 0)
    assert history.count("harbour") == 600
    assert len(marked(database, root, "r4", "pr", token("t", "harbour"))) == 600
    assert Terms(database).words("harb") == ["harbour"]


def test_a_refresh_that_is_stopped_goes_on_the_next_time_with_the_newest_first(history):
    some = recipes(600)
    history.add_rows(rows_of(some), index=False)
    looks = []

    def look():
        looks.append(history.stale_count())
        if len(looks) == 2:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        history.refresh(look)

    found = history.page(query="fox", limit=600)
    assert found == history.page(limit=len(found))
    assert history.refresh(lambda: None) == 600 - len(found)


@pytest.mark.expects_log
def test_a_refresh_passes_by_what_is_damaged(history, database):
    some = recipes(3)
    history.add_rows(rows_of(some), index=False)
    with database.transaction() as db:
        db.execute("UPDATE generation SET recipe = '{' WHERE id = ?", (some[1].id,))

    assert history.refresh(lambda: None) == 3
    assert history.stale_count() == 0
    assert history.count("fox") == 2


def test_a_picture_that_was_moved_is_found_at_its_new_place(history, root):
    recipe, other = recipes(2)
    kept = root / "day" / f"{other.id}.png"
    kept.parent.mkdir(parents=True)
    kept.touch()
    history.add_rows(rows_of([recipe, other]))
    moved = [replace(each, path="new/" + each.id) for each in rows_of([recipe, other])]

    assert history.add_rows(moved) == 0

    assert history.get(recipe.id).path == root / "new" / recipe.id
    assert history.get(other.id).path == kept  # it lies where it lay


# What became of the files


def test_what_became_of_a_file_is_kept_and_searched(history, add, database, root):
    (one,) = add()

    history.set_file(one.number, FileState.MISSING, NO_FACTS)
    assert history.entry(one.id).file is FileState.MISSING
    assert marked(database, root, "f1") == [one.number]

    history.move(one.number, root / "x" / "y.png")
    history.set_file(one.number, FileState.HERE, FileFacts(size=3, mtime_ns=4))
    assert history.entry(one.id).generation.path == root / "x" / "y.png"
    assert marked(database, root, "f0") == [one.number]
