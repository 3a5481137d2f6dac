"""The frame of a crop tool: moved, pulled at its handles, given a shape, always in the picture."""

from __future__ import annotations

import math
from typing import NamedTuple

from flux2studio.core.cropping import Box

LEAST = 16  # pixels a side, where the picture has them


class Handle(NamedTuple):
    """Which side is pulled: -1 left or top, 1 right or bottom, 0 neither."""

    x: int
    y: int


def moved(frame: Box, by_x: int, by_y: int, width: int, height: int) -> Box:
    """Return ``frame`` moved as far as a picture of this size lets it go."""
    left = min(max(frame.left + by_x, 0), width - frame.width)
    top = min(max(frame.top + by_y, 0), height - frame.height)
    return Box(left, top, left + frame.width, top + frame.height)


def pulled(
    frame: Box, handle: Handle, x: float, y: float, width: int, height: int, aspect: float = 0.0
) -> Box:
    """Return ``frame`` with a handle pulled to a place of the picture, the other side held.

    ``aspect``: width over height, 0 where it is free.
    """
    if aspect > 0:
        return _pulled_in_shape(frame, handle, x, y, width, height, aspect)
    left, right = _pulled_side(frame.left, frame.right, handle.x, x, width)
    top, bottom = _pulled_side(frame.top, frame.bottom, handle.y, y, height)
    return Box(left, top, right, bottom)


def shaped(frame: Box, aspect: float, width: int, height: int) -> Box:
    """Return a frame of this shape about the same middle, as large as ``frame`` if it fits."""
    area = frame.width * frame.height
    wide = min(math.sqrt(area * aspect), width, height * aspect)
    wide = max(wide, min(LEAST, width), min(LEAST, height) * aspect)
    wide = min(wide, width, height * aspect)
    return _about(
        (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2, wide, aspect
    ).into(width, height)


def sized(frame: Box, wide: int, high: int, width: int, height: int, aspect: float = 0.0) -> Box:
    """Return a frame of so many pixels, its upper left corner where it was while there is room.

    With an ``aspect`` the side that was changed leads.
    """
    if aspect > 0 and wide != frame.width:
        high = round(wide / aspect)
    elif aspect > 0:
        wide = round(high * aspect)
    if aspect > 0 and (wide > width or high > height):
        wide = int(min(width, height * aspect))
        high = round(wide / aspect)
    wide = min(max(wide, min(LEAST, width)), width)
    high = min(max(high, min(LEAST, height)), height)
    return moved(
        Box(frame.left, frame.top, frame.left + wide, frame.top + high), 0, 0, width, height
    )


class _Wish(NamedTuple):
    """A frame that need not lie in the picture, nor on whole pixels."""

    left: float
    top: float
    wide: float
    high: float

    def into(self, width: int, height: int) -> Box:
        wide = min(max(round(self.wide), 1), width)
        high = min(max(round(self.high), 1), height)
        left = min(max(round(self.left), 0), width - wide)
        top = min(max(round(self.top), 0), height - high)
        return Box(left, top, left + wide, top + high)


def _about(x: float, y: float, wide: float, aspect: float) -> _Wish:
    high = wide / aspect
    return _Wish(x - wide / 2, y - high / 2, wide, high)


def _pulled_side(low: int, high: int, side: int, to: float, length: int) -> tuple[int, int]:
    least = min(LEAST, length)
    if side < 0:
        return max(min(round(to), high - least), 0), high
    if side > 0:
        return low, min(max(round(to), low + least), length)
    return low, high


def _pulled_in_shape(
    frame: Box, handle: Handle, x: float, y: float, width: int, height: int, aspect: float
) -> Box:
    """The corner or the middle of the side opposite is held."""
    held_x = _held(frame.left, frame.right, handle.x)
    held_y = _held(frame.top, frame.bottom, handle.y)
    wide = max(abs(x - held_x) if handle.x else 0.0, abs(y - held_y) * aspect if handle.y else 0.0)
    wide = max(wide, min(LEAST, width), min(LEAST, height) * aspect)
    wide = min(wide, _room(held_x, handle.x, width), _room(held_y, handle.y, height) * aspect)
    high = wide / aspect
    left = held_x - wide * (1 - handle.x) / 2
    top = held_y - high * (1 - handle.y) / 2
    return _Wish(left, top, wide, high).into(width, height)


def _held(low: int, high: int, side: int) -> float:
    return {-1: float(high), 0: (low + high) / 2, 1: float(low)}[side]


def _room(held: float, side: int, length: int) -> float:
    return {-1: held, 0: 2 * min(held, length - held), 1: length - held}[side]
