"""What the artist decided about models is kept, read forgivingly and taken back."""

import json

import pytest

from flux2studio.storage.model_records import ChosenPlace, ModelRecords

PLACE = ChosenPlace(folder="/models/klein", transformer="/models/own.gguf")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "models.json"


def test_a_choice_outlives_the_app_and_can_be_taken_back_twice(path):
    ModelRecords(path).choose("local/klein-4b", PLACE)
    assert ModelRecords(path).place("local/klein-4b") == PLACE

    ModelRecords(path).forget("local/klein-4b")
    assert ModelRecords(path).place("local/klein-4b") is None

    ModelRecords(path).undo_forget("local/klein-4b")
    assert ModelRecords(path).place("local/klein-4b") == PLACE


def test_forgetting_what_was_never_chosen_writes_nothing(path):
    ModelRecords(path).forget("local/dev")
    ModelRecords(path).undo_forget("local/dev")

    assert not path.exists()


def test_an_acceptance_is_that_of_one_version_of_one_licence(path):
    ModelRecords(path).accept("FLUX", "2.0")

    assert ModelRecords(path).accepted("FLUX", "2.0").tzinfo
    assert ModelRecords(path).accepted("FLUX", "2.1") is None
    assert ModelRecords(path).accepted("Other", "2.0") is None


def test_noted_damage_is_forgotten_with_the_file(path, tmp_path):
    folder, records = tmp_path / "m", ModelRecords(path)
    folder.mkdir()
    (folder / "x").write_bytes(b"bad")
    records.mark_damaged(folder / "x")
    assert records.damaged_in(folder) == [folder / "x"]
    assert records.damaged_in(tmp_path / "other") == []

    (folder / "x").write_bytes(b"good")

    assert ModelRecords(path).damaged_in(folder) == []


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_a_damaged_file_costs_the_choices_and_is_kept_aside(path, data):
    path.parent.mkdir()
    path.write_bytes(data)
    records = ModelRecords(path)

    assert records.place("local/klein-4b") is None
    records.choose("local/klein-4b", PLACE)

    assert records.place("local/klein-4b") == PLACE
    assert [kept.read_bytes() for kept in path.parent.glob("models.json.damaged-*")] == [data]


def test_one_bad_part_leaves_the_others(path):
    ModelRecords(path).accept("FLUX", "2.0")
    found = json.loads(path.read_bytes())
    path.write_text(json.dumps({**found, "places": {"local/dev": 3}, "of a newer version": []}))

    assert ModelRecords(path).place("local/dev") is None
    assert ModelRecords(path).accepted("FLUX", "2.0")
