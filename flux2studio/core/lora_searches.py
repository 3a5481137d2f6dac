"""Searches of the LoRA collection kept under a name: they show what fits when they are used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import uuid4

from flux2studio.core.errors import LoraError
from flux2studio.core.lora_fields import LINE_MAX, checked
from flux2studio.core.lora_marks import Facet, Mark
from flux2studio.core.lora_search import Filters, Order, Wish
from flux2studio.core.phrase import phrase

MARKS_MAX = 200
QUERY_MAX = 1_000  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraSearch:
    """``query`` as it was typed, ``marks`` the filters as they were chosen, and the order."""

    name: str
    query: str = ""
    marks: tuple[Mark, ...] = ()
    order: Order = Order.ADDED
    id: str = field(default_factory=lambda: uuid4().hex)
    added_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def filters(self) -> dict[Facet, tuple[str, ...]]:
        """The values of each facet, as they are searched by."""
        found: dict[Facet, tuple[str, ...]] = {}
        for facet, value in self.marks:
            found[facet] = (*found.get(facet, ()), value)
        return found

    def wish(self, base: str = "") -> Wish:
        """What to show; ``base`` is what the model now chosen needs."""
        return Wish(query=self.query, filters=self.filters, base=base)

    def asks_the_same(self, other: LoraSearch) -> bool:
        """Whether both show the same, under whatever name."""
        mine = (self.query.strip(), frozenset(self.marks), self.order)
        return mine == (other.query.strip(), frozenset(other.marks), other.order)


def marks_of(filters: Filters) -> tuple[Mark, ...]:
    """Return filters as they are kept in a search."""
    return tuple((facet, value) for facet, values in filters.items() for value in values)


def checked_search(search: LoraSearch) -> LoraSearch:
    """Return ``search`` as it is kept. Raises LoraError when it has no name or is too long."""
    if not search.name.strip():
        raise LoraError("A search needs a name.", hint="Type one.", field="name")
    if len(search.query) > QUERY_MAX:
        raise LoraError(
            phrase("The search is too long: {most:,} letters fit.", most=QUERY_MAX), field="query"
        )
    if len(search.marks) > MARKS_MAX:
        raise LoraError(
            phrase("These are too many filters: {most} fit.", most=MARKS_MAX), field="filters"
        )
    if any(len(value) > LINE_MAX for _, value in search.marks):
        raise LoraError(
            phrase("A filter is too long: {most} letters fit.", most=LINE_MAX), field="filters"
        )
    return replace(
        search, name=checked("name", search.name), marks=tuple(dict.fromkeys(search.marks))
    )


def named(name: str, searches: Iterable[LoraSearch]) -> LoraSearch | None:
    """Return the search of this name, however it is spelt, or None."""
    wanted = " ".join(name.split()).casefold()
    return next((each for each in searches if each.name.casefold() == wanted), None)


def joining(mine: Iterable[LoraSearch], theirs: Iterable[LoraSearch]) -> tuple[LoraSearch, ...]:
    """Return those of ``theirs`` that are new beside ``mine``, each under a name of its own.

    One that is known by its id, or that asks the same under the same name, is not new.
    """
    known = list(mine)
    fresh = []
    for other in theirs:
        if any(other.id == each.id for each in known):
            continue
        there = named(other.name, known)
        if there is not None and there.asks_the_same(other):
            continue
        fresh.append(_renamed(other, known))
        known.append(fresh[-1])
    return tuple(fresh)


def _renamed(search: LoraSearch, known: Iterable[LoraSearch]) -> LoraSearch:
    taken, number, name = list(known), 1, search.name
    while named(name, taken) is not None:
        number += 1
        name = f"{search.name[: LINE_MAX - 8]} ({number})"
    return replace(search, name=name)
