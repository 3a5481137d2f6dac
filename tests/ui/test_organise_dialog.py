"""Files are put in order from the window: every move is seen first, and taken back with a click."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from flux2studio.assembly import build
from flux2studio.paths import paths_below
from flux2studio.services.lora_organising import LoraOrganiser
from flux2studio.ui.models.move_model import Column
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_organising import LoraOrganisingViewModel
from flux2studio.ui.widgets.lora_menu import LoraMenu
from flux2studio.ui.widgets.organise_dialog import OrganiseDialog
from tests.services.lora_files import write_lora
from tests.services.lora_shelves import shelves
from tests.ui.compose_bench import Bench as PanelBench
from tests.ui.compose_parts import HandTasks
from tests.ui.test_lora_desk import press

ENDS = ("safetensors", "txt")
BEFORE = {f"ink-{number}.{end}" for number in range(3) for end in ENDS}


def fill(loras, folder):
    """Three LoRAs, each with a file beside it."""
    for number in range(3):
        path = write_lora(folder / f"ink-{number}.safetensors", number)
        path.with_name(f"ink-{number}.txt").write_text(str(number))
        loras.add(str(path))


def files(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)) for path in found}


class Bench:
    """The dialog on a real collection, without a window around it."""

    def __init__(self, qtbot, shelf, folder):
        self.qtbot, self.folder, self.loras = qtbot, folder, shelf.loras
        self.hand = HandTasks()
        self.tasks = Tasks(self.hand.submit)
        self.organiser = LoraOrganiser(shelf.database)
        self.folder_to_choose = ""
        self.dialogs = []
        fill(self.loras, folder)

    def open(self, *ids):
        organising = LoraOrganisingViewModel(self.organiser, self.tasks)
        dialog = OrganiseDialog(organising, ask=self._ask)
        self.dialogs.append(dialog)
        organising.setParent(dialog)
        self.qtbot.addWidget(dialog)
        dialog.show()
        organising.begin(ids)
        self.settle()
        return dialog

    def settle(self):
        """Run what waits on worker threads, and deliver the results."""
        self.qtbot.waitUntil(lambda: self.hand.run_all() or not self.tasks.busy)

    def sources(self):
        return [lora.source for lora in self.loras.all()]

    def _ask(self, _parent, _now, chosen):
        chosen(self.folder_to_choose)


@pytest.fixture
def bench(qtbot, tmp_path):
    with shelves(tmp_path / "data") as shelf:
        yield Bench(qtbot, shelf, tmp_path / "loras")


def rows(dialog):
    model = dialog.table.model()
    return [
        tuple(model.index(row, column).data() for column in (Column.NAME, Column.TO))
        for row in range(model.rowCount())
    ]


def test_every_move_is_shown_then_made_then_taken_back_in_the_window(qtbot, qapp, tmp_path):
    app, folder = build(paths_below(tmp_path / "home"), qapp), tmp_path / "loras"
    app.window.show()
    fill(app.studio.loras, folder)
    loras = app.view_models.loras
    loras.load()
    qtbot.waitUntil(lambda: loras.count == 3)
    loras.organise_asked.emit([lora.id for lora in loras.all()])
    dialog = app.window.findChild(OrganiseDialog)
    qtbot.waitUntil(dialog.move_files.isEnabled)
    names = [f"ink-{number}" for number in range(3)]
    assert rows(dialog) == [(name, f"FLUX.2 klein 4B/{name}.safetensors") for name in names]
    assert dialog.move_files.text() == "Move 3 LoRAs"
    assert files(folder) == BEFORE

    dialog.move_files.click()

    qtbot.waitUntil(lambda: files(folder) == {f"FLUX.2 klein 4B/{name}" for name in BEFORE})
    press(qtbot, app, "Undo")
    qtbot.waitUntil(lambda: files(folder) == BEFORE)
    qtbot.waitUntil(lambda: {Path(lora.source).parent for lora in loras.all()} == {folder})
    app.window.close()
    app.close()


def test_the_template_is_typed_and_the_plan_follows(qtbot, bench):
    dialog = bench.open()
    dialog.template.setText("mine/{file}")
    assert not dialog.move_files.isEnabled()

    planned = ("ink-0", "mine/ink-0.safetensors")
    qtbot.waitUntil(lambda: bench.hand.run_all() or planned in rows(dialog))
    dialog.template.setText("mine/{colour}")
    qtbot.waitUntil(lambda: bench.hand.run_all() or dialog.problem.isVisible())
    assert "nothing that a card has" in dialog.problem.text()
    assert not dialog.move_files.isEnabled()


def test_a_field_is_put_in_by_its_chip(bench):
    dialog = bench.open()
    dialog.template.setText("/{name}")
    dialog.template.setCursorPosition(0)

    next(c for c in dialog.findChildren(QPushButton) if c.text() == "{tag}").click()

    assert dialog.template.text() == "{tag}/{name}"


def test_only_what_is_ticked_moves(bench):
    dialog = bench.open()
    model = dialog.table.model()
    for row in (0, 2):
        model.setData(model.index(row, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert dialog.move_files.text() == "Move 1 LoRA"

    dialog.move_files.click()
    bench.settle()

    moved = {f"FLUX.2 klein 4B/ink-1.{end}" for end in ENDS}
    assert files(bench.folder) - BEFORE == moved
    assert not dialog.isVisible()


def test_the_chosen_ones_or_all_are_put_in_order(qtbot, bench):
    (ink,) = [lora for lora in bench.loras.all() if lora.name == "ink-1"]
    panel = PanelBench(qtbot, loras=(ink,))
    menu = LoraMenu(panel.loras, [ink], panel.lora_panel())
    with qtbot.waitSignal(panel.loras.organise_asked) as asked:
        next(each for each in menu.actions() if each.text() == "Organise files…").trigger()
    assert asked.args == [[ink.id]]

    dialog = bench.open(ink.id)
    assert [name for name, _ in rows(dialog)] == ["ink-1"]
    dialog.everything.click()
    bench.settle()
    assert len(rows(dialog)) == 3


def test_another_folder_is_chosen(bench, tmp_path):
    dialog = bench.open()
    other = tmp_path / "sorted"
    other.mkdir()
    bench.folder_to_choose = str(other)

    dialog.choose.click()
    bench.settle()
    assert dialog.where.full_text == str(other)
    dialog.move_files.click()
    bench.settle()

    assert files(bench.folder) == set()
    assert all(Path(source).is_relative_to(other) for source in bench.sources())


def test_what_stays_after_all_says_why_and_the_rest_can_go_back(bench):
    dialog = bench.open()
    taken = bench.folder / "FLUX.2 klein 4B" / "ink-0.txt"
    taken.parent.mkdir()
    taken.write_text("mine")

    dialog.move_files.click()
    bench.settle()

    assert "“ink-0”: There is a “ink-0.txt” already." in dialog.problem.text()
    assert (dialog.isVisible(), dialog.cancel.text()) == (True, "Close")
    again = bench.open()
    assert again.undo.text() == "Move the last 2 back"
    again.undo.click()
    bench.settle()
    assert files(bench.folder) == {*BEFORE, "FLUX.2 klein 4B/ink-0.txt"}
    assert taken.read_text() == "mine"
