"""Shows long work on the whole history: how far it is, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flux2studio.ui import words
from flux2studio.ui.viewmodels.history_work import LibraryWork
from flux2studio.ui.widgets.dialogs import ScrollingPage, resize_on_screen
from flux2studio.ui.widgets.fields import label
from flux2studio.ui.widgets.progress_line import ProgressLine
from flux2studio.ui.widgets.trouble import Trouble

SIZE = QSize(520, 340)


class LibraryDialog(QDialog):
    """Stays open at the end, to say what was found. Closing it stops what still runs."""

    def __init__(
        self, title: str, meaning: str, work: LibraryWork, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        work.setParent(self)
        self.setWindowTitle(title)
        resize_on_screen(self, SIZE)
        self.meaning = label(meaning, "soft")
        self.meaning.setWordWrap(True)
        self.state = label("", "soft")
        self.lines = QGridLayout()
        self.lines.setHorizontalSpacing(16)
        self.lines.setVerticalSpacing(8)
        self.lines.setColumnStretch(0, 3)
        self.lines.setColumnStretch(1, 2)
        self.trouble = Trouble(title)
        self.bar = ProgressLine()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.close_button = QPushButton()
        self._lay_out(title)
        self.close_button.clicked.connect(self._on_button)
        work.changed.connect(self._show)
        work.ended.connect(self._show_lines)
        self._show()

    def done(self, result: int) -> None:
        self._work.stop()
        super().done(result)

    def _lay_out(self, title: str) -> None:
        holder = QWidget()
        within = QVBoxLayout(holder)
        within.setContentsMargins(0, 0, 12, 0)
        within.addLayout(self.lines)
        within.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(title, "section"))
        column.addWidget(self.meaning)
        column.addWidget(self.state)
        column.addWidget(self.bar)
        column.addWidget(self.trouble)
        column.addWidget(ScrollingPage(holder), 1)
        column.addLayout(buttons)

    def _on_button(self) -> None:
        if self._work.is_running:
            self._work.stop()
        else:
            self.accept()

    def _show(self) -> None:
        work = self._work
        done, total = work.progress
        self.bar.setVisible(work.is_running)
        self.bar.show_fraction(done / total if total else None)
        self.state.setText(self._words(done, total))
        self.state.setVisible(bool(self.state.text()))
        self.trouble.show_problem(work.problem)
        self.close_button.setText(self.tr("Stop") if work.is_running else self.tr("Done"))
        self.close_button.setDefault(not work.is_running)

    def _words(self, done: int, total: int) -> str:
        if self._work.was_stopped:
            return self.tr("Stopped. What was put right by then stays so.")
        if not self._work.is_running:
            return ""
        if not total:
            return self.tr("Looking…")
        told = self.tr("{0} of %Ln picture(s)", "", total)
        return told.format(words.count(done))

    def _show_lines(self) -> None:
        for row, (what, note) in enumerate(self._work.lines):
            for column, text in enumerate((what, note)):
                line = label(text, "" if column == 0 else "soft")
                line.setWordWrap(True)
                self.lines.addWidget(line, row, column)
