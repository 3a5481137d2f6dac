"""LorasViewModel: the library, its search, and putting a LoRA in use."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.ui.models.lora_model import LORA_MIME, LoraRole
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.loras import LorasViewModel
from tests.ui.compose_parts import CLAY, DUSK, INK, TEAL, HandTasks, MemoryLibrary, catalogue, used


@pytest.fixture
def hand():
    return HandTasks()


@pytest.fixture
def library():
    return MemoryLibrary(INK, DUSK, CLAY, TEAL)


@pytest.fixture
def uses():
    return []


@pytest.fixture
def settle(qtbot, hand, tasks):
    def settle():
        qtbot.waitUntil(lambda: hand.run_all() or not tasks.busy)

    return settle


@pytest.fixture
def tasks(qapp, hand):
    return Tasks(hand.submit)


@pytest.fixture
def loras(tasks, library, uses, settle):
    loras = LorasViewModel(library, tasks, uses.append)
    loras.tester = QAbstractItemModelTester(
        loras.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    loras.load()
    settle()
    return loras


def names(loras):
    return [loras.model.index(row).data() for row in range(loras.model.rowCount())]


def test_the_library_is_shown(loras):
    assert names(loras) == ["Ink wash", "Dusk palette", "Studio clay", "Deep teal"]
    assert loras.count == 4


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("INK", ["Ink wash"]),
        ("dsk", ["Dusk palette"]),
        ("atelier", ["Ink wash", "Studio clay"]),
        ("klein atelier", ["Studio clay"]),
        ("nothing", []),
        ("", ["Ink wash", "Dusk palette", "Studio clay", "Deep teal"]),
    ],
)
def test_the_search_looks_in_name_trigger_words_source_and_base(loras, query, found):
    loras.search(query)

    assert names(loras) == found


def test_a_repository_is_added_on_top(qtbot, loras, settle):
    loras.add("  atelier/frost ")
    assert loras.busy

    with qtbot.waitSignal(loras.added) as blocker:
        settle()

    assert names(loras)[0] == "frost"
    assert blocker.args[0].source == "atelier/frost"
    assert not loras.busy


def test_what_is_no_lora_is_refused_with_a_sentence(qtbot, loras, settle):
    loras.add("not a lora")

    with qtbot.waitSignal(loras.rejected) as blocker:
        settle()

    assert "is not a LoRA" in str(blocker.args[0])
    assert not loras.busy


def test_nothing_is_not_added(qtbot, loras):
    with qtbot.waitSignal(loras.rejected):
        loras.add("   ")


def test_use_puts_it_in_at_its_default_scale(loras, uses):
    loras.use(INK.id)

    assert uses == [LoraUse(source=INK.source, name="Ink wash", scale=0.85)]


def test_a_removed_lora_comes_back_with_undo(loras, settle, library):
    loras.remove(DUSK.id)
    settle()
    assert "Dusk palette" not in names(loras)

    loras.edits.undo()
    settle()
    settle()

    assert "Dusk palette" in names(loras)
    assert DUSK in library.loras


def test_those_in_use_are_marked(loras):
    loras.mark_in_use(GenerationRequest(loras=(INK.use(),)))

    marks = [loras.model.index(row).data(LoraRole.CARD).in_use for row in range(4)]
    assert marks == [True, False, False, False]


def test_trigger_words_are_those_of_the_loras_switched_on(loras):
    draft = GenerationRequest(loras=(INK.use(), used(DUSK, enabled=False)))

    assert loras.trigger_words(draft) == ["inkwash style", "loose ink"]


def test_a_lora_for_another_base_is_warned_about(loras):
    model = catalogue().model("fal/flux-2/lora/edit")

    assert loras.warning(CLAY.use(), model) == "Made for FLUX.2 klein 4B; this model is FLUX.2 dev."
    assert loras.warning(INK.use(), model) == ""


def test_a_missing_file_is_warned_about(loras):
    assert "not where it was" in loras.warning(TEAL.use(), catalogue().model("practice"))


def test_a_card_is_dragged_by_its_id(loras):
    data = loras.model.mimeData([loras.model.index(1)])

    assert data.data(LORA_MIME).data().decode() == DUSK.id


def test_the_loras_of_a_dropped_folder_are_added_and_nothing_else(loras, library, settle, tmp_path):
    for name in ("b.safetensors", "a.safetensors", "notes.txt"):
        (tmp_path / name).touch()

    loras.add_files([tmp_path])
    settle()

    assert [name for name in ("a", "b", "notes") if f"{name}." in str(library.loras)] == ["a", "b"]
