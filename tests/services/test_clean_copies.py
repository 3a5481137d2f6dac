"""Copies without recipes, and files found again."""

from __future__ import annotations

import os
import time
from dataclasses import replace

import pytest

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import encode_recipe
from flux2studio.core.history import FileState
from flux2studio.imaging.metadata import embed, read_recipe
from flux2studio.services.clean_copies import KEPT_S, CleanCopies
from flux2studio.services.picture_finding import PictureFinding
from tests.ui.shell_parts import Shelf


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


def with_recipe(made):
    made.path.write_bytes(embed(made.path.read_bytes(), encode_recipe(made.recipe)))
    return made


def test_a_clean_copy_has_the_name_and_not_the_recipe(shelf, tmp_path):
    made = with_recipe(shelf.put("a secret fox"))
    before = made.path.read_bytes()

    copy = CleanCopies(tmp_path / "clean").make(made)

    assert copy.name == made.path.name
    assert b"secret" not in copy.read_bytes()
    assert made.path.read_bytes() == before


@pytest.mark.parametrize("picture_id", ["../mine", "{folder}/mine", "a/b", "x" * 300, "\0", ".."])
def test_a_picture_that_names_itself_like_a_path_is_copied_nowhere_else(
    shelf, tmp_path, picture_id
):
    """Its recipe may have been written by anybody."""
    mine = tmp_path / "mine"
    mine.mkdir()
    made = with_recipe(shelf.put())
    theirs = replace(made.recipe, id=picture_id.format(folder=tmp_path))
    (mine / made.path.name).write_bytes(b"my own")

    copy = CleanCopies(tmp_path / "clean").make(replace(made, recipe=theirs))

    assert (mine / made.path.name).read_bytes() == b"my own"
    assert copy.parent.parent == tmp_path / "clean"


def test_copies_of_yesterday_are_gone_and_those_of_today_stay(shelf, tmp_path):
    first, second = shelf.put(), shelf.put()
    old, new = (CleanCopies(tmp_path / "clean").make(one) for one in (first, second))
    long_ago = time.time() - KEPT_S - 60
    os.utime(old.parent, (long_ago, long_ago))

    CleanCopies(tmp_path / "clean").make(second)

    assert not old.exists()
    assert new.exists()


def test_a_picture_that_is_gone_has_no_clean_copy(shelf, tmp_path):
    made = shelf.put()
    made.path.unlink()

    with pytest.raises(PictureError, match="cannot be read"):
        CleanCopies(tmp_path / "clean").make(made)


def test_a_file_with_the_recipe_of_a_picture_is_taken_for_it(shelf, tmp_path):
    made = with_recipe(shelf.put())
    moved = made.path.rename(tmp_path / "another name.png")

    found = PictureFinding(history=shelf.repository).take(made, moved)

    entry = shelf.repository.entry(made.id)
    assert found == replace(made, path=moved)
    assert (entry.generation.path, entry.file) == (moved, FileState.HERE)
    assert read_recipe(moved).id == made.id


def test_another_picture_is_not_taken_for_it(shelf):
    made, other = with_recipe(shelf.put()), with_recipe(shelf.put())
    made.path.unlink()

    with pytest.raises(PictureError, match="is not this picture"):
        PictureFinding(history=shelf.repository).take(made, other.path)

    assert shelf.repository.entry(made.id).generation.path == made.path
