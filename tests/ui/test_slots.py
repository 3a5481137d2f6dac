"""ReferenceSlots: pictures being read, read or refused."""

from __future__ import annotations

import pytest

from flux2studio.core.errors import PictureError
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from tests.ui.compose_parts import HandTasks, MemoryReferences, Starter, catalogue, picture


@pytest.fixture
def hand():
    return HandTasks()


@pytest.fixture
def tasks(qapp, hand):
    return Tasks(hand.submit)


@pytest.fixture
def references():
    return MemoryReferences()


@pytest.fixture
def compose(tasks, references):
    return ComposeViewModel(catalogue(), None, Starter(), references, tasks, lambda draft: None)


@pytest.fixture
def slots(compose):
    return compose.slots


@pytest.fixture
def settle(qtbot, hand, tasks):
    def settle():
        qtbot.waitUntil(lambda: hand.run_all() or not tasks.busy)

    return settle


@pytest.fixture
def files(tmp_path):
    paths = []
    for name, colour in (("one", "red"), ("two", "green"), ("three", "blue"), ("four", "black")):
        path = tmp_path / f"{name}.png"
        path.write_bytes(picture(colour=colour))
        paths.append(path)
    return paths


def names(slots):
    return [slot.name for slot in slots.slots]


def test_a_picture_is_loading_until_it_is_read(compose, slots, files, settle):
    compose.add_reference_files(files[:1])

    assert [slot.loading for slot in slots.slots] == [True]
    assert str(compose.why_not) == "A reference is still being read."

    settle()

    assert not slots.loading
    assert slots.slots[0].thumbnail[:2] == b"\xff\xd8"
    assert compose.draft.references[0].name == "one.png"


def test_several_files_fill_from_the_slot_aimed_at(compose, slots, files, settle):
    compose.add_reference_files(files[:3])
    settle()

    compose.add_reference_files([files[3], files[0]], at=1)
    settle()

    assert names(slots) == ["one.png", "four.png", "one.png"]


def test_a_slot_beyond_the_filled_ones_is_the_next_free_one(compose, slots, files, settle):
    compose.add_reference_files(files[:1], at=3)
    settle()

    assert names(slots) == ["one.png"]


def test_a_thousand_files_fill_the_slots_and_the_rest_is_counted(qtbot, compose, slots, files):
    with qtbot.waitSignal(slots.noticed) as blocker:
        compose.add_reference_files(files * 250)

    assert len(slots.slots) == 4
    assert blocker.args[0].startswith("996 picture")


def test_one_file_too_many_is_one_picture(compose, slots, files, settle):
    said = []
    slots.noticed.connect(said.append)

    compose.add_reference_files([*files, files[0]])

    assert said[-1].startswith("1 picture left out")


def test_the_same_picture_may_be_used_twice(compose, slots, files, settle):
    compose.add_reference_files([files[0], files[0]])
    settle()

    assert len(compose.draft.references) == 2
    assert len({slot.key for slot in slots.slots}) == 2


def test_what_is_no_picture_says_why_in_its_slot(compose, slots, tmp_path, settle):
    path = tmp_path / "cat.txt"
    path.write_text("a cat")

    compose.add_reference_files([path])
    settle()

    assert str(slots.slots[0].error) == "“cat.txt” is not a picture."
    assert compose.draft.references == ()


def folder_of(tmp_path, *pictures):
    folder = tmp_path / "Mood"
    (folder / "deeper").mkdir(parents=True)
    for name in (*pictures, "deeper/far.png"):
        (folder / name).write_bytes(picture())
    (folder / "notes.txt").write_text("a cat")
    (folder / ".hidden.png").write_bytes(picture())
    return folder


def test_a_folder_fills_the_slots_in_the_order_people_count(compose, slots, tmp_path, settle):
    folder = folder_of(tmp_path, "10.png", "9.png", "A2.JPG", "a1.jpg")
    (folder / "1.png").write_text("no picture at all")
    said = []
    slots.noticed.connect(said.append)

    compose.add_reference_files([folder])
    assert (names(slots), slots.loading) == (["Mood"], True)
    settle()

    assert names(slots) == ["9.png", "10.png", "a1.jpg", "A2.JPG"]
    assert said[-1] == "1 file cannot be opened as a picture."


def test_a_folder_fills_from_the_slot_aimed_at_and_one_undo_empties_it(
    compose, slots, files, tmp_path, settle
):
    compose.add_reference_files(files[:2])
    settle()
    before = compose.draft
    said = []
    slots.noticed.connect(said.append)

    compose.add_reference_files([folder_of(tmp_path, *(f"{n}.png" for n in range(5)))], at=1)
    settle()

    assert names(slots) == ["one.png", "0.png", "1.png", "2.png"]
    assert "2 pictures left out: this model takes at most 4." in said
    compose.undo()
    assert compose.draft == before


def test_a_folder_on_full_slots_says_how_many_are_left_out(compose, slots, files, tmp_path, settle):
    compose.add_reference_files(files)
    settle()
    said = []
    slots.noticed.connect(said.append)

    compose.add_reference_files([folder_of(tmp_path, "a.png", "b.png")])
    settle()

    assert said == ["2 pictures left out: this model takes at most 4."]
    assert names(slots) == [path.name for path in files]


def test_a_folder_without_pictures_says_so_in_the_slot(compose, slots, tmp_path, settle):
    (tmp_path / "empty").mkdir()
    compose.add_reference_files([tmp_path / "empty"])
    settle()

    assert str(slots.slots[0].error) == "No picture lies in “empty”."
    assert compose.draft.references == ()


def test_a_slot_cleared_while_its_folder_is_looked_into_stays_empty(
    compose, slots, tmp_path, settle
):
    compose.add_reference_files([folder_of(tmp_path, "a.png", "b.png")])
    slots.remove(0)
    settle()

    assert slots.slots == ()


def test_what_is_no_picture_among_several_is_left_out_and_said(
    compose, slots, files, tmp_path, settle
):
    (tmp_path / "notes.txt").write_text("a cat")
    said = []
    slots.noticed.connect(said.append)

    compose.add_reference_files([files[0], tmp_path / "notes.txt", files[1]])
    settle()

    assert names(slots) == ["one.png", "two.png"]
    assert said[-1] == "1 file cannot be opened as a picture."


def test_a_failed_replacement_keeps_the_picture_that_was_there(
    compose, slots, files, tmp_path, settle
):
    compose.add_reference_files(files[:1])
    settle()
    bad = tmp_path / "cat.txt"
    bad.write_text("a cat")

    compose.add_reference_files([bad], at=0)
    settle()

    assert compose.draft.references[0].name == "one.png"
    assert slots.slots[0].error is not None
    assert "references" not in compose.problems


def test_a_refusal_is_read_and_its_slot_is_free_again(slots):
    slots.refuse(PictureError("No."))

    slots.forgive(0)

    assert slots.slots == ()


def test_the_next_picture_takes_the_slot_of_a_refusal(compose, slots, files, settle):
    slots.refuse(PictureError("No."))

    compose.add_reference_files(files[:1])
    settle()

    assert names(slots) == ["one.png"]


def test_slots_move_and_the_draft_follows(compose, slots, files, settle):
    compose.add_reference_files(files[:3])
    settle()

    slots.move(2, 0)

    assert [r.name for r in compose.draft.references] == ["three.png", "one.png", "two.png"]


def test_a_slot_switched_off_is_kept_but_not_sent(compose, slots, files, settle):
    compose.add_reference_files(files[:2])
    settle()

    slots.toggle(0)

    assert [r.name for r in compose.draft.active_references] == ["two.png"]
    assert len(compose.draft.references) == 2


def test_a_slot_removed_while_it_loads_stays_away(compose, slots, files, settle):
    compose.add_reference_files(files[:1])

    slots.remove(0)
    settle()

    assert slots.slots == ()
    assert compose.draft.references == ()


def test_a_reference_whose_picture_is_gone_keeps_the_draft_from_running(
    compose, slots, files, settle, references
):
    compose.add_reference_files(files[:1])
    settle()
    draft = compose.draft
    slots.clear()
    references.pictures.clear()

    compose.load(draft)
    settle()

    assert slots.slots[0].broken
    assert "cannot be read" in str(compose.problems["references"])


def test_bytes_made_by_a_function_are_made_on_a_worker(compose, slots, settle):
    made = []

    def encode():
        made.append(True)
        return picture()

    compose.add_reference_bytes(encode, "clipboard.png")
    assert made == []
    settle()

    assert made == [True]
    assert names(slots) == ["clipboard.png"]


def test_a_link_is_fetched_by_the_service(compose, slots, references, settle):
    compose.add_reference_urls(["https://example.org/cat.png"])
    settle()

    assert references.asked[0] == "https://example.org/cat.png"
    assert names(slots) == ["cat.png"]
