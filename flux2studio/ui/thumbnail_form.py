"""Puts a small picture into the shape of its cell, on a worker: the window only copies pixels."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QBuffer, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath

CROP_MAX = 0.34  # a picture is cut to the cell's shape when it loses no more than this
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_MASKS_MAX = 8


class Form(NamedTuple):
    """``width`` and ``height`` in pixels of the screen, ``radius`` of the corners too.

    ``ground`` shows beside a picture of another shape, ``corner`` outside the corners; without
    ``corner`` they are transparent. ``square_foot``: the lower corners are not round.
    """

    width: int
    height: int
    ratio: float
    radius: float
    ground: str
    corner: str = ""
    square_foot: bool = False

    @property
    def size(self) -> QSize:
        return QSize(self.width, self.height)


class Composer:
    """For one worker; keeps the shapes it drew last."""

    def __init__(self) -> None:
        self._masks: dict[Form, QImage] = {}

    def compose(self, image: QImage, form: Form) -> QImage:
        """Return ``image`` in its cell: cut to its shape, or whole where too much would be lost."""
        opaque = QImage.Format.Format_RGB32
        cell = QImage(form.size, opaque if form.corner else _FORMAT)
        cell.fill(QColor(form.ground))
        painter = QPainter(cell)
        size = fitted(image.size(), form.size)
        if size != image.size():
            smooth = Qt.TransformationMode.SmoothTransformation
            image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        rest = form.size - size
        painter.drawImage(QPoint(rest.width() // 2, rest.height() // 2), image)
        if not form.corner:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawImage(QPoint(), self._mask(form))
        painter.end()
        cell.setDevicePixelRatio(form.ratio)
        return cell

    def _mask(self, form: Form) -> QImage:
        """What lies outside the corners in their colour, or else what lies inside, black."""
        key = form._replace(ground="")
        if key not in self._masks:
            if len(self._masks) >= _MASKS_MAX:
                del self._masks[next(iter(self._masks))]
            self._masks[key] = _drawn_mask(form)
        return self._masks[key]


def decode(data: bytes, form: Form) -> QImage:
    """Return an encoded picture in the size it has in its cell; never larger than it is."""
    buffer = QBuffer()
    buffer.setData(data)
    reader = QImageReader(buffer)
    whole = reader.size()
    wanted = fitted(whole, form.size)
    if wanted.width() < whole.width() or wanted.height() < whole.height():
        reader.setScaledSize(wanted)  # half the time of decoding all of it and scaling that
    return reader.read()


def fitted(picture: QSize, cell: QSize) -> QSize:
    """Return the size in which a picture fills the cell, or fits in where too much would go."""
    if picture.isEmpty() or cell.isEmpty():
        return picture
    covering = picture.scaled(cell, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    lost = 1 - cell.width() * cell.height() / (covering.width() * covering.height())
    if lost <= CROP_MAX:
        return covering
    return picture.scaled(cell, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _drawn_mask(form: Form) -> QImage:
    place = QRectF(0, 0, form.width, form.height)
    inside = QPainterPath()
    inside.addRoundedRect(place, form.radius, form.radius)
    if form.square_foot:
        inside.addRect(place.adjusted(0, form.radius, 0, 0))
        inside.setFillRule(Qt.FillRule.WindingFill)
    mask = QImage(form.size, _FORMAT)
    mask.fill(QColor(form.corner) if form.corner else Qt.GlobalColor.transparent)
    painter = QPainter(mask)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if form.corner:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    painter.fillPath(inside, Qt.GlobalColor.black)
    painter.end()
    return mask
