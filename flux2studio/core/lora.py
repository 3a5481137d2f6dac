"""A LoRA as the artist's library knows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

from flux2studio.core.request import LoraKind, LoraUse, lora_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Lora:
    """The artist's record of one LoRA; it outlives the file it was made from.

    ``size`` is in bytes, 0 when unknown. ``base`` names the model it was made for ("FLUX.2 dev",
    "FLUX.2 klein 4B", "FLUX.2 klein 9B", "other"), empty when unknown.
    """

    source: str
    name: str
    id: str = field(default_factory=lambda: uuid4().hex)
    added_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    default_scale: float = 1.0
    base: str = ""
    trigger_words: tuple[str, ...] = ()
    size: int = 0
    missing: bool = False

    @property
    def kind(self) -> LoraKind:
        return lora_kind(self.source)

    def use(self) -> LoraUse:
        """Return this LoRA ready to be put in a request, at its default scale."""
        return LoraUse(source=self.source, name=self.name, scale=self.default_scale, size=self.size)
