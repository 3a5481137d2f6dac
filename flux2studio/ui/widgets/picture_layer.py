"""One picture of a view: the best of it that is there, painted pixel on pixel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QImage, QPainter

from flux2studio.ui import mipmaps, theme
from flux2studio.ui.mipmaps import Mipmaps
from flux2studio.ui.rects import without
from flux2studio.ui.widgets import picture_paint

AHEAD = 0.25  # of the view, made on each side of what is seen
QUICK_PIXELS = 1_500_000  # more are not smoothed while the hand moves them

T = TypeVar("T")


class Draw(Protocol):
    """Calls ``work`` on a worker and ``done`` with what it made in the UI thread."""

    def __call__(self, work: Callable[[], T], done: Callable[[T], None]) -> None: ...


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """``image`` is ``rect`` of the picture scaled to ``size``, in pixels of the device."""

    picture: Mipmaps
    size: QSize
    rect: QRect
    image: QImage


class PictureLayer(QObject):
    """``ready``: something finer can be painted than before."""

    ready = Signal()

    def __init__(self, draw: Draw, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._patch: Patch | None = None
        self._wanted: tuple[Mipmaps, QSize, QRect] | None = None  # on its way
        self.picture = mipmaps.NOTHING

    def show(self, picture: Mipmaps) -> None:
        self.picture = picture
        self._patch = None

    @property
    def is_null(self) -> bool:
        return self.picture.is_null

    def is_short_at(self, width: int) -> bool:
        """Whether the screen shows more pixels than are here, and the picture has more."""
        return self.picture.image.width() < min(self.picture.whole.width(), width)

    def refine(self, place: QRect, view: QRect) -> None:
        """Have what is seen of the picture at ``place`` made smooth on a worker, if it is not."""
        seen = view.intersected(place).translated(-place.topLeft())
        if seen.isEmpty() or not self._is_smoothed(place) or self._covers(place.size(), seen):
            return
        if self._wanted is None:
            ahead = QSize(int(view.width() * AHEAD), int(view.height() * AHEAD))
            whole = QRect(QPoint(), place.size())
            rect = seen.adjusted(-ahead.width(), -ahead.height(), ahead.width(), ahead.height())
            self._wanted = (self.picture, place.size(), rect.intersected(whole))
            self._draw(partial(mipmaps.part, *self._wanted), partial(self._keep, *self._wanted))

    def paint(
        self, painter: QPainter, place: QRect, exposed: QRect, look: theme.Theme, *, moving: bool
    ) -> None:
        """Paint what is ``exposed`` of the picture at ``place``, all in pixels of the device."""
        exposed = exposed.intersected(place)
        if exposed.isEmpty() or self.is_null:
            return
        if self.picture.image.hasAlphaChannel():
            picture_paint.checkerboard(painter, exposed, place.topLeft(), look)
        if place.size() == self.picture.image.size():
            painter.drawImage(
                exposed.topLeft(), self.picture.image, exposed.translated(-place.topLeft())
            )
            return
        left = [exposed]
        if (patch := self._patch) is not None and patch.size == place.size():
            sharp = patch.rect.translated(place.topLeft()).intersected(exposed)
            corner = place.topLeft() + patch.rect.topLeft()
            painter.drawImage(sharp.topLeft(), patch.image, sharp.translated(-corner))
            left = without(left, sharp)
        smooth = self._is_smoothed(place) and not (moving and _area(exposed) > QUICK_PIXELS)
        level = self.picture.at_least(place.width())
        for rect in left:
            mipmaps.stretch(painter, level, place, rect, smooth=smooth)

    def _is_smoothed(self, place: QRect) -> bool:
        """Not where one pixel of the picture is one of the screen, and not where it is a square."""
        if self.is_null or place.size() == self.picture.image.size():
            return False
        zoom = place.width() / max(1, self.picture.whole.width())
        return zoom <= picture_paint.PIXELS_FROM or not self.picture.is_whole

    def _covers(self, size: QSize, seen: QRect) -> bool:
        patch = self._patch
        return patch is not None and patch.size == size and patch.rect.contains(seen)

    def _keep(self, picture: Mipmaps, size: QSize, rect: QRect, image: QImage) -> None:
        """What came late for another picture is dropped; the view asks again where it must."""
        self._wanted = None
        if picture is self.picture:
            self._patch = Patch(picture, size, rect, image)
        self.ready.emit()


def _area(rect: QRect) -> int:
    return rect.width() * rect.height()
