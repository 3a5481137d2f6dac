"""Which grey lies around pictures, as a menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from flux2studio.ui import stage_ground
from flux2studio.ui.stage_ground import StageGround
from flux2studio.ui.widgets.rounded import rounded


def ground_menu(ground: StageGround, parent: QWidget) -> QMenu:
    menu = rounded(QMenu(QCoreApplication.translate("stage_menu", "Around the picture"), parent))
    group = QActionGroup(menu)
    for name, words in stage_ground.names().items():
        action = menu.addAction(words, partial(ground.choose, name))
        action.setCheckable(True)
        action.setChecked(name == ground.name)
        group.addAction(action)
    return menu
