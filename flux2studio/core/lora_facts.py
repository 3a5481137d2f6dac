"""What can be read of a LoRA somewhere, and how it enters the artist's record without harm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora, LoraPlace
from flux2studio.core.lora_fields import (
    FIELDS,
    SCALES,
    check_scales,
    checked,
    has_scales_in_order,
)

# These are told by the file itself, so what a file says now replaces what it said before.
_IDENTITY = frozenset({"size", "sha256", "autov3", "base", "layout", "rank"})
_NOT_SAID = frozenset({"places", "preview"})  # places are added, a preview is kept elsewhere
_USUAL = Lora(source="", name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraFacts:
    """What one origin says: a header, a sidecar of another tool, a site. Empty: it does not say.

    The names are those of ``Lora``. ``preview`` is an encoded picture, not trusted yet.
    ``from_artist``: the artist wrote it in another tool, so it counts as the artist's own words.
    """

    origin: str
    name: str = ""
    size: int = 0
    sha256: str = ""
    autov3: str = ""
    base: str = ""
    layout: str = ""
    rank: int = 0
    trigger_words: tuple[str, ...] = ()
    optional_words: tuple[str, ...] = ()
    default_scale: float | None = None
    scale_low: float | None = None
    scale_high: float | None = None
    edits: bool | None = None
    references: int = 0
    template: str = ""
    licence: str = ""
    commercial: bool | None = None
    credit: str = ""
    page: str = ""
    description: str = ""
    rating: int = 0
    favourite: bool = False
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    notes: str = ""
    places: tuple[LoraPlace, ...] = ()
    preview: bytes = b""
    from_artist: frozenset[str] = frozenset()


def merged(lora: Lora, facts: LoraFacts) -> Lora:
    """Return ``lora`` with what ``facts`` add. What the artist wrote stays as it is.

    The identity follows the file; anything else is only filled in where it was empty, or where
    facts stood and the artist wrote something in another tool. Values that no card may have are
    left out. Places are added. The preview is for whoever keeps pictures.
    """
    changes: dict[str, Any] = {}
    for name in _FACTS:
        said = getattr(facts, name)
        if _says(name, said) and _gives_way(lora, name, facts):
            changes |= _fitting(name, said)
    if _is_outside(replace(lora, **changes)) and facts.default_scale is not None:
        changes |= _fitting("default_scale", facts.default_scale)
    own = {*lora.own, *(name for name in facts.from_artist if name in changes)}
    places = tuple(dict.fromkeys((*lora.places, *facts.places)))
    return settled(lora, replace(lora, **changes, places=places, own=tuple(sorted(own))))


def merged_all(lora: Lora, facts: Iterable[LoraFacts]) -> Lora:
    """Return ``lora`` with what several origins add, the first of them first."""
    for each in facts:
        lora = merged(lora, each)
    return lora


def without_own(lora: Lora, name: str, facts: Iterable[LoraFacts]) -> Lora:
    """Return ``lora`` with the field ``name`` as ``facts`` say, and empty where they do not.

    It is the artist's own no more. Raises TypeError for a field that never is.
    """
    if name not in FIELDS:
        raise TypeError(f"{name} of a LoRA is not for editing")
    own = tuple(known for known in lora.own if known != name)
    bare = replace(lora, **{name: getattr(_USUAL, name)}, own=own)
    told = getattr(merged_all(bare, facts), name)
    if name == "name" and not told:  # a card needs one
        told = lora.name
    return settled(lora, replace(bare, **{name: told}))


def edited(lora: Lora, **changes: Any) -> Lora:
    """Return ``lora`` as the artist changed it; from now on these fields are the artist's own.

    Raises LoraError, with the field, for what does not fit.
    """
    clean = {name: checked(name, value) for name, value in changes.items()}
    changed = {name for name, value in clean.items() if getattr(lora, name) != value}
    after = replace(lora, **clean, own=tuple(sorted({*lora.own, *changed})))
    if changed & set(SCALES):
        check_scales(after)
    return after


def settled(before: Lora, after: Lora) -> Lora:
    """Return ``after`` with its default scale within its range, else with the scales of ``before``.

    The artist's own scale is not moved for what somebody else says of the range.
    """
    if has_scales_in_order(after) or not has_scales_in_order(before):
        return after
    if "default_scale" not in after.own:
        low = 0.0 if after.scale_low is None else after.scale_low
        high = after.default_scale if after.scale_high is None else after.scale_high
        moved = replace(after, default_scale=max(low, min(after.default_scale, high)))
        if has_scales_in_order(moved):
            return moved
    own = [name for name in after.own if name not in SCALES or name in before.own]
    scales = {name: getattr(before, name) for name in SCALES}
    return replace(after, **scales, own=tuple(own))


def _is_outside(lora: Lora) -> bool:
    """Whether its scale, which is not the artist's, lies outside of its range."""
    return "default_scale" not in lora.own and not has_scales_in_order(lora)


def _says(name: str, said: object) -> bool:
    """Whether an origin says anything here that a new card would not say by itself."""
    return said is not None and said != getattr(_USUAL, name)


def _gives_way(lora: Lora, name: str, facts: LoraFacts) -> bool:
    """Whether what the card has there may be replaced."""
    if name in lora.own:
        return False
    is_empty = getattr(lora, name) == getattr(_USUAL, name)
    return is_empty or name in _IDENTITY or name in facts.from_artist


def _fitting(name: str, said: object) -> dict[str, Any]:
    if name not in FIELDS:
        return {name: said}
    try:
        return {name: checked(name, said)}
    except LoraError:
        return {}


_FACTS = tuple(
    field.name
    for field in fields(LoraFacts)
    if field.name in {known.name for known in fields(Lora)} and field.name not in _NOT_SAID
)
