"""Draws one picture of the history or the filmstrip, put together from parts drawn once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from flux2studio.core.generation import Generation
from flux2studio.core.history import NO_MARKS, Entry, FileState, Pick
from flux2studio.ui import icons, theme
from flux2studio.ui.models.generation_list import HistoryRole
from flux2studio.ui.thumbnail_form import Form
from flux2studio.ui.widgets.drawings import Drawings, sheet
from flux2studio.ui.widgets.grid_plan import CAPTION
from flux2studio.ui.widgets.mark_paint import MarkPaint

_RADIUS = 8
_CAPTIONS = 600  # some 20 KB each on a plain screen
_WORDS_MAX = 200  # characters of a prompt, more than the widest cell shows
_REJECTED = 0.35  # opacity
_INSET = 6
_BACKEND_MAX = 0.3  # of the width below a picture; where it takes more, it is left out
Index = QModelIndex | QPersistentModelIndex


class Thumbnails(Protocol):
    """Where a delegate gets small pictures: there already, or asked for by asking."""

    def thumbnail(self, generation: Generation, form: Form | None = None) -> QPixmap | None: ...

    def stand_in(self, generation: Generation) -> QPixmap | None: ...

    def is_missing(self, generation: Generation) -> bool: ...

    def withdraw(self, form: Form) -> None: ...


class Screen(NamedTuple):
    """What every cell of a frame is drawn for."""

    width: int
    height: int
    ratio: float
    look: theme.Theme
    font: QFont

    @property
    def size(self) -> QSize:
        return QSize(self.width, self.height)

    @property
    def picture(self) -> QRect:
        """Where in its cell a picture lies."""
        return QRect(1, 1, self.width - 2, self.height - CAPTION - 1)


class PictureDelegate(QStyledItemDelegate):
    """The picture alone with its marks, and a ring when it is chosen."""

    def __init__(self, thumbnails: Thumbnails, cell: QSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._cell = cell
        self._marks = MarkPaint()

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
        within = place.adjusted(_INSET, _INSET, -_INSET, -_INSET)
        marks = index.data(HistoryRole.MARKS)
        self._marks.paint(painter, within.bottomLeft(), within.width(), marks)
        if (colour := ring(option, look)) is not None:
            draw_ring(painter, QRectF(option.rect).adjusted(2, 2, -2, -2), colour)
        painter.restore()


class HistoryDelegate(QStyledItemDelegate):
    """A card: the picture with its marks, and below it the prompt and who made it.

    ``begin`` is told once a frame what the cells are drawn for, ``draw`` paints one of them.
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
        self._marks = MarkPaint()
        self._screen: Screen | None = None
        self._form = Form(0, 0, 1, 0, "")
        self._ground = QPixmap()
        self._frames: dict[str, QPixmap] = {}
        self._captions = Drawings(_CAPTIONS)

    def begin(self, screen: Screen) -> None:
        """Draw from now on for this size, theme and kind of screen."""
        if screen == self._screen:
            return
        self._screen = screen
        self._thumbnails.withdraw(self._form)
        look = screen.look
        form = form_of(screen.picture.size(), screen.ratio, look.window, look.raised, _RADIUS - 1)
        self._form = form._replace(square_foot=True)
        self._ground = _ground(screen)
        self._frames = {}
        self._captions = Drawings(_CAPTIONS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = theme.of(option.palette), option.rect
        ratio = painter.device().devicePixelRatio()
        self.begin(Screen(rect.width(), rect.height(), ratio, look, option.font))
        colour = ring(option, look)
        entry: Entry | None = index.data(HistoryRole.ENTRY)
        self.draw(painter, rect, index.row(), entry, colour.name() if colour else "")

    def draw(
        self, painter: QPainter, rect: QRect, row: int, entry: Entry | None, frame: str
    ) -> None:
        """Paint a cell into ``rect``; ``frame``: colours of its rings from without, or none."""
        left, top = rect.left(), rect.top()
        painter.drawPixmap(left, top, self._ground)
        if entry is not None and self._draw_entry(painter, rect, entry):
            self.waiting.discard(row)
        else:
            self.waiting.add(row)
        if frame:
            painter.drawPixmap(left, top, self._frame(frame))

    def _draw_entry(self, painter: QPainter, rect: QRect, entry: Entry) -> bool:
        """Return whether all of it was there."""
        generation, marks = entry.generation, entry.marks
        is_dim = marks.pick is Pick.REJECTED
        if is_dim:
            painter.setOpacity(_REJECTED)
        is_whole = self._draw_picture(painter, rect, generation)
        if is_dim:
            painter.setOpacity(1)
        caption = self._captions.get(generation.id, partial(self._write, generation))
        painter.drawPixmap(rect.left(), rect.bottom() + 1 - CAPTION, caption)
        if marks is not NO_MARKS or entry.file is not FileState.HERE:
            within = rect.adjusted(_INSET, _INSET, -_INSET, -CAPTION - _INSET)
            self._marks.paint(painter, within.bottomLeft(), within.width(), marks)
            self._marks.paint_state(painter, within.topRight(), entry.file)
        return is_whole

    def _draw_picture(self, painter: QPainter, rect: QRect, generation: Generation) -> bool:
        found = self._thumbnails.thumbnail(generation, self._form)
        if found is not None:
            painter.drawPixmap(rect.left() + 1, rect.top() + 1, found)
            return True
        place = rect.adjusted(1, 1, -1, -CAPTION)
        if self._thumbnails.is_missing(generation):
            assert self._screen is not None
            draw_missing(painter, place, self._screen.look)
            return True
        if (other := self._thumbnails.stand_in(generation)) is not None:
            painter.drawPixmap(place, other)
        return False

    def _frame(self, colours: str) -> QPixmap:
        if colours not in self._frames:
            assert self._screen is not None
            self._frames[colours] = _frame(self._screen, colours)
        return self._frames[colours]

    def _write(self, generation: Generation) -> QPixmap:
        assert self._screen is not None
        look, width = self._screen.look, self._screen.width
        result = sheet(QSize(width, CAPTION), self._screen.ratio)
        painter = QPainter(result)
        painter.setFont(theme.sized(self._screen.font, theme.LABEL))
        painter.setLayoutDirection(QGuiApplication.layoutDirection())
        is_mirrored = QGuiApplication.isRightToLeft()
        place, metrics = QRect(9, 0, width - 18, CAPTION), painter.fontMetrics()
        name = self._backend_name(generation.recipe.backend)
        used = metrics.horizontalAdvance(name) + 8
        if used <= place.width() * _BACKEND_MAX:
            painter.setPen(QColor(look.soft))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, flags, name)
            place.adjust(*((used, 0, 0, 0) if is_mirrored else (0, 0, -used, 0)))
        prompt = " ".join(generation.request.prompt[:_WORDS_MAX].split())
        shown = metrics.elidedText(prompt, Qt.TextElideMode.ElideRight, place.width())
        painter.setPen(QColor(look.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
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


def _ground(screen: Screen) -> QPixmap:
    """The card, with the place of its picture."""
    result, look = sheet(screen.size, screen.ratio), screen.look
    whole = QRectF(0, 0, screen.width, screen.height)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.raised))
    painter.drawRoundedRect(whole, _RADIUS, _RADIUS)
    place = QRectF(screen.picture)
    painter.setBrush(QColor(look.window))
    painter.drawRoundedRect(place, _RADIUS - 1, _RADIUS - 1)
    painter.drawRect(place.adjusted(0, _RADIUS, 0, 0))
    painter.end()
    return result


def _frame(screen: Screen, colours: str) -> QPixmap:
    result = sheet(screen.size, screen.ratio)
    whole = QRectF(0, 0, screen.width, screen.height)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, each in enumerate(colours.split()):
        inset = 0.75 + 2 * number
        draw_ring(painter, whole.adjusted(inset, inset, -inset, -inset), QColor(each))
    painter.end()
    return result
