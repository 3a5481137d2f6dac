"""Check library: what is wrong is found, counted and put right, and a second run finds nothing."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled
from flux2studio.core.history import Album, FileState, Marks
from flux2studio.storage import sidecars
from flux2studio.storage.disk import STALE_S
from tests.fakes import png
from tests.services.history_parts import Shelf
from tests.storage.samples import make_job, make_recipe, picture_bytes

MARKS = Marks(rating=4, tags=("fox",))


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


def found(shelf):
    """Return what is found, as count and mended by the first words; a second run finds nothing."""
    report = shelf.check.run()
    again = shelf.check.run()
    assert again.findings == tuple(one for one in report.findings if one.count > one.mended)
    return {finding.what: (finding.count, finding.mended) for finding in report.findings}


def spoil(shelf, *statements):
    with shelf.database.reading() as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            db.execute(statement)
        db.execute("PRAGMA ignore_check_constraints = OFF")
        db.execute("PRAGMA foreign_keys = ON")


def test_a_history_in_order_has_no_findings(shelf):
    shelf.mark(shelf.picture(), MARKS)
    shelf.drain()

    report = shelf.check.run()

    assert (report.findings, report.pictures, report.left) == ((), 1, 0)


# B8: values that cannot be


def test_values_that_cannot_be_are_those_of_a_new_picture(shelf):
    entries = [shelf.picture(minute=minute) for minute in range(6)]
    spoil(
        shelf,
        f"UPDATE generation SET rating = 99, pick = 7 WHERE id = '{entries[0].id}'",
        f"UPDATE generation SET width = -5 WHERE id = '{entries[1].id}'",
        f"UPDATE generation SET cost_usd = 9e999 WHERE id = '{entries[2].id}'",
        f"UPDATE generation SET cost_usd = -1.0, label = -3 WHERE id = '{entries[3].id}'",
    )

    assert found(shelf) == {
        "Values that no picture can have": (4, 4),
        "Pictures that search did not know": (4, 4),
    }

    assert [shelf.history.entry(one.id).marks for one in entries] == [Marks()] * 6
    with shelf.database.reading() as db:
        rows = db.execute("SELECT width, cost_usd FROM generation").fetchall()
    assert {tuple(row) for row in rows} == {(512, 0.02)}


@pytest.mark.expects_log
@pytest.mark.parametrize(
    "value",
    ["'{'", "CAST(x'fffe' AS TEXT)", "'[1, 2]'", 'replace(recipe, \'"id":"\', \'"id":"x\')'],
)
def test_a_damaged_recipe_comes_back_from_the_file(shelf, value):
    entry = shelf.mark(shelf.picture(), MARKS)
    shelf.drain()
    spoil(shelf, f"UPDATE generation SET recipe = {value}")

    assert found(shelf)["Damaged recipes that were read again from the files"] == (1, 1)

    assert shelf.history.entry(entry.id) == entry


@pytest.mark.expects_log
def test_a_damaged_recipe_whose_file_is_gone_keeps_what_its_row_says(shelf):
    entry = shelf.picture()
    entry.generation.path.unlink()
    spoil(shelf, "UPDATE generation SET recipe = 'x'")

    assert found(shelf)["Damaged recipes that were read again from the files"] == (1, 1)

    (left,) = shelf.history.page()
    assert (left.id, left.recipe.width) == (entry.id, 512)
    assert "a fox in the snow" in left.request.prompt


def test_rows_of_nobody_are_dropped_and_albums_leave_their_ring(shelf):
    entry = shelf.picture()
    for name in "abc":
        shelf.albums.put(Album(id=name, name=name))
    spoil(
        shelf,
        "INSERT INTO picture_tag VALUES (77, 'ghost')",
        f"INSERT INTO picture_album VALUES ({entry.number}, 'nowhere')",
        f"INSERT INTO family VALUES ('{entry.id}', '{entry.id}')",
        "UPDATE album SET parent = 'b' WHERE id = 'a'",
        "UPDATE album SET parent = 'a' WHERE id = 'b'",
        "UPDATE album SET parent = 'gone' WHERE id = 'c'",
    )

    assert found(shelf) == {"Tags, albums and links of nothing": (5, 5)}

    assert {album.id for album in shelf.albums.all()} == set("abc")


def test_a_picture_at_a_wrong_place_gets_back_to_its_moment(shelf):
    entries = [shelf.picture(minute=minute) for minute in range(3)]
    shelf.mark(entries[1], MARKS)
    shelf.drain()
    spoil(shelf, f"UPDATE generation SET number = -5 WHERE number = {entries[0].number}")
    with shelf.database.transaction() as db:
        db.execute(f"UPDATE generation SET number = 7 WHERE number = {entries[1].number}")

    assert found(shelf) == {"Pictures at a wrong place in the order": (2, 2)}

    assert [shelf.history.entry(one.id) for one in entries] == [
        entries[0],
        replace(entries[1], marks=MARKS),
        entries[2],
    ]


def test_b7_a_search_index_that_does_not_fit_is_made_again(shelf):
    entry = shelf.picture()
    spoil(
        shelf,
        "INSERT INTO generation_search (generation_search, rowid, words, grams, marks)"
        " SELECT 'delete', number, words, grams, marks FROM generation",
    )
    assert shelf.history.page(query="fox") == []

    assert found(shelf) == {"Search index that did not fit the pictures": (1, 1)}

    assert [one.id for one in shelf.history.page(query="fox")] == [entry.id]


# D9, D10: the files


def test_d9_a_deleted_file_is_marked_missing_and_its_row_is_kept(shelf):
    entry = shelf.mark(shelf.picture(), MARKS)
    shelf.drain()
    entry.generation.path.unlink()

    assert found(shelf) == {"Pictures whose file is gone; the history keeps them": (1, 1)}
    assert shelf.history.entry(entry.id) == replace(entry, file=FileState.MISSING)

    entry.generation.path.write_bytes(picture_bytes(entry.generation.recipe))
    assert found(shelf) == {"Pictures whose file is back": (1, 1)}
    assert shelf.history.entry(entry.id) == entry


def test_d9_a_renamed_or_moved_picture_is_found_with_its_marks(shelf):
    entries = [shelf.mark(shelf.picture(minute=minute), MARKS) for minute in range(2)]
    shelf.drain()
    places = [shelf.root / "day" / "雪.png", shelf.root / "new" / "deep" / "x.png"]
    for entry, place in zip(entries, places, strict=True):
        place.parent.mkdir(parents=True, exist_ok=True)
        entry.generation.path.rename(place)

    assert found(shelf)["Pictures that were moved or renamed"] == (2, 2)

    now = [shelf.history.entry(one.id) for one in entries]
    assert [one.generation.path for one in now] == places
    assert [(one.marks, one.file) for one in now] == [(MARKS, FileState.HERE)] * 2
    assert all(shelf.beside(one) == MARKS for one in now)


def test_d10_a_picture_edited_outside_keeps_its_row_and_loses_its_old_thumbnail(shelf):
    entry = shelf.mark(shelf.picture(), MARKS)
    shelf.drain()
    shelf.thumbnails.put(entry.id, b"old")
    with entry.generation.path.open("ab") as file:
        file.write(b"more")

    assert found(shelf) == {"Pictures that another program wrote anew": (1, 1)}

    assert shelf.history.entry(entry.id) == entry
    assert shelf.thumbnails.get(entry.id) is None


def test_d10_another_picture_in_its_place_is_said_and_the_row_is_kept(shelf):
    entry = shelf.picture()
    entry.generation.path.write_bytes(png() + bytes(9))

    assert found(shelf) == {"Files in the place of a picture that are another one": (1, 1)}

    assert shelf.history.entry(entry.id).file is FileState.CHANGED


def test_pictures_that_the_history_does_not_know_are_added_and_copies_are_not(shelf):
    entry = shelf.picture()
    shutil.copy(entry.generation.path, shelf.root / "copy.png")
    recipe = make_recipe(make_job(), minute=5)
    (shelf.root / "new.png").write_bytes(picture_bytes(recipe))
    (shelf.root / "holiday.png").write_bytes(png())

    assert found(shelf) == {"Pictures on the disk that the history did not know": (1, 1)}

    assert shelf.history.entry(recipe.id).generation.path == shelf.root / "new.png"


def test_marks_changed_by_another_program_are_taken(shelf):
    entry = shelf.mark(shelf.picture(), MARKS)
    shelf.drain()
    written = sidecars.write(entry.generation.path, replace(entry, marks=Marks(rating=1)), ())
    os.utime(sidecars.sidecar_path(entry.generation.path), ns=(written + 5, written + 5))

    assert found(shelf) == {"Pictures whose marks another program changed": (1, 1)}

    assert shelf.history.entry(entry.id).marks == Marks(rating=1)


def test_marks_whose_file_was_deleted_are_written_again(shelf):
    entry = shelf.mark(shelf.picture(), MARKS)
    shelf.drain()
    sidecars.sidecar_path(entry.generation.path).unlink()

    assert found(shelf) == {"Marks that were not beside their pictures": (1, 1)}

    assert shelf.beside(entry) == MARKS


def test_what_a_crash_left_half_written_is_removed_when_it_is_old(shelf):
    folder = shelf.picture().generation.path.parent
    old, young = folder / ".x.png.part", folder / ".y.png.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))

    assert found(shelf) == {"Half-written files of a crash": (1, 1)}

    assert (old.exists(), young.exists()) == (False, True)
    assert STALE_S > 0


# D5: a drive that is away


def test_d5_nothing_is_marked_missing_while_the_drive_is_away(shelf):
    entries = [shelf.mark(shelf.picture(minute=minute), MARKS) for minute in range(3)]
    shutil.move(shelf.root, shelf.home / "unplugged")

    assert found(shelf) == {
        "Pictures on a drive or folder that is not there now": (3, 0),
        "Marks that were not beside their pictures": (3, 0),
    }

    assert not shelf.root.exists()
    shutil.move(shelf.home / "unplugged", shelf.root)
    assert found(shelf) == {"Marks that were not beside their pictures": (3, 3)}
    assert [shelf.history.entry(one.id) for one in entries] == entries


def test_it_tells_how_far_it_is_and_can_be_cancelled(shelf):
    shelf.picture()
    control, told = RunControl(), []

    shelf.check.run(control, lambda done, total: told.append((done, total)))
    control.cancel()
    with pytest.raises(Cancelled):
        shelf.check.run(control)

    assert told == [(1, 1)]


# What is to be seen


def test_d9_a_picture_that_is_seen_is_missing_soon_and_back_soon(shelf):
    entry, other = shelf.picture(), shelf.picture(minute=1)
    numbers = [entry.number, other.number]
    kept = entry.generation.path.rename(shelf.home / "kept.png")

    assert shelf.watch.look(numbers) == [replace(entry, file=FileState.MISSING)]
    assert shelf.watch.look(numbers) == []
    kept.rename(entry.generation.path)
    assert shelf.watch.look(numbers) == [entry]
    assert shelf.watch.look(numbers) == []


def test_d10_a_picture_that_is_seen_shows_the_marks_of_another_program(shelf):
    entry = shelf.picture()
    sidecars.write(entry.generation.path, replace(entry, marks=MARKS), ())

    assert shelf.watch.look([entry.number]) == [replace(entry, marks=MARKS)]
    assert shelf.watch.look([entry.number]) == []


def test_d5_a_drive_that_goes_away_while_it_is_seen_changes_nothing(shelf):
    entry = shelf.picture()
    shutil.move(shelf.root, shelf.home / "unplugged")

    assert shelf.watch.look([entry.number]) == []
    assert shelf.history.entry(entry.id) == entry
