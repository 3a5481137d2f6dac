"""The reference store: each picture once, as it was, and nothing that is no file."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest

from flux2studio.core.errors import PictureError, StorageError
from flux2studio.storage import references
from flux2studio.storage.references import ReferenceStore


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "references"


@pytest.fixture
def store(folder):
    return ReferenceStore(folder)


def test_bytes_are_kept_under_their_sha256(store, folder):
    sha256 = store.add_bytes(b"a picture")

    assert sha256 == hashlib.sha256(b"a picture").hexdigest()
    assert store.path(sha256).read_bytes() == b"a picture"
    assert [path.name for path in folder.iterdir()] == [sha256]


def test_the_same_picture_is_kept_once_however_it_comes(store, folder, tmp_path):
    source = tmp_path / "fox.png"
    source.write_bytes(b"fox" * 1_000_000)

    assert store.add_file(source) == store.add_bytes(source.read_bytes()) == store.add_file(source)
    assert len(list(folder.iterdir())) == 1


def test_what_is_kept_stays_when_the_original_changes(store, tmp_path):
    source = tmp_path / "fox.png"
    source.write_bytes(b"before")
    sha256 = store.add_file(source)

    source.write_bytes(b"after")

    assert store.path(sha256).read_bytes() == b"before"


def test_a_kept_file_that_was_cut_off_is_mended(store):
    sha256 = store.add_bytes(b"a picture")
    store.path(sha256).write_bytes(b"a pi")

    store.add_bytes(b"a picture")

    assert store.path(sha256).read_bytes() == b"a picture"


def test_a_reference_that_is_gone_is_said_in_a_sentence(store):
    sha256 = store.add_bytes(b"a picture")
    store.path(sha256).unlink()

    assert not store.has(sha256)
    with pytest.raises(StorageError, match="no longer there"):
        store.path(sha256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_a_sha256_is_a_name(store, name):
    assert not store.has(name)


def test_a_folder_is_no_picture(store, tmp_path):
    with pytest.raises(PictureError, match="no file"):
        store.add_file(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_does_not_hold_us_up(store, tmp_path):
    os.mkfifo(tmp_path / "pipe.png")

    with pytest.raises(PictureError, match="no file"):
        store.add_file(tmp_path / "pipe.png")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_device_without_an_end_is_refused(store, tmp_path):
    (tmp_path / "zero.png").symlink_to("/dev/zero")

    with pytest.raises(PictureError, match="no file"):
        store.add_file(tmp_path / "zero.png")


def test_a_link_that_leads_to_itself_is_a_sentence(store, tmp_path):
    (tmp_path / "loop.png").symlink_to(tmp_path / "loop.png")

    with pytest.raises(PictureError, match=r"loop\.png.*cannot be read") as caught:
        store.add_file(tmp_path / "loop.png")

    assert caught.value.hint


def test_a_missing_file_is_a_sentence(store, tmp_path):
    with pytest.raises(PictureError, match="it is not there"):
        store.add_file(tmp_path / "nothing.png")


def test_a_file_beyond_the_limit_is_refused_and_leaves_nothing(store, folder, tmp_path):
    source = tmp_path / "huge.png"
    with source.open("wb") as file:
        file.truncate(references.SIZE_MAX + 1)  # a hole: it takes no room

    with pytest.raises(PictureError, match="larger than 512 MB"):
        store.add_file(source)

    assert list(folder.iterdir()) == []


def test_what_a_crash_left_long_ago_is_cleared_away(store, folder):
    folder.mkdir()
    old, new = folder / ".incoming.old.part", folder / ".incoming.new.part"
    for path in (old, new):
        path.touch()
    os.utime(old, (0, 0))

    store.add_bytes(b"a picture")

    assert not old.exists()
    assert new.exists()  # another window may be writing it


def test_many_threads_may_add_the_same_picture(store, folder):
    threads = [threading.Thread(target=store.add_bytes, args=(b"x" * 100_000,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(list(folder.iterdir())) == 1
