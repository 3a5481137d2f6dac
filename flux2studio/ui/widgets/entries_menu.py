"""A menu from a list of entries, each with its sign, words and deed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from flux2studio.ui import icons
from flux2studio.ui.widgets.rounded import rounded

Entry = tuple[str, str, Callable[[], None]]


def entries_menu(parent: QWidget, entries: Sequence[Entry]) -> QMenu:
    menu = rounded(QMenu(parent))
    for icon, text, act in entries:
        action = QAction(text, menu)
        icons.set_icon(action, icon)
        action.triggered.connect(lambda _checked, act=act: act())
        menu.addAction(action)
    return menu
