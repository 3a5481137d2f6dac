"""The details of a job, unfolded below its row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget


class JobFold(QWidget):
    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.details = QPlainTextEdit(self)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setFixedHeight(136)
        self.details.setAccessibleName(self.tr("Details of {0}").format(title))
        self.copy = QPushButton(self.tr("Copy"), self)
        self.copy.setProperty("role", "link-soft")
        self.copy.setAccessibleName(self.tr("Copy the details of {0}").format(title))
        self.copy.clicked.connect(self._on_copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.details)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignRight)

    def say(self, text: str) -> None:
        if self.details.toPlainText() != text:
            self.details.setPlainText(text)
            self.copy.setText(self.tr("Copy"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy.setText(self.tr("Copied"))
