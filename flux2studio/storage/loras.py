"""The artist's LoRA list."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable

import msgspec

from flux2studio.core.errors import LoraError, StorageError
from flux2studio.core.lora import Lora
from flux2studio.storage.database import Database
from flux2studio.storage.moments import microseconds

log = logging.getLogger(__name__)


class LoraRepository:
    """Thread-safe. Each source is there once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, lora: Lora) -> None:
        """Raises LoraError when its source is already there."""
        with self._database.transaction() as db:
            added = db.execute(
                "INSERT OR IGNORE INTO lora (id, source, added_us, record) VALUES (?, ?, ?, ?)",
                (lora.id, lora.source, microseconds(lora.added_at), _json(lora)),
            ).rowcount
        if not added:
            raise LoraError(f"“{lora.name}” is already in your library.", field="loras")

    def update(self, lora: Lora) -> None:
        """Raises StorageError when it is not there, LoraError when another has its source."""
        other = self.by_source(lora.source)
        if other and other.id != lora.id:
            raise LoraError(f"“{other.name}” is already in your library.", field="loras")
        with self._database.transaction() as db:
            changed = db.execute(
                "UPDATE lora SET source = ?, added_us = ?, record = ? WHERE id = ?",
                (lora.source, microseconds(lora.added_at), _json(lora), lora.id),
            ).rowcount
        if not changed:
            raise _missing(lora.id)

    def remove(self, lora_id: str) -> Lora:
        """Take the record out, never the file; ``restore`` undoes it."""
        with self._database.transaction() as db:
            rows = db.execute("SELECT * FROM lora WHERE id = ?", (lora_id,)).fetchall()
            db.execute("DELETE FROM lora WHERE id = ?", (lora_id,))
        for lora in _readable(rows):
            return lora
        raise _missing(lora_id)

    def restore(self, lora: Lora) -> None:
        """Undo ``remove``: it comes back at its old place in the list."""
        self.add(lora)

    def all(self) -> list[Lora]:
        """Return every record, the newest first."""
        with self._database.reading() as db:
            rows = db.execute("SELECT * FROM lora ORDER BY added_us DESC, id DESC").fetchall()
        return _readable(rows)

    def by_source(self, source: str) -> Lora | None:
        """Return the record with this source, None when there is none."""
        with self._database.reading() as db:
            rows = db.execute("SELECT * FROM lora WHERE source = ?", (source,)).fetchall()
        return next(iter(_readable(rows)), None)


def _json(lora: Lora) -> str:
    return msgspec.json.encode(lora).decode()


def _readable(rows: Iterable[sqlite3.Row]) -> list[Lora]:
    """Read rows; one that is damaged is left out, it must not hide the others."""
    found: list[Lora] = []
    for row in rows:
        try:
            found.append(msgspec.json.decode(row["record"], type=Lora))
        except msgspec.DecodeError as error:
            log.warning("LoRA %s in the library cannot be read: %s", row["id"], error)
    return found


def _missing(lora_id: str) -> StorageError:
    return StorageError("This LoRA is no longer in your library.", details=lora_id)
