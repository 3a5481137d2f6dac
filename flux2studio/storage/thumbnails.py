"""Thumbnails by key in a file of their own: a cache, which may be deleted at any time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path

_AT_ONCE = 500
_SCHEMA = "CREATE TABLE IF NOT EXISTS thumbnail (key TEXT PRIMARY KEY, jpeg BLOB NOT NULL)"


class ThumbnailStore:
    """Safe from several threads, and never raises: what cannot be kept is made again.

    A damaged file is replaced in silence; where none can be written, memory serves. Reading has
    a connection of its own, so that a grid never waits for what is written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reading, self._writing = threading.Lock(), threading.Lock()
        self._writer = self._open()
        self._reader: sqlite3.Connection | None = None  # opened when it is first used
        self._closed = False

    def get(self, key: str) -> bytes | None:
        return self.get_many((key,)).get(key)

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the thumbnails that are there, by key."""
        found: dict[str, bytes] = {}
        wanted = iter(dict.fromkeys(keys))
        while some := tuple(islice(wanted, _AT_ONCE)):
            found |= self._read(some)
        return found

    def put(self, key: str, jpeg: bytes) -> None:
        self._write("INSERT OR REPLACE INTO thumbnail VALUES (?, ?)", (key, jpeg))

    def remove(self, key: str) -> None:
        self._write("DELETE FROM thumbnail WHERE key = ?", (key,))

    def close(self) -> None:
        with self._writing, self._reading:
            self._closed = True
            self._close()

    def _read(self, keys: tuple[str, ...]) -> dict[str, bytes]:
        marks = ",".join("?" * len(keys))
        with self._reading:
            try:
                self._reader = self._reader or self._open_reader()
                rows = self._reader.execute(
                    f"SELECT key, jpeg FROM thumbnail WHERE key IN ({marks})", keys
                )
                return {str(key): bytes(jpeg) for key, jpeg in rows}
            except (sqlite3.OperationalError, sqlite3.ProgrammingError):
                return {}  # busy, or already closed
            except sqlite3.DatabaseError:
                pass
        self._mend()
        return {}

    def _write(self, statement: str, values: tuple[str | bytes, ...]) -> None:
        with self._writing:
            try:
                self._writer.execute(statement, values)
            except (sqlite3.OperationalError, sqlite3.ProgrammingError):
                return  # full, busy or already closed: not worth a word
            except sqlite3.DatabaseError:
                pass
            else:
                return
        self._mend()

    def _mend(self) -> None:
        with self._writing, self._reading:
            if not self._closed:
                self._close()
                self._writer, self._reader = self._recreate(), None

    def _close(self) -> None:
        self._writer.close()
        if self._reader is not None:
            self._reader.close()

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(self._path)
        except (OSError, sqlite3.OperationalError):
            return _connect(":memory:")
        except sqlite3.DatabaseError:
            return self._recreate()

    def _open_reader(self) -> sqlite3.Connection:
        """What is in memory alone has one connection, which sqlite guards itself."""
        self._writer.execute("SELECT 1")  # raises where the store is closed
        is_file = self._writer.execute("PRAGMA database_list").fetchone()[2]
        return _connect(self._path) if is_file else self._writer

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
