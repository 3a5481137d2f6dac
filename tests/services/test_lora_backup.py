"""What an artist knows of LoRAs is never lost: daily backups, export, and import that merges."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from contextlib import closing
from datetime import date, timedelta

import msgspec
import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled, LoraError, StorageError
from flux2studio.core.lora import Lora, LoraSet
from flux2studio.core.lora_import_plan import RowState
from flux2studio.core.lora_search import Order
from flux2studio.core.lora_searches import LoraSearch
from flux2studio.core.request import LoraUse
from flux2studio.storage.database import Database
from flux2studio.storage.salvage import salvage
from tests.fakes import png
from tests.services.lora_shelves import Shelves, shelves

KEPT = ["01-25", "01-31", "02-01", *(f"02-{day:02}" for day in range(3, 10))]


@pytest.fixture
def shelf(tmp_path, pictures):
    with shelves(tmp_path / "one", pictures) as opened:
        yield opened


@pytest.fixture
def other(tmp_path, pictures):
    """The library of another computer."""
    with shelves(tmp_path / "two", pictures) as opened:
        yield opened


def fill(shelf):
    """A small library of everything: words, a picture, a set, a search, a removed card."""
    ink = shelf.loras.add("owner/ink")
    ink = shelf.loras.edit(ink.id, notes="rain", tags=("a", "b"), rating=4)
    picture = shelf.home / "picture.png"
    picture.write_bytes(png(600, 400))
    ink = shelf.loras.set_preview(ink.id, picture)
    shelf.loras.save_set(LoraSet(name="Rain", loras=(LoraUse(source=ink.source, scale=0.7),)))
    shelf.loras.searches.save(LoraSearch(name="Best", query="rating:>=4", order=Order.RATING))
    shelf.loras.remove(shelf.loras.add("owner/old").id)
    return ink


def states(report):
    return {row.name: row.state for row in report.rows}


def test_a_backup_of_each_day_holds_everything(shelf):
    ink = fill(shelf)

    path = shelf.backup.daily()

    assert path.name == "loras-2026-11-21.zip"
    with zipfile.ZipFile(path) as pack:
        assert sorted(pack.namelist()) == ["library.json", f"previews/{ink.preview}.jpg"]
    assert shelf.backup.newest() == path


def test_there_is_one_backup_a_day_and_none_of_an_empty_library(shelf):
    assert shelf.backup.daily() is None
    fill(shelf)
    path = shelf.backup.daily()
    before = path.read_bytes()
    shelf.loras.edit(shelf.loras.all()[0].id, rating=1)

    assert shelf.backup.daily() is None
    assert path.read_bytes() == before


def test_one_that_is_asked_for_holds_what_was_written_since_this_morning(shelf):
    ink = fill(shelf)
    morning = shelf.backup.daily()
    before = morning.read_bytes()
    assert shelf.backup.fresh() is None

    shelf.loras.edit(ink.id, notes="snow")
    noon = shelf.backup.fresh()

    assert noon.name == "loras-2026-11-21-2.zip"
    assert shelf.backup.newest() == noon
    assert [row.kept for row in shelf.backup.look_at(noon).rows if row.name == "ink"] == [()]
    assert morning.read_bytes() == before
    assert shelf.backup.fresh() is None
    shelf.loras.edit(ink.id, notes="hail")
    assert shelf.backup.fresh().name == "loras-2026-11-21-3.zip"


def test_of_a_day_that_is_over_its_last_backup_stays(shelf):
    ink = fill(shelf)
    shelf.backup.daily()
    for number in range(11):
        shelf.loras.edit(ink.id, notes=str(number))
        shelf.backup.fresh()
    folder = shelf.home / "backups"
    assert len(list(folder.iterdir())) == 12

    shelf.today += timedelta(days=1)
    shelf.loras.edit(ink.id, notes="tomorrow")
    shelf.backup.daily()

    names = sorted(path.name for path in folder.iterdir())
    assert names == ["loras-2026-11-21-12.zip", "loras-2026-11-22.zip"]


def test_a_day_without_changes_needs_no_backup(shelf):
    fill(shelf)
    shelf.backup.daily()
    shelf.today += timedelta(days=1)
    assert shelf.backup.daily() is None

    shelf.loras.edit(shelf.loras.all()[0].id, rating=1)
    assert shelf.backup.daily().name == "loras-2026-11-22.zip"


def test_old_backups_are_thinned_and_other_files_stay(shelf):
    fill(shelf)
    folder = shelf.home / "backups"
    folder.mkdir()
    for name in ("loras-mine.zip", "loras-2026-99-99.zip", "notes.txt"):
        (folder / name).touch()
    lora_id = shelf.loras.all()[0].id
    for day in range(40):
        shelf.today = date(2026, 1, 1) + timedelta(days=day)
        shelf.loras.edit(lora_id, notes=str(day))
        shelf.backup.daily()

    names = {path.name for path in folder.iterdir()}
    days = {name for name in names if name.startswith("loras-2026-0")}

    assert names - days == {"loras-mine.zip", "loras-2026-99-99.zip", "notes.txt"}
    assert sorted(days) == [f"loras-2026-{day}.zip" for day in KEPT]


def test_a_lost_database_gets_its_cards_back(tmp_path, pictures):
    with shelves(tmp_path / "one", pictures) as shelf:
        fill(shelf)
        shelf.backup.daily()
        before = shelf.records()
    (tmp_path / "one" / "studio.db").unlink()

    with shelves(tmp_path / "one", pictures) as again:
        report = again.backup.bring_back()

        assert report.count(RowState.NEW) == 1
        assert again.records() == before
        assert again.previews.has(before[0][0].preview)


def test_previews_come_back_as_they_were_when_the_folder_was_lost_too(shelf):
    ink = fill(shelf)
    shelf.backup.daily()
    before = shelf.previews.path(ink.preview).read_bytes()
    shelf.previews.path(ink.preview).unlink()
    with shelf.database.transaction() as db:
        db.execute("DELETE FROM lora")

    shelf.backup.bring_back()

    assert shelf.previews.path(ink.preview).read_bytes() == before


@pytest.mark.expects_log
def test_a_damaged_backup_gives_way_to_the_one_before(shelf):
    fill(shelf)
    shelf.backup.daily()
    before = shelf.records()
    (shelf.home / "backups" / "loras-2026-12-01.zip").write_bytes(b"PK\x03\x04 broken")
    with shelf.database.transaction() as db:
        db.execute("DELETE FROM lora")

    shelf.backup.bring_back()

    assert shelf.records() == before


def test_what_was_removed_since_does_not_come_back_by_itself(shelf):
    ink = fill(shelf)
    shelf.backup.daily()
    shelf.loras.remove(ink.id)

    report = shelf.backup.bring_back()

    assert report.rows == ()
    assert shelf.loras.all() == []
    assert shelf.backup.take(shelf.backup.newest()).count(RowState.NEW) == 1


def test_without_a_backup_nothing_comes_back(shelf):
    assert shelf.backup.bring_back() is None
    assert shelf.backup.bring_back_quietly() == 0


def test_an_export_moves_a_library_to_another_computer(shelf, other, tmp_path):
    fill(shelf)

    target = shelf.backup.export(tmp_path / "mine")
    report = other.backup.take(target)

    assert target.name == "mine.zip"
    assert states(report) == {"ink": RowState.NEW}
    (ink,) = other.loras.all()
    assert (ink.notes, ink.tags, ink.rating) == ("rain", ("a", "b"), 4)
    assert other.loras.preview_path(ink.preview).read_bytes().startswith(b"\xff\xd8\xff")
    assert [each.name for each in other.loras.sets()] == ["Rain"]
    assert [lora.name for lora in other.loras.removed()] == ["old"]


def test_chosen_cards_are_exported_alone(shelf, other, tmp_path):
    ink = fill(shelf)
    shelf.loras.add("owner/wash")

    other.backup.take(shelf.backup.export(tmp_path / "x.zip", [ink]))

    assert [lora.name for lora in other.loras.all()] == ["ink"]
    assert (other.loras.sets(), other.loras.removed()) == ([], [])


def test_an_export_never_writes_over_a_file(shelf, tmp_path):
    fill(shelf)
    (tmp_path / "x.zip").write_text("mine")

    with pytest.raises(StorageError, match="already"):
        shelf.backup.export(tmp_path / "x.zip")

    assert (tmp_path / "x.zip").read_text() == "mine"


def test_looking_at_a_zip_says_what_an_import_does_and_does_nothing(shelf, other, tmp_path):
    fill(shelf)
    target = shelf.backup.export(tmp_path / "x.zip")
    theirs = other.loras.add("owner/ink")
    other.loras.edit(theirs.id, notes="fog", tags=("c",))
    before = other.records()

    report = other.backup.look_at(target)

    (row,) = report.rows
    assert (row.state, row.kept) == (RowState.ADDS, ("notes",))
    assert set(row.adds) == {"tags", "rating", "preview"}
    assert (report.sets, report.changes) == (1, True)
    assert other.records() == before
    assert other.previews.all() == []
    assert other.backup.take(target) == report


def test_an_import_never_replaces_what_the_artist_wrote(shelf, other, tmp_path):
    fill(shelf)
    theirs = other.loras.add("owner/ink")
    other.loras.edit(theirs.id, notes="fog", tags=("c",))

    other.backup.take(shelf.backup.export(tmp_path / "x.zip"))

    (ink,) = other.loras.all()
    assert (ink.id, ink.notes, ink.tags, ink.rating) == (theirs.id, "fog", ("c", "a", "b"), 4)


def test_a_second_import_changes_nothing(shelf, other, tmp_path):
    fill(shelf)
    target = shelf.backup.export(tmp_path / "x.zip")
    other.backup.take(target)
    before = other.records()

    report = other.backup.take(target)

    assert not report.changes
    assert other.records() == before
    assert not other.backup.look_at(target).changes


def test_importing_ones_own_export_changes_nothing(shelf, tmp_path):
    fill(shelf)
    before = shelf.records()

    report = shelf.backup.take(shelf.backup.export(tmp_path / "x.zip"))

    assert states(report) == {"ink": RowState.SAME}
    assert shelf.records() == before


def test_an_import_can_be_taken_back(shelf, other, tmp_path):
    fill(shelf)
    theirs = other.loras.edit(other.loras.add("owner/ink").id, notes="fog")
    target = shelf.backup.export(tmp_path / "x.zip")
    other.backup.take(target)

    other.loras.undo()

    assert other.loras.all() == [theirs]
    assert other.loras.sets() == []


def test_an_import_that_is_cancelled_changes_nothing(shelf, other, tmp_path):
    fill(shelf)
    control = RunControl()
    control.cancel()

    with pytest.raises(Cancelled):
        other.backup.take(shelf.backup.export(tmp_path / "x.zip"), control)

    assert other.records() == ([], [], [])


def test_one_card_that_is_none_refuses_all_of_a_zip(shelf, other, tmp_path):
    fill(shelf)
    good = shelf.backup.export(tmp_path / "x.zip")
    with zipfile.ZipFile(good) as pack:
        library = msgspec.json.decode(pack.read("library.json"))
    library["loras"].append({"source": "javascript:alert(1)", "name": "evil"})
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as pack:
        pack.writestr("library.json", msgspec.json.encode(library))

    for act in (other.backup.look_at, other.backup.take):
        with pytest.raises(LoraError, match="none"):
            act(tmp_path / "y.zip")

    assert other.records() == ([], [], [])


def test_a_preview_that_is_no_picture_is_left_out(shelf, other, tmp_path):
    ink = fill(shelf)
    evil = b"\xff\xd8\xff<script>alert(1)</script>"
    name = shelf.previews.keep(evil)
    shelf.loras.edit(ink.id, preview=name)

    other.backup.take(shelf.backup.export(tmp_path / "x.zip"))

    (found,) = other.loras.all()
    assert (found.preview, other.previews.all()) == ("", [])
    assert found.notes == "rain"


def test_a_full_library_of_two_artists_becomes_one(shelf, other, tmp_path):
    """Cards of one file stay two where they are two, and meet where they are one."""
    weights = {"sha256": "1" * 64, "autov3": "2" * 64}
    shelf.loras.add_all(
        [
            Lora(source="/a/ink.safetensors", name="ink", notes="one", **weights),
            Lora(source="/a/copy.safetensors", name="copy", notes="two", **weights),
        ]
    )
    other.loras.add_all([Lora(source="/b/ink.safetensors", name="mine", **weights)])

    target = shelf.backup.export(tmp_path / "x.zip")
    other.backup.take(target)
    before = other.records()
    other.backup.take(target)

    found = {lora.name: lora.notes for lora in other.loras.all()}
    assert found == {"mine": "two", "ink": "one"}
    assert other.records() == before


def test_previews_that_nobody_names_are_cleared_and_those_of_backups_stay(shelf):
    ink = fill(shelf)
    shelf.backup.daily()
    kept, lost = ink.preview, shelf.previews.keep(b"\xff\xd8\xff lost")
    fresh = Shelves(shelf.home)  # without the steps that could bring it back
    fresh.loras.edit(ink.id, preview="")
    for name in (kept, lost):
        path = shelf.previews.path(name)
        old = path.stat().st_mtime - 7200
        os.utime(path, (old, old))

    assert fresh.backup.tidy() == 1

    assert shelf.previews.all() == [kept]
    fresh.database.close()


@pytest.mark.expects_log
def test_a_disk_that_refuses_does_not_stop_the_start(shelf):
    fill(shelf)
    (shelf.home / "backups").write_text("a file where the folder should be")

    shelf.backup.daily_quietly()

    assert shelf.backup.newest() is None


def test_a_salvaged_database_keeps_sets_and_removed_cards(tmp_path, pictures):
    with shelves(tmp_path / "one", pictures) as shelf:
        fill(shelf)
        before = shelf.records()
    new = Database(tmp_path / "two" / "studio.db")
    with new.transaction() as db:
        salvage(tmp_path / "one" / "studio.db", db)
    new.close()

    with shelves(tmp_path / "two", pictures) as again:
        assert again.records() == before


def test_records_of_an_older_version_are_kept(shelf):
    with closing(sqlite3.connect(shelf.home / "studio.db")) as db, db:
        db.execute(
            "INSERT INTO lora VALUES ('1', 'owner/ink', 5,"
            """ '{"source": "owner/ink", "name": "ink", "id": "1"}')"""
        )

    (ink,) = shelf.loras.all()

    assert ink.name == "ink"
    assert shelf.loras.edit("1", rating=3).rating == 3
