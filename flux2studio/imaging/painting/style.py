"""What LoRAs do to a practice picture: each has a mood of its own and a kind of line."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from flux2studio.imaging.painting.palette import Palette, blend, mood


class Line(StrEnum):
    INK = "ink"  # dark lines along the ridges
    RIM = "rim"  # light lines along the ridges
    CONTOURS = "contours"  # lines that follow the ridges down the slopes
    RINGS = "rings"  # halos around the sun


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How strongly each kind of line is drawn, 0.0-1.0, and the colours they go with."""

    palette: Palette
    ink: float = 0.0
    rim: float = 0.0
    contours: float = 0.0
    rings: float = 0.0


# What a name promises it also gets; any other name draws a mood and a line of its own.
_SPOKEN = {
    "ink": ("graphite", Line.INK),
    "sketch": ("graphite", Line.CONTOURS),
    "riso": ("riso", Line.RIM),
    "clay": ("clay", Line.RIM),
    "gouache": ("gouache", Line.RINGS),
    "dusk": ("dusk", Line.RINGS),
    "night": ("night", Line.RINGS),
    "teal": ("teal", Line.RINGS),
    "frost": ("frost", Line.CONTOURS),
}
_DRAWN = ("graphite", "riso", "clay", "gouache", "ember", "teal", "frost", "sage", "gold", "night")


def style_of(palette: Palette, loras: Iterable[tuple[str, float]]) -> Style:
    """Add up what each LoRA (source, scale) does to ``palette``; a scale of 0 does nothing."""
    style = Style(palette=palette)
    for source, scale in loras:
        if scale > 0:
            style = _with_lora(style, source, 1 - math.exp(-1.3 * scale))
    return style


def _with_lora(style: Style, source: str, weight: float) -> Style:
    chance = Random(hashlib.sha256(source.encode(errors="replace")).hexdigest())
    name, line = chance.choice(_DRAWN), chance.choice(sorted(Line))
    name, line = next(
        (spoken for word, spoken in _SPOKEN.items() if word in source.lower()), (name, line)
    )
    own = mood(name).turned(chance.uniform(-18, 18), chance.uniform(0.9, 1.1))
    changed = replace(style, palette=blend(style.palette, own, weight))
    match line:
        case Line.INK:
            return replace(changed, ink=max(style.ink, weight))
        case Line.RIM:
            return replace(changed, rim=max(style.rim, weight))
        case Line.CONTOURS:
            return replace(changed, contours=max(style.contours, weight))
        case Line.RINGS:
            return replace(changed, rings=max(style.rings, weight))
