"""Paint with smooth edges and gradients on a picture; every call is short, so threads stay free."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from flux2studio.imaging.painting.palette import Colour
from flux2studio.imaging.painting.shapes import Point

_SOFT = 2  # shapes are drawn so many times larger, then scaled down
_GRAIN_TILE = 128
_WHOLE = [110 + value * 57 // 100 for value in range(256)]  # density of mist
_TORN = [max(0, value * 2 - 255) for value in range(256)]
_GRAIN = 3  # levels out of 255; hides the steps of gradients


def gradient(size: tuple[int, int], stops: Sequence[tuple[float, Colour]]) -> Image.Image:
    """Return a picture that runs from the top through ``stops`` (place 0.0-1.0, colour)."""
    rows = 256
    column = bytearray()
    for row in range(rows):
        column += bytes(_between(stops, row / (rows - 1)))
    return Image.frombytes("RGB", (1, rows), bytes(column)).resize(size, Image.Resampling.BILINEAR)


def fill_shapes(
    canvas: Image.Image,
    shapes: Iterable[Sequence[Point]],
    fill: Image.Image | Colour,
    strength: float = 1.0,
) -> None:
    """Fill polygons; a picture as ``fill`` is laid with its top at the top of the shapes."""
    shapes = [shape for shape in shapes if len(shape) > 2]
    box = _box(canvas, shapes)
    if box is None:
        return
    mask = Image.new("L", _scaled(box), 0)
    draw = ImageDraw.Draw(mask)
    for shape in shapes:
        draw.polygon([_placed(point, box) for point in shape], fill=round(255 * strength))
    _lay(canvas, fill, box, mask.reduce(_SOFT))


def draw_line(
    canvas: Image.Image, line: Sequence[Point], colour: Colour, width: float, strength: float
) -> None:
    box = _box(canvas, [line], margin=math.ceil(width))
    if box is None:
        return
    mask = Image.new("L", _scaled(box), 0)
    ImageDraw.Draw(mask).line(
        [_placed(point, box) for point in line],
        fill=round(255 * strength),
        width=max(1, round(width * _SOFT)),
        joint="curve",
    )
    _lay(canvas, colour, box, mask.reduce(_SOFT))


def glow(
    canvas: Image.Image, centre: Point, radius: float, colour: Colour, strength: float, fall: float
) -> None:
    """Lay light around ``centre`` that fades to nothing at ``radius``."""
    side = max(2, round(radius * 2))
    curve = [round(255 * strength * max(0.0, 1 - value / 255) ** fall) for value in range(256)]
    light = _radial().point(curve).resize((side, side), Image.Resampling.BICUBIC)
    corner = (round(centre[0] - radius), round(centre[1] - radius))
    canvas.paste(colour, (*corner, corner[0] + side, corner[1] + side), light)


def disc(canvas: Image.Image, centre: Point, radius: float, fill: Colour, strength: float) -> None:
    points = [
        (
            centre[0] + radius * math.cos(turn / 90 * math.tau),
            centre[1] + radius * math.sin(turn / 90 * math.tau),
        )
        for turn in range(90)
    ]
    fill_shapes(canvas, [points], fill, strength)


def mist(
    canvas: Image.Image,
    top: float,
    height: float,
    colour: Colour,
    strength: float,
    chance: Random,
    *,
    torn: bool = False,
) -> None:
    """Lay a band of mist that is thicker here and thinner there; ``torn`` into clouds."""
    tall = max(2, round(height))
    cloud = Image.frombytes("L", (7, 3), chance.randbytes(21)).resize(
        (96, 48), Image.Resampling.BICUBIC
    )
    bell = _column(48, lambda place: strength * math.sin(math.pi * place) ** 1.5).resize((96, 48))
    band = ImageChops.multiply(cloud.point(_TORN if torn else _WHOLE), bell)
    mask = band.resize((canvas.width, tall), Image.Resampling.BICUBIC)
    canvas.paste(colour, (0, round(top), canvas.width, round(top) + tall), mask)


def soften(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the picture so blurred that only its lights and colours are left."""
    tiny = picture.convert("RGB").resize((20, 14), Image.Resampling.BOX)
    return tiny.filter(ImageFilter.GaussianBlur(1)).resize(size, Image.Resampling.BICUBIC)


def add_grain(canvas: Image.Image, top: int, bottom: int, chance: Random) -> None:
    """Roughen the rows from ``top`` to ``bottom`` a little, like paper."""
    tile = Image.frombytes("L", (_GRAIN_TILE,) * 2, chance.randbytes(_GRAIN_TILE**2))
    fine = tile.point([value * _GRAIN // 255 for value in range(256)])
    grain = Image.new("L", (canvas.width, bottom - top))
    for y in range(0, bottom - top, _GRAIN_TILE):
        for x in range(0, canvas.width, _GRAIN_TILE):
            grain.paste(fine, (x, y))
    rows = canvas.crop((0, top, canvas.width, bottom))
    coarse = Image.merge("RGB", (grain, grain, grain))
    canvas.paste(ImageChops.add(rows, coarse, 1.0, -_GRAIN // 2), (0, top))


def _lay(
    canvas: Image.Image,
    fill: Image.Image | Colour,
    box: tuple[int, int, int, int],
    mask: Image.Image,
) -> None:
    if isinstance(fill, Image.Image):
        fill = fill.crop((0, 0, box[2] - box[0], box[3] - box[1]))
    canvas.paste(fill, box, mask)


def _box(
    canvas: Image.Image, shapes: Sequence[Sequence[Point]], margin: int = 1
) -> tuple[int, int, int, int] | None:
    xs = [x for shape in shapes for x, _ in shape]
    ys = [y for shape in shapes for _, y in shape]
    if not xs:
        return None
    left, top = max(0, math.floor(min(xs)) - margin), max(0, math.floor(min(ys)) - margin)
    right = min(canvas.width, math.ceil(max(xs)) + margin)
    bottom = min(canvas.height, math.ceil(max(ys)) + margin)
    return (left, top, right, bottom) if right > left and bottom > top else None


def _scaled(box: tuple[int, int, int, int]) -> tuple[int, int]:
    return (box[2] - box[0]) * _SOFT, (box[3] - box[1]) * _SOFT


def _placed(point: Point, box: tuple[int, int, int, int]) -> Point:
    return (point[0] - box[0]) * _SOFT, (point[1] - box[1]) * _SOFT


def _between(stops: Sequence[tuple[float, Colour]], place: float) -> Colour:
    for (start, one), (end, other) in pairwise(stops):
        if place <= end:
            share = (place - start) / (end - start) if end > start else 1.0
            red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
            return red, green, blue
    return stops[-1][1]


def _column(rows: int, value: Callable[[float], float]) -> Image.Image:
    levels = bytes(round(255 * value(row / (rows - 1))) for row in range(rows))
    return Image.frombytes("L", (1, rows), levels)


def _radial() -> Image.Image:
    """Distance from the middle: 0 there, 255 at the edge of the inscribed circle."""
    return Image.radial_gradient("L").point([min(255, round(value * 1.42)) for value in range(256)])
