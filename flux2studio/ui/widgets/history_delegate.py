"""Draws one picture of the history or the filmstrip, put together from parts drawn once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry, Pick
from flux2studio.ui import icons, theme
from flux2studio.ui.models.generation_list import HistoryRole
from flux2studio.ui.thumbnail_form import Form
from flux2studio.ui.widgets.drawings import Drawings, sheet
from flux2studio.ui.widgets.grid_plan import CAPTION
from flux2studio.ui.widgets.mark_paint import MarkPaint

_RADIUS = 8
_CAPTIONS = 600  # some 20 KB each on a plain screen
_PLATES = 32  # grounds and frames: of each size, theme and state
_WORDS_MAX = 200  # characters of a prompt, more than the widest cell shows
_REJECTED = 0.35  # opacity
_INSET = 5
Index = QModelIndex | QPersistentModelIndex


class Thumbnails(Protocol):
    """Where a delegate gets small pictures: there already, or asked for by asking."""

    def thumbnail(self, generation: Generation, form: Form | None = None) -> QPixmap | None: ...

    def stand_in(self, generation: Generation) -> QPixmap | None: ...

    def is_missing(self, generation: Generation) -> bool: ...

    def withdraw(self, form: Form) -> None: ...


class _Screen(NamedTuple):
    """What every cell of a frame is drawn for."""

    size: QSize
    ratio: float
    look: theme.Theme
    font: QFont

    @property
    def key(self) -> tuple[object, ...]:
        return (self.size.width(), self.size.height(), self.ratio, self.look.name)


class PictureDelegate(QStyledItemDelegate):
    """The picture alone, with a ring when it is chosen."""

    def __init__(self, thumbnails: Thumbnails, cell: QSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._cell = cell

    def sizeHint(self, _: QStyleOptionViewItem, __: Index) -> QSize:
        return self._cell

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        generation: Generation = index.data(HistoryRole.GENERATION)
        look = theme.of(option.palette)
        place = option.rect.adjusted(4, 4, -4, -4)
        form = form_of(place.size(), painter.device().devicePixelRatio(), look.window, radius=6)
        found = self._thumbnails.thumbnail(generation, form)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if found is not None:
            painter.drawPixmap(place.topLeft(), found)
        else:
            draw_ground(painter, place, look, missing=self._thumbnails.is_missing(generation))
        if (colour := ring(option, look)) is not None:
            draw_ring(painter, QRectF(option.rect).adjusted(2, 2, -2, -2), colour)
        painter.restore()


class HistoryDelegate(QStyledItemDelegate):
    """A card: the picture with its marks, and below it the prompt and who made it.

    ``waiting`` holds the rows last painted without all that belongs to them.
    """

    def __init__(
        self,
        thumbnails: Thumbnails,
        backend_name: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.waiting: set[int] = set()
        self._thumbnails = thumbnails
        self._backend_name = backend_name
        self._plates = Drawings(_PLATES)
        self._captions = Drawings(_CAPTIONS)
        self._marks = MarkPaint()
        self._form: Form | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry | None = index.data(HistoryRole.ENTRY)
        rect = option.rect
        look = theme.of(option.palette)
        screen = _Screen(rect.size(), painter.device().devicePixelRatio(), look, option.font)
        corner = rect.topLeft()
        painter.drawPixmap(corner, self._plates.get(screen.key, partial(_ground, screen)))
        is_whole = entry is not None and self._paint_entry(painter, rect, entry, screen)
        (self.waiting.discard if is_whole else self.waiting.add)(index.row())
        if (colour := ring(option, look)) is not None:
            name = colour.name()
            frame = self._plates.get((name, *screen.key), partial(_frame, screen, name))
            painter.drawPixmap(corner, frame)

    def _paint_entry(self, painter: QPainter, rect: QRect, entry: Entry, screen: _Screen) -> bool:
        """Return whether all of it was there."""
        place = rect.adjusted(1, 1, -1, -CAPTION)
        is_dim = entry.marks.pick is Pick.REJECTED
        if is_dim:
            painter.setOpacity(_REJECTED)
        is_whole = self._paint_picture(painter, place, entry.generation, screen)
        if is_dim:
            painter.setOpacity(1)
        caption = self._caption(entry.generation, screen)
        painter.drawPixmap(rect.left(), rect.bottom() + 1 - CAPTION, caption)
        within = place.adjusted(_INSET, _INSET, -_INSET, -_INSET)
        self._marks.paint(painter, within.bottomLeft(), entry.marks)
        self._marks.paint_state(painter, within.topRight(), entry.file)
        return is_whole

    def _paint_picture(
        self, painter: QPainter, place: QRect, generation: Generation, screen: _Screen
    ) -> bool:
        form = form_of(
            place.size(), screen.ratio, screen.look.window, screen.look.raised, _RADIUS - 1
        )._replace(square_foot=True)
        if form != self._form:
            if self._form is not None:
                self._thumbnails.withdraw(self._form)
            self._form = form
        found = self._thumbnails.thumbnail(generation, form)
        if found is not None:
            painter.drawPixmap(place.topLeft(), found)
            return True
        if self._thumbnails.is_missing(generation):
            draw_missing(painter, place, screen.look)
            return True
        if (other := self._thumbnails.stand_in(generation)) is not None:
            painter.drawPixmap(place, other)
        return False

    def _caption(self, generation: Generation, screen: _Screen) -> QPixmap:
        words = generation.request.prompt[:_WORDS_MAX]
        key = (words, generation.recipe.backend, *screen.key)
        return self._captions.get(key, partial(self._write, generation, words, screen))

    def _write(self, generation: Generation, words: str, screen: _Screen) -> QPixmap:
        look, width = screen.look, screen.size.width()
        result = sheet(QSize(width, CAPTION), screen.ratio)
        painter = QPainter(result)
        painter.setFont(theme.sized(screen.font, theme.LABEL))
        place, metrics = QRect(9, 0, width - 18, CAPTION), painter.fontMetrics()
        name = self._backend_name(generation.recipe.backend)
        painter.setPen(QColor(look.soft))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        room = place.adjusted(0, 0, -metrics.horizontalAdvance(name) - 8, 0)
        prompt = " ".join(words.split())
        shown = metrics.elidedText(prompt, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(look.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
        return result


def form_of(size: QSize, ratio: float, ground: str, corner: str = "", radius: float = 0) -> Form:
    """Return the form of a picture in a place of ``size`` on a screen of ``ratio``."""
    width, height = round(size.width() * ratio), round(size.height() * ratio)
    return Form(width, height, ratio, radius * ratio, ground, corner)


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
    painter.drawRoundedRect(place, _RADIUS, _RADIUS)


def draw_ground(painter: QPainter, place: QRect, look: theme.Theme, *, missing: bool) -> None:
    """Draw a quiet ground until the picture is there, and a sign where there is none."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.window))
    painter.drawRoundedRect(place, _RADIUS - 1, _RADIUS - 1)
    if missing:
        draw_missing(painter, place, look)


def draw_missing(painter: QPainter, place: QRect, look: theme.Theme) -> None:
    """Draw the sign of a picture that cannot be shown."""
    sign = QRectF(0, 0, 24, 24)
    sign.moveCenter(QRectF(place).center())
    icons.paint(painter, "warning", QColor(look.soft), sign)


def _ground(screen: _Screen) -> QPixmap:
    """The card, with the place of its picture."""
    result, look = sheet(screen.size, screen.ratio), screen.look
    whole = QRectF(0, 0, screen.size.width(), screen.size.height())
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.raised))
    painter.drawRoundedRect(whole, _RADIUS, _RADIUS)
    place = whole.adjusted(1, 1, -1, -CAPTION)
    painter.setBrush(QColor(look.window))
    painter.drawRoundedRect(place, _RADIUS - 1, _RADIUS - 1)
    painter.drawRect(place.adjusted(0, _RADIUS, 0, 0))
    painter.end()
    return result


def _frame(screen: _Screen, colour: str) -> QPixmap:
    result = sheet(screen.size, screen.ratio)
    whole = QRectF(0, 0, screen.size.width(), screen.size.height())
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_ring(painter, whole.adjusted(0.75, 0.75, -0.75, -0.75), QColor(colour))
    painter.end()
    return result
