"""One job: its picture, where it stands, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui import icons, theme
from flux2studio.ui.models.job_model import JobRow
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, set_property
from flux2studio.ui.widgets.job_actions import JobActions
from flux2studio.ui.widgets.progress_line import ProgressLine

_EDGE = 40


class JobThumbnail(QAbstractButton):
    """Reference 1 or the result; a click shows the result on the stage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._data = b""
        self.setFixedSize(_EDGE, _EDGE)

    def sizeHint(self) -> QSize:
        return QSize(_EDGE, _EDGE)

    def show_picture(self, data: bytes) -> None:
        if data != self._data:
            self._data = data
            self._picture = QPixmap()
            self._picture.loadFromData(data)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.of(QGuiApplication.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), QColor(look.raised))
        if self._picture is not None and not self._picture.isNull():
            edge = min(self._picture.width(), self._picture.height())
            left = (self._picture.width() - edge) // 2
            top = (self._picture.height() - edge) // 2
            painter.drawPixmap(self.rect(), self._picture.copy(left, top, edge, edge))
        else:
            icons.paint(painter, "image", QColor(look.soft), QRectF(12, 12, 16, 16))
        if self.hasFocus():
            painter.setPen(QColor(look.accent))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()


class JobRowWidget(QWidget):
    cancel_asked = Signal(str)
    check_asked = Signal(str)
    send_again_asked = Signal(str)
    dismiss_asked = Signal(str)
    open_asked = Signal(str)

    def __init__(
        self, row: JobRow, question: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._row = row
        self.thumbnail = JobThumbnail()
        self.title = ElidedLabel()
        self.words = ElidedLabel()
        self.bar = ProgressLine()
        self.stop = QToolButton()
        self.hint = Sentence()
        self.bill = Sentence()
        self.next_steps = JobActions(row, question)
        self.copy = QPushButton(self.tr("Copy"))
        self.details = QPlainTextEdit()
        self._lay_out()
        self._connect()
        self.show_row(row)

    def show_row(self, row: JobRow) -> None:
        self._row = row
        self.thumbnail.show_picture(row.thumbnail)
        self.thumbnail.setEnabled(bool(row.generations))
        self.title.say(row.title or self.tr("No prompt"))
        problem = row.tone in ("bad", "warn")
        self.words.say("" if problem else row.words)
        self.words.setVisible(not problem)
        self.bar.setVisible(row.moving)
        self.bar.show_fraction(row.fraction)
        self.hint.say(f"{row.words} {row.hint}".strip() if problem else "", row.tone or "label")
        self.bill.say(row.bill)
        self.next_steps.show_row(row)
        if self.details.toPlainText() != row.details:
            self.details.setPlainText(row.details)
            self.copy.setText(self.tr("Copy"))
        self._show_stop(row)
        self._name_parts(row)

    def _show_stop(self, row: JobRow) -> None:
        if row.running:
            words = self.tr("Cancel")
        else:
            words = self.tr("Dismiss") if row.ended else self.tr("Give up")
        can = row.can_cancel or row.ended
        self.stop.setEnabled(can)
        self.stop.setToolTip(words if can else self.tr("Too late to cancel"))
        self.stop.setAccessibleName(f"{words}: {row.title}")

    def _name_parts(self, row: JobRow) -> None:
        self.setAccessibleName(f"{row.title}: {row.words}")
        self.bar.setAccessibleName(row.words)
        self.thumbnail.setAccessibleName(self.tr("Show the picture of {0}").format(row.title))
        self.thumbnail.setToolTip(self.tr("Show the picture") if row.generations else "")
        self.copy.setAccessibleName(self.tr("Copy the details of {0}").format(row.title))
        self.details.setAccessibleName(self.tr("Details"))

    def _lay_out(self) -> None:
        icons.set_icon(self.stop, "close", icons.Tone.SOFT)
        self.stop.setProperty("role", "icon")
        set_property(self.words, "role", "label")
        self.copy.setProperty("role", "link-soft")
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setFixedHeight(96)
        self._folded = QWidget()
        folded = QVBoxLayout(self._folded)
        folded.setContentsMargins(0, 0, 0, 0)
        folded.setSpacing(2)
        folded.addWidget(self.details)
        folded.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignRight)
        self._folded.hide()
        lines = QVBoxLayout()
        lines.setSpacing(3)
        for widget in (self.title, self.words, self.bar, self.hint, self.bill, self.next_steps):
            lines.addWidget(widget)
        lines.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.addWidget(self.thumbnail, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(lines, 0, 1)
        grid.addWidget(self.stop, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._folded, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.stop.clicked.connect(self._on_stop)
        self.next_steps.check_asked.connect(self._on_check)
        self.next_steps.again_asked.connect(self._on_again)
        self.next_steps.asking.connect(self._on_asking)
        self.next_steps.more_toggled.connect(self._folded.setVisible)
        self.thumbnail.clicked.connect(self._on_open)
        self.copy.clicked.connect(self._on_copy)

    def _on_stop(self) -> None:
        ask = self.dismiss_asked if self._row.ended else self.cancel_asked
        ask.emit(self._row.id)

    def _on_check(self) -> None:
        self.check_asked.emit(self._row.id)

    def _on_asking(self, asking: bool) -> None:
        """The question needs the room of what was said before."""
        for told in (self.hint, self.bill):
            told.setVisible(bool(told.text()) and not asking)

    def _on_again(self) -> None:
        self.send_again_asked.emit(self._row.id)

    def _on_open(self) -> None:
        self.open_asked.emit(self._row.id)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._row.details)
        self.copy.setText(self.tr("Copied"))
