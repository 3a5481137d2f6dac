"""The history: an index of the finished pictures, the newest first."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flux2studio.core.errors import StorageError
from flux2studio.core.generation import Generation, encode_recipe
from flux2studio.core.history import NO_FACTS, NO_MARKS, Entry, FileFacts, FileState, Marks
from flux2studio.core.job import JobState
from flux2studio.storage.database import Database
from flux2studio.storage.disk import is_file
from flux2studio.storage.history_entries import Row, entries, generations, rows_of, select_rows
from flux2studio.storage.history_refreshing import entry_row, refresh
from flux2studio.storage.history_row import HistoryRow, indexed, make_row
from flux2studio.storage.history_select import selection
from flux2studio.storage.history_writing import RowWriter
from flux2studio.storage.journal import close_job
from flux2studio.storage.lora_runs import forget_runs
from flux2studio.storage.moments import microseconds
from flux2studio.storage.search import compile_text

_PATHS_AT_ONCE = 1000
_RELATIVE = "path NOT LIKE '/%' AND path NOT LIKE '_:%'"  # neither POSIX nor a Windows drive


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """A place in the history: the picture after which a page begins."""

    number: int


class HistoryRepository:
    """Thread-safe. Paths below ``pictures_root`` are kept relative: the folder may move."""

    def __init__(self, database: Database, pictures_root: Path) -> None:
        self._database = database
        self._root = pictures_root
        self._writer = RowWriter(database)

    @property
    def root(self) -> Path:
        return self._root

    def use_root(self, folder: Path) -> None:
        """Keep paths relative to ``folder`` from now on.

        Where the pictures have been moved there they are found there; else each keeps the place
        it has.
        """
        with self._database.transaction() as db:
            known = db.execute(f"SELECT path FROM generation WHERE {_RELATIVE} LIMIT 100")
            if not any(is_file(folder / row["path"]) for row in known.fetchall()):
                old = self._root.as_posix() + "/"
                db.execute(f"UPDATE generation SET path = ? || path WHERE {_RELATIVE}", (old,))
            self._root = folder

    def add(
        self,
        generation: Generation,
        closes: bool = False,
        marks: Marks = NO_MARKS,
        file: FileFacts = NO_FACTS,
    ) -> bool:
        """Index a picture; False when this picture of its job is already there.

        ``closes`` ends its job as finished in the same transaction.
        """
        row = self._row(generation, marks, file)
        with self._database.transaction() as db:
            number = self._writer.add(db, row)
            if closes:
                close_job(db, generation.recipe.job_id, JobState.FINISHED)
        return number is not None

    def add_rows(self, rows: Iterable[HistoryRow], index: bool = True) -> int:
        """Add many pictures and return how many were new.

        A picture that is there keeps its row; when its file is gone, the path becomes the new
        one. Without ``index`` search finds them after ``refresh`` only.
        """
        added = 0
        with self._database.transaction() as db:
            for row in rows:
                if self._writer.add(db, row if index else row.unindexed()) is None:
                    self._mend_path(db, row)
                else:
                    added += 1
        return added

    @contextmanager
    def batch(self) -> Generator[None, None, None]:
        """Make one transaction of what is done inside; others wait for it."""
        with self._database.transaction():
            yield

    def page(
        self, before: Cursor | None = None, limit: int = 100, query: str = ""
    ) -> list[Generation]:
        """Return up to ``limit`` pictures older than ``before``; fewer means the end."""
        found: list[Generation] = []
        while len(found) < limit:
            wanted = limit - len(found)
            rows = self._rows(before, wanted, query)
            found += generations(rows, self._root)
            if len(rows) < wanted:
                break
            before = Cursor(number=rows[-1][0])
        return found

    def count(self, query: str = "") -> int:
        """Return how many pictures match ``query``, all of them without one."""
        _, source, values = selection(compile_text(query))
        with self._database.reading() as db:
            row = db.execute(f"SELECT count(*) FROM {source}", values).fetchone()
        return int(row[0])

    def get(self, generation_id: str) -> Generation:
        """Return one picture. Raises StorageError when it is not there."""
        with self._database.reading() as db:
            rows = select_rows(db, "WHERE id = ?", (generation_id,))
        for generation in generations(rows, self._root):
            return generation
        raise _not_there(generation_id)

    def has_below_root(self) -> bool:
        """Whether a picture is known that lies, or lay, in the pictures folder."""
        with self._database.reading() as db:
            query = f"SELECT 1 FROM generation WHERE {_RELATIVE} LIMIT 1"
            return db.execute(query).fetchone() is not None

    def of_job(self, job_id: str) -> list[Generation]:
        """Return the pictures of one job in their order."""
        with self._database.reading() as db:
            rows = select_rows(db, "WHERE job_id = ? ORDER BY idx", (job_id,))
        return generations(rows, self._root)

    def entry(self, generation_id: str) -> Entry:
        """Return one picture with its marks. Raises StorageError when it is not there."""
        with self._database.reading() as db:
            rows = select_rows(db, "WHERE id = ?", (generation_id,))
            for entry in entries(db, rows, self._root):
                return entry
        raise _not_there(generation_id)

    def numbers_of(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of the pictures that are there, rising."""
        listed = json.dumps(list(ids))
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT number FROM generation WHERE id IN (SELECT value FROM json_each(?))"
                " ORDER BY number",
                (listed,),
            ).fetchall()
        return [row[0] for row in rows]

    def remove(self, generation_id: str) -> Entry:
        """Take a picture out of the index; its file stays. ``restore`` undoes it."""
        with self._database.transaction() as db:
            entry = self.entry(generation_id)
            db.execute("DELETE FROM generation WHERE id = ?", (generation_id,))
            forget_runs(db, generation_id)
        return entry

    def restore(self, picture: Entry | Generation) -> None:
        """Undo ``remove``: the picture comes back at its place, an entry with its marks."""
        if isinstance(picture, Generation):
            self.add(picture)
            return
        row = self._row(picture.generation, picture.marks)
        if picture.file is not row.file_state:
            row = indexed(replace(row, file_state=picture.file), picture.generation.recipe)
        with self._database.transaction() as db:
            self._writer.add(db, row, picture.number)

    def refresh(self, check: Callable[[], None]) -> int:
        """Make what search needs of stale pictures; return how many. ``check`` may stop it."""
        return refresh(self._database, self._writer, self._root, check)

    def stale_count(self) -> int:
        """Return how many pictures search does not wholly know yet."""
        with self._database.reading() as db:
            row = db.execute("SELECT count(*) FROM generation WHERE stale").fetchone()
        return int(row[0])

    def set_file(self, number: int, state: FileState, facts: FileFacts) -> None:
        """Keep what was seen of a picture's file."""
        with self._database.transaction() as db:
            query = "SELECT 1 FROM generation WHERE number = ? AND file_state <> ?"
            is_news = db.execute(query, (number, state.value)).fetchone()
            db.execute(
                "UPDATE generation SET file_state = ?, file_size = ?, file_mtime_ns = ?"
                " WHERE number = ?",
                (state.value, facts.size, facts.mtime_ns, number),
            )
            if is_news:
                self._index(db, number)

    def move(self, number: int, path: Path) -> None:
        """Keep that a picture lies elsewhere now."""
        with self._database.transaction() as db:
            db.execute(
                "UPDATE generation SET path = ? WHERE number = ?", (self._stored(path), number)
            )

    def cursor(self, generation: Generation) -> Cursor:
        """Return where ``generation`` stands: the next page begins after it."""
        for number in self.numbers_of([generation.id]):
            return Cursor(number=number)
        return Cursor(number=microseconds(generation.recipe.created_at))  # where it stood

    def paths(self) -> Iterator[Path]:
        """Yield where every known picture should lie."""
        number = -(2**63)
        while True:
            with self._database.reading() as db:
                rows = db.execute(
                    "SELECT number, path FROM generation WHERE number > ? ORDER BY number LIMIT ?",
                    (number, _PATHS_AT_ONCE),
                ).fetchall()
            if not rows:
                return
            yield from (self._root / row["path"] for row in rows)
            number = rows[-1]["number"]

    def _rows(self, before: Cursor | None, limit: int, query: str) -> list[Row]:
        search = compile_text(query)
        number, source, values = selection(search, high=before.number if before else None)
        with self._database.reading() as db:
            found = db.execute(
                f"SELECT {number} FROM {source} ORDER BY {number} DESC LIMIT ?", (*values, limit)
            ).fetchall()
            rows = rows_of(db, (row[0] for row in found))
        return sorted(rows, key=lambda row: int(row[0]), reverse=True)

    def _row(
        self, generation: Generation, marks: Marks = NO_MARKS, file: FileFacts = NO_FACTS
    ) -> HistoryRow:
        recipe = generation.recipe
        stored = self._stored(generation.path)
        return make_row(recipe, encode_recipe(recipe).decode(), stored, marks, file)

    def _index(self, db: sqlite3.Connection, number: int) -> None:
        for entry in entries(db, rows_of(db, (number,)), self._root):
            self._writer.index(db, number, entry_row(entry))

    def _mend_path(self, db: sqlite3.Connection, row: HistoryRow) -> None:
        """The picture lies elsewhere than the history says, and no longer there."""
        found = db.execute(
            "SELECT number, path FROM generation WHERE id = ? AND path <> ?", (row.id, row.path)
        ).fetchone()
        if found and not os.path.lexists(self._root / found["path"]):
            number = found["number"]
            db.execute("UPDATE generation SET path = ? WHERE number = ?", (row.path, number))
            self.set_file(number, FileState.HERE, row.file)

    def _stored(self, path: Path) -> str:
        """Below the pictures folder relative to it, with slashes on every system."""
        if path.is_relative_to(self._root):
            return path.relative_to(self._root).as_posix()
        return str(path)


def _not_there(generation_id: str) -> StorageError:
    return StorageError("This picture is not in the history.", details=generation_id)
