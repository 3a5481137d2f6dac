"""Telling whether a file that the artist points at is the LoRA of a card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.core.phrase import phrase
from flux2studio.storage.lora_facts import read_facts
from flux2studio.storage.lora_identity import read_identity

SURE = "sure"  # the field of an error that is a question


def read_whole(path: Path, check: Callable[[], None]) -> LoraFacts:
    """Return what the file itself says, with its hashes. Raises LoraError; reads all of it."""
    header = read_facts(path, beside=(), pictures=False)[0]
    identity = read_identity(path, check)
    return replace(header, sha256=identity.sha256, autov3=identity.autov3)


def check_is_same(lora: Lora, facts: LoraFacts, name: str, *, sure: bool) -> None:
    """Raise LoraError when the file ``name`` is another LoRA than that of the card.

    One that may be a newer version of it is a question (``field`` is SURE), unless the artist
    is ``sure``.
    """
    if lora.base and facts.base and lora.base != facts.base:
        raise LoraError(
            phrase(
                "“{name}” is another LoRA: it is made for {base}, “{lora}” for {base_2}.",
                name=name,
                base=facts.base,
                lora=lora.name,
                base_2=lora.base,
            ),
            hint="Choose another file, or add it as a LoRA of its own.",
            field="loras",
        )
    if _has_same_weights(lora, facts) or sure:
        return
    raise LoraError(
        phrase(
            "“{name}” holds other weights than the file that “{lora}” had.",
            name=name,
            lora=lora.name,
        ),
        hint="Take it if it is a newer version of the same LoRA.",
        field=SURE,
    )


def _has_same_weights(lora: Lora, facts: LoraFacts) -> bool:
    """A card that was never hashed is compared by what it knows: all of it must fit."""
    if lora.autov3:
        return lora.autov3 == facts.autov3
    if lora.sha256:
        return lora.sha256 == facts.sha256
    return bool(lora.size) and lora.size == facts.size and lora.rank in {0, facts.rank}
