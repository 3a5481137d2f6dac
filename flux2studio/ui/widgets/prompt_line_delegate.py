"""Paints an earlier prompt: the newest picture of it, two lines of the text, and when it was."""

from __future__ import annotations

from collections.abc import Callable

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
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from flux2studio.core.generation import Generation
from flux2studio.core.prompt_page import EarlierPrompt
from flux2studio.ui import theme, words
from flux2studio.ui.models.prompt_model import PROMPT_ROLE
from flux2studio.ui.widgets.thumbnail_paint import CellPictures

LINE = 66
_PICTURE = QSize(68, 48)
_LETTERS = 300  # more do not fit two lines
_LINES = 2


class PromptLineDelegate(QStyledItemDelegate):
    """``thumbnail`` returns a small picture, or None and asks for it."""

    def __init__(
        self, thumbnail: Callable[[Generation], QPixmap | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._thumbnail = thumbnail
        self._pictures = CellPictures(radius=5)

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, LINE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        one: EarlierPrompt = index.data(PROMPT_ROLE)
        look = theme.of(QGuiApplication.palette())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.wash))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 6, 6)
        left = option.rect.left() + 8
        if one.generation is not None:
            place = QRect(left, option.rect.top() + 9, _PICTURE.width(), _PICTURE.height())
            self._paint_picture(painter, one.generation, place, look)
            left += _PICTURE.width() + 12
        room = QRectF(option.rect).adjusted(left - option.rect.left(), 6, -10, -4)
        self._paint_words(painter, one, room, option, look)
        painter.restore()

    def _paint_picture(
        self, painter: QPainter, generation: Generation, place: QRect, look: theme.Theme
    ) -> None:
        if (picture := self._thumbnail(generation)) is not None:
            ratio = painter.device().devicePixelRatio()
            self._pictures.draw(painter, place, picture, look, ratio)

    def _paint_words(
        self,
        painter: QPainter,
        one: EarlierPrompt,
        room: QRectF,
        option: QStyleOptionViewItem,
        look: theme.Theme,
    ) -> None:
        painter.setPen(QColor(look.text))
        text = " ".join(one.prompt[:_LETTERS].split())
        layout = QTextLayout(text, theme.sized(option.font, theme.TEXT))
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wrap)
        layout.beginLayout()
        top = room.top()
        for _ in range(_LINES if one.generation is not None else _LINES + 1):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room.width())
            line.draw(painter, QPointF(room.left(), top))
            top += line.height()
        layout.endLayout()
        if one.generation is not None:
            painter.setFont(theme.sized(option.font, theme.LABEL))
            painter.setPen(QColor(look.soft))
            when = words.moment(one.generation.recipe.created_at)
            foot = QRectF(room.left(), room.bottom() - 16, room.width(), 16)
            painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, when)
