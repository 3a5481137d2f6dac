"""Draws one picture of the history or the filmstrip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from flux2studio.core.generation import Generation
from flux2studio.ui import theme
from flux2studio.ui.models.generation_list import HistoryRole
from flux2studio.ui.widgets.grid_plan import CAPTION
from flux2studio.ui.widgets.thumbnail_paint import CellPictures, placeholder

Index = QModelIndex | QPersistentModelIndex


class Thumbnails(Protocol):
    """Where a delegate gets small pictures: there already, or asked for by asking."""

    def thumbnail(self, generation: Generation) -> QPixmap | None: ...

    def is_missing(self, generation: Generation) -> bool: ...


class PictureDelegate(QStyledItemDelegate):
    """The picture alone, with a ring when it is chosen."""

    def __init__(self, thumbnails: Thumbnails, cell: QSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._cell = cell
        self._pictures = CellPictures(radius=6)

    def sizeHint(self, _: QStyleOptionViewItem, __: Index) -> QSize:
        return self._cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        generation: Generation = index.data(HistoryRole.GENERATION)
        look = theme.of(option.palette)
        place = option.rect.adjusted(4, 4, -4, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_picture(painter, place, generation, self._thumbnails, self._pictures, look)
        if (colour := ring(option, look)) is not None:
            draw_ring(painter, QRectF(option.rect).adjusted(2, 2, -2, -2), colour)
        painter.restore()


class HistoryDelegate(QStyledItemDelegate):
    """A card: the picture, and below it the prompt and who made it."""

    def __init__(
        self,
        thumbnails: Thumbnails,
        backend_name: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._backend_name = backend_name
        self._pictures = CellPictures(radius=7, square_foot=True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        generation: Generation = index.data(HistoryRole.GENERATION)
        look = theme.of(option.palette)
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(look.raised))
        painter.drawRoundedRect(rect, 8, 8)
        place = rect.adjusted(1, 1, -1, -CAPTION)
        draw_picture(painter, place, generation, self._thumbnails, self._pictures, look)
        self._caption(painter, option, generation, look)
        if (colour := ring(option, look)) is not None:
            draw_ring(painter, QRectF(rect).adjusted(0.75, 0.75, -0.75, -0.75), colour)
        painter.restore()

    def _caption(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        generation: Generation,
        look: theme.Theme,
    ) -> None:
        rect = option.rect
        place = QRect(rect.left() + 9, rect.bottom() - CAPTION + 1, rect.width() - 18, CAPTION)
        painter.setFont(theme.sized(option.font, theme.LABEL))
        metrics = painter.fontMetrics()
        name = self._backend_name(generation.recipe.backend)
        painter.setPen(theme.colour(look.soft))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        room = place.adjusted(0, 0, -metrics.horizontalAdvance(name) - 8, 0)
        prompt = " ".join(generation.request.prompt.split())
        words = metrics.elidedText(prompt, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(theme.colour(look.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def draw_picture(
    painter: QPainter,
    place: QRect,
    generation: Generation,
    thumbnails: Thumbnails,
    cells: CellPictures,
    look: theme.Theme,
) -> None:
    """Draw the picture into ``place``, or a quiet ground until it is there."""
    found = thumbnails.thumbnail(generation)
    if found is None:
        placeholder(painter, place, look, missing=thumbnails.is_missing(generation))
    else:
        cells.draw(painter, place, found, look, painter.device().devicePixelRatio())


def ring(option: QStyleOptionViewItem, look: theme.Theme) -> QColor | None:
    """Return the colour of the frame: chosen, under the keyboard, or none."""
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        return theme.colour(look.accent)
    if state & QStyle.StateFlag.State_HasFocus:
        return theme.colour(look.text)
    if state & QStyle.StateFlag.State_MouseOver:
        return theme.colour(look.soft)
    return None


def draw_ring(painter: QPainter, place: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place, 8, 8)
