"""What the artist says of a picture soon stands beside it, whatever happens on the way."""

from __future__ import annotations

import os
import shutil
import threading
from dataclasses import replace

import pytest

from flux2studio.core.errors import Cancelled
from flux2studio.core.history import Album, Label, Marks, Pick
from flux2studio.storage import sidecars
from flux2studio.storage.album_file import album_file, decode_record
from tests.e2e.disks import read_only
from tests.services.history_parts import Shelf
from tests.storage.processes import has_strace, points, run_child

MARKS = Marks(rating=4, pick=Pick.PICKED, label=Label.GREEN, tags=("fox", "snow"))


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


def wait_for(check, turns=5000):
    clock = threading.Event()
    for _ in range(turns):
        if check():
            return
        clock.wait(0.002)
    raise AssertionError("it never came")


def test_marks_are_written_soon_after_they_are_made(shelf):
    entry = shelf.picture()
    shelf.sidecars.start()

    shelf.mark(entry, MARKS)
    shelf.sidecars.wake()

    wait_for(lambda: shelf.beside(entry) == MARKS)


def test_what_an_earlier_session_left_is_written_at_the_start(shelf):
    entry = shelf.mark(shelf.picture(), MARKS)

    shelf.sidecars.start()

    wait_for(lambda: shelf.beside(entry) == MARKS)


def test_closing_writes_what_is_left(shelf):
    entry = shelf.picture()
    shelf.sidecars.start()
    shelf.mark(entry, MARKS)

    shelf.sidecars.close()

    assert shelf.beside(entry) == MARKS
    assert shelf.marks.dirty(10) == []


def test_each_picture_is_written_once(shelf):
    entry = shelf.mark(shelf.picture(), MARKS)

    assert (shelf.drain(), shelf.drain()) == (1, 0)
    assert shelf.marks.dirty(10) == []
    assert shelf.beside(entry) == MARKS


def test_many_pictures_are_all_written(shelf):
    entries = [shelf.picture(minute=minute) for minute in range(230)]
    shelf.marks.put([(entry.id, MARKS) for entry in entries])

    assert shelf.drain() == 230


def test_an_album_renamed_while_names_are_written_gets_its_new_name_everywhere(shelf):
    winter = shelf.albums.put(Album(id="w", name="Winter"))
    entries = [
        shelf.mark(shelf.picture(minute=minute), Marks(albums=(winter.id,))) for minute in (1, 2)
    ]
    names = iter(["Cold"])

    def rename_once():
        for name in names:
            shelf.albums.put(replace(winter, name=name))

    shelf.sidecars.drain(rename_once)
    shelf.drain()

    for entry in entries:
        assert sidecars.read(entry.generation.path)[0].albums == ("Cold",)


def test_albums_are_written_by_their_names_and_follow_a_new_name(shelf):
    winter = shelf.albums.put(Album(id="w", name="Winter"))
    harbour = shelf.albums.put(Album(id="h", name="Harbour / quay", parent="w"))
    entry = shelf.mark(shelf.picture(), Marks(albums=(harbour.id,)))
    shelf.drain()
    before = shelf.beside(entry)

    shelf.albums.put(replace(winter, name="Cold"))
    shelf.drain()

    assert before.albums == ("Winter/Harbour \u2215 quay",)
    assert shelf.beside(entry).albums == ("Cold/Harbour \u2215 quay",)


def test_what_another_program_wrote_meanwhile_is_taken_and_not_lost(shelf):
    entry = shelf.mark(shelf.picture(), Marks(rating=2, tags=("fox",)))
    shelf.drain()
    sidecars.write(entry.generation.path, replace(entry, marks=Marks(rating=5, tags=("hare",))), ())
    place = sidecars.sidecar_path(entry.generation.path)
    os.utime(place, ns=(1, place.stat().st_mtime_ns + 1_000))
    shelf.mark(entry, Marks(rating=3, tags=("fox", "snow")))

    shelf.drain()

    both = Marks(rating=3, tags=("fox", "hare", "snow"))
    assert shelf.beside(entry) == both
    assert shelf.history.entry(entry.id).marks == both
    assert shelf.drain() == 0


def test_a_picture_that_is_away_gets_no_file_and_is_written_when_it_is_back(shelf):
    entry = shelf.mark(shelf.picture(), MARKS)
    shutil.move(shelf.root, shelf.home / "unplugged")

    assert shelf.drain() == 0
    assert not shelf.root.exists()

    shutil.move(shelf.home / "unplugged", shelf.root)
    assert shelf.drain() == 1
    assert shelf.beside(entry) == MARKS


@pytest.mark.expects_log
def test_a_folder_that_takes_nothing_is_said_once_and_stops_no_other(shelf, tmp_path, caplog):
    entries = [shelf.picture("closed", minute=minute) for minute in range(3)]
    other = shelf.mark(shelf.picture("open"), MARKS)
    shelf.marks.put([(entry.id, MARKS) for entry in entries])
    moved = tmp_path / "source"
    shutil.move(shelf.root / "closed", moved)
    with read_only(shelf.root / "closed", moved):
        assert [shelf.drain(), shelf.drain()] == [1, 0]

        assert len(shelf.marks.dirty(10)) == 3
        assert list(shelf.sidecars.refused) == [shelf.root / "closed"]
        assert "read-only" in str(shelf.sidecars.refused[shelf.root / "closed"])
        assert len([one for one in caplog.records if "Marks cannot" in one.message]) == 1
    shelf.root.joinpath("closed").rmdir()
    shutil.move(moved, shelf.root / "closed")

    assert shelf.drain() == 3
    assert shelf.sidecars.refused == {}
    assert shelf.beside(other) == MARKS


def test_it_can_be_stopped_between_two_files(shelf):
    for minute in range(3):
        shelf.mark(shelf.picture(minute=minute), MARKS)
    left = iter([True, True, False])

    def check():
        if not next(left):
            raise Cancelled

    with pytest.raises(Cancelled):
        shelf.sidecars.drain(check)

    assert len(shelf.marks.dirty(10)) == 1


# The list of albums


def test_empty_and_smart_albums_are_kept_among_the_pictures(shelf):
    shelf.picture()
    albums = [
        shelf.albums.put(Album(id="w", name="Winter")),
        shelf.albums.put(Album(id="b", name="Best", query="rating:5", position=3)),
    ]

    shelf.drain()

    record = decode_record(album_file(shelf.root).read_bytes())
    assert sorted(record.albums, key=lambda one: one.position) == albums


def test_without_albums_no_list_is_made(shelf):
    shelf.mark(shelf.picture(), MARKS)

    shelf.drain()

    assert not album_file(shelf.root).exists()


def test_a_list_of_a_lost_database_is_taken_in_before_it_is_written_over(shelf):
    shelf.picture()
    shelf.albums.put(Album(id="w", name="Winter"))
    shelf.albums.put(Album(id="h", name="Harbour", parent="w"))
    shelf.drain()
    fresh = Shelf(shelf.home, "fresh.db")
    fresh.albums.put(Album(id="n", name="New"))

    fresh.drain()

    assert {one.name for one in fresh.albums.all()} == {"Winter", "Harbour", "New"}
    assert len(decode_record(album_file(shelf.root).read_bytes()).albums) == 3
    fresh.close()


def test_an_album_that_was_removed_stays_removed(shelf):
    shelf.picture()
    shelf.albums.put(Album(id="w", name="Winter"))
    shelf.drain()

    shelf.albums.remove("w")
    shelf.drain()
    shelf.drain()

    assert shelf.albums.all() == []
    assert decode_record(album_file(shelf.root).read_bytes()).albums == ()


def test_a_broken_list_is_kept_aside(shelf):
    shelf.picture()
    album_file(shelf.root).parent.mkdir()
    album_file(shelf.root).write_bytes(b"{ broken")
    shelf.albums.put(Album(id="w", name="Winter"))

    shelf.drain()

    (aside,) = album_file(shelf.root).parent.glob("history.json.damaged-*")
    assert aside.read_bytes() == b"{ broken"
    assert len(decode_record(album_file(shelf.root).read_bytes()).albums) == 1


# Slow


@pytest.mark.skipif(not has_strace(), reason="strace cannot inject faults here")
def test_d11_a_slow_disk_holds_up_the_marks_and_not_who_looks(tmp_path):
    done = run_child("mark_while_looking", tmp_path, "fsync:delay_enter=900000")

    begin, gap = done.stdout.splitlines()
    assert begin == "begin", done.stderr
    assert float(gap.removeprefix("gap ")) < 0.8  # a look that waits for a flush takes 0.9


# Killed


def check_marked(home):
    """The database knows, the file is whole or not there, and the next start writes it."""
    shelf = Shelf(home)
    entries = [shelf.history.entry(one.id) for one in shelf.history.page()]
    for entry in entries:
        assert entry.marks.rating == 5
        assert shelf.beside(entry) in (None, Marks(), entry.marks)
    shelf.drain()
    assert all(shelf.beside(entry) == entry.marks for entry in entries)
    assert shelf.marks.dirty(10) == []
    assert not [one for one in shelf.root.rglob("*.png*") if one.name.endswith(".damaged")]
    shelf.close()


@pytest.mark.kill
@pytest.mark.skipif(not has_strace(), reason="strace cannot inject faults here")
@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_a_kill_at_any_call_loses_no_mark(tmp_path, call):
    whole = tmp_path / "whole"
    for number in points("mark_pictures", whole, call):
        home = tmp_path / str(number)
        done = run_child("mark_pictures", home, f"{call}:signal=KILL:when={number}")
        if "marked" not in done.stdout:
            continue  # nothing was said to be safe yet
        check_marked(home)


def test_the_child_of_that_test_writes_its_marks(tmp_path):
    done = run_child("mark_pictures", tmp_path)

    assert done.stdout.split() == ["marked", "written"], done.stderr
    check_marked(tmp_path)
