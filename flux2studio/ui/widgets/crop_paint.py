"""How a crop looks: the picture, what is cut off darkened, the frame with its handles."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from flux2studio.ui import theme
from flux2studio.ui.widgets import picture_paint

_SHADE = QColor(0, 0, 0, 150)
_CORNER = 18.0  # pixels of the screen along each side
_LINE = QColor(255, 255, 255)
_FAINT = QColor(255, 255, 255, 90)
_EDGE = QColor(0, 0, 0, 120)  # so that white lines show on white pictures


def picture(painter: QPainter, target: QRectF, image: QImage, look: theme.Theme) -> None:
    if image.hasAlphaChannel():
        painter.save()
        painter.setClipRect(target)
        exposed = target.toAlignedRect()
        picture_paint.checkerboard(painter, exposed, exposed.topLeft(), look)
        painter.restore()
    painter.drawImage(target, image)


def frame(
    painter: QPainter, target: QRectF, box: QRectF, look: theme.Theme, *, thirds: bool, focus: bool
) -> None:
    outside = QPainterPath()
    outside.addRect(target)
    inside = QPainterPath()
    inside.addRect(box)
    painter.fillPath(outside - inside, _SHADE)
    if thirds:
        _thirds(painter, box)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_EDGE, 3))
    painter.drawRect(box)
    painter.setPen(QPen(QColor(look.accent) if focus else _LINE, 1))
    painter.drawRect(box)
    _handles(painter, box)


def _thirds(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(_FAINT, 1))
    for part in (1 / 3, 2 / 3):
        x, y = box.left() + box.width() * part, box.top() + box.height() * part
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))


def _handles(painter: QPainter, box: QRectF) -> None:
    """Angles at the corners, bars at the middles of the sides."""
    across = min(_CORNER, box.width() / 3)
    down = min(_CORNER, box.height() / 3)
    path = QPainterPath()
    for corner, x, y in (
        (box.topLeft(), across, down),
        (box.topRight(), -across, down),
        (box.bottomLeft(), across, -down),
        (box.bottomRight(), -across, -down),
    ):
        path.moveTo(corner + QPointF(0, y))
        path.lineTo(corner)
        path.lineTo(corner + QPointF(x, 0))
    middle = box.center()
    for x in (box.left(), box.right()):
        path.moveTo(x, middle.y() - down / 2)
        path.lineTo(x, middle.y() + down / 2)
    for y in (box.top(), box.bottom()):
        path.moveTo(middle.x() - across / 2, y)
        path.lineTo(middle.x() + across / 2, y)
    for colour, width in ((_EDGE, 6.0), (_LINE, 3.5)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawPath(path)
