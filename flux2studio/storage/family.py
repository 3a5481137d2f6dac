"""What a picture was made from and what it led to."""

from __future__ import annotations

from collections.abc import Iterable

from flux2studio.core.history import Family
from flux2studio.storage.database import Database
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.history_writing import write_family

_PARENTS = """
    SELECT parent, number FROM family LEFT JOIN generation ON generation.id = parent
    WHERE child = ? ORDER BY number, parent LIMIT ?
"""
_CHILDREN = """
    SELECT number FROM family CROSS JOIN generation ON generation.id = child
    WHERE parent = ? ORDER BY number LIMIT ?
"""


class FamilyRepository:
    """Thread-safe and blocking."""

    def __init__(self, database: Database, reader: HistoryReader) -> None:
        self._database = database
        self._reader = reader

    def family(self, generation_id: str, limit: int = 50) -> Family:
        """Return up to ``limit`` parents and as many children, the oldest first."""
        with self._database.reader() as db:
            parents = db.execute(_PARENTS, (generation_id, limit)).fetchall()
            children = db.execute(_CHILDREN, (generation_id, limit)).fetchall()
        return Family(
            parents=tuple(self._reader.entries([row[1] for row in parents if row[1] is not None])),
            children=tuple(self._reader.entries([row[0] for row in children])),
            lost=tuple(row[0] for row in parents if row[1] is None),
        )

    def link(self, child: str, parents: Iterable[str]) -> None:
        """Note what a picture was made from, beside what is known; by id."""
        with self._database.transaction() as db:
            write_family(db, child, parents)
