"""Thumbnails by key in a file of their own: a cache, which may be deleted at any time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")

_SCHEMA = "CREATE TABLE IF NOT EXISTS thumbnail (key TEXT PRIMARY KEY, jpeg BLOB NOT NULL)"


class ThumbnailStore:
    """Safe from several threads, and never raises: what cannot be kept is made again.

    A damaged file is replaced in silence; where none can be written, memory serves.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection = self._open()

    def get(self, key: str) -> bytes | None:
        def read(db: sqlite3.Connection) -> bytes | None:
            row = db.execute("SELECT jpeg FROM thumbnail WHERE key = ?", (key,)).fetchone()
            return bytes(row[0]) if row else None

        return self._do(read, None)

    def put(self, key: str, jpeg: bytes) -> None:
        def write(db: sqlite3.Connection) -> None:
            db.execute("INSERT OR REPLACE INTO thumbnail VALUES (?, ?)", (key, jpeg))

        self._do(write, None)

    def remove(self, key: str) -> None:
        def delete(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM thumbnail WHERE key = ?", (key,))

        self._do(delete, None)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _do(self, work: Callable[[sqlite3.Connection], Value], otherwise: Value) -> Value:
        with self._lock:
            try:
                return work(self._connection)
            except (sqlite3.OperationalError, sqlite3.ProgrammingError):
                return otherwise  # full, busy or already closed: not worth a word
            except sqlite3.DatabaseError:
                self._connection.close()
                self._connection = self._recreate()
                return otherwise

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(self._path)
        except (OSError, sqlite3.OperationalError):
            return _connect(":memory:")
        except sqlite3.DatabaseError:
            return self._recreate()

    def _recreate(self) -> sqlite3.Connection:
        try:
            for side in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + side).unlink(missing_ok=True)
            return _connect(self._path)
        except (OSError, sqlite3.Error):
            return _connect(":memory:")


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=1.0, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_SCHEMA)
    except sqlite3.Error:
        with suppress(sqlite3.Error):
            connection.close()
        raise
    return connection
