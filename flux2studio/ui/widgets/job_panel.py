"""The jobs under the form: what runs, what needs the artist, what waits, what is done."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.job import JobState
from flux2studio.ui.models.job_model import Group, JobRole, JobRow
from flux2studio.ui.viewmodels.jobs import JobsViewModel
from flux2studio.ui.widgets.fields import Sentence
from flux2studio.ui.widgets.job_header import JobHeader
from flux2studio.ui.widgets.job_list import JobList
from flux2studio.ui.widgets.job_row import JobRowWidget
from flux2studio.ui.widgets.steady_area import SteadyArea

# Rows of each group that are shown at first; thousands of widgets would slow the window.
_SHOWN = {Group.RUNNING: 20, Group.NEEDS_YOU: 20, Group.WAITING: 20, Group.DONE: 8}
_MORE = 40
_SPARE = 8
_LOWEST = 100  # pixels, with a row in view
_FOOT = 2
_ROOM = 24  # less than that below the head shows nothing of a row


class JobPanel(QWidget):
    """One row a job, in the order of the model; scrolls by itself."""

    def __init__(self, jobs: JobsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._shown = dict(_SHOWN)
        self._widgets: dict[str, JobRowWidget] = {}
        self._spare: list[JobRowWidget] = []
        self._chaining = QTimer(self, interval=0, singleShot=True)  # once for a burst of changes
        self._chaining.timeout.connect(self._chain)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_unfolded = False  # by the artist, or by a job that needs them
        self._is_strip = False  # too low for a row: the head tells all
        self._needed = 0  # jobs that needed the artist, as last seen
        self._awaited = ""  # the job that comes into view as soon as there is room for it
        self._bringing = QTimer(self, interval=0, singleShot=True)
        self._bringing.timeout.connect(self._bring_awaited)
        self.header = JobHeader(jobs)
        self.summary = self.header.summary
        self.header.show_fold(is_strip=False, is_open=False)
        self.hold = Sentence()
        self.resume = QPushButton(self.tr("Go on"))
        self.more = QPushButton()
        self.clear = QPushButton(self.tr("Clear finished"))
        self.empty = Sentence()
        self.empty.setContentsMargins(4, 4, 0, 0)  # where the words of rows begin
        self._lay_out()
        self._connect()
        self._sync()
        self._show_hold()

    @property
    def rows(self) -> list[JobRowWidget]:
        """Those that are shown, from the top."""
        return self._list.rows

    def minimumSizeHint(self) -> QSize:
        """As low as its head: where the window is low, the form needs the room more."""
        head = self._head_height()
        height = max(head, _LOWEST) if self._is_unfolded else head
        return QSize(super().minimumSizeHint().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_strip()
        if self._awaited and not self._is_strip:
            self._bringing.start()

    def _connect(self) -> None:
        model = self._jobs.model
        self.header.fold.clicked.connect(self._on_fold)
        for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved):
            signal.connect(self._sync)
        model.dataChanged.connect(self._on_changed)
        self._jobs.ended.connect(self._on_ended)
        self._jobs.hold_changed.connect(self._show_hold)
        self._jobs.summary_changed.connect(self._show_hold)
        self._list.moved.connect(self._jobs.move_before)
        self.resume.clicked.connect(self._on_resume)
        self.more.clicked.connect(self._on_more)
        self.clear.clicked.connect(self._jobs.clear_done)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.header.setContentsMargins(12, 0, 8, 0)
        self._list = JobList()
        self._list.setProperty("role", "page")
        self._lines = QVBoxLayout(self._list)
        self._lines.setSpacing(4)
        self._lines.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.more, self.clear):
            button.setProperty("role", "link-soft")
            foot.addWidget(button)
        foot.addStretch(1)
        self._lines.addLayout(foot)
        self._lines.addStretch(1)
        self.area = SteadyArea(self._list)
        self.area.frame(self._lines, 8, 2, 12, 12)
        self._held = QWidget()
        held = QHBoxLayout(self._held)
        held.setContentsMargins(12, 0, 12, 6)
        held.setSpacing(8)
        held.addWidget(self.hold, 1)
        held.addWidget(self.resume)
        self.resume.setProperty("role", "link")
        outer.addWidget(self.header)
        outer.addWidget(self._held)
        outer.addWidget(self.area, 1)
        outer.addStretch()

    def _head_height(self) -> int:
        held = 0 if self._held.isHidden() else self._held.sizeHint().height()
        return self.header.sizeHint().height() + held + _FOOT

    def _show_strip(self) -> None:
        self._is_strip = self.height() < self._head_height() + _ROOM
        self.area.setVisible(not self._is_strip)  # nor does the Tab key go to what is not seen
        self.header.show_fold(is_strip=self._is_strip, is_open=self._is_unfolded)

    def _unfold(self, on: bool = True) -> None:
        """In a low window: give the rows room, or give it back to the form."""
        self._is_unfolded = on
        self.updateGeometry()
        self._show_strip()

    def _on_fold(self) -> None:
        self._unfold(self._is_strip)

    def _look_for_needs(self) -> None:
        """What needs the artist comes into view, also where there was no room for it."""
        before, self._needed = self._needed, len(self._jobs.model.group(Group.NEEDS_YOU))
        if self._needed > before and self._is_strip:
            self._unfold()

    def _sync(self) -> None:
        """Have a widget for each row that is shown, in the order of the rows."""
        wanted = [row for group in Group for row in self._of(group)]
        for job_id in self._widgets.keys() - {row.id for row in wanted}:
            self._put_away(self._widgets.pop(job_id))
        widgets = [self._widget(row) for row in wanted]
        if widgets != self._list.rows:
            self._list.rows = widgets
            for at, widget in enumerate(widgets):
                if self._lines.indexOf(widget) != at:
                    self._lines.removeWidget(widget)
                    self._lines.insertWidget(at, widget)
                    widget.show()
            self._chaining.start()
        self._show_foot()
        self._look_for_needs()

    def _of(self, group: Group) -> list[JobRow]:
        return self._jobs.model.group(group)[: self._shown[group]]

    def _widget(self, row: JobRow) -> JobRowWidget:
        widget = self._widgets.get(row.id)
        if widget is None and self._spare:
            widget = self._widgets[row.id] = self._spare.pop()
            widget.show_row(row)
        elif widget is None:
            widget = self._widgets[row.id] = JobRowWidget(row, self._jobs, self._list)
            widget.left_for.connect(self._on_left)
            widget.grown.connect(self._chaining.start)
        return widget

    def _put_away(self, widget: JobRowWidget) -> None:
        """To dress a new widget takes longer than all else here: a plain one is used again."""
        self._lines.removeWidget(widget)
        widget.hide()
        if widget.is_plain and len(self._spare) < _SPARE:
            self._spare.append(widget)
        else:
            widget.deleteLater()

    def _chain(self) -> None:
        """Let the Tab key go from above to below, wherever a row has moved to."""
        chain: list[QWidget] = [self.header.fold, self.header.pause, self.header.more, self.resume]
        for row in self.rows:
            chain += row.tab_chain()
        for before, after in pairwise([*chain, self.more, self.clear]):
            QWidget.setTabOrder(before, after)

    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for at in range(first.row(), last.row() + 1):
            row: JobRow = self._jobs.model.index(at).data(JobRole.ROW)
            if (widget := self._widgets.get(row.id)) is not None:
                widget.show_row(row)
        self._look_for_needs()

    def _on_ended(self, row: JobRow) -> None:
        """Tell those who do not see the row."""
        words = {
            JobState.FINISHED: self.tr("Picture ready: {0}"),
            JobState.CANCELLED: self.tr("Cancelled: {0}"),
        }.get(row.update.state, self.tr("Failed: {0}"))
        told = words.format(row.title)
        if row.tone in ("bad", "warn"):
            told = f"{told}. {row.words} {row.hint}".strip()
            self._bring_into_view(row.id)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def _bring_awaited(self) -> None:
        job_id, self._awaited = self._awaited, ""
        self._bring_into_view(job_id)

    def _bring_into_view(self, job_id: str) -> None:
        if self._is_strip:
            self._awaited = job_id
            self._unfold()
            return
        widget = self._widgets.get(job_id)
        if widget is not None:
            self._lines.activate()
            self.area.ensureWidgetVisible(widget, 0, 4)

    def _on_left(self, step: int) -> None:
        """The focus goes from row to row."""
        now = next((at for at, row in enumerate(self.rows) if row.hasFocus()), None)
        if now is not None and 0 <= now + step < len(self.rows):
            other = self.rows[now + step]
            other.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(other, 0, 4)

    def _on_resume(self) -> None:
        self._jobs.pause(False)

    def _on_more(self) -> None:
        for group in self._shown:
            self._shown[group] += _MORE
        self._sync()

    def _show_hold(self) -> None:
        words = self._jobs.hold_words
        self.hold.say(words, "warn")
        if self._held.isHidden() == bool(words):
            self._held.setVisible(bool(words))
            self.updateGeometry()

    def _show_foot(self) -> None:
        hidden = self._jobs.model.rowCount() - len(self.rows)
        self.more.setText(self.tr("Show more ({0})").format(hidden))
        self.more.setVisible(hidden > 0)
        self.clear.setVisible(len(self._jobs.model.group(Group.DONE)) > 1)
        self.empty.say("" if self.rows else self.tr("Nothing is running."))
