"""Making one record of two that tell of the same LoRA: of a backup and the library, of twins."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from flux2studio.core.lora import Lora
from flux2studio.core.lora_aliases import place_of
from flux2studio.core.lora_facts import settled
from flux2studio.core.lora_fields import FIELDS, LISTS, TEXT_MAX

_ITS_OWN = frozenset({"id", "source", "added_at", "missing", "own", "places"})
_FILE = frozenset({"size", "sha256", "autov3"})
_TEXTS = ("notes", "description")
_NAMES = tuple(field.name for field in fields(Lora) if field.name not in _ITS_OWN)
_USUAL = Lora(source="", name="")


def united(mine: Lora, other: Lora) -> Lora:
    """Return ``mine`` with what another record of the same LoRA adds, of a backup for example.

    The artist's words come before facts; where both records have words of the artist, mine stay
    and lists are joined. The other's source stays known as a place.
    """
    changes: dict[str, Any] = {}
    for name in _NAMES:
        value = _value(name, mine, other)
        if value != getattr(mine, name):
            changes[name] = value
    own = {*mine.own, *(n for n in other.own if _has(n, changes.get(n, _of(mine, n)), other))}
    after = replace(
        mine,
        **changes,
        own=tuple(sorted(own)),
        places=_places(mine, other),
        added_at=min(mine.added_at, other.added_at),
    )
    return settled(mine, after)


def joined(mine: Lora, other: Lora) -> Lora:
    """As ``united``, for two cards of one library: every tag, trigger word and note of both."""
    after = united(mine, other)
    changes: dict[str, Any] = {
        name: tuple(dict.fromkeys((*_of(mine, name), *_of(other, name)))) for name in LISTS
    }
    for name in _TEXTS:
        changes[name] = _with_both(_of(after, name), _of(mine, name), _of(other, name))
    changes["favourite"] = mine.favourite or other.favourite
    return replace(after, **changes, own=tuple(sorted({*after.own, *other.own})))


def _with_both(text: str, *parts: str) -> str:
    """Add those of ``parts`` that ``text`` does not hold, as far as there is room."""
    for part in parts:
        both = f"{text}\n\n{part}" if text else part
        if part not in text and len(both) <= TEXT_MAX:
            text = both
    return text


def added(mine: Lora, after: Lora) -> tuple[str, ...]:
    """Return which fields of ``mine`` changed on the way to ``after``."""
    names = (*_NAMES, "places")
    return tuple(name for name in names if _of(mine, name) != _of(after, name))


def refused(after: Lora, other: Lora) -> tuple[str, ...]:
    """Return in which fields words of the artist in ``other`` did not get into ``after``."""
    mine = (name for name in other.own if name in FIELDS)
    return tuple(name for name in mine if not _has(name, _of(after, name), other))


def _value(name: str, mine: Lora, other: Lora) -> Any:
    here, there = _of(mine, name), _of(other, name)
    is_mine, is_theirs = name in mine.own, name in other.own
    if is_mine != is_theirs:
        return here if is_mine else there
    if name in LISTS:
        return tuple(dict.fromkeys((*here, *there)))
    if is_mine or (name in _FILE and _are_other_files(mine, other)):
        return here
    return there if here == _of(_USUAL, name) else here


def _has(name: str, value: Any, other: Lora) -> bool:
    there = _of(other, name)
    return set(there) <= set(value) if name in LISTS else bool(value == there)


def _are_other_files(mine: Lora, other: Lora) -> bool:
    return bool(mine.sha256 and other.sha256 and mine.sha256 != other.sha256)


def _places(mine: Lora, other: Lora) -> tuple[Any, ...]:
    moved = (place_of(other.source),) if other.source != mine.source else ()
    return tuple(dict.fromkeys((*mine.places, *other.places, *moved)))


def _of(lora: Lora, name: str) -> Any:
    return getattr(lora, name)
