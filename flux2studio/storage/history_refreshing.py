"""Making again what search needs of a picture, from its recipe and its marks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flux2studio.core.history import Entry
from flux2studio.storage.database import Database
from flux2studio.storage.history_entries import entries, select_rows
from flux2studio.storage.history_row import HistoryRow, indexed, make_row
from flux2studio.storage.history_writing import RowWriter

AT_ONCE = 200  # so many take about a tenth of a second

_EMPTIED = "UPDATE generation SET words = '', grams = '', marks = '', stale = 0 WHERE number = ?"


def refresh(database: Database, writer: RowWriter, root: Path, check: Callable[[], None]) -> int:
    """Make what is stale again, the newest pictures first, and return how many there were.

    ``check`` is called between two short transactions and may raise Cancelled.
    """
    done = 0
    while True:
        check()
        with database.transaction() as db:
            some = _refresh_some(db, writer, root)
        if not some:
            return done
        done += some


def entry_row(entry: Entry) -> HistoryRow:
    """Return what search needs of a picture that is there, as a row without path and recipe."""
    recipe = entry.generation.recipe
    row = make_row(recipe, "", "", entry.marks, index=False)
    return indexed(replace(row, file_state=entry.file), recipe)


def _refresh_some(db: sqlite3.Connection, writer: RowWriter, root: Path) -> int:
    rows = select_rows(db, "WHERE stale AND stale = 1 ORDER BY number DESC LIMIT ?", (AT_ONCE,))
    whole = {entry.number: entry for entry in entries(db, rows, root)}
    for row in rows:
        if entry := whole.get(row[0]):
            writer.index(db, entry.number, entry_row(entry))
        else:
            db.execute(_EMPTIED, (row[0],))  # a damaged recipe: the row keeps the path
    return len(rows)
