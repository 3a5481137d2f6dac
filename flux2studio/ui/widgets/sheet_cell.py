"""One cell of a sheet: its picture, or what its job is doing; chosen with a click or the arrows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from flux2studio.ui import theme, words
from flux2studio.ui.viewmodels import job_words
from flux2studio.ui.viewmodels.lora_sheet import CellState
from flux2studio.ui.words import decimal

SIDE = 152  # pixels
_RADIUS = 6


class SheetCell(QAbstractButton):
    def __init__(self, state: CellState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self._picture = QPixmap()
        self.words = ""
        self.setCheckable(True)
        self.setFixedSize(QSize(SIDE, SIDE))
        self.show_state()

    def show_state(self) -> None:
        """The state has changed."""
        state = self.state
        if state.picture is not None and self._picture.isNull():
            self._picture = QPixmap.fromImage(state.picture)
        self.words = self._said()
        self.setEnabled(state.generation is not None)
        cell = state.cell
        name = self.tr("Scale {0}, seed {1}").format(decimal(cell.scale), cell.seed)
        self.setAccessibleName(f"{name}: {self.words}" if self.words else name)
        self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        look = theme.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.field))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if self._picture.isNull():
            painter.setPen(QColor(look.bad if self._has_failed else look.soft))
            painter.setFont(theme.sized(self.font(), theme.LABEL))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box.adjusted(8, 8, -8, -8), flags, self.words)
        else:
            self._paint_picture(painter, box)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2 if self.isChecked() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.end()

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        size = self._picture.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(box.center())
        painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))

    @property
    def _has_failed(self) -> bool:
        update = self.state.update
        return self.state.problem is not None or bool(update and update.error)

    def _said(self) -> str:
        if self.state.problem is not None:
            return words.said(str(self.state.problem))
        update = self.state.update
        if update is None:
            return self.tr("waiting")
        return words.said(str(update.error)) if update.error else job_words.words(update)
