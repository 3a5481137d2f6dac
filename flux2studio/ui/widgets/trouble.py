"""What is wrong, the next step, and the details folded away and ready to be copied."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.ui.widgets.fields import Sentence, side_by_side


class Trouble(QWidget):
    """Takes no room while nothing is wrong. ``about`` names what it is of for screen readers."""

    def __init__(self, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Sentence(self)
        self.more = QPushButton(self.tr("Details"), self)
        self.more.setCheckable(True)
        self.more.setAccessibleName(self.tr("Details of {0}").format(about))
        self.copy = QPushButton(self.tr("Copy"), self)
        self.copy.setAccessibleName(self.tr("Copy the details of {0}").format(about))
        for button in (self.more, self.copy):
            button.setProperty("role", "link-soft")
            button.setAutoDefault(False)
        self.details = QPlainTextEdit(self, readOnly=True)
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setTabChangesFocus(True)
        self.details.setFixedHeight(96)
        self._lay_out()
        self.more.toggled.connect(self._on_more)
        self.copy.clicked.connect(self._on_copy)
        self._on_more(False)
        self.hide()

    def show_problem(self, problem: StudioError | None) -> None:
        self.setVisible(problem is not None)
        self.words.show_problem(problem)
        details = problem.details if problem is not None else ""
        if self.details.toPlainText() != details:
            self.details.setPlainText(details)
            self.more.setChecked(False)
        self.more.setVisible(bool(details))

    def _lay_out(self) -> None:
        self.more.setStyleSheet("padding: 0 4px 0 0; text-align: left;")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addLayout(side_by_side(self.more, self.copy))
        column.addWidget(self.details)

    def _on_more(self, shown: bool) -> None:
        self.more.setText(self.tr("Hide details") if shown else self.tr("Details"))
        self.details.setVisible(shown)
        self.copy.setVisible(shown)
        self.copy.setText(self.tr("Copy"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.words.text()}\n{self.details.toPlainText()}")
        self.copy.setText(self.tr("Copied"))
