"""Presets on disk: every change is kept, files of anybody's are taken with care."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.errors import StorageError
from flux2studio.core.preset_file import FILE_MAX
from flux2studio.core.presets import PRESETS_MAX, PresetError, PresetPart, preset_of
from flux2studio.core.request import GenerationRequest, Size
from flux2studio.services.presets import Presets
from flux2studio.storage.presets import Kept, PresetStore

DRAFT = GenerationRequest(prompt="a fox", size=Size(width=768, height=1024), steps=40)


def preset(name, draft=DRAFT):
    return preset_of(name, draft, {PresetPart.PROMPT, PresetPart.SIZE})


def names(kept):
    return [one.name for one in kept.presets]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "presets.json"


@pytest.fixture
def presets(path):
    return Presets(PresetStore(path))


def test_what_is_kept_is_there_at_the_next_start(presets, path):
    presets.save(preset("Portrait"))
    presets.save(preset("Poster"))

    assert names(Presets(PresetStore(path)).all()) == ["Portrait", "Poster"]


def test_a_preset_is_replaced_in_its_place(presets):
    first = preset("Portrait")
    presets.save(first)
    presets.save(preset("Poster"))

    kept = presets.save(replace(first, name="Portraits"))

    assert names(kept) == ["Portraits", "Poster"]


def test_one_that_came_with_the_app_is_hidden_and_brought_back(presets):
    assert presets.remove("shipped/ink-wash").hidden == ("shipped/ink-wash",)
    assert presets.show_all().hidden == ()


def test_the_order_is_the_artists(presets):
    kept = [presets.save(preset(name)) for name in "abc"][-1]
    a, b, c = (one.id for one in kept.presets)

    assert names(presets.order([c, a])) == ["c", "a", "b"]
    assert b in [one.id for one in presets.all().presets]


def test_a_step_is_undone_by_putting_all_back(presets, path):
    before = presets.save(preset("Portrait"))
    presets.remove(before.presets[0].id)

    presets.put(before)

    assert names(Presets(PresetStore(path)).all()) == ["Portrait"]


def test_exported_presets_are_imported_once(presets, tmp_path):
    presets.save(preset("Portrait"))
    file = tmp_path / "mine.json"
    presets.write_file(presets.all().presets, file)
    other = Presets(PresetStore(tmp_path / "other.json"))

    assert [one.name for one in other.read_file(file).added] == ["Portrait"]
    assert other.read_file(file).added == ()
    assert names(other.all()) == ["Portrait"]


@pytest.mark.parametrize("data", [b"", b"{}", b"\x00" * (FILE_MAX + 10), b'"text"'])
def test_a_bad_file_changes_nothing_and_says_why(presets, tmp_path, data):
    presets.save(preset("Portrait"))
    file = tmp_path / "bad.json"
    file.write_bytes(data)

    with pytest.raises(PresetError) as refused:
        presets.read_file(file)

    assert str(refused.value)
    assert refused.value.hint
    assert names(presets.all()) == ["Portrait"]


@pytest.mark.parametrize("kind", ["folder", "missing"])
def test_what_is_no_file_is_said(presets, tmp_path, kind):
    place = tmp_path / "place"
    if kind == "folder":
        place.mkdir()

    with pytest.raises((PresetError, StorageError)):
        presets.read_file(place)


def test_there_is_an_end_to_what_is_kept(path):
    many = tuple(preset(str(number)) for number in range(PRESETS_MAX))
    PresetStore(path).save(Kept(presets=many))

    with pytest.raises(PresetError, match="room"):
        Presets(PresetStore(path)).save(preset("one more"))


def test_a_damaged_file_is_kept_aside(path):
    path.parent.mkdir()
    path.write_bytes(b"{half")

    assert PresetStore(path).load() == Kept()
    assert [found.read_bytes() for found in path.parent.glob("*damaged*")] == [b"{half"]


def test_a_file_of_a_newer_version_is_left_alone(path):
    PresetStore(path).save(Kept(version=99))
    before = path.read_bytes()

    with pytest.raises(StorageError, match="newer"):
        Presets(PresetStore(path)).save(preset("Portrait"))

    assert path.read_bytes() == before
