"""The jobs under the form: what runs, what waits, what needs the artist."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from flux2studio.ui.models.job_model import JobRole, JobRow
from flux2studio.ui.viewmodels.jobs import JobsViewModel
from flux2studio.ui.widgets.fields import Sentence, header, label
from flux2studio.ui.widgets.job_row import JobRowWidget
from flux2studio.ui.widgets.page import Page
from flux2studio.ui.widgets.steady_area import SteadyArea


class JobPanel(QWidget):
    """One row a job, newest last; scrolls by itself."""

    def __init__(self, jobs: JobsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(92)
        self.summary = label(jobs.summary)
        self.empty = Sentence()
        self.rows: list[JobRowWidget] = []
        self._lay_out()
        model = jobs.model
        model.rowsInserted.connect(self._on_inserted)
        model.rowsRemoved.connect(self._on_removed)
        model.dataChanged.connect(self._on_changed)
        jobs.summary_changed.connect(self.summary.setText)
        jobs.ended.connect(self._on_ended)
        if model.rowCount():
            self._on_inserted(QModelIndex(), 0, model.rowCount() - 1)
        self._show_empty()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        line = QFrame()
        line.setProperty("role", "line")
        head = header(label(self.tr("Jobs")), self.summary)
        head.setContentsMargins(12, 10, 12, 6)
        page = Page()
        page.setProperty("role", "page")
        self._lines = QVBoxLayout(page)
        self._lines.setSpacing(12)
        self._lines.addWidget(self.empty)
        self._lines.addStretch(1)
        self.area = SteadyArea(page)
        self._lines.setContentsMargins(12, 2, self.area.beside(12), 12)
        self.area.verticalScrollBar().rangeChanged.connect(self._on_scrollable)
        outer.addWidget(line)
        outer.addLayout(head)
        outer.addWidget(self.area, 1)

    def _row_at(self, at: int) -> JobRow:
        row: JobRow = self._jobs.model.index(at).data(JobRole.ROW)
        return row

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        for at in range(first, last + 1):
            widget = JobRowWidget(self._row_at(at), self._jobs.question)
            widget.cancel_asked.connect(self._jobs.cancel)
            widget.check_asked.connect(self._jobs.check)
            widget.send_again_asked.connect(self._jobs.send_again)
            widget.dismiss_asked.connect(self._jobs.dismiss)
            widget.open_asked.connect(self._jobs.open)
            self.rows.insert(at, widget)
            self._lines.insertWidget(at, widget)
        self._show_empty()

    def _on_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        for widget in self.rows[first : last + 1]:
            widget.hide()
            widget.deleteLater()
        del self.rows[first : last + 1]
        self._show_empty()

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for at in range(first.row(), last.row() + 1):
            self.rows[at].show_row(self._row_at(at))

    def _on_ended(self, row: JobRow) -> None:
        """Tell those who do not see the row."""
        words = f"{row.title}: {row.words} {row.hint}".strip()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _on_scrollable(self, _low: int, high: int) -> None:
        """What runs or needs the artist comes into view; what is done moves up and away."""
        bar = self.area.verticalScrollBar()
        for widget, row in zip(self.rows, self._jobs.model, strict=False):
            if row.running or (row.can_send_again and row.tone):
                end = widget.y() + widget.height() - self.area.viewport().height()
                bar.setValue(max(widget.y(), end) - 2)  # of a tall one, what can be done about it
                return
        bar.setValue(high)

    def _show_empty(self) -> None:
        self.empty.say("" if self.rows else self.tr("Nothing is running."))
