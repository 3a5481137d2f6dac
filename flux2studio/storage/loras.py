"""The artist's LoRA list: the cards, and those that were taken out of it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import msgspec

from flux2studio.core.errors import LoraError, StorageError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_aliases import sources
from flux2studio.core.phrase import phrase
from flux2studio.storage.database import Database
from flux2studio.storage.moments import microseconds, moment

log = logging.getLogger(__name__)

_ALL = "FROM lora ORDER BY added_us DESC, id DESC"
_ALL_AT_ONCE = f"SELECT group_concat(record) FROM (SELECT record {_ALL})"  # half the time of rows


class LoraRepository:
    """Thread-safe. Each source is there once. Several calls in a ``transaction`` are one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, lora: Lora) -> None:
        """Raises LoraError when its source is already there."""
        with self._database.transaction() as db:
            added = db.execute(
                "INSERT OR IGNORE INTO lora (id, source, added_us, record) VALUES (?, ?, ?, ?)",
                (lora.id, lora.source, microseconds(lora.added_at), _json(lora)),
            ).rowcount
            if added:
                db.execute("DELETE FROM lora_removed WHERE id = ?", (lora.id,))
        if not added:
            raise already_here(lora.name)

    def update(self, lora: Lora) -> None:
        """Raises StorageError when it is not there, LoraError when another has its source."""
        with self._database.transaction() as db:
            others = db.execute(
                "SELECT id, record FROM lora WHERE source = ? AND id <> ?", (lora.source, lora.id)
            ).fetchall()
            for other in _readable(others):
                raise LoraError(
                    phrase(
                        "“{other}” in your library is used from there already.", other=other.name
                    ),
                    hint="Make one card of the two, or remove one.",
                    field="loras",
                    details=lora.source,
                )
            changed = db.execute(
                "UPDATE lora SET source = ?, added_us = ?, record = ? WHERE id = ?",
                (lora.source, microseconds(lora.added_at), _json(lora), lora.id),
            ).rowcount
        if not changed:
            raise _missing(lora.id)

    def remove(self, lora_id: str) -> Lora:
        """Take the record out, never the file. It is kept among the removed ones."""
        with self._database.transaction() as db:
            lora = self.get(lora_id)
            self.keep_removed(lora, datetime.now(UTC))
            db.execute("DELETE FROM lora WHERE id = ?", (lora_id,))
        return lora

    def keep_removed(self, lora: Lora, at: datetime) -> None:
        """Keep a record that is not in the library, so that it can still be restored."""
        with self._database.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO lora_removed (id, removed_us, record) VALUES (?, ?, ?)",
                (lora.id, microseconds(at), _json(lora)),
            )

    def restore(self, lora: Lora) -> None:
        """Undo ``remove``: it comes back at its old place in the list."""
        self.add(lora)

    def forget_removed(self, lora_id: str) -> None:
        """Let go of a removed record for good: its words are in another one now."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM lora_removed WHERE id = ?", (lora_id,))

    def all(self) -> list[Lora]:
        """Return every record, the newest first."""
        with self._database.reading() as db, suppress(msgspec.DecodeError):
            joined = db.execute(_ALL_AT_ONCE).fetchone()[0]
            return msgspec.json.decode(f"[{joined or ''}]", type=list[Lora])
        with self._database.reading() as db:
            return _readable(db.execute(f"SELECT id, record {_ALL}").fetchall())

    def get(self, lora_id: str) -> Lora:
        """Return one record. Raises StorageError when it is not there."""
        with self._database.reading() as db:
            rows = db.execute("SELECT id, record FROM lora WHERE id = ?", (lora_id,)).fetchall()
        for lora in _readable(rows):
            return lora
        raise _missing(lora_id)

    def some(self, lora_ids: Iterable[str]) -> list[Lora]:
        """Return those of ``lora_ids`` that are there, all as one moment had them."""
        asked = msgspec.json.encode(list(lora_ids)).decode()
        with self._database.reading() as db:
            return _readable(
                db.execute(
                    "SELECT id, record FROM lora WHERE id IN (SELECT value FROM json_each(?))",
                    (asked,),
                ).fetchall()
            )

    def removed(self) -> list[tuple[Lora, datetime]]:
        """Return what was taken out and when, the last first."""
        with self._database.reading() as db:
            rows = db.execute("SELECT * FROM lora_removed ORDER BY removed_us DESC, id").fetchall()
        times = {row["id"]: moment(row["removed_us"]) for row in rows}
        return [(lora, times[lora.id]) for lora in _readable(rows) if lora.id in times]

    def by_source(self, source: str) -> Lora | None:
        """Return the record that is used from ``source``, else one that once was, else None."""
        with self._database.reading() as db:
            rows = db.execute("SELECT id, record FROM lora WHERE source = ?", (source,)).fetchall()
            if not rows:
                rows = db.execute(
                    "SELECT id, record FROM lora WHERE instr(record, ?) ORDER BY added_us, id",
                    (msgspec.json.encode(source).decode(),),
                ).fetchall()
        return next((lora for lora in _readable(rows) if source in sources(lora)), None)


def _json(lora: Lora) -> str:
    """Whether the file is there is asked anew each time, so it is not written down."""
    return msgspec.json.encode(replace(lora, missing=False) if lora.missing else lora).decode()


def _readable(rows: Iterable[sqlite3.Row]) -> list[Lora]:
    """Read rows; one that is damaged is left out, it must not hide the others."""
    found: list[Lora] = []
    for row in rows:
        try:
            found.append(msgspec.json.decode(row["record"], type=Lora))
        except msgspec.DecodeError as error:
            log.warning("LoRA %s in the library cannot be read: %s", row["id"], error)
    return found


def already_here(name: str) -> LoraError:
    return LoraError(
        phrase("“{name}” is already in your library.", name=name),
        hint="Look for it there, or remove that card first.",
        field="loras",
    )


def _missing(lora_id: str) -> StorageError:
    return StorageError("This LoRA is no longer in your library.", details=lora_id)
