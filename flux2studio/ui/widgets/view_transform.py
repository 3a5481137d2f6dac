"""Where a picture lies in a view: the arithmetic of zoom and pan."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Self

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

MARGIN = 32.0
SCALE_MIN = 0.02
SCALE_MAX = 32.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaze:
    """What one looks at, told so that pictures of other sizes can show the same.

    ``length`` is the diagonal of the whole picture as it is shown, in logical pixels; ``at`` the
    point in the middle of the view, in fractions of the picture's sides. ``fits``: all of it,
    whatever the view's size.
    """

    length: float = 0.0
    at: QPointF = field(default_factory=lambda: QPointF(0.5, 0.5))
    fits: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewTransform:
    """``scale`` is logical pixels of the view for one pixel of the picture.

    ``offset`` is the picture's middle relative to the view's. ``fits`` follows the view's size.
    ``margin`` is kept free around a fitted picture, and ``foot`` below it for what floats there.
    """

    picture: QSize
    view: QSizeF
    scale: float = 1.0
    offset: QPointF = field(default_factory=QPointF)
    fits: bool = True
    margin: float = MARGIN
    foot: float = MARGIN

    def fitted(self) -> Self:
        """Show the whole picture, as large as it goes."""
        if self.picture.isEmpty() or self.view.isEmpty():
            return self
        width = max(16.0, self.view.width() - 2 * self.margin)
        height = max(16.0, self.view.height() - self.margin - self.foot)
        scale = min(width / self.picture.width(), height / self.picture.height())
        return replace(
            self, scale=scale, offset=QPointF(0, (self.margin - self.foot) / 2), fits=True
        )

    def resized(self, view: QSizeF) -> Self:
        moved = replace(self, view=view)
        return moved.fitted() if self.fits else moved._held()

    def shown(self, picture: QSize) -> Self:
        """Take another picture: the same place when it has the same size, else fitted."""
        if picture == self.picture and not self.fits:
            return self
        return replace(self, picture=picture).fitted()

    def zoomed_to(self, scale: float, about: QPointF | None = None) -> Self:
        """Zoom so that the point ``about`` of the view keeps its pixel of the picture."""
        scale = min(max(scale, SCALE_MIN), SCALE_MAX)
        pivot = (self._middle() if about is None else about) - self._middle()
        offset = pivot + (self.offset - pivot) * (scale / self.scale)
        return replace(self, scale=scale, offset=offset, fits=False)._held()

    def panned(self, by: QPointF) -> Self:
        return replace(self, offset=self.offset + by, fits=False)._held()

    def gaze(self) -> Gaze:
        target = self.target()
        if self.fits or target.isEmpty() or self.view.isEmpty():
            return Gaze()
        middle = self._middle() - target.topLeft()
        at = QPointF(middle.x() / target.width(), middle.y() / target.height())
        return Gaze(length=self.scale * self._diagonal(), at=at, fits=False)

    def looking(self, gaze: Gaze) -> Self:
        """Show the same part of this picture, as large as it is in the other."""
        if gaze.fits or self.picture.isEmpty():
            return self.fitted()
        scale = min(max(gaze.length / self._diagonal(), SCALE_MIN), SCALE_MAX)
        off = QPointF(0.5, 0.5) - gaze.at
        offset = QPointF(
            off.x() * self.picture.width() * scale, off.y() * self.picture.height() * scale
        )
        return replace(self, scale=scale, offset=offset, fits=False)._held()

    def target(self) -> QRectF:
        """Where the picture lies, in coordinates of the view."""
        size = QSizeF(self.picture) * self.scale
        middle = self._middle() + self.offset
        return QRectF(
            middle.x() - size.width() / 2,
            middle.y() - size.height() / 2,
            size.width(),
            size.height(),
        )

    def _diagonal(self) -> float:
        return math.hypot(self.picture.width(), self.picture.height())

    def _middle(self) -> QPointF:
        return QPointF(self.view.width() / 2, self.view.height() / 2)

    def _held(self) -> Self:
        """Keep the picture from leaving the view."""
        reach_x = max(0.0, (self.picture.width() * self.scale + self.view.width()) / 2 - MARGIN * 2)
        reach_y = max(
            0.0, (self.picture.height() * self.scale + self.view.height()) / 2 - MARGIN * 2
        )
        return replace(
            self,
            offset=QPointF(
                min(max(self.offset.x(), -reach_x), reach_x),
                min(max(self.offset.y(), -reach_y), reach_y),
            ),
        )
