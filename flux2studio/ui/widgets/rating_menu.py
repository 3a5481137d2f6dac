"""Stars and pick for one picture, put into its menu where there is no grid to choose in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from flux2studio.core.history import MarkChange, Pick
from flux2studio.ui import icons
from flux2studio.ui.keymap import keymap
from flux2studio.ui.widgets.rounded import rounded

Mark = Callable[[MarkChange], object]


def add_rating(menu: QMenu, mark: Mark) -> None:
    """Put the two menus before the first line of ``menu``, with the keys of now."""
    line = next(action for action in menu.actions() if action.isSeparator())
    for inner in (_stars(menu, mark), _picks(menu, mark)):
        menu.insertMenu(line, inner)


def _stars(parent: QMenu, mark: Mark) -> QMenu:
    menu = rounded(QMenu(_tr("Rate"), parent))
    icons.set_icon(menu.menuAction(), "star")
    for stars in range(5, -1, -1):
        text = "★" * stars or _tr("No stars")
        _add(menu, text, f"star_{stars}", partial(mark, MarkChange(rating=stars)))
    return menu


def _picks(parent: QMenu, mark: Mark) -> QMenu:
    menu = rounded(QMenu(_tr("Pick or reject"), parent))
    icons.set_icon(menu.menuAction(), "check")
    for text, action, pick in (
        (_tr("Pick"), "pick", Pick.PICKED),
        (_tr("Reject"), "reject", Pick.REJECTED),
        (_tr("Neither"), "unflag", Pick.NONE),
    ):
        _add(menu, text, action, partial(mark, MarkChange(pick=pick)))
    return menu


def _add(menu: QMenu, text: str, action: str, act: Callable[[], object]) -> None:
    added = menu.addAction(f"{text}\t{keymap().shown(action)}")
    added.triggered.connect(lambda _checked=False: act())


def _tr(text: str) -> str:
    return QCoreApplication.translate("picture_menu", text)
