"""One SQLite file: opening it, migrating it, running transactions on it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.errors import StorageError
from flux2studio.storage.disk import (
    disk_errors,
    fsync_folder,
    keep_aside,
    link_new,
    make_folder,
    sweep,
    temporary,
)
from flux2studio.storage.drives import is_shared
from flux2studio.storage.locks import locked
from flux2studio.storage.migrations import (
    back_up,
    connect,
    make_durable,
    migrate,
    pragma_number,
    roll_back,
    schema_version,
)
from flux2studio.storage.queueing import FairLock, Turnstile
from flux2studio.storage.salvage import salvage
from flux2studio.storage.schema import APPLICATION_ID, MIGRATIONS
from flux2studio.storage.sqlite_errors import (
    DatabaseDamagedError,
    DatabaseTooNewError,
    closed,
    damaged,
    translated,
)

__all__ = [
    "Database",
    "DatabaseDamagedError",
    "DatabaseTooNewError",
    "OpenedDatabase",
    "open_database",
    "rebuilt",
]

CHECKED_BYTES_MAX = 64 * 2**20  # up to here a full check costs less than a tenth of a second

_READER_CACHE_KIB = 16 * 1024  # the usual 2 MB hold a few hundred pictures: rows are 2-4 KB

_SIDE_FILES = ("-wal", "-shm", "-journal")
_TO_BE_SAVED = "to be saved"  # what the mark of a rebuild says until the salvage is done


class Database:
    """A connection shared by all threads; ``transaction`` lets one in at a time.

    Raises StorageError for whatever the disk or another program does to it. A file that is not
    there is made, complete or not at all. ``rolled_back`` counts the transactions that failed:
    what was remembered of them is not true.
    """

    def __init__(
        self,
        path: Path,
        backups: Path | None = None,
        migrations: Sequence[str] = MIGRATIONS,
        is_shared: Callable[[Path], bool] = is_shared,
    ) -> None:
        self.path = path
        self._is_shared = is_shared
        self.rolled_back = 0
        self._lock = FairLock()
        self._turnstile = Turnstile(path.with_name(path.name + ".turn"))
        self._reader_lock = threading.RLock()
        self._reader: sqlite3.Connection | None = None
        self._is_closed = False
        if not path.exists():
            _create(path, migrations)
        with translated(path):
            self._connection = connect(path)
        try:
            with translated(path):
                self._prepare(migrations, backups or path.parent / "backups")
        except BaseException:
            self._connection.close()
            raise

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Connection, None, None]:
        """Write: all of the block or nothing of it. One inside another joins it."""
        with self._lock, self._watched():
            if self._connection.in_transaction:
                yield self._connection
                return
            with self._turnstile.passing():
                self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                self.rolled_back += 1
                raise
            finally:
                roll_back(self._connection)

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection, None, None]:
        """Read: does not wait for the writer of another process."""
        with self._lock, self._watched():
            yield self._connection

    @contextmanager
    def reader(self) -> Generator[sqlite3.Connection, None, None]:
        """Read on a second connection, which waits for no writer; its rows are tuples.

        What a transaction that goes on has written is not there yet.
        """
        with self._reader_lock, self._watched():
            if self._reader is None:
                self._reader = self._open_reader()
            yield self._reader

    def close(self) -> None:
        with self._reader_lock:
            self._is_closed = True
            if self._reader:
                self._reader.close()
        with self._lock, translated(self.path):
            self._connection.close()
            self._turnstile.close()

    def _open_reader(self) -> sqlite3.Connection:
        if self._is_closed:
            raise closed(self.path)
        connection = connect(self.path)
        connection.row_factory = None
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = -{_READER_CACHE_KIB}")
        return connection

    @contextmanager
    def _watched(self) -> Generator[None, None, None]:
        try:
            with translated(self.path):
                yield
        except DatabaseDamagedError:
            with suppress(OSError):  # the next start reads the whole file
                _suspicion(self.path).touch()
            raise

    def _prepare(self, migrations: Sequence[str], backups: Path) -> None:
        version = schema_version(self._connection)
        if pragma_number(self._connection, "application_id") != APPLICATION_ID:
            raise damaged(self.path, "it is not a database of flux2studio")
        if version > len(migrations):
            raise DatabaseTooNewError(
                "The history was written by a newer version of flux2studio.",
                hint="Install the newest version, then start it again.",
                details=f"{self.path}: version {version}, known are {len(migrations)}",
            )
        make_durable(self._connection)
        journal = "DELETE" if self._is_shared(self.path.parent) else "WAL"
        self._connection.execute(f"PRAGMA journal_mode = {journal}")
        if version < len(migrations):
            back_up(self._connection, backups, version)
            migrate(self._connection, migrations)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedDatabase:
    """``moved_aside`` is where a damaged file was put; the caller says so.

    ``is_new``: it lacks what the pictures and the backups say; the caller rebuilds, then calls
    ``rebuilt``. Until then that is so at each start.
    """

    database: Database
    moved_aside: Path | None
    is_new: bool


def open_database(
    path: Path, backups: Path, in_use: Callable[[], bool] = lambda: False
) -> OpenedDatabase:
    """Open the database, or put a damaged one aside and make a new one.

    Raises DatabaseTooNewError, and StorageError when the disk does not let us, or when a damaged
    file may not be moved because another instance works on it (``in_use``).
    """
    with locked(path.with_name(path.name + ".lock")):
        is_new = not path.exists()
        sweep(path.parent, f".{path.name}.*")
        if is_new:
            _remove_sides(path)  # of a database that was deleted: they would spoil the new one
            if not _is_to_be_saved(path):
                _note_as_new(path)
        try:
            if not is_new:
                _check(path)
            database = Database(path, backups)
            moved_aside = _moved_aside(path) if _is_to_be_saved(path) else None
        except DatabaseDamagedError as error:
            if in_use():
                raise StorageError(
                    "The history is damaged, and another flux2studio has it open.",
                    hint="Close that one; the next start makes the history again.",
                    details=error.details,
                ) from error
            _note_as_new(path, _TO_BE_SAVED)
            moved_aside = _move_aside(path)
            database = Database(path, backups)
        if moved_aside is not None:
            with database.transaction() as db:
                salvage(moved_aside, db)
            _note_as_new(path)
        is_new = _rebuild_mark(path).exists()
        return OpenedDatabase(database=database, moved_aside=moved_aside, is_new=is_new)


def rebuilt(path: Path) -> None:
    """Note that a new database holds what the pictures and the backups say."""
    with suppress(OSError):  # the next start does it once more
        _rebuild_mark(path).unlink(missing_ok=True)


def _note_as_new(path: Path, state: str = "") -> None:
    """Before there is anything in its place: a rebuild that is broken off is begun again."""
    with disk_errors("The history cannot be made", path):
        make_folder(path.parent)
        _rebuild_mark(path).write_text(state, "ascii")
        fsync_folder(path.parent)


def _is_to_be_saved(path: Path) -> bool:
    """Whether a start ended before all that could be read of a damaged file was in a new one."""
    with suppress(OSError, UnicodeError):
        return _rebuild_mark(path).read_text("ascii") == _TO_BE_SAVED
    return False


def _moved_aside(path: Path) -> Path | None:
    """Return the damaged file that was put aside last, None when there is none."""
    found = path.parent.glob(f"{path.name}.damaged-*")
    return max((each for each in found if not each.name.endswith(_SIDE_FILES)), default=None)


def _create(path: Path, migrations: Sequence[str]) -> None:
    """Make the file under another name first: a database that is there is always whole."""
    what = "The history cannot be made"
    with disk_errors(what, path):
        make_folder(path.parent)
    part = temporary(path)
    try:
        with translated(path), closing(connect(part)) as connection:
            make_durable(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(connection, migrations)
        with disk_errors(what, path):
            with suppress(FileExistsError):  # another instance was faster; its file is as good
                link_new(part, path)
            fsync_folder(path.parent)
    finally:
        _remove_sides(part)
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _remove_sides(path: Path) -> None:
    for side in _SIDE_FILES:
        with suppress(OSError):
            path.with_name(path.name + side).unlink(missing_ok=True)


def _rebuild_mark(path: Path) -> Path:
    return path.with_name(path.name + ".rebuild")


def _suspicion(path: Path) -> Path:
    return path.with_name(path.name + ".check")


def _check(path: Path) -> None:
    """Raise DatabaseDamagedError for a file that cannot be trusted.

    A large file is read through only when the last session did not end well: it takes a second
    for a million pictures.
    """
    with disk_errors("The history cannot be read", path):
        size = path.stat().st_size
        suspicious = _suspicion(path).exists() or path.with_name(path.name + "-wal").exists()
    if size == 0:
        raise damaged(path, "it is empty")
    with translated(path), closing(connect(path)) as connection:
        if _is_newer(connection):
            return  # what a newer version wrote may look damaged to this one
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if suspicious or size <= CHECKED_BYTES_MAX:
            verdict = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
            if verdict != "ok":
                raise damaged(path, verdict)
    with suppress(OSError):
        _suspicion(path).unlink(missing_ok=True)


def _is_newer(connection: sqlite3.Connection) -> bool:
    is_ours = pragma_number(connection, "application_id") == APPLICATION_ID
    return is_ours and schema_version(connection) > len(MIGRATIONS)


def _move_aside(path: Path) -> Path:
    """Rename the file and what belongs to it; nothing is overwritten."""
    place = keep_aside(path)
    with disk_errors("The damaged history could not be moved aside", path):
        for side in _SIDE_FILES:
            with suppress(FileNotFoundError):
                path.with_name(path.name + side).rename(place.with_name(place.name + side))
        _suspicion(path).unlink(missing_ok=True)
        fsync_folder(path.parent)
    return place
