"""The names that a search of the history can mean, and the words that it completes."""

from __future__ import annotations

from flux2studio.storage.database import Database
from flux2studio.storage.history_words import folded

_LAST = chr(0x10FFFF)


class Terms:
    """Thread-safe and blocking.

    ``kind`` is lora (sources and names), tag, model, backend, ref, sha (of references) or tool.
    What is compared is folded as ``history_words.folded`` does it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, kind: str, folded_part: str, limit: int = 501) -> list[str]:
        """Return values with ``folded_part`` anywhere in them."""
        return self._column(
            "SELECT value FROM term WHERE kind = ? AND instr(folded, ?) ORDER BY value LIMIT ?",
            (kind, folded_part, limit),
        )

    def values(self, kind: str, start: str, limit: int) -> list[str]:
        """Return values that begin with ``start`` in their order."""
        small = folded(start)
        return self._column(
            "SELECT value FROM term WHERE kind = ? AND substr(folded, 1, ?) = ?"
            " ORDER BY folded LIMIT ?",
            (kind, len(small), small, limit),
        )

    def words(self, start: str, limit: int = 65) -> list[str]:
        """Return whole words of the history that begin with ``start``, which is folded.

        None while the words of some pictures are still to be listed.
        """
        return self._column(
            "SELECT text FROM word WHERE text >= ? AND text < ?"
            " AND NOT EXISTS (SELECT 1 FROM generation WHERE stale) ORDER BY text LIMIT ?",
            (start, start + _LAST, limit),
        )

    def _column(self, sql: str, values: tuple[str | int, ...]) -> list[str]:
        with self._database.reader() as db:
            return [row[0] for row in db.execute(sql, values)]
