"""What can be read of a LoRA somewhere, and how it enters the artist's record without harm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from flux2studio.core.lora import Lora, LoraPlace

# These are told by the file itself, so what a file says now replaces what it said before.
_IDENTITY = frozenset({"size", "sha256", "autov3", "base", "layout", "rank"})
_LISTS = frozenset({"trigger_words", "optional_words", "tags", "collections"})


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

    The identity follows the file; anything else is only filled in where it was empty. Places are
    added. The preview is for whoever keeps pictures.
    """
    usual = Lora(source=lora.source, name="")
    changes: dict[str, Any] = {}
    for field in fields(Lora):
        said = getattr(facts, field.name, None)
        if not said and said is not False and said != 0.0:
            continue
        if said is None or field.name in lora.own or field.name in {"places", "preview"}:
            continue
        is_empty = getattr(lora, field.name) == getattr(usual, field.name)
        if (is_empty or field.name in _IDENTITY) and said != getattr(usual, field.name):
            changes[field.name] = said
    own = {*lora.own, *(name for name in facts.from_artist if name in changes)}
    places = tuple(dict.fromkeys((*lora.places, *facts.places)))
    return replace(lora, **changes, places=places, own=tuple(sorted(own)))


def edited(lora: Lora, **changes: Any) -> Lora:
    """Return ``lora`` as the artist changed it; from now on these fields are the artist's own."""
    clean: dict[str, Any] = {
        name: _clean(value) if name in _LISTS else value for name, value in changes.items()
    }
    changed = {name for name, value in clean.items() if getattr(lora, name) != value}
    return replace(lora, **clean, own=tuple(sorted({*lora.own, *changed})))


def united(mine: Lora, other: Lora) -> Lora:
    """Return ``mine`` with what another record of the same LoRA adds, of a backup for example.

    Where both have words of the artist, mine stay; lists are joined.
    """
    usual = Lora(source=mine.source, name="")
    changes: dict[str, Any] = {}
    for field in fields(Lora):
        name, here, there = field.name, getattr(mine, field.name), getattr(other, field.name)
        if name in {"id", "source", "added_at", "missing", "own"} or here == there:
            continue
        if name in _LISTS or name == "places":
            changes[name] = tuple(dict.fromkeys((*here, *there)))
        elif here == getattr(usual, name) or (name in other.own and name not in mine.own):
            changes[name] = there
    own = tuple(sorted({*mine.own, *(name for name in other.own if name in changes)}))
    return replace(mine, **changes, own=own, added_at=min(mine.added_at, other.added_at))


def _clean(words: Iterable[str]) -> tuple[str, ...]:
    """No word twice, none empty."""
    return tuple(dict.fromkeys(word for word in (raw.strip() for raw in words) if word))
