"""What a LoRA can be filtered by: each facet with the values that a card has in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from urllib.parse import urlsplit

from flux2studio.core.lora import Lora, PlaceKind
from flux2studio.core.request import LoraKind, lora_kind

_CIVITAI = ("civitai.com", "civitai.red", "civitai.green")


class Facet(StrEnum):
    __hash__ = str.__hash__  # that of an enum is written in Python: ten times slower in a set

    BASE = "base"  # as the card names it, empty when unknown
    RIGHTS = "rights"  # commercial use: "yes", "no", "unknown"
    LICENCE = "licence"
    RATING = "rating"  # "4": four stars or more; "0": none
    COLLECTION = "collection"
    TAG = "tag"
    SOURCE = "source"  # a ``Source``
    STATE = "state"  # a ``State``


class Source(StrEnum):
    __hash__ = str.__hash__

    FILE = "file"
    HUGGING_FACE = "huggingface"
    CIVITAI = "civitai"
    LINK = "link"


class State(StrEnum):
    __hash__ = str.__hash__

    FAVOURITE = "favourite"
    MISSING = "missing"
    AWAY = "away"  # on no disk of this computer
    UPDATE = "update"
    DUPLICATE = "duplicate"
    WRONG = "wrong"  # made for another base than the model now chosen
    EDITS = "edits"
    UNUSED = "unused"


Mark = tuple[Facet, str]
WRONG: frozenset[Mark] = frozenset({(Facet.STATE, State.WRONG)})

_RIGHTS = {True: "yes", False: "no", None: "unknown"}
_STARS: tuple[tuple[Mark, ...], ...] = (
    ((Facet.RATING, "0"),),
    *(tuple((Facet.RATING, str(n)) for n in range(1, stars + 1)) for stars in range(1, 6)),
)
_PLACES = {
    PlaceKind.FILE: Source.FILE,
    PlaceKind.REPOSITORY: Source.HUGGING_FACE,
    PlaceKind.CIVITAI: Source.CIVITAI,
}


def marks(lora: Lora, states: Iterable[State] = ()) -> frozenset[Mark]:
    """Return all that ``lora`` can be filtered by; ``states`` are those a card does not know.

    Made for every card at each start, so it does nothing twice.
    """
    places = sources(lora)
    held: set[Mark] = {
        (Facet.BASE, lora.base),
        (Facet.RIGHTS, _RIGHTS[lora.commercial]),
        *_STARS[lora.rating],
    }
    if lora.licence:
        held.add((Facet.LICENCE, lora.licence))
    held.update((Facet.COLLECTION, name) for name in lora.collections)
    held.update((Facet.TAG, tag) for tag in lora.tags)
    held.update((Facet.SOURCE, source) for source in places)
    held.update((Facet.STATE, state) for state in states)
    held.update((Facet.STATE, state) for state in _own_states(lora, places))
    return frozenset(held)


def is_away(lora: Lora) -> bool:
    """Whether no place of it is a file: a model on this computer would have to fetch it."""
    return Source.FILE not in sources(lora)


def is_wrong(base: str, needed: str) -> bool:
    """Whether a LoRA for ``base`` cannot work with a model that needs ``needed``.

    Either empty: nobody knows, or any will do.
    """
    return bool(base and needed and base != needed)


def sources(lora: Lora) -> frozenset[Source]:
    """Everywhere that a LoRA can be had; most cards have one place only."""
    others = (_PLACES.get(place.kind) or _source(place.address) for place in lora.places)
    return frozenset((_source(lora.source), *others))


def _own_states(lora: Lora, places: frozenset[Source]) -> Iterator[State]:
    """The states that a card tells by itself."""
    if lora.favourite:
        yield State.FAVOURITE
    if lora.missing:
        yield State.MISSING
    if lora.edits:
        yield State.EDITS
    if Source.FILE not in places:
        yield State.AWAY


def _source(source: str) -> Source:
    if source.startswith("/"):  # most are, and a look at each path takes its time
        return Source.FILE
    match lora_kind(source):
        case LoraKind.FILE:
            return Source.FILE
        case LoraKind.REPOSITORY:
            return Source.HUGGING_FACE
    host = _host(source)
    if host == "huggingface.co":
        return Source.HUGGING_FACE
    return Source.CIVITAI if host.endswith(_CIVITAI) else Source.LINK


def _host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""
