"""What opens above the window has round corners, also where nothing composes windows."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from flux2studio.ui.widgets.rounded import Choice, rounded


def is_round(popup: QWidget) -> bool:
    shape, area = popup.mask(), popup.rect()
    corners = (area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight())
    edges = (QPoint(area.center().x(), 0), QPoint(area.right(), area.center().y()))
    return not any(map(shape.contains, corners)) and all(map(shape.contains, edges))


def test_a_menu_has_no_corners_at_whatever_size_it_opens(qtbot):
    menu = rounded(QMenu())
    qtbot.addWidget(menu)
    menu.addAction("Details…")
    for words in ("Try scales…", "Set the picture shown as its preview"):
        menu.addAction(words)
        menu.popup(QPoint(0, 0))
        assert is_round(menu)
        menu.close()


def test_the_list_of_a_choice_has_no_corners(qtbot):
    box = Choice()
    qtbot.addWidget(box)
    box.addItems(["None", "Regular", "High"])
    box.show()
    box.showPopup()
    assert is_round(box.view().window())
    box.hidePopup()
