"""What scrolls fades where it is cut off, so that one sees that there is more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from flux2studio.ui.widgets.dialogs import ScrollingPage
from flux2studio.ui.widgets.scroll_shade import HEIGHT
from flux2studio.ui.widgets.steady_area import SteadyArea


@pytest.mark.parametrize("kind", [ScrollingPage, SteadyArea])
def test_there_is_a_shade_where_there_is_more_and_none_at_the_end(qtbot, kind):
    page = QWidget()
    page.setMinimumSize(QSize(100, 600))
    area = kind(page)
    qtbot.addWidget(area)
    area.resize(200, 200)
    area.show()
    bar = area.verticalScrollBar()
    at_top = (area.shade.above, area.shade.below)
    bar.setValue(bar.maximum())
    at_end = (area.shade.above, area.shade.below)

    assert at_top == (0, HEIGHT)
    assert at_end == (HEIGHT, 0)
    assert area.shade.geometry() == area.viewport().geometry()


def test_what_fits_has_no_shade(qtbot):
    page = QWidget()
    page.setMinimumSize(QSize(100, 50))
    area = SteadyArea(page)
    qtbot.addWidget(area)
    area.resize(200, 200)
    area.show()

    assert (area.shade.above, area.shade.below) == (0, 0)
