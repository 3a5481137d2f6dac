"""Words and buttons in one line stand at one height, whatever their own is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from flux2studio.ui.widgets.flow import FlowBox


def filled(qtbot, *, middle):
    box = FlowBox(8, middle=middle)
    qtbot.addWidget(box)
    parts = [QWidget() for _ in range(3)]
    for part, height in zip(parts, (16, 30, 20), strict=True):
        part.setMinimumSize(100, height)
    box.fill(parts)
    return box


@pytest.fixture
def box(qtbot):
    return filled(qtbot, middle=True)


def places(box, width):
    box.resize(width, box.heightForWidth(width))
    box.refresh()  # as when it is shown
    return [(part.x(), part.y()) for part in box.widgets]


def test_lower_parts_stand_in_the_middle_of_their_line(box):
    assert places(box, 400) == [(0, 7), (108, 0), (216, 5)]
    assert box.heightForWidth(400) == 30


def test_slots_stand_at_the_top_of_their_line(qtbot):
    assert places(filled(qtbot, middle=False), 400) == [(0, 0), (108, 0), (216, 0)]


def test_what_does_not_fit_begins_a_line(box):
    assert places(box, 220) == [(0, 7), (108, 0), (0, 38)]
    assert box.heightForWidth(220) == 58


def test_a_line_begins_at_the_right_where_one_reads_from_there(box):
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert places(box, 400) == [(300, 7), (192, 0), (84, 5)]


def test_with_nothing_in_it_there_is_no_height(qtbot):
    box = FlowBox(8)
    qtbot.addWidget(box)
    assert box.heightForWidth(200) == 0
