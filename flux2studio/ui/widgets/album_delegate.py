"""Draws one album of the tree: its sign, its name, and how many pictures it has."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from flux2studio.ui import icons, theme

COUNT = Qt.ItemDataRole.UserRole + 2
_ROW = 30  # pixels
_SIGN = 16
_GAP = 8

Index = QModelIndex | QPersistentModelIndex


class AlbumDelegate(QStyledItemDelegate):
    """The status tip of an item is the name of its sign."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.of(option.palette)
        rect, state = option.rect, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(look.wash if is_chosen else look.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        colour = theme.colour(look.accent if is_chosen else look.soft)
        top = rect.top() + (rect.height() - _SIGN) // 2
        sign = QRectF(_mirrored(option, QRect(rect.left() + 6, top, _SIGN, _SIGN)))
        icons.paint(painter, str(index.data(Qt.ItemDataRole.StatusTipRole)), colour, sign)
        self._words(painter, option, index, is_chosen=is_chosen)
        painter.restore()

    def _words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, *, is_chosen: bool
    ) -> None:
        look = theme.of(option.palette)
        room = option.rect.adjusted(6 + _SIGN + _GAP, 0, -8, 0)
        count = str(index.data(COUNT) or "")
        painter.setFont(theme.sized(option.font, theme.LABEL))
        painter.setPen(theme.colour(look.soft))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(_mirrored(option, room), right, count)
        used = painter.fontMetrics().horizontalAdvance(count)
        room.adjust(0, 0, -used - (_GAP if count else 0), 0)
        painter.setFont(theme.sized(option.font, theme.TEXT))
        painter.setPen(theme.colour(look.accent if is_chosen else look.text))
        end = Qt.TextElideMode.ElideRight
        name = painter.fontMetrics().elidedText(str(index.data()), end, room.width())
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(_mirrored(option, room), left, name)


def _mirrored(option: QStyleOptionViewItem, place: QRect) -> QRect:
    """Where ``place`` lies for those who read from right to left."""
    return QStyle.visualRect(option.direction, option.rect, place)
