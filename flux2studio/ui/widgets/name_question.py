"""Asks for a name without holding up the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QInputDialog, QWidget

_WIDTH = 360  # pixels: its title has room


def ask_name(
    parent: QWidget | None, title: str, name: str, named: Callable[[str], object]
) -> QInputDialog:
    """Call ``named`` with what is typed, unless that is nothing or the dialog is left."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(_tr("Name"))
    dialog.setTextValue(name)
    dialog.resize(_WIDTH, dialog.sizeHint().height())

    def take(text: str) -> None:
        if text.strip():
            named(text.strip())

    dialog.textValueSelected.connect(take)
    dialog.open()
    return dialog


def _tr(text: str) -> str:
    return QCoreApplication.translate("name_question", text)
