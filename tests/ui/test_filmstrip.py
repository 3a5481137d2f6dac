"""The filmstrip: the session's pictures in one row, and what can be done with each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from flux2studio.ui.viewmodels.history import Recall
from flux2studio.ui.widgets.picture_menu import picture_menu


@pytest.fixture
def strip(shell, shelf):
    for number in range(4):
        shell.strip.add(shelf.put(f"prompt {number}", minutes=number))
    return shell.filmstrip


def test_an_empty_strip_takes_no_room(shell):
    assert not shell.filmstrip.isVisible()


def test_the_first_picture_brings_the_strip(strip):
    assert strip.isVisible()


def test_a_click_chooses_the_picture(qtbot, strip):
    place = strip.visualRect(strip.model().index(2, 0)).center()

    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert chosen.args[0].request.prompt == "prompt 2"


def test_arrows_walk_the_strip(qtbot, strip):
    strip.setCurrentIndex(strip.model().index(0, 0))
    strip.setFocus()

    with qtbot.waitSignal(strip.chosen) as chosen:
        QTest.keyClick(strip, Qt.Key.Key_Right)

    assert chosen.args[0].request.prompt == "prompt 1"


def test_what_is_on_the_stage_is_marked(shell, strip):
    strip.show_chosen(shell.strip.generation(3))

    assert [index.row() for index in strip.selectedIndexes()] == [3]

    strip.show_chosen(None)

    assert strip.selectedIndexes() == []


def test_delete_takes_the_picture_to_the_trash(qtbot, shell, strip):
    doomed = shell.strip.generation(0)
    strip.setCurrentIndex(strip.model().index(0, 0))

    with qtbot.waitSignal(shell.history.trashed) as trashed:
        QTest.keyClick(strip, Qt.Key.Key_Delete)
        shell.settle()

    assert trashed.args[0] == (doomed,)
    assert not doomed.path.exists()


def test_the_menu_of_a_picture_does_what_it_says(qtbot, shell, shelf):
    made = shelf.put()
    done = []
    shell.history.recalled.connect(lambda picture, what: done.append(what))
    shell.history.reference_chosen.connect(lambda picture: done.append("reference"))
    menu = picture_menu(shell.history, made, shell.window)
    actions = {action.text(): action for action in menu.actions()}

    wishes = ("Use this recipe", "Use this recipe with its seed", "Use as reference")
    for text in (*wishes, "Show in folder"):
        actions[text].trigger()
    shell.queue.settle()

    assert done == [Recall.ALL_BUT_SEED, Recall.ALL, "reference"]
    assert shell.visited == [str(made.path.parent)]


def test_the_menu_of_several_says_how_many_it_deletes(shell, shelf):
    made = [shelf.put() for _ in range(3)]

    menu = picture_menu(shell.history, made[0], shell.window, made)

    assert menu.actions()[-1].text() == "Delete 3"
