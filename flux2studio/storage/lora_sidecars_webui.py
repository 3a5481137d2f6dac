"""``<name>.json`` of Stable Diffusion web UI (AUTOMATIC1111, Forge): what its user typed."""

from __future__ import annotations

from flux2studio.core.civitai_facts import section
from flux2studio.core.foreign_words import number, phrases, scale, text
from flux2studio.core.lora_base_names import base_named
from flux2studio.core.lora_facts import LoraFacts

_ORIGIN = "Stable Diffusion web UI"
# Any tool may keep some JSON under this name; these keys are this one's alone.
_KEYS = frozenset({"activation text", "preferred weight", "sd version", "negative text"})
_TYPED = frozenset({"trigger_words", "default_scale", "description", "notes", "rating"})


def webui_facts(said: object) -> LoraFacts:
    """Read the file; never raises. Without its own keys it is another tool's and says nothing."""
    said = section(said)
    if not _KEYS & said.keys():
        return LoraFacts(origin=_ORIGIN)
    return LoraFacts(
        origin=_ORIGIN,
        base=base_named(said.get("sd version")),
        trigger_words=phrases(said.get("activation text")),
        default_scale=scale(said.get("preferred weight")) or None,  # 0: none is preferred
        description=text(said.get("description")),
        notes=text(said.get("notes")),
        rating=round(number(said.get("rating"), 0, 5) or 0.0),
        from_artist=_TYPED,
    )
