"""Compose a practice picture: sky, sun, ridges, trees and mist, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from PIL import Image

from flux2studio.imaging.painting import brush
from flux2studio.imaging.painting.marks import pin, sign
from flux2studio.imaging.painting.palette import choose_palette, mix, palette_of
from flux2studio.imaging.painting.shapes import Point, Ridge, bird, ridges
from flux2studio.imaging.painting.style import Style, style_of

_GRAIN_ROWS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that decides a picture; ``loras`` are sources with their scales."""

    width: int
    height: int
    seed: int
    prompt: str = ""
    loras: tuple[tuple[str, float], ...] = ()
    references: tuple[Image.Image, ...] = ()


def paint(scene: Scene) -> Iterator[Image.Image]:
    """Yield the growing picture after each short piece of work; the last one is the whole."""
    chance = Random(f"{scene.seed} {scene.prompt}")
    palette = choose_palette(scene.prompt, chance)
    if scene.references:
        palette = palette_of(scene.references[0])
    yield from _Painter(scene, style_of(palette, scene.loras), chance).paint()


class _Painter:
    def __init__(self, scene: Scene, style: Style, chance: Random) -> None:
        self._scene = scene
        self._palette = style.palette
        self._style = style
        self._chance = chance
        self._width, self._height = scene.width, scene.height
        self._sun: Point = (
            self._width * chance.uniform(0.3, 0.72),
            self._height * chance.uniform(0.2, 0.36),
        )
        self._canvas = Image.new("RGB", (self._width, self._height))

    def paint(self) -> Iterator[Image.Image]:
        for piece in (self._sky(), self._light(), self._hills(), self._finish()):
            for _ in piece:
                yield self._canvas

    def _sky(self) -> Iterator[None]:
        palette = self._palette
        middle = mix(palette.sky, palette.horizon, 0.55)
        stops = [
            (0.0, palette.sky),
            (0.34, middle),
            (0.62, palette.horizon),
            (1.0, palette.horizon),
        ]
        self._canvas.paste(brush.gradient(self._canvas.size, stops))
        yield
        if self._scene.references:
            soft = brush.soften(self._scene.references[0], self._canvas.size)
            yield
            self._canvas.paste(soft, None, Image.new("L", self._canvas.size, 120))
            yield
        if palette.is_night:
            self._stars()
            yield

    def _stars(self) -> None:
        chance = self._chance
        for _ in range(90):
            x, y = chance.uniform(0, self._width), chance.uniform(0, self._height * 0.5) ** 1.0
            size = self._height / 768 * chance.uniform(0.6, 1.7)
            brush.disc(self._canvas, (x, y), size, (255, 255, 250), chance.uniform(0.15, 0.8))

    def _light(self) -> Iterator[None]:
        palette, height = self._palette, self._height
        brush.glow(self._canvas, self._sun, height * 0.85, palette.horizon, 0.75, 1.8)
        yield
        brush.glow(self._canvas, self._sun, height * 0.42, palette.sun, 0.85, 1.7)
        yield
        if self._style.rings:
            for number in range(6, 0, -1):
                radius = height * (0.075 + 0.062 * number)
                brush.disc(self._canvas, self._sun, radius, palette.sun, 0.17 * self._style.rings)
                yield
        brush.disc(self._canvas, self._sun, height * 0.075, palette.sun, 0.96)
        yield
        for _ in range(4):
            top = height * self._chance.uniform(0.08, 0.42)
            tall = height * self._chance.uniform(0.04, 0.1)
            light = mix(palette.horizon, palette.sun, 0.5)
            brush.mist(self._canvas, top, tall, light, 0.5, self._chance, torn=True)
            yield
        self._birds()
        yield

    def _birds(self) -> None:
        if self._palette.is_night:
            return
        chance, near = self._chance, self._palette.near
        x, y = self._width * chance.uniform(0.15, 0.85), self._height * chance.uniform(0.2, 0.36)
        for _ in range(chance.randint(3, 6)):
            size = self._height * chance.uniform(0.006, 0.012)
            place = (
                x + chance.gauss(0, self._height * 0.06),
                y + chance.gauss(0, self._height * 0.03),
            )
            shape = bird(*place, size, chance.uniform(0.3, 0.6))
            brush.fill_shapes(self._canvas, [shape], near, 0.75)

    def _hills(self) -> Iterator[None]:
        hills = ridges(self._width, self._height, self._chance)
        for number, ridge in enumerate(hills):
            below = hills[number + 1].foot if number + 1 < len(hills) else self._height
            for _ in self._hill(ridge, below):
                yield
            if number < len(hills) - 1:
                self._mist_before(hills[number + 1])
                yield
            if number == 1:
                glow = self._palette.sun
                brush.glow(self._canvas, self._sun, self._height * 0.7, glow, 0.22, 1.6)
                yield

    def _hill(self, ridge: Ridge, below: float) -> Iterator[None]:
        palette = self._palette
        colour = mix(palette.far, palette.near, ridge.depth**0.85)
        haze = mix(colour, palette.horizon, 0.42 * (1 - ridge.depth))
        top = max(0, int(ridge.top) - 1)
        deep = max(2, self._height - top)
        reach = min(1.0, max(0.2, (below - top) / deep))
        stops = [(0.0, mix(colour, palette.sun, 0.06)), (reach, haze), (1.0, haze)]
        slope = brush.gradient((self._width, deep), stops)
        yield
        foot = [(self._width + 8.0, float(self._height + 4)), (-8.0, float(self._height + 4))]
        brush.fill_shapes(self._canvas, [[*ridge.line, *foot]], slope)
        yield
        for _ in self._lines(ridge):
            yield
        if ridge.trees:
            dark = mix(colour, palette.near, 0.45)
            dark = mix(dark, (0, 0, 0), 0.18)
            brush.fill_shapes(self._canvas, ridge.trees, dark)
            yield

    def _lines(self, ridge: Ridge) -> Iterator[None]:
        style, width = self._style, self._height / 768
        if style.contours:
            tone = mix(self._palette.horizon, self._palette.near, ridge.depth)
            for number in range(1, 6):
                drop = self._height * 0.014 * number
                line = [(x, y + drop * (1 + 0.1 * number)) for x, y in ridge.line]
                lighter = mix(tone, self._palette.sun, 0.6)
                strength = style.contours * (1.0 - 0.12 * number)
                brush.draw_line(self._canvas, line, lighter, 1.5 * width, strength)
                yield
        if style.rim:
            brush.draw_line(self._canvas, ridge.line, self._palette.sun, 3 * width, style.rim)
            yield
        if style.ink:
            ink = mix(self._palette.near, (0, 0, 0), 0.6)
            brush.draw_line(self._canvas, ridge.line, ink, (1 + 1.8 * style.ink) * width, style.ink)
            yield

    def _mist_before(self, ridge: Ridge) -> None:
        palette = self._palette
        light = mix(palette.horizon, palette.far, 0.25 * ridge.depth)
        tall = self._height * (0.17 - 0.05 * ridge.depth)
        strength = 0.5 * (1 - ridge.depth) + 0.1
        brush.mist(self._canvas, ridge.foot - tall * 0.78, tall, light, strength, self._chance)

    def _finish(self) -> Iterator[None]:
        for top in range(0, self._height, _GRAIN_ROWS):
            bottom = min(top + _GRAIN_ROWS, self._height)
            brush.add_grain(self._canvas, top, bottom, self._chance)
            yield
        for number, reference in enumerate(self._scene.references):
            pin(self._canvas, reference, number, self._chance)
            yield
        sign(self._canvas)
        yield
