"""Colour moods for practice pictures: chosen by prompt and seed, or taken from a reference."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from random import Random

from PIL import Image

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """``far`` and ``near`` are the colours of the first and the last ridge."""

    sky: Colour
    horizon: Colour
    sun: Colour
    far: Colour
    near: Colour
    is_night: bool = False

    def turned(self, degrees: float, colourfulness: float) -> Palette:
        """Return the mood with every hue turned and its saturation scaled."""
        return Palette(
            sky=_turned(self.sky, degrees, colourfulness),
            horizon=_turned(self.horizon, degrees, colourfulness),
            sun=_turned(self.sun, degrees, colourfulness),
            far=_turned(self.far, degrees, colourfulness),
            near=_turned(self.near, degrees, colourfulness),
            is_night=self.is_night,
        )


def _hex(text: str) -> Colour:
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


def _mood(colours: str, *, is_night: bool = False) -> Palette:
    sky, horizon, sun, far, near = (_hex(text) for text in colours.split())
    return Palette(sky=sky, horizon=horizon, sun=sun, far=far, near=near, is_night=is_night)


_MOODS = {
    "dusk": _mood("f08f63 fde9b6 fff4dc d98a80 3b2549"),
    "night": _mood("17163a 5b4f9c f4f0ff 544a8c 0f0e24", is_night=True),
    "teal": _mood("10343c 4aa097 fbf2c4 3f857f 08242b", is_night=True),
    "rose": _mood("f0a9a8 ffeadf fffaf2 d79aa6 4b2c50"),
    "gold": _mood("ee9d3a fde7a4 fff8d8 dc9146 451f20"),
    "frost": _mood("8fb0d4 f4f6f8 ffffff b4c1d8 293a57"),
    "sage": _mood("a9c6b4 f8f1da fffbe8 a4b79a 1e352d"),
    "ember": _mood("3a1a45 f58a55 ffe2a6 95405c 190b20", is_night=True),
    "graphite": _mood("b9b9bc f3f2ef ffffff c2c2c4 1f1f22"),
    "riso": _mood("f5c64a fdf0cf ff6f61 ef7d6c 23418f"),
    "clay": _mood("cdbfae f6eee2 fffaf0 c9b7a3 5a4a42"),
    "gouache": _mood("f2b5a7 fbe3cf fffdf4 cf8f9a 53355c"),
}
_WORDS = {
    "night": ("night", "moon", "stars", "midnight", "nacht"),
    "teal": ("sea", "harbour", "harbor", "ocean", "lake", "teal", "water"),
    "frost": ("snow", "winter", "frost", "ice", "cold", "ink", "paper"),
    "gold": ("autumn", "gold", "golden", "desert", "sunset", "amber"),
    "rose": ("spring", "rose", "pink", "blossom", "pastel"),
    "sage": ("forest", "green", "moss", "meadow", "garden", "summer"),
    "ember": ("fire", "ember", "storm", "volcano", "neon", "city"),
    "dusk": ("dusk", "evening", "valley", "warm", "sun"),
}


def mood(name: str) -> Palette:
    return _MOODS[name]


def choose_palette(prompt: str, chance: Random) -> Palette:
    """Return the mood the prompt's words speak of, or one by chance; no two quite the same."""
    words = {word.strip(".,;:!?@()\"'").lower() for word in prompt.split()}
    drawn = chance.choice(sorted(_WORDS))
    named = next((mood for mood, keys in _WORDS.items() if words.intersection(keys)), drawn)
    return _MOODS[named].turned(chance.uniform(-14, 14), chance.uniform(0.9, 1.1))


def palette_of(picture: Image.Image) -> Palette:
    """Return a mood of the picture's own colours, from its lightest to its darkest."""
    small = picture.convert("RGB").resize((48, 48), Image.Resampling.BOX)
    few = small.quantize(8, Image.Quantize.MEDIANCUT).convert("RGB")
    counted = few.getcolors(48 * 48) or []
    colours = sorted((_colour(value) for _, value in counted), key=lightness)
    dark, middle, light = colours[0], colours[len(colours) // 2], colours[-1]
    upper = colours[len(colours) * 3 // 4]
    return Palette(
        sky=mix(upper, middle, 0.5),
        horizon=mix(light, (255, 250, 240), 0.25),
        sun=mix(light, (255, 255, 250), 0.75),
        far=mix(middle, light, 0.25),
        near=mix(dark, (12, 10, 20), 0.45),
        is_night=lightness(middle) < 60,
    )


def blend(one: Palette, other: Palette, share: float) -> Palette:
    """Return ``one`` with ``share`` of ``other`` in it, 0.0-1.0."""
    return Palette(
        sky=mix(one.sky, other.sky, share),
        horizon=mix(one.horizon, other.horizon, share),
        sun=mix(one.sun, other.sun, share),
        far=mix(one.far, other.far, share),
        near=mix(one.near, other.near, share),
        is_night=other.is_night if share > 0.5 else one.is_night,
    )


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return ``one`` with ``share`` of ``other`` in it, 0.0-1.0."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def lightness(colour: Colour) -> float:
    """Return how light a colour looks, 0-255."""
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


def _turned(colour: Colour, degrees: float, colourfulness: float) -> Colour:
    hue, saturation, value = colorsys.rgb_to_hsv(*(part / 255 for part in colour))
    turned = colorsys.hsv_to_rgb(
        (hue + degrees / 360) % 1.0, min(1.0, saturation * colourfulness), value
    )
    red, green, blue = (round(part * 255) for part in turned)
    return red, green, blue


def _colour(value: object) -> Colour:
    if not isinstance(value, tuple):
        raise TypeError(f"{value!r} is no RGB colour")
    return int(value[0]), int(value[1]), int(value[2])
