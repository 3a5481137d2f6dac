"""The history as the window reads it: at once, whoever writes meanwhile."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

from flux2studio.core.history import Entry
from flux2studio.storage.database import Database
from flux2studio.storage.history_entries import entries, rows_of
from flux2studio.storage.history_select import selection
from flux2studio.storage.search import Compiled

CHUNK = 8192  # numbers between two looks at whether they are still wanted

_LEAST = -(2**63)
_ENTRIES_AT_ONCE = 500


class HistoryReader:
    """Thread-safe and blocking. ``root`` says where the pictures folder is now."""

    def __init__(self, database: Database, root: Callable[[], Path]) -> None:
        self._database = database
        self._root = root

    def first(self, search: Compiled, before: int | None = None, limit: int = 200) -> list[Entry]:
        """Return up to ``limit`` pictures that fit, the newest first, all older than ``before``."""
        if search.nothing:
            return []
        number, source, values = selection(search, high=before)
        with self._database.reader() as db:
            found = db.execute(
                f"SELECT {number} FROM {source} ORDER BY {number} DESC LIMIT ?", (*values, limit)
            ).fetchall()
        return self.entries([row[0] for row in found])

    def numbers(
        self, search: Compiled, check: Callable[[], None], within: Sequence[int] = ()
    ) -> array[int]:
        """Return the numbers of all that fit, rising; of those in ``within`` where it names some.

        ``check`` is called now and then and may raise Cancelled. Others may read in between.
        """
        found = array("q")
        if search.nothing:
            return found
        if within:
            for start in range(0, len(within), _ENTRIES_AT_ONCE):
                check()
                found.extend(self._some(search, within=within[start : start + _ENTRIES_AT_ONCE]))
            return array("q", sorted(found))
        low = _LEAST
        while some := self._some(search, low=low):
            check()
            found.extend(some)
            if len(some) < CHUNK:
                break
            low = some[-1] + 1
        return found

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
        if search.nothing:
            return 0
        _, source, values = selection(search)
        with self._database.reader() as db:
            return int(db.execute(f"SELECT count(*) FROM {source}", values).fetchone()[0])

    def _some(
        self, search: Compiled, low: int | None = None, within: Sequence[int] = ()
    ) -> list[int]:
        number, source, values = selection(search, low=low, within=within)
        with self._database.reader() as db:
            rows = db.execute(
                f"SELECT {number} FROM {source} ORDER BY {number} LIMIT ?", (*values, CHUNK)
            ).fetchall()
        return list(chain.from_iterable(rows))
