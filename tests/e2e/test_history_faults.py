"""A history that was lost, spoilt or is short of handles: the app as the artist starts it.

The rows named are those of the fault matrix (reliability-performance.md section A4).
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest

from flux2studio.core.history import MarkChange, Pick
from flux2studio.paths import paths_below
from flux2studio.storage.history_marks import HistoryMarks
from flux2studio.studio import open_studio

FOX = ["generate", "a fox", "--steps", "4", "--size", "256x256"]


def listed(app, *query):
    _, answer = app.json("history", *query)
    return answer["generations"]


def delete_database(app):
    for path in (app.home / "data").glob("studio.db*"):
        path.unlink()


@pytest.fixture
def judged(app):
    """Two pictures, one of them judged as in the window."""
    app.run(*FOX)
    app.run(*FOX)
    studio = open_studio(paths_below(app.home), environment={})
    try:
        newest = studio.history.page(limit=1)[0]
        entry = studio.history.repository.entry(newest.id)
        change = MarkChange(rating=5, pick=Pick.PICKED, add_tags=("雪", "fox"))
        marks = HistoryMarks(studio.shelves.database, lambda: studio.pictures_root)
        marks.change([entry.number], change)
        studio.sidecars.drain(lambda: None)
    finally:
        studio.close()
    return listed(app)


def test_b9_a_deleted_database_comes_back_with_ratings_and_tags_at_the_next_start(app, judged):
    delete_database(app)

    assert listed(app) == judged
    assert [one["rating"] for one in listed(app, "rating:5")] == [5]


def test_b9_rebuild_says_what_it_found_and_a_second_one_adds_nothing(app, judged):
    delete_database(app)

    _, first = app.json("rebuild")
    _, second = app.json("rebuild")

    assert (first["already"], first["problems"]) == (2, [])
    assert (second["added"], second["already"]) == (0, 2)
    assert listed(app) == judged


def test_b1_marks_survive_a_database_of_garbage(app, judged):
    database = app.home / "data" / "studio.db"
    database.write_bytes(b"garbage" * 5000)

    assert listed(app) == judged
    assert len(list(database.parent.glob("studio.db.damaged-*"))) == 1


def test_b8_values_that_cannot_be_hide_no_picture(app, judged):
    with closing(sqlite3.connect(app.home / "data" / "studio.db")) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(
            "UPDATE generation SET rating = 77, pick = 7, label = -2, file_state = 9, width = -1,"
            " cost_usd = 9e999"
        )
        db.commit()

    assert [one["file"] for one in listed(app)] == [one["file"] for one in judged]


@pytest.mark.skipif(not shutil.which("prlimit"), reason="files cannot be limited here")
def test_d8_few_open_files_are_enough(app, judged):
    under = ("prlimit", "--nofile=64")

    for command in (["history"], ["rebuild"], FOX):
        code, _, err = app.run(*command, under=under)
        assert "Traceback" not in err, err
        assert code == 0, err

    assert len(listed(app)) == 3
