"""Paints one card of the LoRA library."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from flux2studio.core.lora import Lora, LoraProof
from flux2studio.core.request import LoraKind
from flux2studio.ui import effects, icons, theme
from flux2studio.ui.models.lora_model import LoraModel, LoraRole
from flux2studio.ui.widgets.lora_cover import LoraCovers

GAP = 8
COVER = 76  # height of the picture on a card
HEIGHT = COVER + 46
_RADIUS = 8
_SIGNS = {LoraKind.REPOSITORY: "cloud", LoraKind.URL: "link", LoraKind.FILE: "folder"}


class LoraDelegate(QStyledItemDelegate):
    """The cells of the grid are the cards and a gap on their right and below."""

    def __init__(self, model: LoraModel) -> None:
        super().__init__(model)
        self._model = model
        self._covers = LoraCovers()
        self.cell = QSize(112 + GAP, HEIGHT + GAP)

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        lora: Lora = index.data(LoraRole.LORA)
        look = theme.of(QGuiApplication.palette())
        card = QRectF(option.rect).adjusted(1, 1, -GAP, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._paint_ground(painter, lora, card, look.hover if hovered else look.raised)
        self._paint_words(painter, lora, card, look, option.font)
        in_use = bool(index.data(LoraRole.IN_USE))
        if in_use:
            self._paint_mark(painter, card, look)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_line(painter, card, look, in_use, focused and selected)
        painter.restore()

    def _paint_ground(self, painter: QPainter, lora: Lora, card: QRectF, ground: str) -> None:
        path = QPainterPath()
        path.addRoundedRect(card, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(card, QColor(ground))
        painter.setOpacity(0.3 if lora.missing else 1.0)
        size = QSize(round(card.width()) + 1, COVER)
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(card.topLeft(), self._covers.cover(lora.source, size, ratio))
        painter.restore()

    def _paint_words(
        self, painter: QPainter, lora: Lora, card: QRectF, look: theme.Theme, font: QFont
    ) -> None:
        words = QRectF(card.left() + 8, card.top() + COVER + 5, card.width() - 16, 18)
        painter.setFont(theme.sized(font, theme.TEXT - 0.5, QFont.Weight.DemiBold))
        _line(painter, words, lora.name, look.text)
        painter.setFont(theme.sized(font, theme.LABEL))
        below = words.translated(0, 18)
        if lora.missing:
            box = QRectF(below.left(), below.top() + 2, 14, 14)
            icons.paint(painter, "warning", QColor(look.warn), box)
            _line(painter, below.adjusted(18, 0, 0, 0), self.tr("file missing"), look.warn)
            return
        self._paint_kind(painter, lora, below, look)
        room = below.adjusted(0, 0, -18, 0)
        if lora.proof is not None:
            self._paint_proof(painter, lora.proof, below, look)
            room.adjust(0, 0, -17, 0)
        text = short_base(lora.base) or self._model.kind_words(lora)
        _line(painter, room, text, look.soft)

    def _paint_kind(self, painter: QPainter, lora: Lora, line: QRectF, look: theme.Theme) -> None:
        """Where it comes from, as a sign; the tooltip has the words."""
        sign = _SIGNS.get(lora.kind)
        if sign is not None:
            box = QRectF(line.right() - 13, line.top() + 2.5, 13, 13)
            icons.paint(painter, sign, QColor(look.soft), box)

    def _paint_proof(
        self, painter: QPainter, proof: LoraProof, line: QRectF, look: theme.Theme
    ) -> None:
        """Whether it took effect on this computer, as a sign; the tooltip has the words."""
        whole = effects.is_whole(proof)
        box = QRectF(line.right() - 30, line.top() + 2.5, 13, 13)
        sign, token = ("check", look.ok) if whole else ("warning", look.warn)
        icons.paint(painter, sign, QColor(token), box)

    def _paint_mark(self, painter: QPainter, card: QRectF, look: theme.Theme) -> None:
        """In use: a check as well as the line, for those who do not see the colour."""
        box = QRectF(card.right() - 23, card.top() + 7, 16, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent))
        painter.drawEllipse(box)
        icons.paint(painter, "check", QColor(look.on_accent), box.adjusted(2, 2, -2, -2))

    def _paint_line(
        self, painter: QPainter, card: QRectF, look: theme.Theme, in_use: bool, focused: bool
    ) -> None:
        strong = in_use or focused
        pen = QPen(QColor(look.accent if strong else look.line), 2 if focused else 1)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(card, _RADIUS, _RADIUS)


def short_base(base: str) -> str:
    """As artists say it: "dev", "klein 4B"."""
    return base.removeprefix("FLUX.2 ")


def _line(painter: QPainter, box: QRectF, text: str, colour: str) -> None:
    painter.setPen(QColor(colour))
    mode = Qt.TextElideMode.ElideRight
    shown = painter.fontMetrics().elidedText(text, mode, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
