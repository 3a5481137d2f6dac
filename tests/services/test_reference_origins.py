"""What is known of a reference: a copy of a picture of ours is known by the recipe in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.errors import StorageError
from flux2studio.core.generation import Generation, encode_recipe
from flux2studio.core.history_import import imported_id
from flux2studio.imaging.metadata import embed
from flux2studio.services.opened_shelves import open_search
from flux2studio.services.reference_origins import ReferenceOrigins
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.references import ReferenceStore
from tests.fakes import png
from tests.storage.samples import make_recipe


@pytest.fixture
def store(tmp_path):
    return ReferenceStore(tmp_path / "references")


@pytest.fixture
def history(tmp_path):
    database = Database(tmp_path / "studio.db")
    yield HistoryRepository(database, tmp_path), open_search(database, lambda: tmp_path)
    database.close()


@pytest.fixture
def origins(store, history):
    repository, search = history
    return ReferenceOrigins(
        kept=store.path, entries_of=lambda ids: search.entries(repository.numbers_of(ids))
    )


def put(store, tmp_path, data):
    path = tmp_path / "chosen.png"
    path.write_bytes(data)
    return store.add_file(path)


def test_a_copy_of_a_picture_of_ours_is_that_picture(origins, store, history, tmp_path):
    recipe = make_recipe()
    history[0].add(Generation(recipe=recipe, path=tmp_path / "made.png"))

    found = origins.of(put(store, tmp_path, embed(png(), encode_recipe(recipe))))

    assert (found.recipe, found.entry.id) == (recipe, recipe.id)


def test_the_recipe_is_known_when_the_picture_is_deleted(origins, store, tmp_path):
    recipe = make_recipe()

    found = origins.of(put(store, tmp_path, embed(png(), encode_recipe(recipe))))

    assert (found.recipe, found.entry) == (recipe, None)


def test_a_picture_of_another_program_is_known_by_its_bytes(origins, store, history, tmp_path):
    sha256 = put(store, tmp_path, png())
    recipe = replace(make_recipe(), id=imported_id(sha256), tool="a1111")
    history[0].add(Generation(recipe=recipe, path=tmp_path / "theirs.png"))

    found = origins.of(sha256)

    assert found.entry.id == recipe.id
    assert found.recipe.tool == "a1111"


def test_a_picture_from_elsewhere_has_no_recipe(origins, store, tmp_path):
    sha256 = put(store, tmp_path, png())

    found = origins.of(sha256)

    assert (found.path, found.recipe, found.entry) == (store.path(sha256), None, None)


def test_a_reference_that_is_gone_says_so(origins):
    with pytest.raises(StorageError):
        origins.of("0" * 64)
