"""The history page: a whole visit with the keyboard alone, and what a screen reader hears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from flux2studio.core.request import GenerationRequest, ImageFormat, ReferenceImage
from flux2studio.ui.viewmodels.history import Recall
from flux2studio.ui.widgets import recipe_table
from tests.ui.shell_parts import catalogue


@pytest.fixture
def page(shell, shelf):
    for number in range(30):
        shelf.put(f"prompt {number}", minutes=number, days=number // 10)
    shell.history.load()
    shell.settle()
    shell.window.show_page(1)
    QApplication.processEvents()
    return shell.page


def current(page):
    return page.grid.currentIndex().data()


def test_the_count_tells_how_many_there_are(page):
    assert page.count.text() == "30 pictures"


def test_arrows_walk_the_grid_across_the_days(page):
    QTest.keyClick(page.grid, Qt.Key.Key_Home)
    columns = page.grid.plan.columns
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    QTest.keyClick(page.grid, Qt.Key.Key_Down)

    assert current(page) == f"prompt {1 + columns}"


def test_end_shows_the_last_picture(page):
    QTest.keyClick(page.grid, Qt.Key.Key_End)

    assert current(page) == "prompt 29"
    last = page.grid.visualRect(page.grid.currentIndex())
    assert page.grid.viewport().rect().contains(last.center())


def test_the_whole_way_by_keyboard_search_walk_open(qtbot, shell, page):
    QTest.keyClick(shell.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()

    with qtbot.waitSignal(shell.history.model.modelReset):
        QTest.keyClicks(page.search, "prompt 17")
    shell.settle()
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    shell.settle()

    assert shell.stage_model.shown.request.prompt == "prompt 17"


def test_delete_takes_all_that_are_selected(shell, page):
    QTest.keyClick(page.grid, Qt.Key.Key_Home)
    QTest.keyClick(page.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    shell.settle()

    assert shell.history.model.rowCount() == 28


def test_a_click_shows_the_whole_recipe(qtbot, shell, page):
    place = page.grid.visualRect(page.grid.model().index(2, 0)).center()

    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shell.settle()

    words = [label.text() for label in page.inspector.findChildren(QLabel) if label.isVisible()]
    assert page.inspector.prompt.text() == "prompt 2"
    assert {"71042", "Ink wash 1.00", "64 × 48 PNG"} <= set(words)
    assert not page.inspector.preview.is_empty


def test_a_picture_chosen_elsewhere_is_marked_in_the_grid(shell, shelf, page):
    made = shell.history.model.generation(7)

    shell.history.choose(made)

    assert page.grid.currentIndex().row() == 7
    assert page.chosen() == [made]


def test_make_again_keeps_the_seed_only_when_asked(qtbot, shell, page):
    asked = []
    shell.history.recalled.connect(lambda made, what: asked.append(what))
    page.grid.setCurrentIndex(page.grid.model().index(0, 0))
    buttons = {
        button.text().strip(): button
        for button in page.inspector.findChildren(object)
        if hasattr(button, "click") and button.text()
    }

    buttons["Make again"].click()
    buttons["Same seed"].click()

    assert asked == [Recall.ALL_BUT_SEED, Recall.ALL]


def test_a_picture_whose_file_is_gone_keeps_its_recipe_and_says_so(shell, shelf, page):
    made = shell.history.model.generation(1)
    made.path.unlink()

    shell.history.choose(made)
    shell.settle()

    assert page.inspector.preview.is_empty
    assert page.inspector.prompt.text() == "prompt 1"


def test_an_empty_history_says_what_will_be_there(shell):
    shell.history.load()
    shell.settle()
    shell.window.show_page(1)

    assert shell.page.notice.isVisible()
    assert "kept here" in shell.page.notice.title.text()


def test_a_search_that_finds_nothing_says_so(qtbot, shell, page):
    with qtbot.waitSignal(shell.history.model.modelReset):
        page.search.setText("nowhere")
    shell.settle()

    assert page.notice.title.text() == "Nothing fits this search"
    assert page.count.text() == "0 of 30"


def test_new_pictures_do_not_move_what_one_looks_at(shell, shelf, page):
    shell.window.resize(700, 420)
    page.grid.verticalScrollBar().setValue(260)
    looked_at = page.grid.indexAt(QPoint(60, 120)).data()

    for number in range(20):
        shell.history.add([shelf.put(f"new {number}", minutes=-1 - number)])
    shell.settle()

    assert page.grid.indexAt(QPoint(60, 120)).data() == looked_at


def test_a_screen_reader_hears_every_picture(page):
    heard = QAccessible.queryAccessibleInterface(page.grid)

    assert heard.childCount() == 30
    assert heard.child(3).text(QAccessible.Text.Name).startswith("prompt 3, 64 by 48 pixels")


def lines(shelf, **recipe):
    return dict(recipe_table.lines(shelf.put(**recipe), catalogue()))


def test_the_recipe_of_a_hosted_picture_tells_what_left_the_machine(shelf):
    reference = ReferenceImage(sha256="0" * 64, name="valley.jpg", width=8, height=8)
    request = GenerationRequest(
        model="fal-flux-2-lora-edit", prompt="x", references=(reference,), format=ImageFormat.JPEG
    )

    told = lines(shelf, backend="fal", request=request, cost_usd=0.063)

    assert told["Left the machine"] == "The prompt and 1 picture, to fal"
    assert told["Cost"] == "$0.063"
    assert told["References"] == "valley.jpg"


def test_a_model_no_longer_known_keeps_its_name_in_the_recipe(shelf):
    told = lines(shelf, backend="gone", request=GenerationRequest(model="old-model", prompt="x"))

    assert told["Model"] == "old-model, gone"
