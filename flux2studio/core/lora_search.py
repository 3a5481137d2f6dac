"""Finds LoRAs among ten thousand while one types: plain text made ready once, then looked through.

Substrings of case-folded text need no index that could be stale; 10,000 cards take a few
milliseconds (``tests/benchmarks/loras.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import Any

from flux2studio.core.lora import Lora, LoraSeen
from flux2studio.core.lora_aliases import same_weights
from flux2studio.core.lora_marks import Facet, Mark, State, marks
from flux2studio.core.lora_match import (
    Entry,
    Filters,
    Wish,
    fitting,
    holds,
    marks_of,
    narrows,
    saying,
)
from flux2studio.core.lora_query import plain

_plain = lru_cache(64)(plain)
_TEXT_MAX = 2_000  # characters of a description or notes that are searched
_NEVER = datetime.min.replace(tzinfo=UTC)
_NOT_SEEN = LoraSeen()


class Order(StrEnum):
    """How the cards stand; the newest, most or best first, names from A on."""

    ADDED = "added"
    NAME = "name"
    LAST_USED = "last_used"
    MOST_USED = "most_used"
    RATING = "rating"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All cards in one order. Immutable; ``changed`` and ``ordered`` return another."""

    entries: tuple[Entry, ...] = ()
    order: Order = Order.ADDED
    seen: Mapping[str, LoraSeen] = field(default_factory=dict)
    updates: frozenset[str] = frozenset()
    twins: frozenset[str] = frozenset()  # ids of cards with the same weights as another

    @classmethod
    def of(
        cls,
        loras: Iterable[Lora],
        seen: Mapping[str, LoraSeen] | None = None,
        order: Order = Order.ADDED,
        updates: frozenset[str] = frozenset(),
    ) -> Shelf:
        """``seen`` is by source, ``updates`` holds ids. Some 20 microseconds a card."""
        cards = list(loras)
        empty = cls(seen=seen or {}, order=order, updates=updates, twins=_twins(cards))
        return empty._filled(empty._entry(lora) for lora in cards)

    @property
    def loras(self) -> list[Lora]:
        return [entry.lora for entry in self.entries]

    def changed(self, loras: Iterable[Lora], gone: Collection[str] = ()) -> Shelf:
        """Put in what is new or changed, and leave out the ids of ``gone``."""
        fresh = {lora.id: lora for lora in loras}
        out = {*fresh, *gone}
        kept = [entry for entry in self.entries if entry.lora.id not in out]
        twins = _twins(chain((entry.lora for entry in kept), fresh.values()))
        other = replace(self, twins=twins)
        stale = twins ^ self.twins
        mended = (other._entry(e.lora) if e.lora.id in stale else e for e in kept)
        return other._filled(chain(mended, (other._entry(lora) for lora in fresh.values())))

    def ordered(self, order: Order) -> Shelf:
        return replace(self, order=order)._filled(self.entries)

    def updated(self, updates: frozenset[str]) -> Shelf:
        """Say which cards have a newer version, by their ids."""
        stale = updates ^ self.updates
        other = replace(self, updates=updates)
        return other._filled(
            other._entry(e.lora) if e.lora.id in stale else e for e in self.entries
        )

    def noted(self, seen: Mapping[str, LoraSeen]) -> Shelf:
        """Put in what the history now knows of some LoRAs, by source."""
        other = replace(self, seen={**self.seen, **seen})
        return other._filled(
            other._entry(e.lora) if e.lora.source in seen else e for e in self.entries
        )

    def find(self, wish: Wish) -> list[Lora]:
        """Return the cards that fit, in order."""
        return [entry.lora for entry in fitting(self.entries, wish)]

    def matching(self, query: str, base: str = "") -> list[Lora]:
        """Return what ``query`` alone finds, in order."""
        return self.find(Wish(query=query, base=base))

    def counts(self, wish: Wish) -> Counter[Mark]:
        """How many cards each value would show: those that fit in all *other* facets."""
        wanted = {facet: values for facet, values in wish.filters.items() if values}
        base, said = wish.base, saying(self.entries, wish)
        if not wanted:
            return Counter(chain.from_iterable(marks_of(entry, base) for entry in said))
        counted: Counter[Mark] = Counter()
        for entry in said:
            failed = [
                facet for facet, values in wanted.items() if not holds(entry, facet, values, base)
            ]
            if not failed:
                counted.update(marks_of(entry, base))
            elif len(failed) == 1:
                counted.update(mark for mark in marks_of(entry, base) if mark[0] is failed[0])
        return counted

    def names(self, facet: Facet) -> Counter[str]:
        """All tags or collections there are, with the number of cards."""
        held = chain.from_iterable(entry.marks for entry in self.entries)
        return Counter(value for found, value in held if found is facet)

    def _entry(self, lora: Lora) -> Entry:
        return Entry(lora, _text(lora), marks(lora, self._states(lora)), _plain(lora.base))

    def _states(self, lora: Lora) -> Iterator[State]:
        """Those that a card does not know of itself."""
        if lora.id in self.twins:
            yield State.DUPLICATE
        if lora.id in self.updates:
            yield State.UPDATE
        if not self.seen.get(lora.source, _NOT_SEEN).runs:
            yield State.UNUSED

    def _filled(self, entries: Iterable[Entry]) -> Shelf:
        key, is_falling = _KEYS[self.order]
        found = sorted(entries, key=lambda e: e.text)  # by name, then by what else they say
        if self.order is not Order.NAME:
            found.sort(
                key=lambda e: key(e.lora, self.seen.get(e.lora.source, _NOT_SEEN)),
                reverse=is_falling,
            )
        return replace(self, entries=tuple(found))


_Key = Callable[[Lora, LoraSeen], Any]
_KEYS: Mapping[Order, tuple[_Key, bool]] = {
    Order.ADDED: (lambda lora, _: lora.added_at, True),
    Order.NAME: (lambda lora, _: lora.name.casefold(), False),
    Order.LAST_USED: (lambda _, seen: seen.last_used or _NEVER, True),
    Order.MOST_USED: (lambda _, seen: seen.runs, True),
    Order.RATING: (lambda lora, _: (lora.rating, lora.favourite), True),
}


def _twins(loras: Iterable[Lora]) -> frozenset[str]:
    return frozenset(lora.id for group in same_weights(loras) for lora in group)


def _text(lora: Lora) -> str:
    """Parts on lines of their own, so that no words are found across two of them."""
    parts = (
        lora.name,
        *lora.trigger_words,
        *lora.optional_words,
        *lora.tags,
        *lora.collections,
        lora.base,
        lora.source,
        lora.licence,
        lora.notes[:_TEXT_MAX],
        lora.description[:_TEXT_MAX],
    )
    return "\n".join(part for part in parts if part).casefold()


class Narrowing:
    """Finds, while one types on, among what it found for the letters before."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._wish = Wish()
        self._found: Sequence[Entry] = ()

    def find(self, shelf: Shelf, wish: Wish) -> list[Lora]:
        """Return what ``shelf.find`` returns."""
        is_narrower = shelf is self._shelf and narrows(wish, self._wish)
        self._found = fitting(self._found if is_narrower else shelf.entries, wish)
        self._shelf, self._wish = shelf, wish
        return [entry.lora for entry in self._found]


__all__ = ["Entry", "Filters", "Narrowing", "Order", "Shelf", "Wish"]
