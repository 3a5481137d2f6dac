"""``custom_lora.json`` of Draw Things: one list for all LoRAs of a folder.

https://github.com/drawthingsai/draw-things-community (LoRAZoo). The app converts what it imports,
so an entry is found by the name of the file without what the conversion puts behind it.
"""

from __future__ import annotations

import re

from flux2studio.core.civitai_facts import section
from flux2studio.core.foreign_words import line, phrases, scale, text
from flux2studio.core.lora_base_names import base_named
from flux2studio.core.lora_facts import LoraFacts

_ORIGIN = "Draw Things"
_CONVERTED = re.compile(r"(?:_lora)?(?:_f16|_f32|_q[468]p?)?(?:\.ckpt|\.safetensors)?$")
_ENTRIES_MAX = 20_000
_USUAL_RANGE = (-1.5, 2.5)  # what the app writes when nobody chose one
_TYPED = frozenset({"name", "trigger_words", "default_scale", "scale_low", "scale_high", "notes"})


def draw_things_facts(said: object, stem: str) -> LoraFacts:
    """Read the entry of the file called ``stem`` without its ending; never raises."""
    entries = said if isinstance(said, list) else []
    wanted = _plain(stem)
    for entry in map(section, entries[:_ENTRIES_MAX]):
        if wanted and _plain(line(entry.get("file"))) == wanted:
            break
    else:
        return LoraFacts(origin=_ORIGIN)
    weight = section(entry.get("weight"))
    low, high = scale(weight.get("lower_bound")), scale(weight.get("upper_bound"))
    has_range = low is not None and high is not None and low < high
    if not has_range or (low, high) == _USUAL_RANGE:
        low = high = None
    return LoraFacts(
        origin=_ORIGIN,
        name=line(entry.get("name")),
        base=base_named(entry.get("version")),
        trigger_words=phrases(entry.get("prefix")),
        default_scale=scale(weight.get("value")),
        scale_low=low,
        scale_high=high,
        notes=text(entry.get("note")),
        from_artist=_TYPED,
    )


def _plain(name: str) -> str:
    name = re.sub(r"[^\w.]+", "_", name.lower())
    return _CONVERTED.sub("", name)
