"""The survey: many pictures at once, left out one by one until the best one is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from flux2studio.core.history import Pick
from flux2studio.ui.viewmodels.survey import SURVEYED_MAX
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.survey_page import SurveyPage

COLOURS = ("#c02020", "#20c020", "#2020c0", "#c0a020", "#20c0c0")


@pytest.fixture
def page(shell, shelf):
    for minutes, colour in enumerate(COLOURS):
        shelf.put(f"prompt {minutes}", colour=colour, minutes=minutes)
    shell.window.show()
    shell.window.show_page(Page.HISTORY)
    shell.history.load()
    shell.settle()
    shell.page.grid.selectAll()
    press(shell, Qt.Key.Key_N)
    return shell.window.findChild(SurveyPage)


def press(shell, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    shell.settle()


def shown(page):
    """The colours of the pictures that are to be seen, in their order."""
    found = []
    for view in page.room.views:
        if view.isVisible():
            middle = view.transform.target().center().toPoint()
            found.append(view.grab().toImage().pixelColor(middle).name())
    return tuple(found)


def test_n_lays_the_pictures_chosen_beside_each_other(shell, page):
    assert shell.window.page is Page.SURVEY
    assert shown(page) == COLOURS
    assert page.bar.count.text().startswith("5 picture")
    assert shell.window.header.history.isChecked()


def test_one_key_leaves_the_active_picture_out_and_the_others_grow(shell, page):
    before = page.room.views[0].width() * page.room.views[0].height()
    press(shell, Qt.Key.Key_Right)
    press(shell, Qt.Key.Key_Slash)

    assert shown(page) == (COLOURS[0], *COLOURS[2:])
    assert page.room.views[0].width() * page.room.views[0].height() > before
    assert page.room.views[1].hasFocus()  # the one that took its place


def test_what_was_left_out_comes_back_to_its_place(shell, page):
    page.outs[2].click()
    page.outs[0].click()
    shell.settle()
    page.bar.undo.click()
    page.bar.undo.click()
    shell.settle()

    assert shown(page) == COLOURS
    assert not page.bar.undo.isEnabled()


def test_the_last_picture_stays_and_p_picks_it(shell, shelf, page):
    for _ in COLOURS:
        press(shell, Qt.Key.Key_Slash)
    press(shell, Qt.Key.Key_P)

    (left,) = shell.survey.survey.entries
    assert shelf.service.entry(left.id).marks.pick is Pick.PICKED
    assert len(shown(page)) == 1
    assert not page.outs[0].isEnabled()
    assert page.room.feet[0].pick.isChecked()


def test_digits_give_stars_and_x_rejects(shell, shelf, page):
    press(shell, Qt.Key.Key_4)
    press(shell, Qt.Key.Key_Right)
    press(shell, Qt.Key.Key_X)

    marks = [shelf.service.entry(one.id).marks for one in shell.survey.survey.entries]
    assert marks[0].rating == 4
    assert marks[1].pick is Pick.REJECTED


def test_arrows_walk_the_rows_and_the_columns(shell, page):
    columns = page.room.columns
    press(shell, Qt.Key.Key_Down)
    below = shell.survey.survey.active
    press(shell, Qt.Key.Key_Up)
    press(shell, Qt.Key.Key_Left)

    assert below == min(columns, len(COLOURS) - 1)
    assert shell.survey.survey.active == 0


def test_linked_pictures_are_zoomed_together_until_they_are_let_go(shell, page):
    page.room.views[0].zoom_in()
    together = {round(view.zoom, 3) for view in page.room.views[:5]}
    page.bar.link.click()
    page.room.views[0].zoom_in()
    alone = {round(view.zoom, 3) for view in page.room.views[:5]}

    assert len(together) == 1
    assert len(alone) == 2


def test_escape_and_n_lead_back_and_enter_shows_the_picture_on_the_stage(shell, page):
    press(shell, Qt.Key.Key_Escape)
    after_escape = shell.window.page
    press(shell, Qt.Key.Key_N)
    press(shell, Qt.Key.Key_Return)

    assert after_escape is Page.HISTORY
    assert shell.stage_model.shown == shell.survey.survey.generation


def test_what_is_left_can_be_compared_and_esc_leads_back_to_it(shell, page):
    press(shell, Qt.Key.Key_Slash)
    press(shell, Qt.Key.Key_C)
    compared = [side.path for side in shell.compare.compare.sides]
    on = shell.window.page
    press(shell, Qt.Key.Key_Escape)
    back = shell.window.page
    press(shell, Qt.Key.Key_Escape)

    assert on is Page.COMPARE
    assert compared == [side.path for side in shell.survey.survey.sides]
    assert (back, shell.window.page) == (Page.SURVEY, Page.HISTORY)


def test_a_picture_that_is_deleted_leaves_the_survey(shell, page):
    gone = shell.survey.survey.sides[0].entry
    shell.history.marks.delete([gone.number])
    shell.settle()

    assert shown(page) == COLOURS[1:]


def test_one_picture_or_too_many_are_no_survey_and_it_says_why(shell, shelf, page):
    press(shell, Qt.Key.Key_Escape)
    for minutes in range(SURVEYED_MAX):
        shelf.put(minutes=20 + minutes)
    shell.history.load()
    shell.settle()
    shell.page.grid.selectAll()
    press(shell, Qt.Key.Key_N)

    assert shell.window.page is Page.HISTORY
    assert "two to twelve" in shell.window.messages.messages[-1].sentence.text()
    assert not shell.page.cull.survey.isVisible()


def test_twelve_pictures_fit_a_small_window(shell, shelf, page):
    press(shell, Qt.Key.Key_Escape)
    for minutes in range(SURVEYED_MAX - len(COLOURS)):
        shelf.put(minutes=20 + minutes)
    shell.history.load()
    shell.window.resize(1280, 800)
    shell.settle()
    shell.page.grid.selectAll()
    shell.settle()
    shell.page.cull.survey.click()
    shell.settle()

    assert len(shown(page)) == SURVEYED_MAX
    assert shell.window.width() == 1280
    for foot in page.room.feet:
        assert foot.rect().contains(foot.pick.geometry())
