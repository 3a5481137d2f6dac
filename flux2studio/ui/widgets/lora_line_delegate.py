"""Paints one line of the LoRA picker: a small cover, name, trigger words, base, in use or not."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from flux2studio.core.lora import Lora
from flux2studio.ui import theme
from flux2studio.ui.models.lora_model import Card, LoraRole
from flux2studio.ui.viewmodels.lora_covers import LoraCovers
from flux2studio.ui.widgets.lora_delegate import paint_line, short_base
from flux2studio.ui.widgets.signs import Signs
from flux2studio.ui.widgets.thumbnail_paint import CellPictures

LINE = 48
_COVER = QSize(56, 38)
_STATE = 150  # pixels for base and state


class LoraLineDelegate(QStyledItemDelegate):
    def __init__(self, covers: LoraCovers | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._covers = covers
        self._pictures = CellPictures(radius=5)
        self._signs = Signs()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, theme.lines(LINE))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        card: Card = index.data(LoraRole.CARD)
        lora = card.lora
        look = theme.of(QGuiApplication.palette())
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.wash))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 6, 6)
        out = lora.missing or card.wrong
        self._paint_cover(painter, lora, option.rect, out)
        self._paint_words(painter, lora, option, look, out)
        self._paint_state(painter, card, option, look)
        painter.restore()

    def _paint_cover(self, painter: QPainter, lora: Lora, line: QRect, out: bool) -> None:
        cover = self._covers.pixmap(lora) if self._covers is not None else None
        if cover is None:
            return
        place = QRect(line.left() + 6, line.top() + 5, _COVER.width(), _COVER.height())
        look = theme.of(QGuiApplication.palette())
        painter.setOpacity(0.35 if out else 1.0)
        self._pictures.draw(painter, place, cover, look, painter.device().devicePixelRatio())
        painter.setOpacity(1.0)

    def _paint_words(
        self,
        painter: QPainter,
        lora: Lora,
        option: QStyleOptionViewItem,
        look: theme.Theme,
        out: bool,
    ) -> None:
        left = option.rect.left() + 6 + _COVER.width() + 12
        room = QRectF(
            left,
            option.rect.top() + theme.lines(5),
            option.rect.right() - left - theme.lines(_STATE) - 12,
            theme.lines(19),
        )
        painter.setFont(theme.sized(option.font, theme.TEXT, QFont.Weight.DemiBold))
        paint_line(painter, room, lora.name, look.soft if out else look.text)
        painter.setFont(theme.sized(option.font, theme.LABEL))
        paint_line(
            painter, room.translated(0, theme.lines(19)), ", ".join(lora.trigger_words), look.soft
        )

    def _paint_state(
        self,
        painter: QPainter,
        card: Card,
        option: QStyleOptionViewItem,
        look: theme.Theme,
    ) -> None:
        lora, left = card.lora, option.rect.right() - theme.lines(_STATE)
        room = QRectF(
            left, option.rect.top() + theme.lines(5), theme.lines(_STATE) - 10, theme.lines(19)
        )
        painter.setFont(theme.sized(option.font, theme.LABEL))
        paint_line(painter, room, short_base(lora.base) or self.tr("unknown base"), look.soft)
        sign, words, colour = "", "", look.warn
        if card.is_off:
            sign, words, colour = "eye-off", self.tr("Off"), look.soft
        elif card.in_use:
            sign, words, colour = "check", self.tr("Added"), look.accent
        elif lora.missing:
            sign, words = "warning", self.tr("Missing")
        elif card.wrong:
            sign, words = "warning", self.tr("For another model")
        if words:
            below = room.translated(0, theme.lines(19))
            self._signs.paint(
                painter, sign, colour, QRectF(below.left(), below.center().y() - 6, 12, 12)
            )
            paint_line(painter, below.adjusted(16, 0, 0, 0), words, colour)
