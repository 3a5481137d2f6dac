"""Paints one line of the LoRA picker: a small cover, name, trigger words, base, in use or not."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from flux2studio.core.lora import Lora
from flux2studio.ui import theme
from flux2studio.ui.models.lora_model import Card, LoraRole
from flux2studio.ui.viewmodels.lora_covers import LoraCovers
from flux2studio.ui.widgets.lora_delegate import paint_line, placed, short_base
from flux2studio.ui.widgets.signs import Signs
from flux2studio.ui.widgets.thumbnail_paint import CellPictures

LINE = 48
_COVER = QSize(56, 38)
_STATE = 150  # pixels for base and state


class _State(NamedTuple):
    sign: str
    words: str
    colour: str


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
        state, triggers = self._state(card, look), ", ".join(lora.trigger_words)
        is_single = state is None and not triggers
        place = QRectF(option.rect).adjusted(6 + _COVER.width() + 12, 0, -10, 0)
        place.setTop(place.top() + theme.lines(14 if is_single else 5))
        place.setHeight(theme.lines(19))
        self._paint_cover(painter, lora, option.rect, out)
        whole = option.rect.left() + option.rect.right()
        left = placed(place.adjusted(0, 0, -theme.lines(_STATE) - 2, 0), whole)
        painter.setFont(theme.sized(option.font, theme.TEXT, QFont.Weight.DemiBold))
        paint_line(painter, left, lora.name, look.soft if out else look.text)
        painter.setFont(theme.sized(option.font, theme.LABEL))
        below = QPointF(0, theme.lines(19))
        paint_line(painter, left.translated(below), triggers, look.soft)
        right = place.adjusted(place.width() - theme.lines(_STATE) + 10, 0, 0, 0)
        paint_line(
            painter,
            placed(right, whole),
            short_base(lora.base) or self.tr("unknown base"),
            look.soft,
        )
        if state is not None:
            self._paint_state(painter, state, right.translated(below), whole)
        painter.restore()

    def _paint_cover(self, painter: QPainter, lora: Lora, line: QRect, out: bool) -> None:
        cover = self._covers.pixmap(lora) if self._covers is not None else None
        if cover is None:
            return
        place = QRect(line.left() + 6, line.top() + 5, _COVER.width(), _COVER.height())
        place = QStyle.visualRect(QGuiApplication.layoutDirection(), line, place)
        look = theme.of(QGuiApplication.palette())
        painter.setOpacity(0.35 if out else 1.0)
        self._pictures.draw(painter, place, cover, look, painter.device().devicePixelRatio())
        painter.setOpacity(1.0)

    def _state(self, card: Card, look: theme.Theme) -> _State | None:
        if card.is_off:
            return _State("eye-off", self.tr("Off"), look.soft)
        if card.in_use:
            return _State("check", self.tr("Added"), look.accent)
        if card.lora.missing:
            return _State("warning", self.tr("Missing"), look.warn)
        if card.wrong:
            return _State("warning", self.tr("For another model"), look.warn)
        return None

    def _paint_state(self, painter: QPainter, state: _State, line: QRectF, whole: int) -> None:
        box = QRectF(line.left(), line.center().y() - 6, 12, 12)
        self._signs.paint(painter, state.sign, state.colour, placed(box, whole))
        paint_line(painter, placed(line.adjusted(16, 0, 0, 0), whole), state.words, state.colour)
