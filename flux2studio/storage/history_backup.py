"""A copy of the database while it is used, read through before it counts as a backup."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from flux2studio.core.errors import StorageError
from flux2studio.core.history import Album, Label, Marks, Pick
from flux2studio.storage.disk import (
    disk_errors,
    free_bytes,
    fsync_folder,
    link_new,
    make_folder,
    sweep,
    temporary,
)
from flux2studio.storage.migrations import connect, pragma_number, schema_version
from flux2studio.storage.schema import APPLICATION_ID, MIGRATIONS
from flux2studio.storage.sqlite_errors import damaged, translated

_ROOM = 64 * 2**20  # that a backup leaves on the disk
_OPS = 20_000  # of SQLite between two looks at whether the copy is still wanted

_COUNT = "SELECT count(*) FROM generation"
_MARKED = """
    SELECT number, id, rating, pick, label FROM generation
    WHERE rating <> 0 OR pick <> 0 OR label <> 0
        OR number IN (SELECT number FROM picture_tag)
        OR number IN (SELECT number FROM picture_album)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What a backup says that the pictures may not: marks by id, albums, and far away places."""

    marks: dict[str, Marks]
    albums: tuple[Album, ...]
    outside: tuple[Path, ...]


def write_backup(database: Path, target: Path, is_wanted: Callable[[], bool]) -> bool:
    """Copy the database to ``target``, which must not be there; False when no longer wanted.

    Others write meanwhile. Raises StorageError; then nothing is left of it.
    """
    _check_room(database, target)
    with disk_errors("The history could not be backed up", target):
        make_folder(target.parent)
        sweep(target.parent)
        part = temporary(target)
        try:
            counts = _copied(database, part, is_wanted)
            if counts is None:
                return False
            _verify(part, counts)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            with suppress(FileExistsError):  # another instance was faster
                link_new(part, target)
            fsync_folder(target.parent)
        finally:
            part.unlink(missing_ok=True)
    return True


def read_backup(path: Path) -> BackedUp:
    """Return what a backup says. Raises StorageError for one that is damaged or too new."""
    with _opened(path) as db:
        tags, albums = _listed(db, "tag"), _listed(db, "album")
        marks = {
            str(row["id"]): Marks(
                rating=row["rating"],
                pick=Pick(row["pick"]),
                label=Label(row["label"]),
                tags=tuple(sorted(tags.get(row["number"], ()))),
                albums=tuple(sorted(albums.get(row["number"], ()))),
            )
            for row in db.execute(_MARKED)
        }
        kept = [
            Album(
                id=row["id"],
                name=row["name"],
                parent=row["parent"],
                query=row["query"],
                position=row["position"],
            )
            for row in db.execute("SELECT * FROM album ORDER BY position, name")
        ]
        rows = db.execute("SELECT path FROM generation WHERE tool = ''")
        outside = tuple(Path(row[0]) for row in rows if PurePath(row[0]).is_absolute())
    return BackedUp(marks=marks, albums=tuple(kept), outside=outside)


def _check_room(database: Path, target: Path) -> None:
    with disk_errors("The history could not be backed up", database):
        size = database.stat().st_size
    there = next((place for place in target.parents if place.exists()), target)
    free = free_bytes(there)
    if free is not None and free < size + _ROOM:
        raise StorageError(
            "There is no room for today's backup of the history.",
            hint="Free some space on the disk; the backups made before are kept.",
            details=f"{target}: {size} bytes wanted, {free} are free",
        )


def _copied(database: Path, part: Path, is_wanted: Callable[[], bool]) -> tuple[int, int] | None:
    """How many pictures there were before and after; None when it was stopped."""
    with translated(database), closing(connect(database)) as source:
        if not is_wanted():
            return None
        source.set_progress_handler(lambda: not is_wanted(), _OPS)
        try:
            before = int(source.execute(_COUNT).fetchone()[0])
            source.execute("VACUUM INTO ?", (str(part),))
            return before, int(source.execute(_COUNT).fetchone()[0])
        except sqlite3.OperationalError:
            if is_wanted():
                raise
            return None


def _verify(part: Path, counts: tuple[int, int]) -> None:
    with _opened(part) as db:
        verdict = str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
        if verdict != "ok":
            raise damaged(part, verdict)
        count = db.execute(_COUNT).fetchone()[0]
        if not min(counts) <= count <= max(counts):
            raise damaged(part, f"{count} pictures of {counts}")


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A backup, read without a trace beside it."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with translated(path), closing(sqlite3.connect(address, uri=True)) as db:
        db.row_factory = sqlite3.Row
        is_ours = pragma_number(db, "application_id") == APPLICATION_ID
        if not is_ours or not 0 < schema_version(db) <= len(MIGRATIONS):
            raise damaged(path, "it is no backup that this version can read")
        yield db


def _listed(db: sqlite3.Connection, what: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for number, value in db.execute(f"SELECT number, {what} FROM picture_{what}"):
        found.setdefault(number, []).append(value)
    return found
