"""Stars, picks, labels, tags and albums of pictures: changed, put back, and written beside them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from flux2studio.core.history import Entry, MarkChange, Marks, sorted_tags
from flux2studio.storage.database import Database
from flux2studio.storage.history_entries import entries, rows_of, select_rows
from flux2studio.storage.history_row import token, tokens
from flux2studio.storage.history_words import whole_words, words_of
from flux2studio.storage.history_writing import write_lists, write_terms, write_words

AT_ONCE = 100  # pictures in a transaction, some 50 ms: others write in between

_WITH_IDS = "WHERE id IN (SELECT value FROM json_each(?))"

Changes = list[tuple[Entry, Entry]]


def _yes() -> bool:
    return True


class HistoryMarks:
    """Thread-safe and blocking. ``root`` says where the pictures folder is now.

    What changes is ``dirty`` until ``written`` says that it lies beside the picture as well.
    """

    def __init__(self, database: Database, root: Callable[[], Path]) -> None:
        self._database = database
        self._root = root

    def change(self, numbers: Sequence[int], change: MarkChange) -> Changes:
        """Change marks and return the pictures before and after, only those that differ."""
        changed: Changes = []
        for start in range(0, len(numbers), AT_ONCE):
            with self._database.transaction() as db:
                rows = rows_of(db, numbers[start : start + AT_ONCE])
                found = entries(db, rows, self._root())
                changed += _write_all(db, [(each, change.applied(each.marks)) for each in found])
        return changed

    def put(self, pairs: Sequence[tuple[str, Marks]]) -> list[Entry]:
        """Give pictures exactly these marks, by id; return those that differed, as they are now."""
        changed: list[Entry] = []
        for start in range(0, len(pairs), AT_ONCE):
            wanted = dict(pairs[start : start + AT_ONCE])
            with self._database.transaction() as db:
                rows = select_rows(db, _WITH_IDS, (json.dumps(list(wanted)),))
                found = entries(db, rows, self._root())
                done = _write_all(db, [(each, _sound(wanted[each.id])) for each in found])
            changed += [after for _, after in done]
        return changed

    def dirty(self, limit: int, before: int | None = None) -> list[Entry]:
        """Return pictures whose marks are not beside them yet, the newest first.

        Only those with a number below ``before``: the writer passes by what it cannot write.
        """
        below = 2**63 - 1 if before is None else before
        with self._database.reading() as db:
            rows = select_rows(
                db,
                "WHERE dirty AND dirty = 1 AND number < ? ORDER BY number DESC LIMIT ?",
                (below, limit),
            )
            return entries(db, rows, self._root())

    def written(
        self, number: int, marks: Marks, sidecar_ns: int, is_right: Callable[[], bool] = _yes
    ) -> None:
        """Say that ``marks`` lie beside a picture, in a file of this mtime.

        It stays dirty where its marks have changed since, or when what stands there ``is_right``
        no more; nobody writes while that is asked.
        """
        with self._database.transaction() as db:
            for entry in entries(db, rows_of(db, (number,)), self._root()):
                is_dirty = entry.marks != marks or not is_right()
                db.execute(
                    "UPDATE generation SET sidecar_ns = ?, dirty = ? WHERE number = ?",
                    (sidecar_ns, int(is_dirty), number),
                )

    def sidecars(self, numbers: Iterable[int]) -> Mapping[int, int]:
        """Return the mtime in nanoseconds of what lies beside pictures, as it was known last."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT number, sidecar_ns FROM generation"
                " WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(list(numbers)),),
            )
            return dict(tuple(row) for row in rows)


def _write_all(db: sqlite3.Connection, wanted: Iterable[tuple[Entry, Marks]]) -> Changes:
    changed: Changes = []
    for before, marks in wanted:
        if marks != before.marks:
            _write(db, before, marks)
            changed.append((before, replace(before, marks=marks)))
    _forget_tags(db, {tag for old, new in changed for tag in _gone(old, new)})
    return changed


def _gone(before: Entry, after: Entry) -> set[str]:
    return set(before.marks.tags) - set(after.marks.tags)


def _sound(marks: Marks) -> Marks:
    """Marks of any origin as the database takes them."""
    return replace(
        marks,
        rating=min(5, max(0, marks.rating)),
        tags=sorted_tags(marks.tags),
        albums=tuple(sorted(set(marks.albums))),
    )


def _write(db: sqlite3.Connection, entry: Entry, marks: Marks) -> None:
    number, recipe = entry.number, entry.generation.recipe
    db.execute(
        "UPDATE generation SET rating = ?, pick = ?, label = ?, words = ?, marks = ?, dirty = 1"
        " WHERE number = ?",
        (
            *(marks.rating, marks.pick.value, marks.label.value),
            *(words_of(recipe, marks.tags), tokens(recipe, marks, entry.file), number),
        ),
    )
    if marks.tags != entry.marks.tags:
        db.execute("DELETE FROM picture_tag WHERE number = ?", (number,))
        write_terms(db, [("tag", tag) for tag in marks.tags])
        write_words(db, whole_words("\n".join(marks.tags)))
    if marks.albums != entry.marks.albums:
        db.execute("DELETE FROM picture_album WHERE number = ?", (number,))
    write_lists(db, number, marks)


def _forget_tags(db: sqlite3.Connection, tags: Iterable[str]) -> None:
    """Take tags that no picture has any more out of what is completed."""
    for tag in tags:
        match = f'marks : "{token("t", tag)}"'
        query = "SELECT 1 FROM generation_search WHERE generation_search MATCH ? LIMIT 1"
        if not db.execute(query, (match,)).fetchone():
            db.execute("DELETE FROM term WHERE kind = 'tag' AND value = ?", (tag,))
