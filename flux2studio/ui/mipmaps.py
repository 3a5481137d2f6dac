"""A picture with smaller copies of itself, so that no zoom paints many more than it shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

SMALLEST = 256  # pixels of the longer side; below it a smaller copy would save nothing
_SMOOTH = Qt.TransformationMode.SmoothTransformation


@dataclass(frozen=True, slots=True, eq=False)
class Mipmaps:
    """``levels``: the largest first, each half the one before. ``whole``: pixels of the picture.

    The largest may have fewer pixels than the picture. Without levels there is no picture.
    """

    levels: tuple[QImage, ...] = ()
    whole: QSize = field(default_factory=QSize)

    @property
    def is_null(self) -> bool:
        return not self.levels

    @property
    def image(self) -> QImage:
        """The largest copy."""
        return self.levels[0] if self.levels else QImage()

    @property
    def is_whole(self) -> bool:
        """Whether every pixel of the picture is here."""
        return self.image.width() >= self.whole.width()

    def at_least(self, width: int) -> QImage:
        """Return the smallest copy at least ``width`` pixels wide, else the largest."""
        fitting = (level for level in reversed(self.levels) if level.width() >= width)
        return next(fitting, self.image)


NOTHING = Mipmaps()


def single(image: QImage, whole: QSize | None = None) -> Mipmaps:
    """Return ``image`` alone; ``whole``: of the picture, where this is a smaller copy of it."""
    return NOTHING if image.isNull() else Mipmaps((image,), whole or image.size())


def mipmaps(image: QImage, whole: QSize | None = None) -> Mipmaps:
    """Return ``image`` with its smaller copies. Takes a moment: call it from a worker."""
    levels = [image]
    while max(levels[-1].width(), levels[-1].height()) >= 2 * SMALLEST:
        size = levels[-1].size() / 2
        levels.append(scaled(levels[-1], size.expandedTo(QSize(1, 1))))
    return NOTHING if image.isNull() else Mipmaps(tuple(levels), whole or image.size())


def scaled(image: QImage, size: QSize) -> QImage:
    """Return a smooth copy in exactly ``size`` pixels."""
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, _SMOOTH)


def part(picture: Mipmaps, size: QSize, rect: QRect) -> QImage:
    """Return ``rect`` of the picture as it is when scaled to ``size``, smoothly. On a worker."""
    level = picture.at_least(size.width())
    if rect.size() == size:
        return scaled(level, size)
    result = QImage(rect.size(), level.format())
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    stretch(painter, level, QRect(-rect.topLeft(), size), result.rect(), smooth=True)
    painter.end()
    return result


def stretch(
    painter: QPainter, level: QImage, place: QRect, exposed: QRect, *, smooth: bool
) -> None:
    """Draw ``level`` as if over all of ``place``, but only what is ``exposed`` of it.

    In pixels of the device. Coordinates stay near the exposed part: Qt paints none above 32,767.
    """
    across, down = level.width() / place.width(), level.height() / place.height()
    reach = int(2 / min(across, down, 2.0)) + 1  # smoothing looks at the pixels beside, too
    wide = exposed.adjusted(-reach, -reach, reach, reach).intersected(place)
    source = QRectF(
        (wide.left() - place.left()) * across,
        (wide.top() - place.top()) * down,
        wide.width() * across,
        wide.height() * down,
    )
    painter.save()
    painter.setClipRect(exposed)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.drawImage(QRectF(wide), level, source)
    painter.restore()


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """What two pictures do not have in common, bright where they differ most."""

    picture: Mipmaps
    is_none: bool  # not one pixel differs


def difference(one: Mipmaps, other: Mipmaps) -> Difference:
    """Compare pixel by pixel, in the size of ``one``; another shape is fitted in. On a worker."""
    result = _opaque(one.image)
    inside = other.whole.scaled(result.size(), Qt.AspectRatioMode.KeepAspectRatio)
    fitted = QImage(result.size(), QImage.Format.Format_RGB32)
    fitted.fill(Qt.GlobalColor.black)
    place = QRect(0, 0, inside.width(), inside.height())
    place.moveCenter(result.rect().center())
    image = other.at_least(inside.width())
    with_size = image if image.size() == inside else scaled(image, inside)
    painter = QPainter(fitted)
    painter.drawImage(place.topLeft(), with_size)
    painter.end()
    painter = QPainter(result)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, fitted)
    painter.end()
    black = QImage(result.size(), QImage.Format.Format_RGB32)
    black.fill(Qt.GlobalColor.black)
    return Difference(mipmaps(result, one.whole), result == black)


def _opaque(image: QImage) -> QImage:
    """A copy of its own, on black where it can be seen through."""
    result = QImage(image.size(), QImage.Format.Format_RGB32)
    result.fill(Qt.GlobalColor.black)
    painter = QPainter(result)
    painter.drawImage(0, 0, image)
    painter.end()
    return result
