"""The outline shown first has the shape of the window that follows."""

from flux2studio.ui.tokens import DARK
from flux2studio.ui.widgets import curtain, header, status_line, studio_page


def test_the_outline_has_the_measures_of_the_window():
    assert (curtain.HEADER, curtain.STATUS) == (header.HEIGHT, status_line.HEIGHT)
    assert (curtain.LEFT, curtain.RIGHT) == (studio_page.LEFT_WIDTH, studio_page.RIGHT_WIDTH)


def test_the_first_paint_is_told_once(qtbot):
    outline, told = curtain.Curtain(DARK), []
    outline.painted.connect(lambda: told.append(True))
    qtbot.addWidget(outline)
    with qtbot.waitSignal(outline.painted):
        outline.show()

    outline.repaint()

    assert told == [True]
