"""The pictures folder may be moved, or changed in the settings: every picture stays found."""

from datetime import UTC, datetime

import pytest

from flux2studio.core.generation import Generation, Recipe
from flux2studio.core.request import GenerationRequest
from flux2studio.storage.database import open_database
from flux2studio.storage.history import HistoryRepository


@pytest.fixture
def history(tmp_path):
    database = open_database(tmp_path / "studio.db", tmp_path / "backups").database
    yield HistoryRepository(database, tmp_path / "old")
    database.close()


def add(history, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"a picture")
    recipe = Recipe(
        id=path.name,
        job_id=path.name,
        index=0,
        created_at=datetime(2026, 11, 20, tzinfo=UTC),
        backend="practice",
        request=GenerationRequest(prompt="a fox"),
        width=8,
        height=8,
    )
    history.add(Generation(recipe=recipe, path=path))


def test_another_folder_for_new_pictures_leaves_the_old_ones_found(history, tmp_path):
    add(history, tmp_path / "old" / "2026-11-20" / "fox.png")

    history.use_root(tmp_path / "new")
    add(history, tmp_path / "new" / "2026-11-21" / "owl.png")

    assert all(generation.path.exists() for generation in history.page())


def test_a_folder_moved_with_its_pictures_is_found_at_its_new_place(history, tmp_path):
    add(history, tmp_path / "old" / "2026-11-20" / "fox.png")
    (tmp_path / "old").rename(tmp_path / "new")

    history.use_root(tmp_path / "new")

    (generation,) = history.page()
    assert generation.path == tmp_path / "new" / "2026-11-20" / "fox.png"
    assert generation.path.exists()
