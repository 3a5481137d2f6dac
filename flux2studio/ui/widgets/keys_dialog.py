"""The list of keys."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui.actions import ActionSpec, shown_keys, specs

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
        layout.addLayout(self._columns())
        layout.addSpacing(10)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)

    def _columns(self) -> QHBoxLayout:
        columns = QHBoxLayout()
        columns.setSpacing(40)
        listed = [spec for spec in specs() if not spec.id.startswith(SLOT) or spec.id == "slot_1"]
        groups = [list(group) for _, group in groupby(listed, key=lambda spec: spec.group)]
        for pair in (groups[:2], groups[2:]):
            column = QVBoxLayout()
            column.setSpacing(16)
            for group in pair:
                column.addLayout(self._block(group))
            column.addStretch(1)
            columns.addLayout(column)
        return columns

    def _block(self, group: list[ActionSpec]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        heading = QLabel(group[0].group, self)
        heading.setProperty("role", "title")
        grid.addWidget(heading, 0, 0, 1, 2)
        for line, spec in enumerate(group, start=1):
            keys = QLabel(shown_keys(spec), self)
            keys.setProperty("role", "key")
            text = self.tr("Go to reference slot 1 to 9") if spec.id == "slot_1" else spec.text
            grid.addWidget(QLabel(text, self), line, 0)
            grid.addWidget(keys, line, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return grid
