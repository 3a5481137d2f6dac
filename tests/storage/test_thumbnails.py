"""The thumbnail cache: lost without a word, never in the way."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing

import pytest

from flux2studio.storage.thumbnails import ThumbnailStore


@pytest.fixture
def open_store(tmp_path):
    opened = []

    def _open(path=tmp_path / "cache" / "thumbs.db"):
        opened.append(ThumbnailStore(path))
        return opened[-1]

    yield _open
    for store in opened:
        store.close()


def test_a_thumbnail_is_there_after_a_restart(open_store):
    store = open_store()
    store.put("fox", b"jpeg")
    store.close()

    assert open_store().get("fox") == b"jpeg"


def test_a_thumbnail_can_be_replaced_and_removed(open_store):
    store = open_store()
    store.put("fox", b"old")
    store.put("fox", b"new")
    assert store.get("fox") == b"new"

    store.remove("fox")

    assert store.get("fox") is None


@pytest.mark.parametrize("junk", [b"no database" * 1000, b"", b"SQLite format 3\0" + bytes(8000)])
def test_a_damaged_cache_is_made_again_in_silence(open_store, tmp_path, junk):
    path = tmp_path / "cache" / "thumbs.db"
    path.parent.mkdir()
    path.write_bytes(junk)

    store = open_store(path)

    assert store.get("fox") is None
    store.put("fox", b"jpeg")
    assert store.get("fox") == b"jpeg"


def test_damage_while_running_is_mended_in_silence(open_store, tmp_path):
    path = tmp_path / "cache" / "thumbs.db"
    first = open_store(path)
    for number in range(200):
        first.put(str(number), os.urandom(5000))
    first.close()
    store = open_store(path)
    with path.open("rb+") as file:
        for page in range(1, path.stat().st_size // 4096):
            file.seek(page * 4096)
            file.write(os.urandom(4096))

    for number in range(200):
        store.get(str(number))
        store.put(str(number), b"jpeg")

    assert store.get("199") == b"jpeg"


def test_a_cache_that_cannot_be_written_lives_in_memory(open_store, tmp_path):
    (tmp_path / "file").touch()

    store = open_store(tmp_path / "file" / "thumbs.db")
    store.put("fox", b"jpeg")

    assert store.get("fox") == b"jpeg"


def test_a_closed_cache_answers_nothing(open_store):
    store = open_store()
    store.close()

    store.put("fox", b"jpeg")

    assert store.get("fox") is None


def test_many_are_read_at_once(open_store):
    store = open_store()
    for number in range(1200):
        store.put(str(number), b"%d" % number)

    found = store.get_many([*map(str, range(1300)), "7"])

    assert found == {str(number): b"%d" % number for number in range(1200)}
    assert store.get_many([]) == {}


def test_reading_does_not_wait_for_another_window_that_writes(open_store, tmp_path):
    store = open_store()
    store.put("fox", b"jpeg")
    with closing(sqlite3.connect(tmp_path / "cache" / "thumbs.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO thumbnail VALUES ('hare', x'00')")

        assert store.get_many(["fox", "hare"]) == {"fox": b"jpeg"}

        other.execute("COMMIT")
    assert store.get("hare") == b"\0"


def test_what_lives_in_memory_is_read_by_all_threads(open_store, tmp_path):
    (tmp_path / "file").touch()
    store = open_store(tmp_path / "file" / "thumbs.db")

    def work(number):
        for turn in range(50):
            store.put(f"{number}-{turn}", b"jpeg")
            store.get_many([f"{number}-{turn}", "0-0"])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(store.get_many(f"{n}-{t}" for n in range(4) for t in range(50))) == 200


def test_several_threads_and_windows_share_it(open_store):
    stores = [open_store(), open_store()]

    def work(number):
        for turn in range(30):
            stores[number % 2].put(f"{number}-{turn}", b"jpeg")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(stores[0].get(f"{number}-{turn}") for number in range(4) for turn in range(30))
