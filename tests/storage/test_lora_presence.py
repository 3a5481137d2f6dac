"""Whether LoRA files are there, from few looks at the disk and never out of date."""

from __future__ import annotations

import os
import time

import pytest

from flux2studio.storage.lora_presence import LoraPresence


@pytest.fixture
def presence():
    return LoraPresence()


def test_what_is_gone_is_told_and_told_when_it_is_back(presence, tmp_path):
    here, gone = tmp_path / "here", tmp_path / "gone"
    here.touch()
    paths = [str(here), str(gone), str(tmp_path / "no folder" / "x"), "/\0"]

    assert presence.missing(paths) == set(paths[1:])
    here.unlink()
    gone.touch()
    assert presence.missing(paths) == {str(here), *paths[2:]}


def test_a_folder_that_has_settled_is_not_listed_again(presence, tmp_path):
    (tmp_path / "x").touch()
    old = time.time() - 60
    os.utime(tmp_path, (old, old))
    assert presence.missing([str(tmp_path / "x")]) == frozenset()

    (tmp_path / "x").unlink()  # with the clock of the folder turned back, nobody could tell
    os.utime(tmp_path, (old, old))
    assert presence.missing([str(tmp_path / "x")]) == frozenset()
    os.utime(tmp_path)
    assert presence.missing([str(tmp_path / "x")]) == {str(tmp_path / "x")}


def test_a_folder_of_that_name_is_no_file(presence, tmp_path):
    (tmp_path / "x").mkdir()

    assert presence.missing([str(tmp_path / "x")]) == {str(tmp_path / "x")}


def test_a_link_to_a_file_counts_and_one_to_nowhere_does_not(presence, tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "good").symlink_to(tmp_path / "file")
    (tmp_path / "bad").symlink_to(tmp_path / "nobody")

    found = presence.missing([str(tmp_path / "good"), str(tmp_path / "bad")])

    assert found == {str(tmp_path / "bad")}
