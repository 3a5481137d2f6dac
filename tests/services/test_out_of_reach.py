"""Places that the system refuses to look at, as in a closed folder or on a drive that hangs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StorageError
from flux2studio.core.generation import Generation
from flux2studio.core.history import Marks, Pick
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import LoraUse
from flux2studio.paths import resource
from flux2studio.services.history_import import HistoryImport
from flux2studio.services.lora_folders import LoraFolders
from flux2studio.services.lora_known_places import known_places
from flux2studio.services.recalling import Recalling
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.picture_tree import folders_of
from flux2studio.storage.references import ReferenceStore
from tests.services.history_parts import Shelf
from tests.storage.samples import make_job, make_recipe

MARKS = Marks(rating=4, pick=Pick.PICKED)


@pytest.fixture
def refused(tmp_path):
    """A folder with a name too long for any disk: whatever asks after it gets an error."""
    folder = tmp_path / ("d" * 300)
    with pytest.raises(OSError, match="too long"):
        folder.stat()
    return folder


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


@pytest.fixture
def lost(shelf, refused):
    """The newest picture of the history, which lies there."""
    recipe = make_recipe(make_job(refused), minute=9)
    shelf.history.add(Generation(recipe=recipe, path=refused / "fox.png"))
    return shelf.history.entry(recipe.id)


def test_marks_of_the_other_pictures_are_written(shelf, lost):
    other = shelf.mark(shelf.picture(), MARKS)
    shelf.mark(lost, MARKS)

    assert shelf.drain() == 1
    assert shelf.beside(other) == MARKS


def test_the_list_of_albums_waits_for_its_folder(tmp_path, refused):
    shelf = Shelf(tmp_path, root=refused)

    assert shelf.drain() == 0
    shelf.close()


def test_a_check_of_the_history_goes_on(shelf, lost):
    shelf.picture()

    assert shelf.check.run().pictures == 2


def test_the_history_can_be_kept_elsewhere_from_now_on(shelf, refused):
    entry = shelf.picture()

    shelf.history.use_root(refused)

    assert shelf.history.entry(entry.id).generation.path == entry.generation.path


def test_a_picture_of_a_backup_is_left_where_it_is(refused):
    assert folders_of([refused / "fox.png"], set()) == []


@pytest.mark.parametrize("place", ["", "fox.png"])
def test_taking_it_in_is_refused_in_a_sentence(shelf, refused, place):
    importing = HistoryImport(repository=shelf.history, roots=shelf.roots, albums=shelf.albums)

    with pytest.raises(StorageError, match="cannot be looked into"):
        importing.take(refused / place, RunControl())


def test_a_pictures_folder_there_is_refused_in_a_sentence(refused):
    with pytest.raises(StorageError, match="is not there"):
        Outputs(refused, expected=True).writable(refused / "2026-11-22")


def test_a_lora_there_is_one_that_is_gone(tmp_path, refused):
    use = LoraUse(source=str(refused / "ink.safetensors"), name="Ink")
    recipe = make_recipe()
    recipe = replace(recipe, request=replace(recipe.request, loras=(use,), references=()))
    recalling = Recalling(
        references=ReferenceStore(tmp_path / "references"),
        loras=NoCards,
        catalogue=read_catalogue(resource("models.json").read_bytes()),
        picture=lambda _: None,
    )

    assert known_places(use, None).file is None
    assert recalling.look(recipe).missing_loras == (use,)


def test_a_folder_of_loras_there_is_said_not_to_be(shelf, refused):
    folders = LoraFolders(shelf.database)

    table = folders.look_into([refused], RunControl())

    assert [each.path for each in table.unreadable] == [refused]


class NoCards:
    def by_source(self, source):
        return None

    def all(self):
        return []
