"""``<name>.metadata.json`` of ComfyUI Lora Manager.

https://github.com/willmiao/ComfyUI-Lora-Manager keeps there what Civitai said (``civitai``, a
model version) and what its user added: notes, usage tips, a heart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from flux2studio.core.civitai_facts import section, version_facts
from flux2studio.core.foreign_words import TAGS_MAX, from_html, line, number, phrases, scale, text
from flux2studio.core.lora_base_names import base_named
from flux2studio.core.lora_facts import LoraFacts

_ORIGIN = "ComfyUI Lora Manager"
_TIPS_MAX = 100_000  # letters
_TYPED = frozenset({"notes", "favourite", "rating", "default_scale", "scale_low", "scale_high"})


def lora_manager_facts(said: object) -> LoraFacts:
    """Read the file; never raises."""
    said = section(said)
    site = version_facts(said.get("civitai"), _ORIGIN)
    tips = _tips(said.get("usage_tips"))
    low, high = _range(tips)
    rating = number(said.get("rating"), 0, 5) or 0.0
    return replace(
        site,
        name=line(said.get("model_name")) or site.name,
        base=base_named(said.get("base_model")) or site.base,
        default_scale=scale(tips.get("strength")),
        scale_low=low,
        scale_high=high,
        description=from_html(said.get("modelDescription")) or site.description,
        rating=round(rating),
        favourite=said.get("favorite") is True,
        tags=phrases(said.get("tags"), TAGS_MAX) or site.tags,
        notes=text(said.get("notes")),
        from_artist=_TYPED,
    )


def _tips(value: object) -> Mapping[str, object]:
    """The tips are an object in a text."""
    if not isinstance(value, str) or len(value) > _TIPS_MAX:
        return section(value)
    try:
        return section(json.loads(value))
    except (ValueError, RecursionError):
        return {}


def _range(tips: Mapping[str, object]) -> tuple[float | None, float | None]:
    low, high = scale(tips.get("strength_min")), scale(tips.get("strength_max"))
    both = tips.get("strength_range")
    if low is None and high is None and isinstance(both, str):
        first, _, last = both[:40].replace("–", "-").partition("-")
        low, high = scale(first), scale(last)
    if low is not None and high is not None and low > high:
        return None, None
    return low, high
