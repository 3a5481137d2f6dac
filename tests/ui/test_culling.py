"""Judging pictures with the keyboard: marks, what comes next, deletes with a count, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from flux2studio.core.history import NO_MARKS, Label, MarkChange, Pick
from flux2studio.ui.picture_mime import ids_in
from flux2studio.ui.viewmodels.marks import TOLD_FROM, Doing
from flux2studio.ui.widgets.picture_menu import picture_menu

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(shell, shelf):
    for number in range(6):
        shelf.put(f"prompt {number}", minutes=number)
    shell.history.load()
    shell.settle()
    shell.window.show_page(1)
    QTest.keyClick(shell.page.grid, Qt.Key.Key_Home)
    shell.settle()
    return shell.page


def marks(shell, row=0):
    return shell.history.model.entry(row).marks


def press(shell, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(shell.page.grid, key, modifier)
    shell.settle()


def current(page):
    return page.grid.currentIndex().data()


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        (Qt.Key.Key_P, "pick", Pick.PICKED),
        (Qt.Key.Key_X, "pick", Pick.REJECTED),
        (Qt.Key.Key_4, "rating", 4),
        (Qt.Key.Key_6, "label", Label.RED),
        (Qt.Key.Key_9, "label", Label.BLUE),
    ],
)
def test_one_key_marks_and_one_takes_it_back(shell, page, key, name, value):
    before = getattr(marks(shell), name)

    press(shell, key)
    marked = getattr(marks(shell), name)
    shell.history.undo()
    shell.settle()

    assert (marked, getattr(marks(shell), name)) == (value, before)
    assert shell.history.entry.marks == marks(shell)


def test_a_key_marks_all_that_are_chosen_in_one_step(shell, page):
    press(shell, Qt.Key.Key_Right, SHIFT)
    press(shell, Qt.Key.Key_Right, SHIFT)

    press(shell, Qt.Key.Key_5)
    rated = [marks(shell, row).rating for row in range(4)]
    shell.history.undo()
    shell.settle()

    assert rated == [5, 5, 5, 0]
    assert [marks(shell, row).rating for row in range(4)] == [0, 0, 0, 0]
    assert page.done.words.text() == "Undone: 5★ for 3 pictures"


def test_an_undo_of_the_window_which_says_so_itself_is_not_said_twice(shell, page):
    press(shell, Qt.Key.Key_Delete)
    shell.history.undo()
    shell.settle()
    said = page.done.words.text()

    press(shell, Qt.Key.Key_5)
    shell.history.marks.undo()
    shell.settle()

    assert said == "Undone: Delete 1 picture"
    assert page.done.isHidden()


def test_what_was_undone_is_done_again(shell, page):
    press(shell, Qt.Key.Key_3)
    shell.history.undo()
    shell.settle()

    shell.history.redo()
    shell.settle()

    assert marks(shell).rating == 3


def test_a_colour_given_again_is_taken_away(shell, page):
    press(shell, Qt.Key.Key_7)
    press(shell, Qt.Key.Key_7)

    assert marks(shell).label is Label.NONE


def test_with_shift_the_next_picture_comes(shell, page):
    press(shell, Qt.Key.Key_P, SHIFT)

    assert (current(page), marks(shell, 0).pick) == ("prompt 1", Pick.PICKED)
    assert shell.history.current.request.prompt == "prompt 1"


def test_auto_advance_goes_on_after_each_mark_up_to_the_last(shell, page):
    page.cull.advance.click()

    for _ in range(7):
        press(shell, Qt.Key.Key_2)

    assert [marks(shell, row).rating for row in range(6)] == [2] * 6
    assert current(page) == "prompt 5"


def test_auto_advance_is_remembered(qtbot, shell, page, tmp_path):
    shell.history.memory = QSettings(str(tmp_path / "look.ini"), QSettings.Format.IniFormat)

    page.cull.advance.click()

    assert shell.history.memory.value("history_auto_advance") == "true"


def test_a_picture_that_a_mark_takes_out_of_the_search_gives_way_to_the_next(shell, page):
    page.search.setText("is:unflagged")
    shell.settle()
    QTest.keyClick(page.grid, Qt.Key.Key_Home)
    page.grid.setFocus()

    press(shell, Qt.Key.Key_X)

    assert shell.history.model.rowCount() == 5
    assert current(page) == "prompt 1"
    assert page.count.text() == "5 of 6"
    shell.history.undo()
    shell.settle()
    assert shell.history.model.rowCount() == 6


def test_keys_that_follow_each_other_fast_are_done_in_that_order(shell, page):
    for key in (Qt.Key.Key_1, Qt.Key.Key_5, Qt.Key.Key_3):
        QTest.keyClick(page.grid, key)
    shell.settle()

    assert marks(shell).rating == 3


def test_letters_typed_into_the_search_line_mark_nothing(shell, page):
    page.focus_search()
    QTest.keyClicks(page.search, "px5")
    shell.settle()

    assert page.search.text() == "px5"
    page.search.clear()
    shell.settle()
    assert {marks(shell, row) for row in range(6)} == {NO_MARKS}


def test_delete_rejected_asks_with_a_count_and_cancel_is_the_way_out(shell, page):
    for _ in range(2):
        press(shell, Qt.Key.Key_X, SHIFT)

    press(shell, Qt.Key.Key_Backspace, CONTROL)
    asked = (page.question.isVisible(), page.question.sentence.text())
    focused = page.question.not_now.hasFocus()
    QTest.keyClick(page.question.not_now, Qt.Key.Key_Escape)

    assert asked == (True, "Delete 2 rejected pictures?")
    assert focused
    assert page.question.isHidden()
    assert shell.history.model.rowCount() == 6


@pytest.mark.parametrize("way_there", [[], [Qt.Key.Key_Tab]])
def test_delete_rejected_is_answered_with_enter_and_the_keys_go_on_to_the_pictures(
    shell, page, way_there
):
    QTest.keyClick(page.grid, Qt.Key.Key_X)
    QTest.keyClick(page.grid, Qt.Key.Key_Backspace, CONTROL)
    shell.settle()
    count = shell.history.model.rowCount()

    for key in (*way_there, Qt.Key.Key_Return):
        QTest.keyClick(page.window().focusWidget(), key)
    shell.settle()

    assert page.question.isHidden()
    assert page.grid.hasFocus()
    assert shell.history.model.rowCount() == count - len(way_there)


def test_all_rejected_are_deleted_and_come_back(shell, shelf, page):
    for _ in range(2):
        press(shell, Qt.Key.Key_X, SHIFT)
    gone = []
    shell.history.trashed.connect(gone.extend)

    page.question.count()
    shell.settle()
    page.question.sure.click()
    shell.settle()
    left = shell.history.model.rowCount()
    shell.history.undo()
    shell.settle()

    assert (len(gone), left, shell.history.model.rowCount()) == (2, 4, 6)
    assert all(made.path.exists() for made in gone)
    assert marks(shell).pick is Pick.REJECTED


def test_the_count_follows_what_is_judged_while_it_asks(shell, page):
    press(shell, Qt.Key.Key_X)
    page.question.count()
    shell.settle()

    press(shell, Qt.Key.Key_Right)
    press(shell, Qt.Key.Key_X)

    assert page.question.sentence.text() == "Delete 2 rejected pictures?"


def test_where_nothing_is_rejected_nothing_is_asked(shell, page):
    page.question.count()
    shell.settle()

    assert page.question.isHidden()
    assert page.done.words.text() == "None is rejected."


def test_the_picture_that_an_undo_brings_back_is_the_chosen_one(shell, page):
    press(shell, Qt.Key.Key_Right)
    deleted = shell.history.current
    press(shell, Qt.Key.Key_Delete)
    after = shell.history.current

    shell.history.undo()
    shell.settle()

    assert deleted not in (after, None)
    assert shell.history.current == deleted
    assert page.chosen() == [deleted]


def test_deletes_and_marks_are_undone_in_their_order(shell, page):
    press(shell, Qt.Key.Key_4)
    press(shell, Qt.Key.Key_Delete)
    after = shell.history.model.rowCount()

    shell.history.undo()
    shell.settle()
    back, rating = shell.history.model.rowCount(), marks(shell).rating
    shell.history.undo()
    shell.settle()

    assert (after, back, rating) == (5, 6, 4)
    assert marks(shell).rating == 0
    assert not shell.history.can_undo


def test_several_that_are_chosen_show_what_they_share(shell, page):
    shell.history.marks.change(
        [shell.history.model.number(row) for row in (0, 1)],
        MarkChange(rating=3, add_tags=("sea",)),
    )
    shell.history.marks.change([shell.history.model.number(1)], MarkChange(pick=Pick.PICKED))
    shell.settle()

    press(shell, Qt.Key.Key_Right, SHIFT)
    popover = page.cull.open_tags()

    assert page.bar.chosen.text() == "·  2 chosen"
    assert page.cull.stars.rating == 3
    assert not page.cull.pick.isChecked()
    assert popover.editor.chips.words == ("sea",)


def test_tags_are_given_to_all_and_taken_from_all(shell, page):
    press(shell, Qt.Key.Key_Right, SHIFT)
    popover = page.cull.open_tags()

    QTest.keyClicks(popover.editor.chips.field, "harbour, night")
    QTest.keyClick(popover.editor.chips.field, Qt.Key.Key_Return)
    shell.settle()
    tagged = [marks(shell, row).tags for row in range(3)]
    popover.editor.chips.changed.emit(("night",))
    shell.settle()

    assert tagged == [("harbour", "night"), ("harbour", "night"), ()]
    assert marks(shell, 0).tags == marks(shell, 1).tags == ("night",)


def test_a_tag_that_is_half_written_is_dropped_by_esc(shell, page):
    popover = page.cull.open_tags()

    QTest.keyClicks(popover.editor.chips.field, "harb")
    QTest.keyClick(popover.editor.chips.field, Qt.Key.Key_Escape)
    shell.settle()

    assert marks(shell, 0).tags == ()


def test_two_chosen_pictures_are_handed_on_to_be_compared(qtbot, shell, page):
    press(shell, Qt.Key.Key_Right, SHIFT)

    with qtbot.waitSignal(shell.history.compare_wanted) as wanted:
        page.cull.compare.click()

    assert [entry.generation.request.prompt for entry in wanted.args[0]] == ["prompt 0", "prompt 1"]


def test_what_is_copied_is_the_files_and_the_pictures(shell, page):
    press(shell, Qt.Key.Key_C, CONTROL)

    held = QGuiApplication.clipboard().mimeData()
    entry = shell.history.model.entry(0)
    assert [url.toLocalFile() for url in held.urls()] == [str(entry.generation.path)]
    assert ids_in(held) == (entry.id,)
    assert held.imageData().size() == QSize(64, 48)
    assert page.done.words.text() == "1 picture is copied."


def test_the_menu_marks_all_that_are_chosen(shell, page):
    press(shell, Qt.Key.Key_Right, SHIFT)
    made = shell.history.model.entry(0).generation
    menu = picture_menu(shell.history, made, page, page.chosen(), page.culling)
    rate = next(action.menu() for action in menu.actions() if action.text() == "Rate")

    next(action for action in rate.actions() if action.text().startswith("★★★★\t")).trigger()
    shell.settle()

    assert [marks(shell, row).rating for row in range(3)] == [4, 4, 0]


def test_a_long_delete_says_how_far_it_is_and_can_be_stopped(qtbot, shell, page):
    shell.history.marks.doing = Doing.DELETING
    page._say_progress(TOLD_FROM, 10 * TOLD_FROM)
    shown = (page.work.isVisible(), page.work.words.text())
    page._say_progress(0, 0)

    assert shown == (True, "Deleting 500 of 5000 pictures…")
    assert page.work.isHidden()


def test_bringing_thousands_back_says_how_far_it_is_and_how_long_it_takes(shell, page):
    shell.history.marks.doing = Doing.RESTORING
    page._say_progress(0, 10 * TOLD_FROM)
    at_once = page.work.words.text()
    shell.history.marks.seconds_left = 9.2
    page._say_progress(TOLD_FROM, 10 * TOLD_FROM)

    assert at_once == "Bringing back 0 of 5000 pictures…"
    assert page.work.words.text() == "Bringing back 500 of 5000 pictures… · 9 s left"


def test_marking_thousands_says_how_far_it_is(shell, page):
    page._say_progress(TOLD_FROM, 10 * TOLD_FROM)

    assert page.work.words.text() == "Marking 500 of 5000 pictures…"


def test_a_delete_that_fails_is_said_and_what_is_left_is_shown(qtbot, shell, shelf, page):
    (shelf.folder / "held").write_text("a file where the folder should be")

    with qtbot.waitSignal(shell.history.failed) as failed:
        press(shell, Qt.Key.Key_Delete)

    assert "cannot be moved to the trash" in str(failed.args[0])
    assert shell.history.model.rowCount() == 6
    QApplication.processEvents()
