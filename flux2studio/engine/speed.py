"""What acceleration keeps of a loaded model from picture to picture."""

from __future__ import annotations

from dataclasses import dataclass, field

from diffusers.models.attention_dispatch import AttentionBackendName

from flux2studio.engine.compiling import Compiler
from flux2studio.engine.decoding import Decoders


@dataclass(slots=True, eq=False)
class Speed:
    """One for each loaded model. ``ways`` of attention, by whether they may be approximate."""

    compiler: Compiler = field(default_factory=Compiler)
    decoders: Decoders = field(default_factory=Decoders)
    ways: dict[bool, AttentionBackendName | None] = field(default_factory=dict)
    has_layout: bool = False
