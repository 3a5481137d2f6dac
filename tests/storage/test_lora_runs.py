"""What was made with which LoRA follows the history, however that changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from flux2studio.core.request import LoraUse
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.lora_runs import BEST_MAX, seen_by_source
from flux2studio.storage.salvage import salvage
from tests.storage.samples import (
    NOON,
    REQUEST,
    make_generation,
    make_job,
    picture_bytes,
    rebuild,
)


def made(root, *sources, minute=0, **changes):
    loras = tuple(LoraUse(source=source, **changes) for source in sources)
    return make_generation(root, make_job(loras=loras), minute=minute)


def test_a_picture_counts_for_each_lora_that_was_switched_on(database, history, root):
    history.add(made(root, "owner/ink", "owner/wash"))
    history.add(made(root, "owner/ink", minute=5))
    history.add(made(root, "owner/ink", minute=9, enabled=False))

    seen = seen_by_source(database)

    assert {source: found.runs for source, found in seen.items()} == {
        "owner/ink": 2,
        "owner/wash": 1,
    }
    assert seen["owner/ink"].last_used == NOON + timedelta(minutes=5)


def test_the_newest_pictures_are_named_the_newest_first(database, history, root):
    pictures = [made(root, "owner/ink", minute=minute) for minute in range(BEST_MAX + 2)]
    for picture in pictures:
        history.add(picture)

    best = seen_by_source(database)["owner/ink"].best

    assert best == tuple(picture.id for picture in reversed(pictures[2:]))


def test_a_removed_picture_counts_no_more_until_it_is_back(database, history, root):
    picture = made(root, "owner/ink")
    history.add(picture)

    removed = history.remove(picture.id)
    assert seen_by_source(database) == {}

    history.restore(removed)
    assert seen_by_source(database)["owner/ink"].runs == 1


def test_adding_a_picture_twice_counts_once(database, history, root):
    picture = made(root, "owner/ink")

    assert history.add(picture)
    assert not history.add(picture)
    assert not history.add(replace(picture, recipe=replace(picture.recipe, id="other")))

    assert seen_by_source(database)["owner/ink"].best == (picture.id,)


def test_a_picture_and_what_it_was_made_with_are_written_together(database, history, root):
    def broken_off():
        with history.batch():
            history.add(made(root, "owner/ink"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()

    assert seen_by_source(database) == {}
    assert history.count() == 0


def test_a_rebuild_counts_anew(database, history, root):
    picture = make_generation(root)
    picture.path.parent.mkdir(parents=True)
    picture.path.write_bytes(picture_bytes(picture.recipe))

    rebuild(database, history, [root])

    (lora,) = REQUEST.loras
    assert seen_by_source(database)[lora.source].best == (picture.id,)


def test_what_is_saved_from_a_damaged_database_counts_too(database, history, root, tmp_path):
    history.add(made(root, "owner/ink"))
    new = Database(tmp_path / "new.db")

    with new.transaction() as db:
        salvage(database.path, db)

    assert seen_by_source(new)["owner/ink"].runs == 1
    new.close()


def test_the_history_is_found_under_a_new_root_with_its_counts(database, root, tmp_path):
    history = HistoryRepository(database, root)
    history.add(made(root, "owner/ink"))

    history.use_root(tmp_path / "moved")

    assert seen_by_source(database)["owner/ink"].runs == 1
