"""A picture under the hand: zoom, pan, divide, drag out."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QDrag,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from flux2studio.ui.keymap import keymap
from flux2studio.ui.widgets.picture_layer import Draw
from flux2studio.ui.widgets.zoom_view import ZOOM_STEP, ZoomView

GRIP = 10  # pixels beside the dividing line that still take hold of it
SPLIT_STEP = 0.02


class Hold(Enum):
    """What the mouse has hold of."""

    NOTHING = auto()
    VIEW = auto()
    DIVIDER = auto()
    FILE = auto()


class PictureView(ZoomView):
    """``set_file`` says what a drag out of it carries."""

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(draw, parent)
        self._file: Path | None = None
        self._hold = Hold.NOTHING
        self._grabbed_at = QPointF()
        self._space = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def set_file(self, file: Path | None) -> None:
        """Set what a drag out of the window carries."""
        self._file = file

    def wheelEvent(self, event: QWheelEvent) -> None:
        turns = event.angleDelta().y() / 120
        if turns and not self._view.picture.isEmpty():
            self._look(self._view.zoomed_to(self._view.scale * ZOOM_STEP**turns, event.position()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed_at = event.position()
        left = event.button() is Qt.MouseButton.LeftButton
        if event.button() is Qt.MouseButton.MiddleButton or (left and self._space):
            self._hold = Hold.VIEW
        elif left and self._on_divider(event.position()):
            self._hold = Hold.DIVIDER
        elif left and self._view.target().contains(event.position()):
            self._hold = Hold.VIEW if self._reaches_out else Hold.FILE
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
                self._hold = Hold.NOTHING
                self._drag_out()
        self._show_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold = Hold.NOTHING
        self._show_cursor(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.toggle_fit(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keymap().pressed(event, ("pan",)):
            self._set_space(True)
            return
        match event.key():
            case Qt.Key.Key_Left if self._splits:
                self._move_split(self._split - SPLIT_STEP)
            case Qt.Key.Key_Right if self._splits:
                self._move_split(self._split + SPLIT_STEP)
            case _:
                super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if keymap().pressed(event, ("pan",)) and not event.isAutoRepeat():
            self._set_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, _: QFocusEvent) -> None:
        self._set_space(False)
        self.hold_before(False)

    def _set_space(self, on: bool) -> None:
        self._space = on
        self.setCursor(Qt.CursorShape.OpenHandCursor if on else Qt.CursorShape.ArrowCursor)

    def _move_split(self, split: float) -> None:
        self._split = min(max(split, 0.0), 1.0)
        self.update()

    @property
    def _reaches_out(self) -> bool:
        """Whether there is more of the picture than the view shows: then a drag moves it."""
        return not QRectF(self.rect()).contains(self._view.target())

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

    def _drag_out(self) -> None:
        if self._file is None or not self._preview.isNull():
            return
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._file))])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(
            QPixmap.fromImage(
                self._picture.scaled(QSize(128, 128), Qt.AspectRatioMode.KeepAspectRatio)
            )
        )
        drag.exec(Qt.DropAction.CopyAction)
