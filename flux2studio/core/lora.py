"""A LoRA as the artist's library knows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

from flux2studio.core.generation import Recipe
from flux2studio.core.request import LoraKind, LoraUse, lora_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraProof:
    """What a LoRA was seen to do in the last picture made with it on this computer.

    Of the ``total`` layers that its file changes, ``matched`` are in the model with the id
    ``model``; ``strength`` is the size of the change over that of the weights, at ``scale``.
    """

    model: str
    made_at: datetime
    matched: int
    total: int
    strength: float
    scale: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lora:
    """The artist's record of one LoRA; it outlives the file it was made from.

    ``size`` is in bytes, 0 when unknown. ``base`` names the model it was made for ("FLUX.2 dev",
    "FLUX.2 klein 4B", "FLUX.2 klein 9B", "other"), empty when unknown. ``proof``: None until it
    was used on this computer.
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
    proof: LoraProof | None = None

    @property
    def kind(self) -> LoraKind:
        return lora_kind(self.source)

    def use(self) -> LoraUse:
        """Return this LoRA ready to be put in a request, at its default scale."""
        return LoraUse(source=self.source, name=self.name, scale=self.default_scale, size=self.size)


def proofs(recipe: Recipe) -> dict[str, LoraProof]:
    """What each LoRA of a picture made on this computer did, by its source."""
    if recipe.local is None:
        return {}
    loras, effects = recipe.request.active_loras, recipe.local.loras
    if len(loras) != len(effects):  # a recipe of another version: no guess which is which
        return {}
    return {
        lora.source: LoraProof(
            model=recipe.request.model,
            made_at=recipe.created_at,
            matched=effect.matched,
            total=effect.total,
            strength=effect.strength,
            scale=effect.scale,
        )
        for lora, effect in zip(loras, effects, strict=True)
        if effect.scale  # at 0 it is not asked to do anything
    }
