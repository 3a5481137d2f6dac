"""Under which sources a LoRA is known: the one in use, and those that recipes still name."""

from __future__ import annotations

from collections.abc import Iterable

from flux2studio.core.lora import Lora, LoraPlace, PlaceKind
from flux2studio.core.request import LoraKind, lora_kind

_KINDS = {LoraKind.REPOSITORY: PlaceKind.REPOSITORY, LoraKind.FILE: PlaceKind.FILE}


def place_of(source: str) -> LoraPlace:
    """Return ``source`` as a place, so that a card which leaves it is still found by it."""
    return LoraPlace(kind=_KINDS.get(lora_kind(source), PlaceKind.URL), address=source)


def sources(lora: Lora) -> tuple[str, ...]:
    """Return the source in use, then the others.

    A place that names a file in a repository is none of them: the repository may hold several.
    """
    others = (place.address for place in lora.places if not place.file)
    return tuple(dict.fromkeys((lora.source, *others)))


def by_source(loras: Iterable[Lora]) -> dict[str, Lora]:
    """Return the cards by all their sources; a source in use comes before an old one."""
    found: dict[str, Lora] = {}
    cards = list(loras)
    for lora in cards:
        found.setdefault(lora.source, lora)
    for lora in cards:
        for source in sources(lora):
            found.setdefault(source, lora)
    return found


def moved_to(lora: Lora, source: str) -> tuple[LoraPlace, ...]:
    """Return the places of ``lora`` once it is used from ``source``; the old one is kept."""
    return tuple(dict.fromkeys((*lora.places, place_of(lora.source), place_of(source))))


def same_weights(loras: Iterable[Lora]) -> list[tuple[Lora, ...]]:
    """Return those that hold the same weights, in groups of two and more.

    The hash of the weights decides, where it is known: it stays when somebody edits a header.
    """
    groups: dict[str, list[Lora]] = {}
    cards = list(loras)
    weights = {lora.sha256: lora.autov3 for lora in cards if lora.sha256 and lora.autov3}
    for lora in cards:
        if key := lora.autov3 or weights.get(lora.sha256, lora.sha256):
            groups.setdefault(key, []).append(lora)
    return [tuple(group) for group in groups.values() if len(group) > 1]
