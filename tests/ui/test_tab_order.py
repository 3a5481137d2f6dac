"""Tab goes the way of the layouts, and nothing of them is kept."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui.widgets.tab_order import follow_layout


def page(qtbot):
    """Buttons made in another order than the one they are laid out in."""
    part = QWidget()
    qtbot.addWidget(part)
    buttons = {name: QPushButton(name, part) for name in "fbdaec"}
    column, row, grid = QVBoxLayout(part), QHBoxLayout(), QGridLayout()
    column.addWidget(buttons["a"])
    row.addWidget(buttons["b"])
    row.addStretch(1)
    row.addWidget(buttons["c"])
    column.addLayout(row)
    column.addSpacing(8)
    grid.addWidget(buttons["d"], 0, 0)
    grid.addWidget(buttons["e"], 0, 1)
    column.addLayout(grid)
    column.addWidget(buttons["f"])
    return part, buttons


def test_tab_goes_through_layouts_in_layouts_as_they_are_seen(qtbot):
    part, buttons = page(qtbot)

    follow_layout(part)

    at, names = buttons["a"], ["a"]
    while (at := at.nextInFocusChain()) is not buttons["a"]:
        names += [at.text()] if isinstance(at, QPushButton) else []
    assert names == list("abcdef")


def items():
    """What PySide has made of items of layouts; a layout itself is an item, too."""
    return {
        id(each)
        for each in shiboken6.getAllValidWrappers()
        if isinstance(each, QLayoutItem) and not isinstance(each, QLayout)
    }


def test_nothing_is_kept_of_an_item_that_goes_with_its_widget(qtbot):
    part, buttons = page(qtbot)
    before = items()

    follow_layout(part)
    shiboken6.delete(buttons["b"])

    assert items() <= before
