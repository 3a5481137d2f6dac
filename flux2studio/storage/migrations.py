"""Bringing a database file to the newest schema, with a copy of it kept from before."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from flux2studio.storage.disk import disk_errors, fsync_folder, make_folder, sweep, temporary

BUSY_TIMEOUT_S = 5.0
BACKUPS_KEPT = 5


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")  # a damaged letter must not hide the whole row


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_S, check_same_thread=False, isolation_level=None
    )
    connection.row_factory = sqlite3.Row
    connection.text_factory = _text
    connection.execute("PRAGMA foreign_keys = ON")
    # trusted_schema stays on: without it SQLite 3.40 lets no trigger reach the search index.
    return connection


def make_durable(connection: sqlite3.Connection) -> None:
    """What is committed is on the disk. Reads the schema, unlike ``connect``."""
    connection.execute("PRAGMA synchronous = FULL")


def migrate(connection: sqlite3.Connection, migrations: Sequence[str]) -> None:
    """Take the missing steps, each in a transaction with its number."""
    for number, script in enumerate(migrations, start=1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if schema_version(connection) < number:  # else another instance has just taken it
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        finally:
            roll_back(connection)


def roll_back(connection: sqlite3.Connection) -> None:
    """Undo a transaction that was not committed; a full disk may have ended it by itself."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _statements(script: str) -> Iterator[str]:
    """Split a script where SQLite does: a trigger holds semicolons of its own."""
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def pragma_number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def schema_version(connection: sqlite3.Connection) -> int:
    return pragma_number(connection, "user_version")


def back_up(connection: sqlite3.Connection, backups: Path, version: int) -> None:
    """Keep a copy of the file as it is before it is changed."""
    name = f"studio-v{version}-{datetime.now().astimezone():%Y%m%d-%H%M%S}.db"
    with disk_errors("The history could not be backed up", backups):
        make_folder(backups)
        sweep(backups)
        part = temporary(backups / name)
        try:
            connection.execute("VACUUM INTO ?", (str(part),))
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(backups / name)
        finally:
            part.unlink(missing_ok=True)
        fsync_folder(backups)
        for old in sorted(backups.glob("studio-v*.db"), key=_age)[:-BACKUPS_KEPT]:
            old.unlink(missing_ok=True)


def _age(path: Path) -> float:
    return path.stat().st_mtime
