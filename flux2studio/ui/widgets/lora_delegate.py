"""Paints one card of the LoRA library: its cover, and below it what one looks for."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from flux2studio.core.lora import Lora
from flux2studio.core.lora_marks import is_away
from flux2studio.ui import effects, theme
from flux2studio.ui.models.lora_model import LoraModel, LoraRole
from flux2studio.ui.viewmodels.lora_covers import LoraCovers
from flux2studio.ui.widgets.card_plan import NARROWEST
from flux2studio.ui.widgets.signs import Signs
from flux2studio.ui.widgets.thumbnail_paint import CellPictures

COVER = 76  # height of the picture on a card
HEIGHT = COVER + 62
_RADIUS = 8
_STAR = 10
_KEPT = 300  # drawn cards, some 60 KB each on a plain screen
_MARKS = (LoraRole.IN_USE, LoraRole.WRONG, LoraRole.UPDATE)
_SEMIBOLD = QFont.Weight.DemiBold
Index = QModelIndex | QPersistentModelIndex


class _Card(NamedTuple):
    """What a card shows beside what its record says."""

    option: QStyleOptionViewItem
    look: theme.Theme
    cover: QPixmap | None
    in_use: bool
    wrong: bool
    has_update: bool

    @property
    def rect(self) -> QRect:
        return QRect(QPoint(0, 0), self.option.rect.size())

    def has(self, state: QStyle.StateFlag) -> bool:
        return bool(self.option.state & state)


class LoraDelegate(QStyledItemDelegate):
    """Three lines: the name, the base with the stars, and the trigger word or what is wrong.

    A card whose file is gone offers to find it there.
    """

    def __init__(self, model: LoraModel, covers: LoraCovers | None) -> None:
        super().__init__(model)
        self._model = model
        self._covers = covers
        self._pictures = CellPictures(radius=_RADIUS, square_foot=True)
        self._signs = Signs()
        self._drawn: OrderedDict[tuple[object, ...], tuple[Lora, QPixmap]] = OrderedDict()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(NARROWEST, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card as it was drawn last, or once anew where anything on it is another."""
        lora: Lora = index.data(LoraRole.LORA)
        look = theme.of(QGuiApplication.palette())
        marks = tuple(bool(index.data(role)) for role in _MARKS)
        cover = self._covers.pixmap(lora) if self._covers is not None else None
        ratio = painter.device().devicePixelRatio()
        cover_key = cover.cacheKey() if cover is not None else 0
        size = option.rect.size()
        key = (
            lora.id,
            marks,
            int(option.state.value),
            cover_key,
            *size.toTuple(),
            ratio,
            look.name,
        )
        drawn = self._drawn.get(key)
        if drawn is None or drawn[0] is not lora:
            drawn = (lora, self._draw(lora, _Card(option, look, cover, *marks), ratio))
            self._drawn[key] = drawn
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        else:
            self._drawn.move_to_end(key)
        painter.drawPixmap(option.rect.topLeft(), drawn[1])

    def _draw(self, lora: Lora, card: _Card, ratio: float) -> QPixmap:
        result = QPixmap(card.rect.size() * ratio)
        result.setDevicePixelRatio(ratio)
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, card)
        painter.setOpacity(0.35 if lora.missing or card.wrong else 1.0)
        self._paint_cover(painter, card)
        painter.setOpacity(1.0)
        self._paint_badges(painter, lora, card)
        self._paint_words(painter, lora, card)
        self._paint_last(painter, lora, card)
        self._paint_line(painter, card)
        painter.end()
        return result

    def action_box(self, card: QRect) -> QRect:
        """Where a card whose file is missing offers to find it."""
        return QRect(card.left(), card.top() + COVER + 38, card.width(), 24)

    def _paint_ground(self, painter: QPainter, card: _Card) -> None:
        ground = card.look.hover if card.has(QStyle.StateFlag.State_MouseOver) else card.look.raised
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(card.rect), _RADIUS, _RADIUS)

    def _paint_cover(self, painter: QPainter, card: _Card) -> None:
        place = QRect(0, 0, card.rect.width(), COVER)
        if card.cover is not None:
            ratio = painter.device().devicePixelRatio()
            self._pictures.draw(painter, place, card.cover, card.look, ratio)
        else:
            painter.fillRect(place.adjusted(1, _RADIUS, -1, 0), QColor(card.look.window))

    def _paint_badges(self, painter: QPainter, lora: Lora, card: _Card) -> None:
        """On the cover: favourite, seen to work, in use; each a sign, the tooltip has words."""
        look, right = card.look, card.rect.right() - 22
        if lora.favourite:
            self._badge(painter, 7, look.overlay, "star-filled", DARK_ACCENT)
        if card.in_use:
            self._badge(painter, right, look.accent, "check", look.on_accent)
            right -= 20
        if lora.proof is not None and not effects.is_whole(lora.proof):
            self._badge(painter, right, look.overlay, "warning", DARK_ACCENT)

    def _badge(self, painter: QPainter, left: int, ground: str, sign: str, colour: str) -> None:
        box = QRectF(left, 7, 16, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(box)
        self._signs.paint(painter, sign, colour, box.adjusted(3, 3, -3, -3))

    def _paint_words(self, painter: QPainter, lora: Lora, card: _Card) -> None:
        look, words = card.look, QRectF(8, COVER + 5, card.rect.width() - 16, 18)
        painter.setFont(theme.sized(card.option.font, theme.TEXT - 0.5, _SEMIBOLD))
        paint_line(painter, words, lora.name, look.soft if lora.missing else look.text)
        below = words.translated(0, 18)
        painter.setFont(theme.sized(card.option.font, theme.LABEL))
        stars = lora.rating * (_STAR + 1)
        base = short_base(lora.base) or self._model.kind_words(lora)
        base = self.tr("missing") if lora.missing else base
        paint_line(painter, below.adjusted(0, 0, -stars - 4, 0), base, look.soft)
        for star in range(lora.rating):
            left = below.right() - stars + star * (_STAR + 1)
            box = QRectF(left, below.top() + 4, _STAR, _STAR)
            self._signs.paint(painter, "star-filled", look.accent, box)

    def _paint_last(self, painter: QPainter, lora: Lora, card: _Card) -> None:
        """What is wrong, or else what is new, or else the words that call it up."""
        look, line = card.look, QRectF(8, COVER + 41, card.rect.width() - 16, 16)
        painter.setFont(theme.sized(card.option.font, theme.LABEL))
        if lora.missing:
            self._said(painter, line, "warning", self.tr("Find file…"), look.warn)
        elif card.wrong:
            self._said(painter, line, "warning", self.tr("other base"), look.warn)
        elif card.has_update:
            self._said(painter, line, "refresh", self.tr("update"), look.accent)
        else:
            room = (
                line.adjusted(0, 0, -16, 0) if self._paint_sign(painter, lora, line, look) else line
            )
            paint_line(painter, room, ", ".join(lora.trigger_words), look.soft)

    def _paint_sign(self, painter: QPainter, lora: Lora, line: QRectF, look: theme.Theme) -> bool:
        """Not on this computer, or seen to take effect on it; False: neither."""
        box = QRectF(line.right() - 12, line.top() + 2, 12, 12)
        if is_away(lora):
            self._signs.paint(painter, "cloud", look.soft, box)
        elif lora.proof is not None and effects.is_whole(lora.proof):
            self._signs.paint(painter, "check", look.ok, box)
        else:
            return False
        return True

    def _said(self, painter: QPainter, line: QRectF, sign: str, text: str, colour: str) -> None:
        self._signs.paint(painter, sign, colour, QRectF(line.left(), line.top() + 2, 12, 12))
        paint_line(painter, line.adjusted(16, 0, 0, 0), text, colour)

    def _paint_line(self, painter: QPainter, card: _Card) -> None:
        """In use: a fine line of the accent. Chosen: a strong one. Focus: one within that."""
        look = card.look
        chosen = card.has(QStyle.StateFlag.State_Selected)
        focused = card.has(QStyle.StateFlag.State_HasFocus)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look.accent if card.in_use or chosen else look.line), 1))
        if chosen or focused:
            painter.setPen(QPen(QColor(look.accent if chosen else look.text), 2))
        inset = 1.0 if chosen or focused else 0.5
        box = QRectF(card.rect).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if chosen and focused:
            painter.setPen(QPen(QColor(look.text), 1))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), _RADIUS - 2, _RADIUS - 2)


DARK_ACCENT = theme.DARK.accent  # on overlays, which are dark in both themes


def short_base(base: str) -> str:
    """As artists say it: "dev", "klein 4B"."""
    return base.removeprefix("FLUX.2 ")


def paint_line(painter: QPainter, box: QRectF, text: str, colour: str) -> None:
    """Write one line into ``box``; what has no room ends in …"""
    painter.setPen(QColor(colour))
    mode = Qt.TextElideMode.ElideRight
    shown = painter.fontMetrics().elidedText(text, mode, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
