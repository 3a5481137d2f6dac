"""A start on data that is there already."""

from __future__ import annotations

from flux2studio.core.generation import encode_recipe
from flux2studio.paths import paths_below
from flux2studio.storage.history_row import make_row
from flux2studio.studio import open_studio
from tests.storage.samples import make_recipe


def test_pictures_that_search_does_not_know_yet_are_found_after_the_next_start(tmp_path):
    paths = paths_below(tmp_path / "home")
    recipe = make_recipe()
    first = open_studio(paths)
    row = make_row(recipe, encode_recipe(recipe).decode(), "a.png", index=False)
    first.history.repository.add_rows([row], index=False)
    word = recipe.request.prompt.split()[0]
    assert first.history.search.count(word) == 0
    first.close()

    second = open_studio(paths)
    second.mend()
    second.background.close()

    assert second.history.search.count(word) == 1
    assert second.history.repository.stale_count() == 0
    second.close()


def test_nothing_is_built_that_nobody_asked_for(tmp_path):
    studio = open_studio(paths_below(tmp_path / "home"))
    studio.mend()
    studio.close()

    parts = studio.parts
    for part in (parts.work, parts.engine, parts.models, parts.lora_folders, parts.lora_sites):
        assert part.built == ()
