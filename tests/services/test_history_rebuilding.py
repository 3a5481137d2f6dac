"""A database deleted in the middle of work: all of it comes back from the folders."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled
from flux2studio.core.history import Album, Label, Marks, Pick
from flux2studio.services.history_import import HistoryImport
from flux2studio.services.history_rebuilding import SMALL
from flux2studio.services.rebuild_readers import read_in_processes
from flux2studio.storage.picture_tree import picture_folders
from flux2studio.storage.rebuild import batches_of, read_here
from flux2studio.storage.sidecars import sidecar_path
from tests.imaging import foreign_files
from tests.services.history_parts import Shelf
from tests.storage.samples import make_recipe, picture_bytes

MARKS = Marks(rating=5, pick=Pick.PICKED, label=Label.BLUE, tags=("fox", "snow"))


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


def families(shelf):
    with shelf.database.reading() as db:
        return {tuple(row) for row in db.execute("SELECT child, parent FROM family")}


def test_a_database_deleted_in_the_middle_of_work_comes_back_the_same(shelf):
    shelf.albums.put(Album(id="w", name="Winter"))
    shelf.albums.put(Album(id="h", name="Harbour", parent="w"))
    shelf.albums.put(Album(id="e", name="Empty", position=4))
    shelf.albums.put(Album(id="b", name="Best", query="rating:5"))
    first = shelf.picture("2026-11-20")
    for minute in range(1, 8):
        entry = shelf.picture(f"2026-11-{20 + minute % 3}", minute, parents=(first.id, "lost"))
        shelf.mark(entry, replace(MARKS, rating=minute % 6, albums=("h", "w")[: minute % 3]))
    shelf.drain()
    shelf.roots.add(shelf.home / "other tool", "a1111")
    shelf.drain()
    fresh = Shelf(shelf.home, "fresh.db")

    report = fresh.rebuilding.run(is_lost=True)

    assert (report.added, report.sidecars, report.families) == (8, 7, 7)
    assert (report.albums, report.problems, report.unreadable) == (4, (), ())
    assert fresh.rows() == shelf.rows()
    assert fresh.albums.all() == shelf.albums.all()
    assert families(fresh) == families(shelf)
    assert fresh.roots.all() == shelf.roots.all()
    assert fresh.history.stale_count() == 0
    assert len(fresh.history.page(query="fox")) == 8
    again = fresh.rebuilding.run()
    assert (again.added, again.already, again.albums) == (0, 8, 0)
    assert fresh.drain() == 0
    fresh.close()


def test_progress_is_told_and_a_cancel_keeps_what_is_in(shelf):
    for minute in range(3):
        shelf.picture(minute=minute)
    control, told = RunControl(), []
    fresh = Shelf(shelf.home, "fresh.db")

    fresh.rebuilding.run(control, lambda done, total: told.append((done, total)))
    control.cancel()
    with pytest.raises(Cancelled):
        fresh.rebuilding.run(control)

    assert told[-1] == (3, 3)
    assert fresh.history.count() == 3
    fresh.close()


def test_a_large_folder_is_read_by_processes_to_the_same_rows(shelf):
    for start in range(0, SMALL + 20, 100):
        folder = shelf.root / f"day{start}"
        folder.mkdir(parents=True)
        for number in range(start, start + 100):
            recipe = make_recipe(minute=number)
            (folder / f"{number}.png").write_bytes(picture_bytes(recipe))
    marked = shelf.root / "day0" / "7.png"
    sidecar_path(marked).write_bytes(b"no xml")

    report = shelf.rebuilding.run()

    assert report.added == shelf.history.count() == 600
    assert [problem.path for problem in report.problems] == [marked]
    assert shelf.history.stale_count() == 600  # search is made again in the background
    assert shelf.history.refresh(lambda: None) == 600
    assert len(shelf.history.page(query="fox", limit=1000)) == 600
    assert shelf.rebuilding.run().already == 600


@pytest.mark.parametrize("command", [["/nowhere/at/all"], [sys.executable, "-c", "pass"]])
def test_a_reader_that_fails_costs_only_time(shelf, command):
    for minute in range(3):
        shelf.picture(minute=minute)
    folders = list(picture_folders([shelf.root]))

    answers = list(read_in_processes(batches_of(folders, shelf.root), command))

    assert answers == list(read_here(batches_of(folders, shelf.root)))
    assert sum(len(read.found) for _, all_read in answers for read in all_read) == 3


def test_imported_pictures_are_not_counted_as_without_a_recipe(shelf, tmp_path):
    folder = tmp_path / "a1111"
    folder.mkdir()
    (folder / "theirs.png").write_bytes(foreign_files.png([("parameters", foreign_files.A1111)]))
    (folder / "plain.png").write_bytes(foreign_files.png())
    importing = HistoryImport(repository=shelf.history, roots=shelf.roots, albums=shelf.albums)
    importing.take(folder, RunControl())
    rebuilding = type(shelf.rebuilding)(
        shelf.database,
        shelf.history,
        shelf.keeping,
        tmp_path / "references",
        shelf.backup,
        imports=lambda folder, control: importing.take(folder, control).added,
    )

    assert rebuilding.run().unreadable == (folder / "plain.png",)


def test_folders_of_other_programs_are_imported_again(shelf, tmp_path):
    shelf.roots.add(tmp_path / "a1111", "a1111")
    asked = []
    rebuilding = type(shelf.rebuilding)(
        shelf.database,
        shelf.history,
        shelf.keeping,
        tmp_path / "references",
        shelf.backup,
        imports=lambda folder, control: asked.append(folder) or 4,
    )

    assert rebuilding.run().added == 4
    assert asked == [tmp_path / "a1111"]
