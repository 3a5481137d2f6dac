"""A picture with a frame on it: moved, pulled at its handles, drawn anew, by mouse and keyboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from flux2studio.core import crop_frame
from flux2studio.core.crop_frame import Handle
from flux2studio.core.cropping import Box
from flux2studio.ui import mipmaps, theme
from flux2studio.ui.widgets import crop_paint
from flux2studio.ui.widgets.picture_layer import Draw

_MARGIN = 20  # pixels of the screen around the picture
_REACH = 11.0  # pixels of the screen within which a handle is taken hold of
_FAR = 10  # pixels of the picture that an arrow with Shift goes
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_MOVE = Handle(0, 0)


class CropView(QWidget):
    """``draw`` has pictures made on a worker. All places are in pixels of the picture."""

    spoken_role = QAccessible.Role.Graphic
    framed = Signal(Box)

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._picture = QImage()
        self._small = QImage()
        self._small_wanted = QSize()
        self._frame = Box(0, 0, 1, 1)
        self._aspect = 0.0
        self._hold: Handle | None = None
        self._held_at = QPointF()
        self._held_frame = self._frame
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Crop of the picture"))
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys move the frame, with Ctrl they change its size, Shift goes further."
            )
        )

    @property
    def frame(self) -> Box:
        return self._frame

    @property
    def aspect(self) -> float:
        return self._aspect

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    def set_picture(self, picture: QImage, frame: Box) -> None:
        self._picture, self._small = picture, QImage()
        self._set(frame)
        self._have_small()

    def set_aspect(self, aspect: float) -> None:
        """Hold the frame to width over height; 0 leaves it free."""
        self._aspect = aspect
        if aspect and not self._picture.isNull():
            self._set(crop_frame.shaped(self._frame, aspect, *self._size))

    def set_size(self, width: int, height: int) -> None:
        """Give the frame so many pixels, as far as its shape and the picture let it have them."""
        self._set(crop_frame.sized(self._frame, width, height, *self._size, self._aspect))

    def reset(self) -> None:
        """Frame as much of the picture as the shape takes."""
        self._set(Box(0, 0, *self._size))
        self.set_aspect(self._aspect)

    def place(self, x: float, y: float) -> QPointF:
        """Where a place of the picture is on the view."""
        room = self._target()
        return QPointF(
            room.left() + x * room.width() / self._size[0],
            room.top() + y * room.height() / self._size[1],
        )

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._picture.isNull():
            return
        self._held_at, self._held_frame = self._at(event.position()), self._frame
        self._hold = self._handle_at(event.position())
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._picture.isNull():
            return
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_cursor(event.position())
        elif self._hold is None:
            self._draw_anew(self._at(event.position()))
        else:
            self._pull(self._hold, self._at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold = None
        self._show_cursor(event.position())
        self.update()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.reset()

    def _pull(self, handle: Handle, at: QPointF) -> None:
        if handle == _MOVE:
            by = at - self._held_at
            self._set(crop_frame.moved(self._held_frame, round(by.x()), round(by.y()), *self._size))
            return
        self._set(
            crop_frame.pulled(self._held_frame, handle, at.x(), at.y(), *self._size, self._aspect)
        )

    def _draw_anew(self, at: QPointF) -> None:
        """From where the button went down, outside of the frame."""
        start = self._held_at
        x = min(max(round(start.x()), 0), self._size[0] - 1)
        y = min(max(round(start.y()), 0), self._size[1] - 1)
        handle = Handle(1 if at.x() >= x else -1, 1 if at.y() >= y else -1)
        if abs(at.x() - x) >= crop_frame.LEAST and abs(at.y() - y) >= crop_frame.LEAST:
            point = Box(x, y, x, y)
            self._set(crop_frame.pulled(point, handle, at.x(), at.y(), *self._size, self._aspect))

    def _handle_at(self, at: QPointF) -> Handle | None:
        """The handle under the pointer, (0, 0) within the frame, None outside."""
        box = self._frame_on_view()
        if not box.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(at):
            return None
        inner = min(_REACH, box.width() / 3), min(_REACH, box.height() / 3)
        return Handle(
            _side(at.x(), box.left(), box.right(), inner[0]),
            _side(at.y(), box.top(), box.bottom(), inner[1]),
        )

    def _show_cursor(self, at: QPointF) -> None:
        handle = self._handle_at(at)
        if handle is None:
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif handle == _MOVE:
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        elif handle.x and handle.y:
            rising = handle.x * handle.y < 0
            shape = Qt.CursorShape
            self.setCursor(shape.SizeBDiagCursor if rising else shape.SizeFDiagCursor)
        else:
            wide = Qt.CursorShape.SizeHorCursor if handle.x else Qt.CursorShape.SizeVerCursor
            self.setCursor(wide)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or self._picture.isNull():
            super().keyPressEvent(event)
            return
        far = _FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        x, y = step[0] * far, step[1] * far
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_size(self._frame.width + x, self._frame.height + y)
        else:
            self._set(crop_frame.moved(self._frame, x, y, *self._size))

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.of(self.palette())
        painter.fillRect(self.rect(), theme.colour(look.stage))
        if not self._picture.isNull():
            target = self._target()
            best = self._picture if self._small.isNull() else self._small
            crop_paint.picture(painter, target, best, look)
            crop_paint.frame(
                painter,
                target,
                self._frame_on_view(),
                look,
                thirds=self._hold is not None or self.hasFocus(),
                focus=self.hasFocus(),
            )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._have_small()

    def _have_small(self) -> None:
        """Have the picture scaled for this view, once for its size."""
        if self._picture.isNull():
            return
        ratio = self.devicePixelRatioF()
        wanted = (self._target().size() * ratio).toSize().expandedTo(QSize(1, 1))
        if wanted != self._small_wanted and wanted.width() < self._picture.width():
            self._small_wanted = wanted
            self._draw(partial(mipmaps.scaled, self._picture, wanted), self._on_small)

    def _on_small(self, small: QImage) -> None:
        self._small = small
        self.update()

    @property
    def _size(self) -> tuple[int, int]:
        return self._picture.width() or 1, self._picture.height() or 1

    def _target(self) -> QRectF:
        """Where all of the picture lies; a small one is not made larger than it is by much."""
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        size = QSizeF(*self._size).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(QPointF(), size)
        target.moveCenter(room.center())
        return target

    def _frame_on_view(self) -> QRectF:
        box = self._frame
        return QRectF(self.place(box.left, box.top), self.place(box.right, box.bottom))

    def _at(self, at: QPointF) -> QPointF:
        """A place of the view in pixels of the picture."""
        room = self._target()
        return QPointF(
            (at.x() - room.left()) * self._size[0] / room.width(),
            (at.y() - room.top()) * self._size[1] / room.height(),
        )

    def _set(self, frame: Box) -> None:
        if frame != self._frame:
            self._frame = frame
            self.framed.emit(frame)
        self.update()


def _side(at: float, low: float, high: float, reach: float) -> int:
    if at <= low + reach:
        return -1
    return 1 if at >= high - reach else 0
