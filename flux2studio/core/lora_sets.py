"""What a set of LoRAs stands for today, wherever its files have gone since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora, LoraIdentity, LoraSet
from flux2studio.core.lora_aliases import by_source
from flux2studio.core.lora_fields import SCALE_MAX, checked
from flux2studio.core.phrase import phrase
from flux2studio.core.request import LoraUse

MEMBERS_MAX = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMember:
    """One LoRA of a set. ``use`` has the source as it is now; ``lora`` None: there is no card."""

    use: LoraUse
    lora: Lora | None

    @property
    def missing(self) -> bool:
        return self.lora is None or self.lora.missing


def members(lora_set: LoraSet, loras: Iterable[Lora]) -> tuple[SetMember, ...]:
    """Find the LoRAs of a set in the library, by source, or by hash when they have moved."""
    cards = list(loras)
    named = by_source(cards)
    hashed = {key: lora for lora in cards for key in (lora.sha256, lora.autov3) if key}
    known = {identity.source: identity for identity in lora_set.identities}
    found = []
    for use in lora_set.loras:
        lora, identity = named.get(use.source), known.get(use.source)
        if lora is None and identity is not None:
            lora = hashed.get(identity.autov3) or hashed.get(identity.sha256)
        found.append(SetMember(use=_as_now(use, lora), lora=lora))
    return tuple(found)


def checked_set(lora_set: LoraSet, loras: Iterable[Lora]) -> LoraSet:
    """Return ``lora_set`` as it is kept: clean words, and who its LoRAs are.

    Raises LoraError when it has no name, no LoRAs or a scale that is none.
    """
    name = checked("name", lora_set.name)
    uses = {use.source: use for use in lora_set.loras}
    if not uses:
        raise LoraError("A set needs a LoRA.", hint="Put one in the request first.", field="loras")
    if len(uses) > MEMBERS_MAX:
        raise LoraError(
            phrase(
                "A set holds up to {members_max} LoRAs; these are {uses}.",
                members_max=MEMBERS_MAX,
                uses=len(uses),
            ),
            field="loras",
        )
    if any(not 0 <= use.scale <= SCALE_MAX for use in uses.values()):
        raise LoraError(
            phrase("A scale must be between 0 and {scale_max:g}.", scale_max=SCALE_MAX),
            field="loras",
        )
    known = {identity.source: identity for identity in lora_set.identities}
    cards = by_source(loras)
    for source in uses:
        if (lora := cards.get(source)) and (lora.sha256 or lora.autov3):
            known[source] = LoraIdentity(source=source, sha256=lora.sha256, autov3=lora.autov3)
    return replace(
        lora_set,
        name=name,
        notes=checked("notes", lora_set.notes),
        loras=tuple(uses.values()),
        identities=tuple(known[source] for source in uses if source in known),
    )


def _as_now(use: LoraUse, lora: Lora | None) -> LoraUse:
    if lora is None:
        return use
    return replace(use, source=lora.source, name=lora.name, size=lora.size or use.size)
