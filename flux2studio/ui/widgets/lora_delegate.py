"""Paints one card of the LoRA library: its cover, and below it what one looks for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPen
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
_SEMIBOLD = QFont.Weight.DemiBold
Index = QModelIndex | QPersistentModelIndex


class LoraDelegate(QStyledItemDelegate):
    """Three lines: the name, the base with the stars, and the trigger word or what is wrong."""

    def __init__(self, model: LoraModel, covers: LoraCovers | None) -> None:
        super().__init__(model)
        self._model = model
        self._covers = covers
        self._pictures = CellPictures(radius=_RADIUS, square_foot=True)
        self._signs = Signs()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(NARROWEST, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        lora: Lora = index.data(LoraRole.LORA)
        wrong, in_use = bool(index.data(LoraRole.WRONG)), bool(index.data(LoraRole.IN_USE))
        look = theme.of(QGuiApplication.palette())
        card = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, card, option, look)
        painter.setOpacity(0.35 if lora.missing or wrong else 1.0)
        self._paint_cover(painter, lora, card, look)
        painter.setOpacity(1.0)
        self._paint_badges(painter, lora, card, look, in_use)
        self._paint_words(painter, lora, card, look, option.font)
        last = QRectF(card.left() + 8, card.top() + COVER + 41, card.width() - 16, 16)
        painter.setFont(theme.sized(option.font, theme.LABEL))
        self._paint_last(painter, lora, last, look, wrong, bool(index.data(LoraRole.UPDATE)))
        self._paint_line(painter, card, option, look, in_use)
        painter.restore()

    def action_box(self, card: QRect) -> QRect:
        """Where a card whose file is missing offers to find it."""
        return QRect(card.left(), card.top() + COVER + 38, card.width(), 24)

    def _paint_ground(
        self, painter: QPainter, card: QRect, option: QStyleOptionViewItem, look: theme.Theme
    ) -> None:
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.hover if hovered else look.raised))
        painter.drawRoundedRect(QRectF(card), _RADIUS, _RADIUS)

    def _paint_cover(self, painter: QPainter, lora: Lora, card: QRect, look: theme.Theme) -> None:
        place = QRect(card.left(), card.top(), card.width(), COVER)
        cover = self._covers.pixmap(lora) if self._covers is not None else None
        if cover is not None:
            ratio = painter.device().devicePixelRatio()
            self._pictures.draw(painter, place, cover, look, ratio)
        else:
            painter.fillRect(place.adjusted(1, _RADIUS, -1, 0), QColor(look.window))

    def _paint_badges(
        self, painter: QPainter, lora: Lora, card: QRect, look: theme.Theme, in_use: bool
    ) -> None:
        """On the cover: favourite, seen to work, in use; each a sign, the tooltip has words."""
        if lora.favourite:
            box = QRectF(card.left() + 7, card.top() + 7, 16, 16)
            self._badge(painter, box, look.overlay, "star-filled", DARK_ACCENT)
        right = card.right() - 22
        if in_use:
            box = QRectF(right, card.top() + 7, 16, 16)
            self._badge(painter, box, look.accent, "check", look.on_accent)
            right -= 20
        if lora.proof is not None and not effects.is_whole(lora.proof):
            box = QRectF(right, card.top() + 7, 16, 16)
            self._badge(painter, box, look.overlay, "warning", DARK_ACCENT)

    def _badge(self, painter: QPainter, box: QRectF, ground: str, sign: str, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(box)
        self._signs.paint(painter, sign, colour, box.adjusted(3, 3, -3, -3))

    def _paint_words(
        self, painter: QPainter, lora: Lora, card: QRect, look: theme.Theme, font: QFont
    ) -> None:
        words = QRectF(card.left() + 8, card.top() + COVER + 5, card.width() - 16, 18)
        painter.setFont(theme.sized(font, theme.TEXT - 0.5, _SEMIBOLD))
        paint_line(painter, words, lora.name, look.soft if lora.missing else look.text)
        below = words.translated(0, 18)
        painter.setFont(theme.sized(font, theme.LABEL))
        stars = lora.rating * (_STAR + 1) if lora.rating else 0
        base = short_base(lora.base) or self._model.kind_words(lora)
        paint_line(painter, below.adjusted(0, 0, -stars - 4, 0), base, look.soft)
        for star in range(lora.rating):
            left = below.right() - stars + star * (_STAR + 1)
            box = QRectF(left, below.top() + 4, _STAR, _STAR)
            self._signs.paint(painter, "star-filled", look.accent, box)

    def _paint_last(
        self,
        painter: QPainter,
        lora: Lora,
        line: QRectF,
        look: theme.Theme,
        wrong: bool,
        has_update: bool,
    ) -> None:
        """What is wrong, or else what is new, or else the words that call it up."""
        if lora.missing:
            self._said(painter, line, "warning", self.tr("Missing: find…"), look.warn)
        elif wrong:
            self._said(painter, line, "warning", self.tr("other base"), look.warn)
        elif has_update:
            self._said(painter, line, "refresh", self.tr("update"), look.accent)
        else:
            if is_away(lora):
                box = QRectF(line.right() - 12, line.top() + 2, 12, 12)
                self._signs.paint(painter, "cloud", look.soft, box)
                line = line.adjusted(0, 0, -16, 0)
            elif lora.proof is not None and effects.is_whole(lora.proof):
                box = QRectF(line.right() - 12, line.top() + 2, 12, 12)
                self._signs.paint(painter, "check", look.ok, box)
                line = line.adjusted(0, 0, -16, 0)
            paint_line(painter, line, ", ".join(lora.trigger_words), look.soft)

    def _said(self, painter: QPainter, line: QRectF, sign: str, text: str, colour: str) -> None:
        self._signs.paint(painter, sign, colour, QRectF(line.left(), line.top() + 2, 12, 12))
        paint_line(painter, line.adjusted(16, 0, 0, 0), text, colour)

    def _paint_line(
        self,
        painter: QPainter,
        card: QRect,
        option: QStyleOptionViewItem,
        look: theme.Theme,
        in_use: bool,
    ) -> None:
        """In use: a fine line of the accent. Chosen: a strong one. Focus: one around that."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(look.accent if in_use or chosen else look.line), 1))
        if chosen or focused:
            painter.setPen(QPen(QColor(look.accent if chosen else look.text), 2))
        inset = 1.0 if chosen or focused else 0.5
        box = QRectF(card).adjusted(inset, inset, -inset, -inset)
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
