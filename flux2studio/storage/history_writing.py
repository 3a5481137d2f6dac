"""Rows of the history written with all that hangs on them, in the caller's transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from flux2studio.core.history import Marks
from flux2studio.storage.database import Database
from flux2studio.storage.history_numbers import free_number
from flux2studio.storage.history_row import HistoryRow
from flux2studio.storage.history_words import folded
from flux2studio.storage.lora_runs import write_uses

KNOWN_MAX = 50_000

_INSERT = """
    INSERT OR IGNORE INTO generation (
        number, id, job_id, idx, created_us, path, recipe, words, grams, marks, rating, pick,
        label, cost_usd, width, height, tool, file_state, file_size, file_mtime_ns, sidecar_ns,
        dirty, stale
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class RowWriter:
    """Thread-safe as long as its calls are made in transactions of ``database``.

    It remembers the words and values that the database knows already: most of those of a new
    picture are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: set[object] = set()
        self._rolled_back = database.rolled_back
        self._taken: dict[int, int] = {}

    def add(self, db: sqlite3.Connection, row: HistoryRow, number: int | None = None) -> int | None:
        """Write a new picture and return its number; None when it is already there.

        ``number`` is where it should stand if that place is free.
        """
        wanted = row.created_us if number is None else number
        if not self._insert(db, row, wanted):
            if _is_there(db, row):
                return None
            wanted = self._free_number(db, wanted)
            self._insert(db, row, wanted)
        write_lists(db, wanted, row.marks)
        write_family(db, row.id, row.parents)
        write_uses(db, row.id, row.created_us, row.uses)
        self._write_terms(db, row)
        return wanted

    def index(self, db: sqlite3.Connection, number: int, row: HistoryRow) -> None:
        """Write what is made of the recipe of a picture that is there."""
        db.execute(
            "UPDATE generation SET words = ?, grams = ?, marks = ?, cost_usd = ?, width = ?,"
            " height = ?, tool = ?, stale = 0 WHERE number = ?",
            (
                *(row.words, row.grams, row.tokens),
                *(row.cost_usd, row.width, row.height, row.tool, number),
            ),
        )
        write_family(db, row.id, row.parents)
        write_uses(db, row.id, row.created_us, row.uses)
        self._write_terms(db, row)

    def _insert(self, db: sqlite3.Connection, row: HistoryRow, number: int) -> bool:
        marks, file = row.marks, row.file
        is_dirty = not row.sidecar_ns and marks != Marks()
        values = (
            *(number, row.id, row.job_id, row.idx, row.created_us, row.path, row.recipe),
            *(row.words, row.grams, row.tokens),
            *(marks.rating, marks.pick.value, marks.label.value),
            *(row.cost_usd, row.width, row.height, row.tool),
            *(row.file_state.value, file.size, file.mtime_ns, row.sidecar_ns),
            *(int(is_dirty), int(row.stale)),
        )
        return bool(db.execute(_INSERT, values).rowcount)

    def _free_number(self, db: sqlite3.Connection, wanted: int) -> int:
        """The next free number; where many pictures share a moment, on from the last of them."""
        free = free_number(db, self._taken.get(wanted, wanted))
        if len(self._taken) > KNOWN_MAX:
            self._taken.clear()
        self._taken[wanted] = free
        return free

    def _write_terms(self, db: sqlite3.Connection, row: HistoryRow) -> None:
        if self._database.rolled_back != self._rolled_back or len(self._known) > KNOWN_MAX:
            self._rolled_back = self._database.rolled_back
            self._known.clear()
        if fresh := [word for word in row.new_words if word not in self._known]:
            write_words(db, fresh)
        if terms := [term for term in row.terms if term not in self._known]:
            write_terms(db, terms)
        self._known.update(fresh, (term for term in terms if term[0] != "tag"))


def write_terms(db: sqlite3.Connection, terms: Iterable[tuple[str, str]]) -> None:
    """Note values (kind, value) that a search can name."""
    db.executemany(
        "INSERT OR IGNORE INTO term VALUES (?, ?, ?)",
        [(kind, value, folded(value)) for kind, value in terms if value],
    )


def write_words(db: sqlite3.Connection, words: Iterable[str]) -> None:
    """Note words whose starts a search completes."""
    db.executemany("INSERT OR IGNORE INTO word VALUES (?)", [(word,) for word in words])


def write_lists(db: sqlite3.Connection, number: int, marks: Marks) -> None:
    """Note the tags and albums of a picture, beside those it has."""
    db.executemany(
        "INSERT OR IGNORE INTO picture_tag VALUES (?, ?)", [(number, tag) for tag in marks.tags]
    )
    db.executemany(
        "INSERT OR IGNORE INTO picture_album VALUES (?, ?)",
        [(number, album) for album in marks.albums],
    )


def write_family(db: sqlite3.Connection, child: str, parents: Iterable[str]) -> None:
    """Note what a picture was made from; the parents need not be in the history."""
    db.executemany(
        "INSERT OR IGNORE INTO family VALUES (?, ?)",
        [(child, parent) for parent in parents if parent and parent != child],
    )


def _is_there(db: sqlite3.Connection, row: HistoryRow) -> bool:
    found = db.execute(
        "SELECT 1 FROM generation WHERE id = ? OR (job_id = ? AND idx = ?) LIMIT 1",
        (row.id, row.job_id, row.idx),
    )
    return found.fetchone() is not None
