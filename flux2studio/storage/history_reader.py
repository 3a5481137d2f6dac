"""The history as the window reads it: at once, whoever writes meanwhile."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from time import perf_counter

from flux2studio.core.history import Entry
from flux2studio.storage.database import Database
from flux2studio.storage.history_entries import entries, rows_of
from flux2studio.storage.history_select import selection
from flux2studio.storage.search import Compiled

CHUNK = 8192  # numbers between two looks at whether they are still wanted

SPAN = 16_384  # pictures

_MOMENT_S = 0.05
_ENTRIES_AT_ONCE = 500
# So many pictures down from a number, by the index of all numbers.
_BELOW = """
    SELECT number FROM generation WHERE (id = '') = 0 AND number < ?
    ORDER BY number DESC LIMIT 1 OFFSET ?
"""
_MORE = """
    SELECT 1 FROM generation_search WHERE generation_search MATCH ? LIMIT 1 OFFSET ?
"""

Span = tuple[int | None, int | None]  # from this number on, and below that one; None: no end


class HistoryReader:
    """Thread-safe and blocking. ``root`` says where the pictures folder is now.

    ``span``: so many rows are looked at before others may read, at first.
    """

    def __init__(self, database: Database, root: Callable[[], Path], span: int = SPAN) -> None:
        self._database = database
        self._root = root
        self._span = span

    def first(self, search: Compiled, before: int | None = None, limit: int = 200) -> list[Entry]:
        """Return up to ``limit`` pictures that fit, the newest first, all older than ``before``."""
        found: list[int] = []
        for low, high in self._spans(search, before):
            found += self._some(search, low, high, limit=limit - len(found), newest_first=True)
            if len(found) == limit:
                break
        return self.entries(found)

    def numbers(
        self, search: Compiled, check: Callable[[], None], within: Sequence[int] = ()
    ) -> array[int]:
        """Return the numbers of all that fit, rising; of those in ``within`` where it names some.

        ``check`` is called now and then and may raise Cancelled. Others may read in between.
        """
        found: list[int] = []
        if within:
            for start in range(0, len(within), _ENTRIES_AT_ONCE):
                check()
                found += self._some(search, within=within[start : start + _ENTRIES_AT_ONCE])
            return array("q", sorted(found))
        parts: list[array[int]] = []
        for low, high in self._spans(search):
            check()
            parts.append(self._all(search, low, high, check))
        return array("q", chain.from_iterable(reversed(parts)))

    def entries(self, numbers: Sequence[int]) -> list[Entry]:
        """Return these pictures in the order asked for, without those that are gone."""
        found: dict[int, Entry] = {}
        for start in range(0, len(numbers), _ENTRIES_AT_ONCE):
            some = numbers[start : start + _ENTRIES_AT_ONCE]
            with self._database.reader() as db:
                rows = rows_of(db, some)
                found |= {entry.number: entry for entry in entries(db, rows, self._root())}
        return [found[number] for number in numbers if number in found]

    def count(self, search: Compiled) -> int:
        """Return how many pictures fit."""
        return sum(self._count(search, low, high) for low, high in self._spans(search))

    def _spans(self, search: Compiled, before: int | None = None) -> Iterator[Span]:
        """Yield parts of the history, the newest first: others read in between.

        Only many rows that have to be looked at one by one make parts of it. A part is as large
        as can be looked at in a moment, by how long the last one took.
        """
        if search.nothing:
            return
        high, size = before, self._span
        is_long = search.checks and not self._are_few(search)
        while is_long:
            with self._database.reader() as db:
                values = (2**63 - 1 if high is None else high, size)
                row = db.execute(_BELOW, values).fetchone()
            if row is None:
                break
            begun = perf_counter()
            yield row[0], high
            high, took = row[0], perf_counter() - begun
            size = size * 4 if took < _MOMENT_S / 4 else max(self._span, size // 2)
        yield None, high

    def _are_few(self, search: Compiled) -> bool:
        """Whether the index alone leaves few rows to look at."""
        if not search.match:
            return False
        with self._database.reader() as db:
            return db.execute(_MORE, (search.match, self._span)).fetchone() is None

    def _count(self, search: Compiled, low: int | None, high: int | None) -> int:
        _, source, values = selection(search, low=low, high=high)
        with self._database.reader() as db:
            return int(db.execute(f"SELECT count(*) FROM {source}", values).fetchone()[0])

    def _all(
        self, search: Compiled, low: int | None, high: int | None, check: Callable[[], None]
    ) -> array[int]:
        found = array("q")
        while some := self._some(search, low, high):
            found.extend(some)
            if len(some) < CHUNK:
                break
            low = some[-1] + 1
            check()
        return found

    def _some(
        self,
        search: Compiled,
        low: int | None = None,
        high: int | None = None,
        within: Sequence[int] = (),
        *,
        limit: int = CHUNK,
        newest_first: bool = False,
    ) -> list[int]:
        if search.nothing:
            return []
        number, source, values = selection(search, low=low, high=high, within=within)
        order = f"{number} DESC" if newest_first else number
        with self._database.reader() as db:
            rows = db.execute(
                f"SELECT {number} FROM {source} ORDER BY {order} LIMIT ?", (*values, limit)
            ).fetchall()
        return list(chain.from_iterable(rows))
