"""The LoRA list: newest first, each source once, and remove can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.errors import LoraError, StorageError
from flux2studio.storage.loras import LoraRepository
from tests.storage.samples import make_lora


@pytest.fixture
def loras(database):
    return LoraRepository(database)


def test_the_newest_comes_first(loras):
    old, new = make_lora("old", 0), make_lora("new", 5)
    loras.add(new)
    loras.add(old)

    assert loras.all() == [new, old]


def test_a_lora_is_found_by_its_source(loras):
    lora = replace(make_lora(), trigger_words=("inkstyle", "天"), base="FLUX.2 dev", size=5)
    loras.add(lora)

    assert loras.by_source(lora.source) == lora
    assert loras.by_source("owner/other") is None


def test_a_source_is_there_once(loras):
    loras.add(make_lora())

    with pytest.raises(LoraError, match="already"):
        loras.add(make_lora())

    assert len(loras.all()) == 1


def test_a_change_is_kept_at_its_place(loras):
    first, second = make_lora("a", 0), make_lora("b", 1)
    loras.add(first)
    loras.add(second)
    changed = replace(first, default_scale=0.5, name="renamed")

    loras.update(changed)

    assert loras.all() == [second, changed]


def test_a_source_of_another_is_not_taken_over(loras):
    first, second = make_lora("a"), make_lora("b")
    loras.add(first)
    loras.add(second)

    with pytest.raises(LoraError, match="already"):
        loras.update(replace(first, source=second.source))


def test_what_is_not_there_cannot_be_changed_or_removed(loras):
    with pytest.raises(StorageError, match="no longer"):
        loras.update(make_lora())
    with pytest.raises(StorageError, match="no longer"):
        loras.remove("nobody")


def test_a_removed_lora_comes_back_at_its_place(loras):
    added = [make_lora(name, minute) for minute, name in enumerate("abc")]
    for lora in added:
        loras.add(lora)

    removed = loras.remove(added[1].id)
    assert loras.all() == [added[2], added[0]]

    loras.restore(removed)
    assert loras.all() == added[::-1]
