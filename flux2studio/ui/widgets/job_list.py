"""The rows of the jobs below each other; one that waits is dropped before another."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from flux2studio.ui import theme
from flux2studio.ui.widgets.job_row import JOB_MIME, JobRowWidget
from flux2studio.ui.widgets.page import Page


class JobList(Page):
    moved = Signal(str, str)  # job id, and that of the job it goes before; empty: after all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[JobRowWidget] = []
        self._mark: int | None = None  # where a dragged row would go, in pixels
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(JOB_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        before = self._before(event.position().y())
        waiting = self._waiting()
        if not waiting:
            event.ignore()
            return
        gap = 4
        last = waiting[-1].geometry().bottom() + gap
        self._show_mark(last if before is None else before.y() - gap)
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_mark(None)
        before = self._before(event.position().y())
        job_id = bytes(event.mimeData().data(JOB_MIME).data()).decode()
        event.acceptProposedAction()
        self.moved.emit(job_id, before.row.id if before is not None else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark is None:
            return
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.of(QGuiApplication.palette()).accent))
        painter.drawRoundedRect(QRectF(8, self._mark - 1, self.width() - 16, 2), 1, 1)
        painter.end()

    def _waiting(self) -> list[JobRowWidget]:
        return [row for row in self.rows if row.row.waits]

    def _before(self, y: float) -> JobRowWidget | None:
        return next((row for row in self._waiting() if y < row.geometry().center().y()), None)

    def _show_mark(self, at: int | None) -> None:
        self._mark = at
        self.update()
