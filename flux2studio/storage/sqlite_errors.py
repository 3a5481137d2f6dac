"""What SQLite says of the disk, of other programs and of damage, as errors to show."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from flux2studio.core.errors import StorageError
from flux2studio.storage.disk import free_bytes


class DatabaseTooNewError(StorageError):
    """The file was written by a newer version of the application."""


class DatabaseDamagedError(StorageError):
    """The file is no database of ours, or no longer one that can be read."""


@contextmanager
def translated(path: Path) -> Generator[None, None, None]:
    """Turn what SQLite says of the disk, of other programs and of damage into a StorageError."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise StorageError(
            "This holds characters that are no text, and cannot be kept.",
            hint="Type the part again, or rename the file or folder.",
            details=str(error),
        ) from error
    except sqlite3.Error as error:
        if found := _explained(path, error):
            raise found from error
        raise


_ROOM = 2**16

_CAUSES = {
    sqlite3.SQLITE_FULL: (
        "The disk is full, so the history cannot be written.",
        "Free some space on it, then try again.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk reports an error while the history is written.",
        "Check the disk and the space on it, then try again.",
    ),
    sqlite3.SQLITE_BUSY: (
        "Another program is holding the history.",
        "Close backup and sync programs that use it, then try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "The history is read-only.",
        "Make its folder writable, then start again.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The history cannot be opened.",
        "See that its folder is there and yours, then start again.",
    ),
    sqlite3.SQLITE_NOMEM: ("There is too little memory.", "Close something, then try again."),
    sqlite3.SQLITE_TOOBIG: ("This is too large to be kept.", "Shorten it."),
}
_SAME = {
    sqlite3.SQLITE_LOCKED: sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_PROTOCOL: sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_PERM: sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_AUTH: sqlite3.SQLITE_CANTOPEN,
}


def _explained(path: Path, error: sqlite3.Error) -> StorageError | None:
    """None: nobody but us is to blame, so it is a bug."""
    details = f"{path}: {error}"
    if isinstance(error, sqlite3.ProgrammingError) and "closed" in str(error):
        return closed(path)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return damaged(path, str(error))
    if code == sqlite3.SQLITE_IOERR and _is_full(path.parent):
        code = sqlite3.SQLITE_FULL  # it could not make its shared memory file longer
    if cause := _CAUSES.get(_SAME.get(code, code)):
        return StorageError(cause[0], hint=cause[1], details=details)
    return None


def _is_full(folder: Path) -> bool:
    free = free_bytes(folder)
    return free is not None and free < _ROOM


def closed(path: Path) -> StorageError:
    return StorageError("flux2studio is closing.", hint="Start it again.", details=str(path))


def damaged(path: Path, why: str) -> DatabaseDamagedError:
    return DatabaseDamagedError(
        "The history is damaged.",
        hint="Start flux2studio again: it is rebuilt from the pictures.",
        details=f"{path}: {why}",
    )
