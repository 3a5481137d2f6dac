"""A history of the first versions becomes one that is ordered by numbers, with nothing lost."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace

import pytest

from flux2studio.core.generation import encode_recipe
from flux2studio.core.history import Album, Marks, Pick
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.family import FamilyRepository
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.moments import microseconds
from flux2studio.storage.roots import Roots
from flux2studio.storage.salvage import salvage
from flux2studio.storage.schema import MIGRATIONS
from tests.storage.processes import has_strace, points, run_child, start_child
from tests.storage.samples import REQUEST, make_generation, make_recipe

BEFORE = MIGRATIONS[:4]  # the last step with pictures in the order of their insertion


def make_old(path, rows):
    """Write a database of the old form with these rows: id, moment, recipe."""
    Database(path, migrations=BEFORE).close()
    with closing(sqlite3.connect(path)) as db:
        db.executemany(
            "INSERT INTO generation (id, job_id, idx, created_us, path, recipe, words)"
            " VALUES (?1, ?1, 0, ?2, 'day/' || ?1 || '.png', ?3, 'a fox in the snow')",
            rows,
        )
        db.commit()


def old_row(name, moment, text=None):
    recipe = replace(make_recipe(), id=name, job_id=name)
    return name, moment, encode_recipe(recipe).decode() if text is None else text


def index_is_whole(db):
    """Raises when the search index and the table differ."""
    db.execute(
        "INSERT INTO generation_search (generation_search, rank) VALUES ('integrity-check', 1)"
    )
    return True


def test_pictures_of_one_moment_stand_beside_each_other(tmp_path):
    path = tmp_path / "studio.db"
    make_old(path, [old_row("late", 6), old_row("b", 5), old_row("a", 5), old_row("old", -7)])

    database = Database(path)

    with database.transaction() as db:
        numbers = db.execute("SELECT id, number FROM generation ORDER BY number").fetchall()
        assert index_is_whole(db)
    assert [tuple(row) for row in numbers] == [("old", -7), ("a", 5), ("b", 6), ("late", 7)]
    history = HistoryRepository(database, tmp_path)
    assert [one.id for one in history.page()] == ["late", "b", "a", "old"]
    assert history.count("fox snow") == 4
    database.close()


def test_moments_that_cannot_be_lose_no_picture(tmp_path):
    path = tmp_path / "studio.db"
    make_old(path, [old_row(str(n), n) for n in (9 * 10**18, 8 * 10**18, -9 * 10**18, 0)])

    database = Database(path)

    history = HistoryRepository(database, tmp_path)
    ids = [one.id for one in history.page()]
    assert ids == [str(9 * 10**18), str(8 * 10**18), "0", str(-9 * 10**18)]
    database.close()


@pytest.mark.expects_log
def test_a_row_with_a_damaged_recipe_keeps_its_place_and_its_path(tmp_path):
    path = tmp_path / "studio.db"
    make_old(path, [old_row("good", 1), old_row("torn", 2, '{"id": "to')])

    database = Database(path)

    history = HistoryRepository(database, tmp_path)
    assert [one.id for one in history.page()] == ["good"]
    assert sorted(each.name for each in history.paths()) == ["good.png", "torn.png"]
    database.close()


def test_ten_thousand_pictures_keep_their_order_and_are_found(tmp_path):
    path = tmp_path / "studio.db"
    recipe = old_row("x", 0)[2]
    make_old(path, [(f"{n:05}", 10**15 + n // 3, recipe) for n in range(10_000)])

    database = Database(path)

    with database.reading() as db:
        ids = [row[0] for row in db.execute("SELECT id FROM generation ORDER BY number")]
        (late,) = db.execute("SELECT max(number - created_us) FROM generation").fetchone()
    assert ids == sorted(ids)
    assert late == 9_999 - 9_999 // 3  # the burst never paused, so each shift adds up
    assert HistoryRepository(database, tmp_path).count("snow") == 10_000
    database.close()


def test_what_is_salvaged_of_an_old_file_stands_in_its_order(tmp_path):
    old, new = tmp_path / "old.db", Database(tmp_path / "new.db")
    make_old(old, [old_row("new", 9), old_row("old", 3), old_row("same", 3)])

    with new.transaction() as db:
        salvage(old, db)
        assert index_is_whole(db)

    history = HistoryRepository(new, tmp_path)
    assert [one.id for one in history.page()] == ["new", "same", "old"]
    new.close()


def test_what_is_salvaged_keeps_marks_tags_albums_family_and_folders(tmp_path):
    path, new = tmp_path / "one.db", Database(tmp_path / "new.db")
    marks = Marks(rating=4, pick=Pick.REJECTED, tags=("harbour",), albums=("w",))
    database = Database(path)
    history = HistoryRepository(database, tmp_path)
    made = make_generation(tmp_path)
    history.add(replace(made, recipe=replace(made.recipe, parents=("p",))), marks=marks)
    before = history.entry(made.id)
    AlbumRepository(database).put(Album(id="w", name="Winter"))
    Roots(database).add(tmp_path / "other", "comfyui")
    database.close()

    with new.transaction() as db:
        salvage(path, db)
        assert index_is_whole(db)

    history = HistoryRepository(new, tmp_path)
    assert history.entry(made.id) == before
    assert [album.name for album in AlbumRepository(new).all()] == ["Winter"]
    assert Roots(new).all() == [(tmp_path / "other", "comfyui")]
    family = FamilyRepository(new, HistoryReader(new, lambda: tmp_path))
    assert family.family(made.id).lost == ("p",)
    assert history.refresh(lambda: None) == 1
    new.close()


# K9: killed in the middle


def prepare(home, pictures=60):
    rows = [old_row(f"{n:03}", 10**15 + n // 2) for n in range(pictures)]
    (home / "data").mkdir(parents=True)
    make_old(home / "data" / "studio.db", rows)


def check_old_or_new(home):
    """The file has all its rows in the old form or in the new, and becomes new at last."""
    path = home / "data" / "studio.db"
    with closing(sqlite3.connect(path)) as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        columns = {row[1] for row in db.execute("PRAGMA table_info(generation)")}
        assert db.execute("SELECT count(*) FROM generation").fetchone()[0] == 60
        assert ("stale" in columns) == (version > len(BEFORE))
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    database = Database(path)
    assert HistoryRepository(database, home).count("fox") == 60
    with database.transaction() as db:
        assert index_is_whole(db)
    database.close()


@pytest.mark.kill
@pytest.mark.skipif(not has_strace(), reason="strace cannot inject faults here")
@pytest.mark.parametrize("call", ["fdatasync", "ftruncate"])
def test_a_kill_at_any_call_leaves_the_old_order_or_the_new(tmp_path, call):
    prepare(tmp_path / "whole")
    for number in points("migrate_history", tmp_path / "whole", call):
        home = tmp_path / str(number)
        prepare(home)
        done = run_child("migrate_history", home, f"{call}:signal=KILL:when={number}")
        assert done.returncode, "nobody was killed"
        check_old_or_new(home)


@pytest.mark.kill
def test_a_kill_at_any_moment_leaves_the_old_order_or_the_new(tmp_path):
    for turn in range(4):
        home = tmp_path / str(turn)
        prepare(home)
        with start_child("migrate_history", home) as process:
            process.stdout.readline()
            try:
                process.wait(0.004 * turn)
            except subprocess.TimeoutExpired:
                process.kill()

        check_old_or_new(home)


# The order afterwards (I4)


def test_a_clock_that_goes_back_puts_pictures_where_it_says(history, root):
    today, yesterday = make_generation(root, minute=0), make_generation(root, minute=-1440)
    history.add(today)
    history.add(yesterday)
    again = make_generation(root, minute=0)
    history.add(again)

    assert history.page() == [again, today, yesterday]
    assert history.entry(again.id).number == history.entry(today.id).number + 1
    assert history.entry(today.id).number == microseconds(today.recipe.created_at)


def test_a_thousand_pictures_of_one_moment_come_in_the_order_they_came(history, root, database):
    request = replace(REQUEST, loras=(), references=())
    added = [make_generation(root, request=request) for _ in range(1000)]
    with database.transaction():
        for one in added:
            history.add(one)

    assert history.page(limit=1000) == added[::-1]
