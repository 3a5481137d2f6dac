"""What Esc closes before it ends anything: what is open around the keyboard."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QApplication, QWidget


@runtime_checkable
class Dismissable(Protocol):
    """A part in which something may be open; ``dismiss`` closes it, or returns False."""

    def dismiss(self) -> bool: ...


def dismiss_around(window: QWidget) -> bool:
    """Close what is open in the part with the focus, or around it; False: nothing was."""
    part = QApplication.focusWidget()
    while part is not None and part is not window:
        if isinstance(part, Dismissable) and part.dismiss():
            return True
        part = part.parentWidget()
    return False
