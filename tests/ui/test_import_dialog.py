"""The import table: what a folder holds is shown first, and only what is ticked is taken."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from flux2studio.core.errors import StorageError
from flux2studio.core.lora_import import RowState, Unreadable
from flux2studio.ui.models.import_model import Column, ImportModel
from flux2studio.ui.viewmodels.lora_importing import LoraImportingViewModel
from flux2studio.ui.widgets.import_dialog import ImportDialog
from tests.ui.compose_bench import Bench
from tests.ui.lora_parts import ROWS, PretendFolders, row

CHECK = Qt.ItemDataRole.CheckStateRole


class Desk:
    def __init__(self, qtbot, folder):
        self.bench = Bench(qtbot)
        self.folder = folder
        self.service = PretendFolders()
        self.importing = LoraImportingViewModel(self.service, self.bench.tasks)
        self.dialog = ImportDialog(self.importing)
        self.taken = []
        self.importing.taken.connect(self.taken.extend)
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.model = self.importing.model

    def look(self):
        self.importing.look([self.folder])
        self.bench.settle()

    def names(self):
        return [self.model.index(at, 0).data() for at in range(self.model.rowCount())]

    def state(self, at):
        return self.model.index(at, Column.STATE).data()


@pytest.fixture
def desk(qtbot, tmp_path):
    return Desk(qtbot, tmp_path)


def test_every_file_says_what_it_is(desk):
    desk.look()

    assert desk.names() == [each.name for each in ROWS]
    assert desk.state(0) == "New"
    assert desk.state(3) == "Duplicate · It holds the same weights as “clay” above."
    assert desk.state(5) == "Not a LoRA · This is an HTML page."
    assert desk.model.index(4, Column.BASE).data() == "Another model"
    assert desk.model.index(0, Column.SIZE).data() == "331 MB"


@pytest.mark.parametrize(
    ("places", "shown"),
    [
        (["/loras"], "ink/wash.safetensors"),
        (["/loras/clay", "/loras/ink"], "ink/wash.safetensors"),
        (["/loras/ink/wash.safetensors"], "wash.safetensors"),
        (["/elsewhere"], "/loras/ink/wash.safetensors"),
    ],
)
def test_a_path_is_shown_from_the_dropped_folder_on(places, shown):
    model = ImportModel()
    model.places = [Path(place) for place in places]
    model.show([row("ink/wash")])

    file = model.index(0, Column.FILE)

    assert Path(file.data()) == Path(shown)
    assert "wash.safetensors" in file.data(Qt.ItemDataRole.ToolTipRole)
    assert str(Path("/loras/ink")) in file.data(Qt.ItemDataRole.ToolTipRole)


def test_the_rows_know_what_was_dropped(desk):
    desk.look()

    assert desk.model.places == (desk.folder,)


def test_only_what_is_new_is_ticked_and_what_cannot_be_taken_has_no_tick(desk):
    desk.look()

    ticks = [desk.model.index(at, 0).data(CHECK) for at in range(len(ROWS))]
    on, off = Qt.CheckState.Checked, Qt.CheckState.Unchecked
    assert ticks == [on, on, None, off, off, None, None]
    assert desk.dialog.take.text() == "Add 2 LoRAs"


def test_what_is_ticked_is_taken_and_the_folder_watched(desk):
    desk.look()
    desk.model.setData(desk.model.index(1, 0), Qt.CheckState.Unchecked, CHECK)

    desk.dialog.take.click()
    desk.bench.settle()

    assert desk.service.asked[-1] == ("take", ("ink-wash",))
    assert [lora.name for lora in desk.taken] == ["ink-wash"]
    assert desk.service.folders == [desk.folder]
    assert not desk.dialog.isVisible()


def test_enter_takes_what_is_ticked(desk, qtbot):
    with qtbot.waitActive(desk.dialog):
        desk.dialog.activateWindow()
    desk.look()

    QTest.keyClick(desk.dialog.focusWidget(), Qt.Key.Key_Return)
    desk.bench.settle()

    assert desk.service.asked[-1] == ("take", ("ink-wash", "gouache-70s"))


def test_a_folder_is_not_watched_when_that_is_switched_off(desk):
    desk.look()
    desk.dialog.watch.click()

    desk.dialog.take.click()
    desk.bench.settle()

    assert desk.taken
    assert desk.service.folders == []


def test_the_filter_hides_rows_and_keeps_their_ticks(desk):
    desk.look()

    desk.dialog.states[RowState.DUPLICATE].click()

    assert desk.names() == ["clay copy"]
    assert desk.dialog.take.text() == "Add 2 LoRAs"


def test_tick_all_new_and_none(desk):
    desk.look()

    desk.dialog.tick_none.click()
    assert not desk.dialog.take.isEnabled()
    assert desk.dialog.take.toolTip() == "Tick what you want first."
    desk.dialog.tick_new.click()

    assert desk.dialog.take.text() == "Add 2 LoRAs"


def test_space_ticks_what_is_selected(desk):
    desk.look()
    desk.dialog.table.selectRow(3)

    QTest.keyClick(desk.dialog.table, Qt.Key.Key_Space)

    assert desk.dialog.take.text() == "Add 3 LoRAs"


def test_a_click_on_a_title_sorts(desk):
    desk.look()

    desk.model.sort(Column.SIZE, Qt.SortOrder.AscendingOrder)

    assert desk.names()[0] == "notes"


def test_rows_appear_while_they_are_read(desk):
    desk.importing.look([desk.folder])
    desk.importing._post_rows(desk.importing._control, ROWS[:2])
    QTest.qWait(0)

    assert desk.names() == ["ink-wash", "gouache-70s"]
    assert desk.dialog.table.isVisible()
    assert not desk.dialog.take.isEnabled()


def test_a_folder_without_loras_says_so(desk):
    desk.service.rows = ()
    desk.look()

    assert "No .safetensors files here." in desk.dialog.nothing.text()


def test_folders_that_cannot_be_read_are_named(desk):
    desk.service.unreadable = (Unreadable(path=Path("/locked"), why="You may not read it."),)
    desk.look()

    assert desk.dialog.unreadable.text() == "/locked: You may not read it."


def test_a_failure_is_said_and_leaves_the_dialog_open(desk):
    desk.service.failure = StorageError("The drive is gone.", hint="Connect it.")
    desk.look()

    assert desk.dialog.problem.text() == "The drive is gone. Connect it."


def test_cancel_ends_the_reading(desk):
    desk.importing.look([desk.folder])

    desk.dialog.cancel.click()
    desk.bench.settle()

    assert desk.names() == []
    assert desk.taken == []


def test_ten_thousand_rows_are_shown_and_filtered_at_once(qtbot):
    model = ImportModel()
    rows = [row(f"study {number}") for number in range(10_000)]
    began = time.perf_counter()

    model.show(rows)
    model.filter(RowState.NEW)
    model.tick_none()

    assert model.rowCount() == 10_000
    assert time.perf_counter() - began < 1
