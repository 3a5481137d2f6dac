"""The LoRA panel: find, add, use, remove."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest

from tests.ui.compose_bench import Bench, drop, drop_to_move, files
from tests.ui.compose_parts import DUSK, INK

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def panel(bench):
    return bench.lora_panel()


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
    assert panel.done.words.text() == "“Dusk palette” removed."

    qtbot.mouseClick(panel.done.button, LEFT)
    bench.settle()

    assert DUSK in bench.shelf.loras
    assert "Dusk palette" in cards(panel)


def test_an_undo_of_the_window_which_says_so_itself_is_not_said_twice(bench, panel):
    bench.loras.edits.remove([DUSK.id])
    bench.settle()

    bench.loras.edits.undo()
    bench.settle()

    assert "Dusk palette" in cards(panel)
    assert panel.done.isHidden()


def test_a_file_that_is_dropped_to_be_moved_stays_with_its_program(panel, tmp_path):
    told = drop_to_move(panel, files(tmp_path / "a.safetensors"))

    assert told is Qt.DropAction.CopyAction


def test_one_file_dropped_is_added(bench, panel, tmp_path):
    drop(panel, files(tmp_path / "a.safetensors"))
    bench.settle()

    assert cards(panel)[0] == "a.safetensors"
    assert panel.grid.currentIndex().row() == 0


def test_several_files_and_folders_are_looked_at_first(qtbot, bench, panel, tmp_path):
    for paths in ([tmp_path / "a.safetensors", tmp_path / "b.safetensors"], [tmp_path]):
        with qtbot.waitSignal(bench.loras.import_asked) as asked:
            drop(panel, files(*paths))
        assert asked.args[0] == paths


def test_a_link_and_a_name_dropped_are_asked_about(qtbot, bench, panel):
    link, name = QMimeData(), QMimeData()
    link.setUrls([QUrl("https://example.org/x.safetensors")])
    name.setText("atelier/frost")

    for mime, text in ((link, "https://example.org/x.safetensors"), (name, "atelier/frost")):
        with qtbot.waitSignal(bench.loras.add_asked) as asked:
            drop(panel, mime)
        assert asked.args == [text]


def test_a_pickle_is_refused_at_its_place(bench, panel, tmp_path):
    drop(panel, files(tmp_path / "bad.pt"))
    bench.settle()

    assert "is not a LoRA" in panel.note.text()
    assert panel.note.property("role") == "bad"


def test_a_drop_without_anything_is_not_taken(panel):
    assert not drop(panel, QMimeData())


def test_an_empty_library_says_what_belongs_there(qtbot):
    bench = Bench(qtbot, loras=())
    empty = bench.lora_panel().grab().toImage()

    full = Bench(qtbot)
    assert empty != full.lora_panel().grab().toImage()
    assert bench.lora_panel().count.text() == ""


def test_the_menu_of_a_card_removes_it(bench, panel):
    menu = panel.grid.menu([INK])

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
