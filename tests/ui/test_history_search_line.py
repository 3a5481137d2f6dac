"""The search line of the history: completion with the keyboard, chips, and what is wrong in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from flux2studio.core.history import MarkChange, Pick
from flux2studio.core.history_query import Field
from flux2studio.ui.widgets.history_chips import toggled

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(shell, shelf):
    made = [shelf.put(name, minutes=minute) for minute, name in enumerate(("fox", "sea", "hill"))]
    numbers = [shelf.repository.entry(each.id).number for each in made]
    shelf.marking.change(numbers[:1], MarkChange(rating=5, pick=Pick.PICKED, add_tags=("harbour",)))
    shelf.marking.change(numbers[1:2], MarkChange(rating=3, add_tags=("two words",)))
    shell.history.load()
    shell.settle()
    shell.window.show_page(1)
    shell.page.focus_search()
    return shell.page


def typed(shell, text):
    QTest.keyClicks(shell.page.search, text)
    shell.settle()


def offered(page):
    return [completion.shown for completion in page.search.offered]


def shown(shell):
    model = shell.history.model
    return [model.entry(row).generation.request.prompt for row in range(model.rowCount())]


def test_a_field_and_its_value_are_completed_with_the_keyboard_alone(shell, page):
    typed(shell, "ra")
    fields = offered(page)
    QTest.keyClick(page.search, Qt.Key.Key_Tab)
    shell.settle()
    values = offered(page)
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    shell.settle()

    assert fields == ["rating:"]
    assert values[:2] == ["5", ">=4"]
    assert page.search.text() == "rating:>=4 "
    assert shown(shell) == ["fox"]
    assert page.search.hasFocus()


def test_a_value_of_two_words_is_put_in_quotes(shell, page):
    typed(shell, "tag:tw")
    QTest.keyClick(page.search, Qt.Key.Key_Tab)
    shell.settle()

    assert page.search.text() == 'tag:"two words" '
    assert shown(shell) == ["sea"]


def test_a_value_in_the_middle_of_the_line_is_completed_where_it_stands(shell, page):
    page.search.setText("tag:har fox")
    page.search.setCursorPosition(len("tag:har"))
    page.search.ask()
    shell.settle()
    page.search.take(0)
    shell.settle()

    assert page.search.text() == "tag:harbour fox"


def test_escape_puts_the_list_away_and_leaves_the_line(shell, page):
    typed(shell, "ra")
    QTest.keyClick(page.search, Qt.Key.Key_Escape)

    assert offered(page) == []
    assert page.search.text() == "ra"


def test_between_words_nothing_is_offered_unless_it_is_asked_for(shell, page):
    typed(shell, "fox ")
    unasked = offered(page)
    QTest.keyClick(page.search, Qt.Key.Key_Space, CONTROL)
    shell.settle()

    assert unasked == []
    assert "rating:" in offered(page)


def test_without_a_list_down_leads_to_the_pictures(shell, page):
    typed(shell, "sea")
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    shell.settle()

    assert page.grid.hasFocus()
    assert page.grid.currentIndex().data() == "sea"


def test_a_click_on_what_is_offered_takes_it(qtbot, shell, page):
    typed(shell, "tag:har")
    popup = page.search._popup
    place = popup.visualItemRect(popup.item(0)).center()

    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert page.search.text() == "tag:harbour "
    assert page.search.hasFocus()


def test_a_chip_of_a_facet_narrows_the_search_and_its_own_chip_widens_it(qtbot, shell, page):
    menu = page.chips.menus[Field.TAG].menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "harbour").trigger()
    shell.settle()
    narrowed, line = shown(shell), page.search.text()
    qtbot.mouseClick(page.chips.removable[0], Qt.MouseButton.LeftButton)
    shell.settle()

    assert (narrowed, line) == (["fox"], "tag:harbour")
    assert page.search.text() == ""
    assert len(shown(shell)) == 3
    assert page.chips.removable == []


def test_picked_is_one_click_and_another_takes_it_back(qtbot, shell, page):
    chip = page.chips.quick["is:picked"]

    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    shell.settle()
    narrowed, is_on = shown(shell), chip.isChecked()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    shell.settle()

    assert (narrowed, is_on) == (["fox"], True)
    assert len(shown(shell)) == 3
    assert not chip.isChecked()


def test_what_is_typed_shows_as_chips(shell, page):
    page.search.setText("fox rating:>=4 seed:71042")
    shell.settle()

    assert [chip.text() for chip in page.chips.removable] == ["★★★★ and more  ×", "seed:71042  ×"]


@pytest.mark.parametrize(
    ("line", "query", "after"),
    [
        ("", "tag:sea", "tag:sea"),
        ("fox", "tag:sea", "fox tag:sea"),
        ("fox tag:sea hill", "tag:sea", "fox hill"),
        ("tag:sea", "tag:hat", "tag:sea tag:hat"),
        ("fox rating:>=3", "rating:5", "fox rating:5"),
        ("rating:5 fox", "rating:5", "fox"),
        ('fox "an open', "is:picked", 'fox "an open is:picked'),
    ],
)
def test_a_chip_puts_a_term_into_the_line_or_takes_it_out(line, query, after):
    assert toggled(line, query) == after


def test_what_cannot_be_meant_finds_nothing_and_is_said(shell, page):
    page.search.setText("rating:9 fox")
    page.search.setCursorPosition(0)
    shell.settle()

    assert page.problem.isVisible()
    assert page.problem.text().startswith("A rating is a number from 0 to 5.")
    assert shown(shell) == []
    assert page.notice.hint.text().startswith("A rating is a number from 0 to 5.")


def test_what_is_still_being_typed_is_not_wrong_yet(shell, page):
    typed(shell, "rating:9")
    while_typing = page.problem.isVisible()
    typed(shell, " ")

    assert not while_typing
    assert page.problem.isVisible()


def test_a_search_by_another_part_stands_in_the_line(shell, page):
    shell.history.search("tag:harbour")
    shell.settle()

    assert page.search.text() == "tag:harbour"


def test_each_letter_searches_and_only_the_last_search_is_shown(shell, page):
    QTest.keyClicks(page.search, "sea")
    shell.settle()

    assert shown(shell) == ["sea"]
    assert page.count.text() == "1 of 3"
