"""A picture with its mask under the brush: paint, fill, zoom, pan, by mouse, pen and keyboard."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from flux2studio.ui.viewmodels.mask_layer import MaskLayer, enclosed, middle_of, rectangle
from flux2studio.ui.widgets import mask_paint, picture_paint
from flux2studio.ui.widgets.picture_layer import Draw
from flux2studio.ui.widgets.view_transform import MARGIN
from flux2studio.ui.widgets.zoom_view import ZOOM_STEP, ZoomView

BRUSH_MIN, BRUSH_MAX = 1.0, 2000.0  # pixels of the picture
_SIZE_STEP = 1.15
_CURSOR_REACH = 6  # pixels of the screen around what follows the pointer
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
_PAINTS = Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton


class Tool(StrEnum):
    BRUSH = "brush"
    ERASER = "eraser"
    RECTANGLE = "rectangle"
    LASSO = "lasso"


class MaskView(ZoomView):
    """Paints on a ``MaskLayer``; the right button takes away what the left one marks.

    From the keyboard the arrows lead the brush, and Enter puts it down and lifts it.
    """

    size_changed = Signal(float)  # of the brush, in pixels of the picture

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(draw, parent)
        self._view = replace(self._view, foot=MARGIN)
        self._layer = MaskLayer(QSize())
        self._tool = Tool.BRUSH
        self._size = 64.0
        self._at: QPointF | None = None  # the brush, in pixels of the picture
        self._trail: list[QPointF] = []  # of the line being drawn; empty while nothing is
        self._erases = False
        self._by_keys = False
        self._panned_from: QPointF | None = None
        self._space = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Mask on the picture"))
        self.setAccessibleDescription(
            self.tr("Arrow keys lead the brush, Enter puts it down and lifts it.")
        )

    @property
    def brush_size(self) -> float:
        return self._size

    @property
    def is_painting(self) -> bool:
        return bool(self._trail)

    @property
    def tool(self) -> Tool:
        return self._tool

    def set_layer(self, layer: MaskLayer) -> None:
        self._layer = layer
        layer.changed.connect(self._on_layer_changed)
        self._at = middle_of(layer.image.size())
        self.update()

    def set_tool(self, tool: Tool) -> None:
        self._release()
        self._tool = tool
        self.update()

    def set_brush_size(self, size: float) -> None:
        self._repaint_cursor()
        self._size = min(max(size, BRUSH_MIN), BRUSH_MAX)
        self._repaint_cursor()
        self.size_changed.emit(self._size)

    def larger(self) -> None:
        self.set_brush_size(max(self._size + 1, self._size * _SIZE_STEP))

    def smaller(self) -> None:
        self.set_brush_size(min(self._size - 1, self._size / _SIZE_STEP))

    # Painting, in pixels of the picture

    def _press(self, at: QPointF, *, erase: bool) -> None:
        self._erases = erase or self._tool is Tool.ERASER
        self._trail = [at]
        self._layer.begin()
        if self._is_brush:
            self._layer.stroke(at, at, self._size, erase=self._erases)

    def _lead(self, at: QPointF) -> None:
        self._repaint_cursor()
        self._at = at
        if self._trail and self._is_brush:
            self._layer.stroke(self._trail[-1], at, self._size, erase=self._erases)
            self._trail = [at]
        elif self._trail:
            self._trail.append(at)
            self.update()
        self._repaint_cursor()

    def _release(self) -> None:
        if not self._trail:
            return
        if not self._is_brush:
            self._layer.fill(self._shape(), erase=self._erases)
        self._trail = []
        self._by_keys = False
        self._layer.end()
        self.update()

    @property
    def _is_brush(self) -> bool:
        return self._tool in (Tool.BRUSH, Tool.ERASER)

    def _shape(self) -> QPainterPath:
        if self._tool is Tool.RECTANGLE:
            return rectangle(self._trail[0], self._trail[-1])
        return enclosed(self._trail)

    # Mouse and wheel

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() is Qt.MouseButton.LeftButton
        if event.button() is Qt.MouseButton.MiddleButton or (left and self._space):
            self._panned_from = event.position()
            self._show_cursor()
        elif event.button() & _PAINTS and not self._trail and not self._layer.image.isNull():
            self._lead(self._pixel(event.position()))
            self._press(self._pixel(event.position()), erase=not left)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panned_from is not None:
            moved = event.position() - self._panned_from
            self._panned_from = event.position()
            self._look(self._view.panned(moved))
        elif not self._by_keys:
            self._lead(self._pixel(event.position()))
        self._show_cursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._panned_from = None
        if not event.buttons() & _PAINTS and not self._by_keys:
            self._release()
        self._show_cursor()

    def leaveEvent(self, event: QEvent) -> None:
        """The ring goes with the pointer, unless the keyboard has the brush."""
        if not self.hasFocus() and not self._trail:
            self._repaint_cursor()
            self._at = None
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom, as on the stage; with Ctrl the brush grows and shrinks."""
        turns = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_brush_size(self._size * _SIZE_STEP**turns)
        elif turns and not self._view.picture.isEmpty():
            self._look(self._view.zoomed_to(self._view.scale * ZOOM_STEP**turns, event.position()))
        event.accept()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS and not self._layer.image.isNull():
            far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(_ARROWS[key] * max(1.0, self._size / (1 if far else 4)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._on_enter(again=event.isAutoRepeat())
        elif key == Qt.Key.Key_Space:
            self._set_space(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._set_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._set_space(False)
        self.update()
        super().focusOutEvent(event)

    def _on_enter(self, *, again: bool) -> None:
        if again or self._at is None:
            return
        if self._trail:
            self._release()
        else:
            self._press(self._at, erase=False)
            self._by_keys = True

    def _step(self, by: QPointF) -> None:
        size = self._layer.image.size()
        at = (self._at or middle_of(size)) + by
        self._lead(QPointF(min(max(at.x(), 0), size.width()), min(max(at.y(), 0), size.height())))

    def _set_space(self, on: bool) -> None:
        self._space = on
        self._show_cursor()

    def _show_cursor(self) -> None:
        if self._panned_from is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._space:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.setCursor(Qt.CursorShape.BlankCursor)

    # Where things lie

    def _pixel(self, at: QPointF) -> QPointF:
        target = self._view.target()
        return (at - target.topLeft()) / self._view.scale

    def _place(self, pixel: QPointF) -> QPointF:
        return self._view.target().topLeft() + pixel * self._view.scale

    def _on_layer_changed(self, place: QRect) -> None:
        corners = self._place(QPointF(place.topLeft())), self._place(QPointF(place.bottomRight()))
        around = self._view.scale + 2
        seen = QRectF(*corners).adjusted(-around, -around, around, around)
        self.update(seen.toAlignedRect())

    def _repaint_cursor(self) -> None:
        if self._at is not None:
            reach = self._size * self._view.scale / 2 + _CURSOR_REACH
            at = self._place(self._at)
            around = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
            self.update(around.toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._layer.image.isNull():
            return
        painter = QPainter(self)
        smooth = self._view.scale < picture_paint.PIXELS_FROM
        mask_paint.overlay(
            painter, self._layer.image, self._view.target(), event.rect(), smooth=smooth
        )
        if self._trail and not self._is_brush:
            corner, scale = self._view.target().topLeft(), self._view.scale
            into_view = QTransform(scale, 0, 0, scale, corner.x(), corner.y())
            mask_paint.outline(painter, into_view.map(self._shape()))
        self._paint_brush(painter)
        painter.end()

    def _paint_brush(self, painter: QPainter) -> None:
        if self._at is None or not (self.hasFocus() or self.underMouse()):
            return
        if self._is_brush:
            mask_paint.ring(painter, self._place(self._at), self._size * self._view.scale / 2)
        else:
            mask_paint.cross(painter, self._place(self._at))
