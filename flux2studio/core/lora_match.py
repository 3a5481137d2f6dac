"""Which cards fit what is typed and filtered by, and when an earlier answer can be narrowed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flux2studio.core.lora import Lora
from flux2studio.core.lora_marks import WRONG, Facet, Mark, State, is_wrong
from flux2studio.core.lora_query import Field, Term, parse

Filters = Mapping[Facet, Collection[str]]

_CHEAP = frozenset({Field.IS, Field.RATING, Field.BASE})
_IN_WORDS = frozenset({Field.ANY, Field.TAG, Field.IN, Field.TRIGGER, Field.SOURCE, Field.LICENCE})
_IS: dict[str, Mark] = {  # what may be typed for a mark, beside the names of the states
    "favorite": (Facet.STATE, State.FAVOURITE.value),
    "gone": (Facet.STATE, State.MISSING.value),
    "edit": (Facet.STATE, State.EDITS.value),
    "commercial": (Facet.RIGHTS, "yes"),
    "noncommercial": (Facet.RIGHTS, "no"),
    "unclear": (Facet.RIGHTS, "unknown"),
}


class Entry(NamedTuple):
    """A card made ready: what is searched for words, and what it is filtered by."""

    lora: Lora
    text: str
    marks: frozenset[Mark]
    base: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to show: ``query`` as typed; of a facet any value, of all facets each.

    ``base`` is what the model now chosen needs, empty where any will do.
    """

    query: str = ""
    filters: Filters = field(default_factory=dict)
    base: str = ""


def fitting(entries: Sequence[Entry], wish: Wish) -> Sequence[Entry]:
    """Return those that fit, in the same order. A few milliseconds for 10,000."""
    for facet, values in wish.filters.items():
        if values:
            entries = [entry for entry in entries if holds(entry, facet, values, wish.base)]
    return saying(entries, wish)


def saying(entries: Sequence[Entry], wish: Wish) -> Sequence[Entry]:
    """Return those that fit what is typed; each term looks at what the others left."""
    for term in sorted(parse(wish.query), key=lambda term: term.field not in _CHEAP):
        entries = _with(entries, term, wish.base)
    return entries


def holds(entry: Entry, facet: Facet, values: Collection[str], base: str) -> bool:
    """Whether a card has any of ``values``."""
    held = marks_of(entry, base) if facet is Facet.STATE else entry.marks
    return any((facet, value) in held for value in values)


def marks_of(entry: Entry, base: str) -> frozenset[Mark]:
    """Return all marks of a card, with those that depend on the model now chosen."""
    return entry.marks | WRONG if is_wrong(entry.lora.base, base) else entry.marks


def narrows(wish: Wish, earlier: Wish) -> bool:
    """Whether all that fits ``wish`` fitted ``earlier`` too, as when one types on."""
    if (wish.filters, wish.base) != (earlier.filters, earlier.base):
        return False
    now = parse(wish.query)
    return all(any(_implies(term, before) for term in now) for before in parse(earlier.query))


def _implies(term: Term, before: Term) -> bool:
    if term.negative or term.field not in _IN_WORDS:
        return term == before
    return not before.negative and term.field is before.field and before.text in term.text


def _with(entries: Sequence[Entry], term: Term, base: str) -> list[Entry]:
    """One plain loop for each kind of term: it is run for every letter typed."""
    text, wanted = term.text, not term.negative
    match term.field:
        case Field.ANY:
            return [entry for entry in entries if (text in entry.text) is wanted]
        case Field.BASE:
            return [entry for entry in entries if _is_base(entry, text) is wanted]
        case Field.RATING:
            ratings = frozenset(stars for stars in range(6) if term.compares(stars))
            return [entry for entry in entries if (entry.lora.rating in ratings) is wanted]
        case Field.IS:
            mark = _IS.get(text, (Facet.STATE, text))
            if mark in WRONG:
                return [e for e in entries if is_wrong(e.lora.base, base) is wanted]
            return [entry for entry in entries if (mark in entry.marks) is wanted]
        case Field.SOURCE:
            return [entry for entry in entries if _is_from(entry, text) is wanted]
    # What a field says is in the text of the card too, and that is looked through much faster.
    return [
        entry
        for entry in entries
        if (text in entry.text and text in _field_text(entry.lora, term.field)) is wanted
    ]


def _is_base(entry: Entry, text: str) -> bool:
    return not entry.base if text == "unknown" else text in entry.base


def _is_from(entry: Entry, text: str) -> bool:
    if text in entry.lora.source.casefold():
        return True
    return any(text in value for facet, value in entry.marks if facet is Facet.SOURCE)


def _field_text(lora: Lora, name: Field) -> str:
    match name:
        case Field.TAG:
            parts = lora.tags
        case Field.IN:
            parts = lora.collections
        case Field.TRIGGER:
            parts = (*lora.trigger_words, *lora.optional_words)
        case _:
            parts = (lora.licence,)
    return "\n".join(parts).casefold()
