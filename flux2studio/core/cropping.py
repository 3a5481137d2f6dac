"""The part of a picture that is used: kept as fractions, so that no pixel of the whole is lost."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """Left, top, width and height as fractions, 0-1, of the upright picture."""

    x: float
    y: float
    width: float
    height: float


class Box(NamedTuple):
    """Pixels of a picture; ``right`` and ``bottom`` lie just outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


def box(crop: Crop | None, width: int, height: int) -> Box:
    """Return the pixels of ``crop`` in a picture of this size: at least one, none outside.

    A crop may come from a file that nobody vouches for; what is no number counts as the whole.
    """
    if crop is None or not all(map(math.isfinite, (crop.x, crop.y, crop.width, crop.height))):
        return Box(0, 0, width, height)
    left, right = _span(crop.x, crop.width, width)
    top, bottom = _span(crop.y, crop.height, height)
    return Box(left, top, right, bottom)


def crop_of(pixels: Box, width: int, height: int) -> Crop | None:
    """Return ``pixels`` of a picture of this size as a crop; None for the whole of it."""
    if pixels == (0, 0, width, height):
        return None
    return Crop(
        x=pixels.left / width,
        y=pixels.top / height,
        width=pixels.width / width,
        height=pixels.height / height,
    )


def _span(start: float, part: float, length: int) -> tuple[int, int]:
    first = round(min(max(start, 0.0), 1.0) * length)
    last = round(min(max(start + max(part, 0.0), 0.0), 1.0) * length)
    first = min(first, max(length - 1, 0))
    return first, max(last, first + 1)
