"""The search of the history on the command line."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flux2studio.cli_history import add_history, run_history
from flux2studio.core.history import Album, FileFacts, FileState, Label, Marks, Pick
from flux2studio.services.history_search import HistorySearch
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.terms import Terms
from tests.storage.samples import NOON, make_generation, make_recipe

ROOT = Path("/pictures")
MARKS = Marks(rating=4, pick=Pick.PICKED, label=Label.RED, tags=("ink",), albums=("h",))


@pytest.fixture
def search(tmp_path):
    database = Database(tmp_path / "studio.db")
    albums = AlbumRepository(database)
    albums.put(Album(id="w", name="Winter"))
    albums.put(Album(id="h", name="Harbour", parent="w"))
    history = HistoryRepository(database, ROOT)
    history.add(make_generation(ROOT, minute=0))
    marked = make_generation(ROOT, minute=1)
    history.add(marked, marks=MARKS)
    (number,) = history.numbers_of([marked.id])
    history.set_file(number, FileState.MISSING, FileFacts(size=0, mtime_ns=0))
    yield HistorySearch(
        reader=HistoryReader(database, lambda: ROOT),
        terms=Terms(database),
        albums=albums,
        clock=lambda: datetime(2026, 11, 20, 12, tzinfo=UTC),
    )
    database.close()


@pytest.fixture
def typed(search, capsys):
    """Run the command; return what it printed, and what it said beside that."""

    def _typed(*arguments):
        parser = argparse.ArgumentParser()
        add_history(parser)
        assert run_history(parser.parse_args(arguments), search) == 0
        return capsys.readouterr()

    return _typed


def test_each_picture_is_a_line_the_newest_first(typed):
    newest, oldest = typed().out.splitlines()

    when = NOON.astimezone().strftime("%Y-%m-%d %H:%M")
    assert oldest.startswith(f"{when}  /pictures/2026-11-20/")
    assert oldest.endswith("a fox in the snow")
    assert "★★★★  (missing)  a fox" in newest


def test_the_line_of_the_window_is_the_line_of_the_command(typed):
    assert len(typed("rating:>=4", "tag:ink", "fox").out.splitlines()) == 1
    assert len(typed('album:"Winter/Harbour" fox').out.splitlines()) == 1
    assert typed("rating:5").out == ""


def test_as_json_the_marks_come_with_the_recipe(typed):
    answer = json.loads(typed("is:picked", "--json").out)

    (picture,) = answer["generations"]
    assert picture["request"]["prompt"] == make_recipe().request.prompt
    assert picture["file"].startswith("/pictures/")
    assert (picture["rating"], picture["pick"], picture["label"]) == (4, "picked", "red")
    assert (picture["tags"], picture["albums"]) == (["ink"], ["Winter/Harbour"])
    assert picture["file_state"] == "missing"
    assert answer["problems"] == []


def test_only_so_many_are_listed_and_all_are_counted(typed):
    assert len(typed("--limit", "1").out.splitlines()) == 1
    assert typed("--limit", "-1").out == ""
    assert typed("--count").out == "2\n"
    assert json.loads(typed("--count", "--json", "rating:4").out)["count"] == 1


def test_what_cannot_be_meant_is_said_beside_the_list(typed):
    said = typed("rating:9", "fox")

    assert said.out == ""
    assert said.err == "A rating is a number from 0 to 5. Try rating:4 or rating:>=3.\n"
    (problem,) = json.loads(typed("rating:9", "--json").out)["problems"]
    assert problem["message"] == "A rating is a number from 0 to 5."
