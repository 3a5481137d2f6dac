"""Asks before all rejected pictures that are shown go to the trash, and says how many."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.widgets.fields import set_property
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.widgets.question import Question, question_words


class RejectQuestion(Question):
    """Counts anew while it is open, for one may go on judging. ``nothing``: none is rejected."""

    nothing = Signal()

    def __init__(self, history: HistoryViewModel, parent: QWidget | None = None) -> None:
        super().__init__(self.hide, self._delete, parent)
        self._history = history
        self._query = ""
        self._is_asked = False
        self.sentence = question_words("title")
        self.meaning = question_words("label")
        self.meaning.setText(self.tr("Undo brings them back; at the end they go to the trash."))
        self.not_now.setText(self.tr("Cancel"))
        self.sure.setText(self.tr("Delete all"))
        set_property(self.sure, "role", "danger")
        self._lay_out()
        history.marks.rejected_counted.connect(self._on_counted)
        history.marks.changed.connect(self._count_again)
        history.marks.gone.connect(self._count_again)
        history.count_changed.connect(self._count_again)

    def count(self) -> None:
        """Count what is rejected of the pictures shown, then ask."""
        self._is_asked = True
        self._query = self._history.query
        self._history.marks.count_rejected(self._query)

    def _count_again(self, _change: object = None) -> None:
        if self.isVisible():
            self.count()

    def _on_counted(self, count: int) -> None:
        if not self._is_asked:
            return
        self._is_asked = False
        if not count:
            if self.isHidden():
                self.nothing.emit()
            self.hide()
            return
        self.sentence.setText(self.tr("Delete %Ln rejected picture(s)?", "", count))
        self.sure.setText(self.tr("Delete") if count == 1 else self.tr("Delete all"))
        self.setAccessibleName(self.sentence.text())
        self.ask(f"{self.sentence.text()} {self.meaning.text()}")

    def _delete(self) -> None:
        self.hide()
        self._history.marks.delete_rejected(self._query)

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.sentence)
        texts.addWidget(self.meaning)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(IconLabel("trash", 18, "soft"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(texts, 1)
        row.addWidget(self.not_now)
        row.addWidget(self.sure)
