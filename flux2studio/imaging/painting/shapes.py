"""The outlines in a practice picture: ridges, conifers and birds, as points of the picture."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

Point = tuple[float, float]

_STEP = 4  # pixels between two points of a ridge


@dataclass(frozen=True, slots=True, kw_only=True)
class Ridge:
    """``depth`` runs from 0.0, the farthest, to 1.0, the nearest."""

    depth: float
    line: tuple[Point, ...]
    trees: tuple[tuple[Point, ...], ...]

    @property
    def top(self) -> float:
        return min(y for _, y in self.line)

    @property
    def foot(self) -> float:
        return max(y for _, y in self.line)


def ridges(width: int, height: int, chance: Random) -> tuple[Ridge, ...]:
    """Return four to six ridges, the farthest first."""
    count = chance.choice((5, 5, 6, 6, 4))
    first, last = chance.uniform(0.46, 0.54), chance.uniform(0.86, 0.92)
    result = []
    for number in range(count):
        depth = number / (count - 1)
        base = height * (first + (last - first) * depth**0.9)
        swing = height * (0.085 - 0.04 * depth) * chance.uniform(0.75, 1.25)
        line = _line(width, base, swing, depth, chance)
        trees = tuple(_trees(width, height, line, depth, chance)) if depth > 0.15 else ()
        result.append(Ridge(depth=depth, line=line, trees=trees))
    return tuple(result)


def bird(x: float, y: float, size: float, lift: float) -> tuple[Point, ...]:
    """Two bent wings as one thin shape."""
    thin = size * 0.16
    return (
        (x - size, y - size * lift),
        (x - size * 0.45, y - size * (lift + 0.12)),
        (x, y),
        (x + size * 0.45, y - size * (lift + 0.12)),
        (x + size, y - size * lift),
        (x + size * 0.45, y - size * lift + thin * 0.4),
        (x, y + thin),
        (x - size * 0.45, y - size * lift + thin * 0.4),
    )


def _line(width: int, base: float, swing: float, depth: float, chance: Random) -> tuple[Point, ...]:
    """A few long waves and, on them, ever smaller ones."""
    waves = [
        (chance.uniform(0.7, 1.3) * 2**octave, chance.uniform(0, math.tau), 0.5**octave)
        for octave in range(5)
    ]
    rough = 1.0 - 0.55 * depth
    points = []
    for x in range(-_STEP, width + 2 * _STEP, _STEP):
        along = x / width
        wave = sum(
            math.sin(along * speed * 4.2 + phase) * size * (rough if size < 0.3 else 1.0)
            for speed, phase, size in waves
        )
        points.append((float(x), base - swing * wave))
    return tuple(points)


def _trees(
    width: int, height: int, line: Sequence[Point], depth: float, chance: Random
) -> Iterator[tuple[Point, ...]]:
    """Groups of conifers on the ridge and a little down its slope."""
    tall = height * (0.018 + 0.075 * depth**1.6)
    for _ in range(chance.randint(5, 8)):
        middle = chance.uniform(0, width)
        for _ in range(chance.randint(2, 7)):
            x = chance.gauss(middle, tall * 1.5)
            at = min(max(round(x / _STEP) + 1, 0), len(line) - 1)
            slope = abs(chance.gauss(0, 0.22)) * tall
            yield tuple(_conifer(x, line[at][1] + slope, tall * chance.uniform(0.55, 1.15)))


def _conifer(x: float, foot: float, tall: float) -> Iterator[Point]:
    """Three tiers of branches, mirrored."""
    half = tall * 0.2
    right = [(0.0, 1.0), (0.5, 0.62), (0.28, 0.6), (0.78, 0.32), (0.45, 0.3), (1.0, 0.0)]
    for out, up in right:
        yield x + half * out, foot - tall * up
    for out, up in reversed(right[1:]):
        yield x - half * out, foot - tall * up
