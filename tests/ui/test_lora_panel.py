"""The LoRA panel: find, add, use, remove."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest

from flux2studio.ui.widgets.add_lora_dialog import AddLoraDialog
from tests.ui.compose_bench import Bench, drop, files
from tests.ui.compose_parts import DUSK, INK

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def panel(bench):
    return bench.lora_panel()


@pytest.fixture
def dialog(qtbot, bench):
    dialog = AddLoraDialog(bench.loras, bench.ask)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def cards(panel):
    model = panel.grid.model()
    return [model.index(row).data() for row in range(model.rowCount())]


def middle(panel, row):
    return panel.grid.visualRect(panel.grid.model().index(row)).center()


def test_typing_searches(qtbot, panel):
    qtbot.keyClicks(panel.search, "dsk")

    assert cards(panel) == ["Dusk palette"]
    assert panel.count.text() == "1 of 4"


def test_a_double_click_puts_a_lora_in_use(qtbot, bench, panel):
    qtbot.mouseClick(panel.grid.viewport(), LEFT, pos=middle(panel, 0))
    qtbot.mouseDClick(panel.grid.viewport(), LEFT, pos=middle(panel, 0))

    assert [lora.name for lora in bench.compose.draft.loras] == ["Ink wash"]


def test_the_keyboard_finds_and_uses_a_lora(qtbot, bench, panel):
    panel.focus_search()
    QTest.keyClicks(panel.search, "dusk")
    QTest.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.grid.hasFocus()

    QTest.keyClick(panel.grid, Qt.Key.Key_Return)

    assert [lora.name for lora in bench.compose.draft.loras] == ["Dusk palette"]


def test_a_removed_lora_comes_back_with_one_click(qtbot, bench, panel):
    panel.grid.setCurrentIndex(panel.grid.model().index(1))
    QTest.keyClick(panel.grid, Qt.Key.Key_Delete)
    bench.settle()
    assert "Dusk palette" not in cards(panel)
    assert panel.removed.full_text == "“Dusk palette” removed."

    qtbot.mouseClick(panel.undo, LEFT)
    bench.settle()

    assert DUSK in bench.library.loras
    assert "Dusk palette" in cards(panel)


def test_files_dropped_are_added(bench, panel, tmp_path):
    drop(panel, files(tmp_path / "a.safetensors", tmp_path / "b.safetensors"))
    bench.settle()

    assert cards(panel)[:2] == ["b.safetensors", "a.safetensors"]


def test_a_link_and_a_name_dropped_are_added(bench, panel):
    link, name = QMimeData(), QMimeData()
    link.setUrls([QUrl("https://example.org/x.safetensors")])
    name.setText("atelier/frost")

    drop(panel, link)
    drop(panel, name)
    bench.settle()

    assert cards(panel)[:2] == ["frost", "x.safetensors"]


def test_a_pickle_is_refused_at_its_place(bench, panel, tmp_path):
    drop(panel, files(tmp_path / "bad.pt"))
    bench.settle()

    assert "is not a LoRA" in panel.note.text()
    assert panel.note.property("role") == "bad"


def test_a_folder_is_refused_kindly(bench, panel, tmp_path):
    drop(panel, files(tmp_path))
    bench.settle()

    assert "is a folder" in panel.note.text()
    assert ".safetensors files that lie in it" in panel.note.text()


def test_a_drop_without_anything_is_not_taken(panel):
    assert not drop(panel, QMimeData())


def test_an_empty_library_says_what_belongs_there(qtbot):
    bench = Bench(qtbot, loras=())
    empty = bench.lora_panel().grab().toImage()

    full = Bench(qtbot)
    assert empty != full.lora_panel().grab().toImage()
    assert bench.lora_panel().count.text() == ""


def test_the_menu_of_a_card_removes_it(bench, panel):
    menu = panel.grid.menu(INK)

    next(a for a in menu.actions() if a.text().startswith("Remove")).trigger()
    bench.settle()

    assert "Ink wash" not in cards(panel)


def test_two_cards_stand_beside_each_other_in_the_usual_width(qtbot, panel):
    def beside():
        first, second = (panel.grid.visualRect(panel.grid.model().index(row)) for row in (0, 1))
        return first.top() == second.top() and first.right() < second.left()

    qtbot.waitUntil(beside)


def test_cards_are_painted_at_every_width(bench, panel):
    for width in (200, 260, 420):
        panel.resize(width, 500)
        assert not panel.grab().isNull()


# The dialog


def test_a_repository_is_added_and_the_dialog_closes(qtbot, bench, dialog):
    qtbot.keyClicks(dialog.source, "atelier/frost")
    assert dialog.note.text() == "A Hugging Face repository."

    QTest.keyClick(dialog.source, Qt.Key.Key_Return)
    bench.settle()

    assert not dialog.isVisible()
    assert bench.library.loras[0].source == "atelier/frost"


def test_an_error_stays_at_the_field_of_the_dialog(qtbot, bench, dialog):
    qtbot.keyClicks(dialog.source, "no lora at all")
    qtbot.mouseClick(dialog.add, LEFT)
    bench.settle()

    assert dialog.isVisible()
    assert dialog.source.property("state") == "bad"
    assert "is not a LoRA" in dialog.note.text()


def test_what_the_dialog_says_is_not_said_behind_it_again(qtbot, bench, panel):
    dialog = panel.open_dialog()
    qtbot.keyClicks(dialog.source, "hello world")

    qtbot.mouseClick(dialog.add, LEFT)
    bench.settle()

    assert dialog.note.property("role") == "bad"
    assert not panel.note.isVisible()


def test_several_files_are_added_from_the_dialog(qtbot, bench, dialog):
    bench.files_to_choose = ["/loras/a.safetensors", "/loras/b.safetensors"]

    qtbot.mouseClick(dialog.files, LEFT)
    bench.settle()

    assert bench.loras.count == 6
    assert not dialog.isVisible()


def test_add_says_why_it_waits(dialog):
    assert not dialog.add.isEnabled()
    assert dialog.add.toolTip()


def test_the_drop_zone_opens_the_dialog(qtbot, panel):
    qtbot.mouseClick(panel.add, LEFT, pos=QPoint(20, 20))

    dialog = panel.findChild(AddLoraDialog)
    assert dialog.isVisible()
    dialog.reject()
