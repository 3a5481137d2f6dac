"""A checked copy of the database each day, and what comes back from it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StorageError
from flux2studio.core.history import Album, Label, Marks, Pick
from flux2studio.services.history_backup import HistoryBackup
from flux2studio.storage.history_backup import read_backup, write_backup
from flux2studio.storage.history_days import backups, day_file, is_due
from tests.e2e.disks import fill, small
from tests.services.history_parts import Shelf

DAY = date(2026, 11, 20)
MARKS = Marks(rating=4, pick=Pick.REJECTED, label=Label.RED, tags=("fox",))


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


def backup_of(shelf, day=DAY, folder=None, control=None):
    return HistoryBackup(
        shelf.database, shelf.history, folder or shelf.home / "backups", control, lambda: day
    )


def test_the_first_start_of_a_day_keeps_a_whole_copy(shelf):
    shelf.mark(shelf.picture(), MARKS)

    path = backup_of(shelf).daily()

    assert path == day_file(shelf.home / "backups", DAY)
    assert [one.name for one in path.parent.iterdir()] == ["history-2026-11-20.db"]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT rating FROM generation").fetchall() == [(4,)]
    assert backup_of(shelf).daily() is None


def test_others_write_while_it_is_copied(shelf):
    shelf.picture()
    with shelf.database.transaction() as db:
        db.execute("UPDATE generation SET rating = 1")

        assert backup_of(shelf).daily() is not None


def test_a_backup_is_due_when_something_changed_and_none_is_of_today(shelf):
    folder = shelf.home / "backups"
    assert not is_due(shelf.database, folder, DAY)  # nothing to keep yet
    entry = shelf.picture()
    assert is_due(shelf.database, folder, DAY)
    backup_of(shelf).daily()
    assert not is_due(shelf.database, folder, DAY)
    assert not is_due(shelf.database, folder, DAY + timedelta(days=1))  # nothing has changed

    os.utime(day_file(folder, DAY), ns=(1, 1))
    shelf.mark(entry, MARKS)

    assert is_due(shelf.database, folder, DAY + timedelta(days=1))


def test_the_last_days_weeks_and_months_are_kept(shelf):
    shelf.picture()
    for number in range(0, 400, 3):
        place = day_file(shelf.home / "backups", DAY - timedelta(days=number + 1))
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"old")

    backup_of(shelf).daily()

    days = [day for day, _ in backups(shelf.home / "backups")]
    assert days[:3] == [DAY, DAY - timedelta(days=1), DAY - timedelta(days=4)]
    assert 18 <= len(days) <= 23


def test_backups_that_weigh_too_much_are_fewer_but_never_less_than_two(shelf):
    shelf.picture()
    for number in range(1, 6):
        place = day_file(shelf.home / "backups", DAY - timedelta(days=number))
        place.parent.mkdir(exist_ok=True)
        with place.open("wb") as file:
            file.truncate(3 * 2**30)  # a hole: it takes no room

    backup_of(shelf).daily()

    assert [day for day, _ in backups(shelf.home / "backups")] == [DAY, DAY - timedelta(days=1)]


def test_a_full_disk_leaves_the_old_backups_and_nothing_half(shelf):
    shelf.picture()
    with small(shelf.home / "disk", "1m") as disk:
        old = disk / "history-2026-11-19.db"
        old.write_bytes(b"old")
        fill(disk)

        with pytest.raises(StorageError, match="no room") as caught:
            backup_of(shelf, folder=disk).daily()

        assert caught.value.hint
        assert sorted(one.name for one in disk.iterdir()) == ["filler", old.name]


@pytest.mark.expects_log
def test_at_the_start_of_the_app_a_failure_is_for_the_log(shelf, caplog):
    shelf.picture()
    (shelf.home / "backups").write_bytes(b"a file in the place of the folder")

    backup_of(shelf).daily_quietly()

    assert "was not backed up" in caplog.text


def test_closing_the_app_stops_a_copy_and_leaves_nothing(shelf):
    for minute in range(30):
        shelf.picture(minute=minute)
    control = RunControl()
    control.detach()

    assert backup_of(shelf, control=control).daily() is None
    assert list((shelf.home / "backups").iterdir()) == []


def test_a_copy_that_is_damaged_does_not_count(shelf, tmp_path):
    shelf.picture()
    with shelf.database.transaction() as db:
        db.execute("PRAGMA application_id = 7")

    with pytest.raises(StorageError):
        write_backup(shelf.database.path, tmp_path / "copies" / "x.db", lambda: True)

    assert list((tmp_path / "copies").iterdir()) == []


# Back again


def test_marks_that_no_file_says_come_back_from_the_backup(shelf):
    entry = shelf.picture()
    shelf.albums.put(Album(id="h", name="Harbour", parent=""))
    shelf.mark(entry, replace(MARKS, albums=("h",)))
    backup_of(shelf).daily()
    fresh = Shelf(shelf.home, "fresh.db")

    report = fresh.rebuilding.run(is_lost=True)

    assert (report.added, report.marks) == (1, 1)
    assert fresh.history.entry(entry.id).marks == replace(MARKS, albums=("h",))
    assert [album.name for album in fresh.albums.all()] == ["Harbour"]
    assert len(fresh.marks.dirty(10)) == 1  # they will stand beside the picture from now on
    fresh.close()


def test_what_stands_beside_a_picture_is_newer_than_the_backup(shelf):
    entry = shelf.mark(shelf.picture(), MARKS)
    backup_of(shelf).daily()
    shelf.mark(entry, Marks(rating=1))
    shelf.drain()
    fresh = Shelf(shelf.home, "fresh.db")

    assert fresh.rebuilding.run(is_lost=True).marks == 0

    assert fresh.history.entry(entry.id).marks == Marks(rating=1)
    fresh.close()


def test_pictures_saved_elsewhere_are_found_by_the_backup(shelf, tmp_path):
    inside = shelf.picture()
    outside = shelf.picture(folder=tmp_path / "elsewhere" / "deep")
    backup_of(shelf).daily()
    fresh = Shelf(shelf.home, "fresh.db")

    report = fresh.rebuilding.run(is_lost=True)

    assert report.added == 2
    assert {one.id for one in fresh.history.page()} == {inside.id, outside.id}
    fresh.close()


@pytest.mark.expects_log
@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_broken_backup_is_passed_by_for_an_older_one(shelf, content):
    entry = shelf.mark(shelf.picture(), MARKS)
    backup_of(shelf, DAY - timedelta(days=1)).daily()
    day_file(shelf.home / "backups", DAY).write_bytes(content)

    assert backup_of(shelf).newest().marks == {entry.id: MARKS}


def test_a_backup_of_a_newer_version_is_left_alone(shelf, tmp_path):
    shelf.picture()
    path = backup_of(shelf).daily()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 900")
    before = path.read_bytes()

    with pytest.raises(StorageError):
        read_backup(path)

    assert path.read_bytes() == before
