"""A start on data that is there already."""

from __future__ import annotations

from flux2studio.core.generation import encode_recipe
from flux2studio.paths import paths_below
from flux2studio.storage.history_row import make_row
from flux2studio.studio import open_studio
from tests.storage.samples import make_job, make_recipe, save_picture


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


def test_a_history_that_was_being_made_again_when_the_app_ended_is_made_again_at_the_next_start(
    tmp_path,
):
    paths = paths_below(tmp_path / "home")
    studio = open_studio(paths)
    path = save_picture(studio.shelves.outputs, make_job(studio.pictures_root / "day"))
    studio.lora_backup.daily()  # nothing to keep yet
    studio.parts.loras().add("artist/dusk")
    studio.lora_backup.daily()
    studio.close()
    for left in paths.data.glob("studio.db*"):
        left.unlink()
    open_studio(paths).close()  # killed before it had begun

    again = open_studio(paths)
    report = again.mend()

    assert (report.added, report.loras) == (1, 1)
    assert [one.path for one in again.history.page()] == [path]
    again.close()


def test_a_history_that_was_made_again_is_not_at_each_start(tmp_path):
    paths = paths_below(tmp_path / "home")
    first = open_studio(paths)
    first.mend()
    first.close()

    second = open_studio(paths)

    assert second.mend() is None
    second.close()
