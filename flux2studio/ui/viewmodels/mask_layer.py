"""A mask while it is painted: one layer of marks, with undo."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

_FORMAT = QImage.Format.Format_Alpha8
UNDO_BYTES = 192 * 2**20  # a layer of a picture of 8 megapixels has 8 MB
_MARK = QColor(255, 255, 255)


@dataclass(frozen=True, slots=True)
class _Step:
    """What lay in a part of the layer before it was changed."""

    place: QRect
    marks: QImage


class MaskLayer(QObject):
    """What is opaque in ``image`` is painted anew. All coordinates are pixels of the picture.

    Changes between ``begin`` and ``end`` are one step of undo; only the parts they touch are
    kept.
    """

    changed = Signal(QRect)  # the pixels that look different now
    steps_changed = Signal()

    def __init__(
        self,
        size: QSize,
        mask: QImage | None = None,
        parent: QObject | None = None,
        *,
        undo_bytes: int = UNDO_BYTES,
    ) -> None:
        """``mask`` is grey, of the same size: white is marked. The oldest steps that take more
        than ``undo_bytes`` together are forgotten."""
        super().__init__(parent)
        self._undo_bytes = undo_bytes
        self.image = as_layer(mask) if mask is not None else _nothing(size)
        self._past: deque[_Step] = deque()
        self._future: list[_Step] = []
        self._before: QImage | None = None
        self._touched = QRect()

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    def grey(self) -> QImage:
        """The mask as a picture of its own: white where it is marked."""
        copy = QImage(self.image)
        copy.reinterpretAsFormat(QImage.Format.Format_Grayscale8)
        return copy

    def begin(self) -> None:
        self._before, self._touched = QImage(self.image), QRect()

    def end(self) -> None:
        before, place = self._before, self._touched
        self._before = None
        if before is None or place.isEmpty() or before.copy(place) == self.image.copy(place):
            return
        self._past.append(_Step(place, before.copy(place)))
        self._future.clear()
        self._forget_oldest()
        self.steps_changed.emit()

    def stroke(self, start: QPointF, end: QPointF, width: float, *, erase: bool) -> None:
        """Draw with a round brush from ``start`` to ``end``."""
        painter = self._painter(erase=erase)
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(_MARK, width, Qt.PenStyle.SolidLine, cap, join))
        if start == end:
            painter.drawPoint(start)
        else:
            painter.drawLine(start, end)
        painter.end()
        reach = width / 2 + 2
        line = QRectF(start, end).normalized()
        self._touch(line.adjusted(-reach, -reach, reach, reach).toAlignedRect())

    def fill(self, path: QPainterPath, *, erase: bool) -> None:
        """Fill what ``path`` encloses."""
        painter = self._painter(erase=erase)
        painter.fillPath(path, _MARK)
        painter.end()
        self._touch(path.boundingRect().adjusted(-2, -2, 2, 2).toAlignedRect())

    def invert(self) -> None:
        self.begin()
        painter = QPainter(self.image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOut)
        painter.fillRect(self.image.rect(), _MARK)
        painter.end()
        self._touch(self.image.rect())
        self.end()

    def clear(self) -> None:
        self.replace(_nothing(self.image.size()))

    def replace(self, mask: QImage) -> None:
        """Take another mask, grey or a layer, of the same size."""
        self.begin()
        self.image = as_layer(mask)
        self._touch(self.image.rect())
        self.end()

    def undo(self) -> None:
        if self._past:
            self._future.append(self._swapped(self._past.pop()))
            self.steps_changed.emit()

    def redo(self) -> None:
        if self._future:
            self._past.append(self._swapped(self._future.pop()))
            self.steps_changed.emit()

    def _swapped(self, step: _Step) -> _Step:
        now = _Step(step.place, self.image.copy(step.place))
        painter = QPainter(self.image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.drawImage(step.place.topLeft(), step.marks)
        painter.end()
        self.changed.emit(step.place)
        return now

    def _painter(self, *, erase: bool) -> QPainter:
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        modes = QPainter.CompositionMode
        painter.setCompositionMode(
            modes.CompositionMode_Clear if erase else modes.CompositionMode_SourceOver
        )
        return painter

    def _touch(self, place: QRect) -> None:
        place = place.intersected(self.image.rect())
        self._touched = self._touched.united(place)
        self.changed.emit(place)

    def _forget_oldest(self) -> None:
        kept = sum(step.marks.sizeInBytes() for step in self._past)
        while kept > self._undo_bytes and len(self._past) > 1:
            kept -= self._past.popleft().marks.sizeInBytes()


def as_layer(mask: QImage) -> QImage:
    """Read a grey picture as a layer: what is white is opaque."""
    if mask.format() is _FORMAT:
        return QImage(mask)
    grey = mask.convertToFormat(QImage.Format.Format_Grayscale8)
    grey.reinterpretAsFormat(_FORMAT)
    return grey


def rectangle(first: QPointF, second: QPointF) -> QPainterPath:
    """Return the rectangle between two corners, on whole pixels."""
    path = QPainterPath()
    path.addRect(QRectF(QRectF(first, second).normalized().toAlignedRect()))
    return path


def enclosed(points: list[QPointF]) -> QPainterPath:
    """Return what a line drawn by hand encloses once its ends meet."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for point in points[:1]:
        path.moveTo(point)
    for point in points[1:]:
        path.lineTo(point)
    path.closeSubpath()
    return path


def _nothing(size: QSize) -> QImage:
    layer = QImage(size, _FORMAT)
    layer.fill(0)
    return layer


def middle_of(size: QSize) -> QPointF:
    """Where a brush led by the keyboard starts."""
    return QPointF(QPoint(size.width() // 2, size.height() // 2))
