"""What a scroll area scrolls: as tall as its sentences are at the width it gets."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest control. With sentences that wrap, the height follows from the
        width: Qt would else keep room for them broken at their narrowest."""
        hint, layout = super().minimumSizeHint(), self.layout()
        if layout is not None and layout.hasHeightForWidth():
            hint.setHeight(0)
        return hint
