"""The outline shown first has the shape of the window that follows, and its first pictures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage

from flux2studio.ui.first_page import FirstPage
from flux2studio.ui.tokens import DARK
from flux2studio.ui.widgets import curtain, header, status_line, studio_page


@pytest.fixture
def show(qtbot):
    def _show(page=None):
        outline = curtain.Curtain(DARK, lambda: page)
        outline.resize(900, 600)
        qtbot.addWidget(outline)
        with qtbot.waitSignal(outline.painted):
            outline.show()
        return outline

    return _show


def test_the_outline_has_the_measures_of_the_window():
    assert (curtain.HEADER, curtain.STATUS) == (header.HEIGHT, status_line.HEIGHT)
    assert (curtain.LEFT, curtain.RIGHT) == (studio_page.LEFT_WIDTH, studio_page.RIGHT_WIDTH)


def test_the_first_paint_is_told_once(show):
    outline, told = show(), []
    outline.painted.connect(lambda: told.append(True))

    outline.repaint()

    assert told == []


def test_the_pictures_of_last_time_are_there_with_the_first_paint(show):
    image = QImage(QSize(200, 100), QImage.Format.Format_RGB32)
    image.fill(QColor("#c06040"))

    seen = show(FirstPage(image=image, place=QRect(300, 200, 200, 100))).grab().toImage()

    assert seen.pixelColor(400, 260).name() == "#c06040"
    assert seen.pixelColor(400, 190).name() == DARK.window


def test_pictures_that_do_not_fit_into_the_window_are_left_out(show):
    image = QImage(QSize(2000, 100), QImage.Format.Format_RGB32)
    image.fill(QColor("#c06040"))

    seen = show(FirstPage(image=image, place=QRect(0, 0, 2000, 100))).grab().toImage()

    assert seen.pixelColor(450, 50).name() == DARK.stage
