"""What a screen reader is told of parts that are drawn, not put together from controls."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QComboBox, QWidget

ROLE = "spoken_role"  # an attribute of the widget's class, a QAccessible.Role
VALUE = "spoken_value"  # a method that returns the state in words, if there is one


class SpokenWidget(QAccessibleWidget):
    """``spoken_role`` of a widget's class is its role, ``spoken_value`` its value in words."""

    def text(self, kind: QAccessible.Text) -> str:
        value = getattr(self.widget(), VALUE, None)
        if kind is QAccessible.Text.Value and callable(value):
            return str(value())
        return super().text(kind)


def install() -> None:
    """Know these parts from now on; once in a process."""
    QAccessible.installFactory(_spoken)


def _spoken(_key: str, part: QObject | None) -> QAccessibleInterface | None:
    if isinstance(part, QComboBox) and not part.accessibleDescription():
        # On Unix Qt tells what is chosen as the name; what is chosen about goes beside it.
        part.setAccessibleDescription(part.accessibleName())
    role = getattr(type(part), ROLE, None)
    if isinstance(part, QWidget) and isinstance(role, QAccessible.Role):
        return SpokenWidget(part, role)
    return None
