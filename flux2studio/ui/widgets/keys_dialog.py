"""The list of keys."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui.actions import SLOTS, ActionSpec, shown_keys, specs
from flux2studio.ui.widgets.dialogs import ScrollingPage, resize_on_screen

SLOT = "slot_"


class KeysDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        title = QLabel(self.tr("Keys"), self)
        title.setProperty("role", "page-title")
        hint = QLabel(self.tr("Single letters work while no text field has the focus."), self)
        hint.setProperty("role", "soft")
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(6)
        layout.addWidget(title)
        layout.addWidget(hint)
        layout.addSpacing(10)
        layout.addWidget(ScrollingPage(self._columns()), 1)
        layout.addSpacing(10)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)

    def showEvent(self, event: QShowEvent) -> None:
        """Dressed for the screen, its parts know how large they are."""
        resize_on_screen(self, self.sizeHint())
        super().showEvent(event)

    def _columns(self) -> QWidget:
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(40)
        listed = [spec for spec in specs() if not spec.id.startswith(SLOT) or spec.id == "slot_1"]
        groups = [list(group) for _, group in groupby(listed, key=lambda spec: spec.group)]
        half = min(range(len(groups)), key=lambda split: _lines(groups, split))
        for pair in (groups[:half], groups[half:]):
            column = QVBoxLayout()
            column.setSpacing(16)
            for group in pair:
                column.addLayout(self._block(group))
            column.addStretch(1)
            columns.addLayout(column)
        return page

    def _block(self, group: list[ActionSpec]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        heading = QLabel(group[0].group, self)
        heading.setProperty("role", "title")
        grid.addWidget(heading, 0, 0, 1, 2)
        for line, spec in enumerate(group, start=1):
            is_slot = spec.id == f"{SLOT}1"
            keys = QLabel(f"{shown_keys(spec)} … {SLOTS}" if is_slot else shown_keys(spec), self)
            keys.setProperty("role", "key")
            text = self.tr("Go to a reference slot") if is_slot else spec.text
            grid.addWidget(QLabel(text, self), line, 0)
            grid.addWidget(keys, line, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return grid


def _lines(groups: list[list[ActionSpec]], split: int) -> int:
    """How long the longer column is, with a line for each heading."""
    columns = groups[:split], groups[split:]
    return max(sum(len(group) + 1 for group in column) for column in columns)
