"""What a scroll area scrolls: as tall as its sentences are at the width it gets."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest control. Qt would keep room for sentences broken at their
        narrowest; the height follows from the width instead."""
        return QSize(super().minimumSizeHint().width(), 0)
