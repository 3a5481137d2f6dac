"""``<name>.swarm.json`` of SwarmUI: ModelSpec as its user edited it, thumbnail included.

https://github.com/mcmonkeyprojects/SwarmUI
"""

from __future__ import annotations

from dataclasses import replace

from flux2studio.core.civitai_facts import section
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.storage.lora_facts_modelspec import modelspec_facts

_ORIGIN = "SwarmUI"
_TYPED = frozenset({"name", "trigger_words", "default_scale", "tags", "description"})


def swarm_facts(said: object) -> LoraFacts:
    """Read the file; never raises."""
    return replace(modelspec_facts(section(said), _ORIGIN), from_artist=_TYPED)
