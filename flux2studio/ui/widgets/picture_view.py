"""A picture under the hand: zoom, pan, divide, drag out."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QFocusEvent,
    QImage,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from flux2studio.core.generation import Generation
from flux2studio.ui.keymap import keymap
from flux2studio.ui.picture_mime import clean_mime, mime_of
from flux2studio.ui.widgets.focus_ring import came_by_key, paint_ring
from flux2studio.ui.widgets.picture_layer import Draw
from flux2studio.ui.widgets.zoom_view import ZOOM_STEP, ZoomView

GRIP = 10  # pixels beside the dividing line that still take hold of it
SPLIT_STEP = 0.02
PAN_STEP = 64.0  # pixels an arrow key moves the picture
_DRAGGED = QSize(128, 128)
_Gesture = Qt.NativeGestureType
_ARROWS = {
    Qt.Key.Key_Left: QPointF(1, 0),
    Qt.Key.Key_Right: QPointF(-1, 0),
    Qt.Key.Key_Up: QPointF(0, 1),
    Qt.Key.Key_Down: QPointF(0, -1),
}


class Hold(Enum):
    """What the mouse has hold of."""

    NOTHING = auto()
    VIEW = auto()
    DIVIDER = auto()
    FILE = auto()
    CLEAN_COPY = auto()  # on its way


class PictureView(ZoomView):
    """``carry`` says what a drag out of it takes along, ``clean_copy`` makes it without a recipe.

    ``stepped``: the next picture (1) or the one before (-1) is wanted.
    """

    stepped = Signal(int)
    draws_ring = True

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(draw, parent)
        self.clean_copy: Callable[[Generation], Path] | None = None
        self._carried: Generation | None = None
        self._hold = Hold.NOTHING
        self._grabbed_at = QPointF()
        self._space = self._rings = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def carry(self, generation: Generation | None) -> None:
        """Set what a drag out of the window takes along."""
        self._carried = generation

    # Wheel and fingers

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self._on_gesture(event):
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel zooms; two fingers on a touchpad move the picture, with Ctrl they zoom."""
        turns = event.angleDelta().y() / 120
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._view.picture.isEmpty():
            pass
        elif _by_fingers(event) and not ctrl:
            self._look(self._view.panned(QPointF(event.pixelDelta())))
        elif turns:
            self._zoom_by(ZOOM_STEP**turns, event.position())
        elif event.angleDelta().x():
            self._look(self._view.panned(QPointF(event.angleDelta().x() / 2, 0)))
        event.accept()

    def _on_gesture(self, event: QNativeGestureEvent) -> bool:
        if self._view.picture.isEmpty():
            return False
        match event.gestureType():
            case _Gesture.ZoomNativeGesture:
                scale = self._view.scale * max(0.1, 1 + event.value())
                self._look(self._view.zoomed_to(scale, event.position()))
            case _Gesture.SmartZoomNativeGesture:
                self.toggle_fit(event.position())
            case _Gesture.PanNativeGesture:
                self._look(self._view.panned(QPointF(event.delta())))
            case _:
                return False
        return True

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed_at = event.position()
        left = event.button() is Qt.MouseButton.LeftButton
        if event.button() is Qt.MouseButton.MiddleButton or (left and self._space):
            self._hold = Hold.VIEW
        elif left and self._on_divider(event.position()):
            self._hold = Hold.DIVIDER
        elif left and self._view.target().contains(event.position()):
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._hold = Hold.VIEW if self._reaches_out and not alt else Hold.FILE
        self._show_cursor(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = event.position() - self._grabbed_at
        match self._hold:
            case Hold.VIEW:
                self._grabbed_at = event.position()
                self._look(self._view.panned(moved))
            case Hold.DIVIDER:
                target = self._view.target()
                self._move_split((event.position().x() - target.left()) / target.width())
            case Hold.FILE if moved.manhattanLength() >= QApplication.startDragDistance():
                self._begin_drag(bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        self._show_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold = Hold.NOTHING
        self._show_cursor(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.toggle_fit(event.position())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keymap().pressed(event, ("pan",)):
            self._set_space(True)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        match event.key():
            case Qt.Key.Key_Left if self._splits and not shift:
                self._move_split(self._split - SPLIT_STEP)
            case Qt.Key.Key_Right if self._splits and not shift:
                self._move_split(self._split + SPLIT_STEP)
            case key if plain and key in _ARROWS and self._reaches_out:
                self._pan(_ARROWS[Qt.Key(key)], by_view=shift)
            case key if plain and self._steps(key):
                self.stepped.emit(1 if key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown) else -1)
            case _:
                super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if keymap().pressed(event, ("pan",)) and not event.isAutoRepeat():
            self._set_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._rings = self.draws_ring and came_by_key(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._rings:
            paint_ring(self)

    def focusOutEvent(self, _: QFocusEvent) -> None:
        self._rings = False
        self.update()
        self._set_space(False)
        self.hold_before(False)

    def _pan(self, way: QPointF, *, by_view: bool) -> None:
        """Show what lies that way: by a step, or by nearly all that is seen."""
        across = self.width() * 0.9 if by_view else PAN_STEP
        down = self.height() * 0.9 if by_view else PAN_STEP
        self._look(self._view.panned(QPointF(way.x() * across, way.y() * down)))

    def _steps(self, key: int) -> bool:
        """Whether this key asks for another picture here: nobody may be listening."""
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        return key in keys and self.receivers("2stepped(int)") > 0

    def _set_space(self, on: bool) -> None:
        self._space = on
        self.setCursor(Qt.CursorShape.OpenHandCursor if on else Qt.CursorShape.ArrowCursor)

    def _move_split(self, split: float) -> None:
        self._split = min(max(split, 0.0), 1.0)
        self._refine()
        self.update()

    @property
    def _reaches_out(self) -> bool:
        """Whether there is more of the picture than the view shows: then a drag moves it."""
        seen = QRectF(self.rect())
        return not self._view.fits and not seen.contains(self._view.target())

    def _on_divider(self, at: QPointF) -> bool:
        target = self._view.target()
        line = target.left() + target.width() * self._split
        reach = QRectF(line - GRIP, target.top(), 2 * GRIP, target.height())
        return self._splits and reach.contains(at)

    def _show_cursor(self, at: QPointF) -> None:
        if self._hold is Hold.VIEW:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._hold is Hold.DIVIDER or (self._on_divider(at) and not self._space):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif self._space or self._reaches_out:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.setCursor(Qt.CursorShape.ArrowCursor)

    # Out of the window

    def pixels(self) -> QImage | None:
        """The picture's own pixels, where all of them are here."""
        picture = self._picture.picture
        return picture.image if picture.is_whole and not picture.is_null else None

    def _begin_drag(self, clean: bool) -> None:
        carried = self._carried if self._preview.is_null else None
        self._hold = Hold.NOTHING
        if carried is None:
            return
        if clean and self.clean_copy is not None:
            self._hold = Hold.CLEAN_COPY
            self._draw(partial(self.clean_copy, carried), self._on_clean_copy)
        else:
            self._drag_out(mime_of([carried], self.pixels()))

    def _on_clean_copy(self, copy: Path) -> None:
        """The drag begins now, if the hand still holds it."""
        if self._hold is Hold.CLEAN_COPY:
            self._hold = Hold.NOTHING
            self._drag_out(clean_mime(copy, self.pixels()))

    def _drag_out(self, data: QMimeData) -> None:
        drag = QDrag(self)
        drag.setMimeData(data)
        small = self._picture.picture.at_least(_DRAGGED.width())
        shown = small.scaled(_DRAGGED, Qt.AspectRatioMode.KeepAspectRatio)
        drag.setPixmap(QPixmap.fromImage(shown))
        drag.exec(Qt.DropAction.CopyAction)


def _by_fingers(event: QWheelEvent) -> bool:
    is_pad = event.device().type() is QInputDevice.DeviceType.TouchPad
    return not event.pixelDelta().isNull() and (
        is_pad or event.phase() is not Qt.ScrollPhase.NoScrollPhase
    )
