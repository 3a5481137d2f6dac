"""Buttons and boxes with long words where there is little room."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flux2studio.ui.widgets.yielding import WrappingBox, YieldingButton

LONG = "Put the chosen pictures where they belong"


@pytest.fixture
def shown(qtbot):
    """Show a widget in a column of a width."""
    column = QWidget()
    qtbot.addWidget(column)

    def _show(widget, width):
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget)
        column.resize(width, 120)
        column.show()
        return column

    return _show


def test_a_button_ends_in_an_ellipsis_and_says_the_rest_when_pointed_at(shown):
    button = YieldingButton(LONG)
    column = shown(button, 120)

    assert column.width() == 120
    assert button.text().endswith("…")
    assert (button.toolTip(), button.accessibleName(), button.full_text) == (LONG, LONG, LONG)


def test_given_room_it_says_all_and_needs_no_tooltip(shown):
    button = YieldingButton(LONG)
    column = shown(button, 120)

    column.resize(600, 120)

    assert (button.text(), button.toolTip()) == (LONG, "")


def test_a_tooltip_of_its_own_stays(shown):
    button = YieldingButton(LONG)
    button.setToolTip("Ctrl+P")
    shown(button, 120)

    assert button.toolTip() == "Ctrl+P"


def test_new_words_are_cut_to_the_room_there_is(shown):
    button = YieldingButton("Put")
    shown(button, 120)
    assert button.text() == "Put"

    button.say(LONG)

    assert button.text().endswith("…")


def test_it_would_like_the_room_for_all_its_words(shown):
    button = YieldingButton(LONG)
    wide = button.sizeHint().width()
    shown(button, 120)

    assert button.sizeHint().width() >= wide > button.minimumSizeHint().width()


def test_a_box_breaks_its_words_into_lines_that_fit(shown):
    box = WrappingBox(LONG)
    shown(box, 160)

    assert "\n" in box.text()
    assert " ".join(box.text().split()) == LONG
    assert box.sizeHint().width() <= box.width()


def test_a_box_with_room_stays_in_one_line(shown):
    box = WrappingBox(LONG)
    column = shown(box, 160)

    column.resize(600, 120)

    assert box.text() == LONG
