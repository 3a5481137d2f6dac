"""What scrolls fades where it is cut off, so that one sees that there is more."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

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
    seen = area.viewport().geometry()
    at_top = (area.shade.above, area.shade.below)
    foot = area.shade.foot.geometry()
    are_shown_at_top = (area.shade.top.isVisible(), area.shade.foot.isVisible())
    bar.setValue(bar.maximum())
    at_end = (area.shade.above, area.shade.below)
    are_shown_at_end = (area.shade.top.isVisible(), area.shade.foot.isVisible())

    assert at_top == (0, HEIGHT)
    assert are_shown_at_top == (False, True)
    assert foot == QRect(seen.left(), seen.bottom() + 1 - HEIGHT, seen.width(), HEIGHT)
    assert at_end == (HEIGHT, 0)
    assert are_shown_at_end == (True, False)
    assert area.shade.top.geometry() == QRect(seen.topLeft(), QSize(seen.width(), HEIGHT))


def test_what_fits_has_no_shade(qtbot):
    page = QWidget()
    page.setMinimumSize(QSize(100, 50))
    area = SteadyArea(page)
    qtbot.addWidget(area)
    area.resize(200, 200)
    area.show()

    assert (area.shade.above, area.shade.below) == (0, 0)


class Requests(QObject):
    """Counts how often a widget is asked to lay out anew."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched, event):
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


def test_a_page_that_grows_asks_for_more_room_and_one_that_only_changes_does_not(qtbot):
    page, around = QWidget(), QWidget()
    words = QLabel("a fox", page)
    QVBoxLayout(page).addWidget(words)
    area = SteadyArea(page)
    QVBoxLayout(around).addWidget(area)
    qtbot.addWidget(around)
    around.resize(300, 200)
    with qtbot.waitExposed(around):
        around.show()
    requests = Requests()
    qtbot.wait(1)
    around.installEventFilter(requests)
    words.setText("foxes")
    qtbot.wait(1)
    of_a_change = requests.count
    words.setMinimumHeight(400)
    qtbot.waitUntil(lambda: requests.count > 0)

    assert of_a_change == 0
