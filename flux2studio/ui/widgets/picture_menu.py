"""What can be done with a finished picture, as a menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from flux2studio.core.generation import Generation
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.history import HistoryViewModel, Recall


def picture_menu(
    history: HistoryViewModel,
    generation: Generation,
    parent: QWidget,
    chosen: Sequence[Generation] = (),
) -> QMenu:
    """``chosen`` are all the pictures that Delete takes; without it, this one."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(icon: str, text: str, act: object) -> None:
        action = menu.addAction(text)
        icons.set_icon(action, icon)
        action.triggered.connect(act)

    add("image", _tr("Show on the stage"), partial(history.open, generation))
    add("refresh", _tr("Make again"), partial(history.recall, generation, Recall.ALL_BUT_SEED))
    add("lock", _tr("Make again with this seed"), partial(history.recall, generation, Recall.ALL))
    add("upload", _tr("Use as reference"), partial(history.use_as_reference, generation))
    menu.addSeparator()
    add("open", _tr("Open in another program"), partial(history.open_outside, generation))
    add("folder", _tr("Show in folder"), partial(history.reveal, generation))
    menu.addSeparator()
    if more := history.more_actions(generation, chosen):
        for each in more:
            add(each.icon, each.text.replace("&", "&&"), each.act)
        menu.addSeparator()
    doomed = tuple(chosen) or (generation,)
    text = _tr("Delete") if len(doomed) == 1 else _tr("Delete %1").replace("%1", str(len(doomed)))
    add("trash", text, partial(history.trash, doomed))
    return menu


def _tr(text: str) -> str:
    return QCoreApplication.translate("picture_menu", text)
