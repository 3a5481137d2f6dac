"""The history: an index of the finished pictures, the newest first."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from flux2studio.core.errors import PictureError, StorageError
from flux2studio.core.generation import Generation, Recipe, decode_recipe, encode_recipe
from flux2studio.core.job import JobState
from flux2studio.storage.database import Database
from flux2studio.storage.journal import close_job
from flux2studio.storage.lora_runs import forget_runs, write_runs
from flux2studio.storage.moments import microseconds
from flux2studio.storage.search import Search, parse_search

log = logging.getLogger(__name__)

FEW = 2000  # so many matches are sorted in a few milliseconds

_PATHS_AT_ONCE = 1000
_RELATIVE = "path NOT LIKE '/%' AND path NOT LIKE '_:%'"  # neither POSIX nor a Windows drive


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """A place in the history: the picture after which a page begins."""

    created_us: int
    id: str


class HistoryRepository:
    """Thread-safe. Paths below ``pictures_root`` are kept relative: the folder may move."""

    def __init__(self, database: Database, pictures_root: Path) -> None:
        self._database = database
        self._root = pictures_root

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
            if not any((folder / row["path"]).exists() for row in known.fetchall()):
                old = self._root.as_posix() + "/"
                db.execute(f"UPDATE generation SET path = ? || path WHERE {_RELATIVE}", (old,))
            self._root = folder

    def add(self, generation: Generation, closes: bool = False) -> bool:
        """Index a picture; False when this picture of its job is already there.

        ``closes`` ends its job as finished in the same transaction.
        """
        with self._database.transaction() as db:
            added = db.execute(
                "INSERT OR IGNORE INTO generation (id, job_id, idx, created_us, path, recipe,"
                " words) VALUES (?, ?, ?, ?, ?, ?, ?)",
                self._row(generation),
            ).rowcount
            write_runs(db, generation.recipe)
            if closes:
                close_job(db, generation.recipe.job_id, JobState.FINISHED)
        return bool(added)

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
            found += self._readable(rows)
            if len(rows) < wanted:
                break
            before = Cursor(created_us=rows[-1]["created_us"], id=rows[-1]["id"])
        return found

    def count(self, query: str = "") -> int:
        """Return how many pictures match ``query``, all of them without one."""
        where, values = parse_search(query).where()
        with self._database.reading() as db:
            row = db.execute(f"SELECT count(*) FROM generation WHERE {where}", values).fetchone()
        return int(row[0])

    def get(self, generation_id: str) -> Generation:
        """Return one picture. Raises StorageError when it is not there."""
        with self._database.reading() as db:
            rows = db.execute("SELECT * FROM generation WHERE id = ?", (generation_id,)).fetchall()
        for generation in self._readable(rows):
            return generation
        raise StorageError("This picture is not in the history.", details=generation_id)

    def of_job(self, job_id: str) -> list[Generation]:
        """Return the pictures of one job in their order."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT * FROM generation WHERE job_id = ? ORDER BY idx", (job_id,)
            ).fetchall()
        return self._readable(rows)

    def remove(self, generation_id: str) -> Generation:
        """Take a picture out of the index; its file stays. ``restore`` undoes it."""
        with self._database.transaction() as db:
            generation = self.get(generation_id)
            db.execute("DELETE FROM generation WHERE id = ?", (generation_id,))
            forget_runs(db, generation_id)
        return generation

    def restore(self, generation: Generation) -> None:
        """Undo ``remove``."""
        self.add(generation)

    def cursor(self, generation: Generation) -> Cursor:
        """Return where ``generation`` stands: the next page begins after it."""
        return Cursor(
            created_us=microseconds(generation.recipe.created_at), id=generation.recipe.id
        )

    def paths(self) -> Iterator[Path]:
        """Yield where every known picture should lie."""
        number = 0
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

    def _rows(self, before: Cursor | None, limit: int, query: str) -> list[sqlite3.Row]:
        search = parse_search(query)
        with self._database.reading() as db:
            where, found = search.where(from_matches=_are_few(db, search))
            values: list[str | int] = list(found)
            if before:
                where += " AND (created_us, id) < (?, ?)"
                values += [before.created_us, before.id]
            return db.execute(
                f"SELECT id, created_us, path, recipe FROM generation WHERE {where}"
                " ORDER BY created_us DESC, id DESC LIMIT ?",
                (*values, limit),
            ).fetchall()

    def _row(self, generation: Generation) -> tuple[str | int, ...]:
        recipe = generation.recipe
        return (
            recipe.id,
            recipe.job_id,
            recipe.index,
            microseconds(recipe.created_at),
            self._stored(generation.path),
            encode_recipe(recipe).decode(),
            _words(recipe),
        )

    def _stored(self, path: Path) -> str:
        """Below the pictures folder relative to it, with slashes on every system."""
        if path.is_relative_to(self._root):
            return path.relative_to(self._root).as_posix()
        return str(path)

    def _readable(self, rows: list[sqlite3.Row]) -> list[Generation]:
        """Read rows; one that is damaged is left out, it must not hide the others."""
        found: list[Generation] = []
        for row in rows:
            try:
                recipe = decode_recipe(row["recipe"])
            except PictureError as error:
                log.warning("Picture %s in the history cannot be read: %s", row["id"], error)
            else:
                found.append(
                    Generation(recipe=recipe, path=self._root / PurePosixPath(row["path"]))
                )
        return found


def _are_few(db: sqlite3.Connection, search: Search) -> bool:
    """Whether what matches is quickly sorted."""
    if not search.wanted:
        return True
    row = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM generation_search"
        " WHERE generation_search MATCH ? LIMIT ?)",
        (search.wanted, FEW + 1),
    ).fetchone()
    return int(row[0]) <= FEW


def _words(recipe: Recipe) -> str:
    """What search looks in, a line each."""
    request = recipe.request
    parts = [request.prompt, recipe.sent_prompt, request.model, str(request.seed)]
    parts += [name for lora in request.loras for name in (lora.name, lora.source)]
    return "\n".join(part for part in parts if part)
