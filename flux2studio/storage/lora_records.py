"""What the artist keeps of LoRAs beside the cards, under names: one table of records for each."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Generic, Protocol, TypeVar

import msgspec

from flux2studio.core.errors import StorageError
from flux2studio.core.phrase import phrase
from flux2studio.storage.database import Database
from flux2studio.storage.moments import microseconds

log = logging.getLogger(__name__)


class Record(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def added_at(self) -> datetime: ...


R = TypeVar("R", bound=Record)


class LoraRecords(Generic[R]):
    """Thread-safe. ``word`` is what one record is called in a sentence."""

    def __init__(self, database: Database, table: str, kind: type[R], word: str) -> None:
        self._database = database
        self._table, self._kind, self._word = table, kind, word

    def all(self) -> list[R]:
        """Return every record, the newest first; one that is damaged must not hide the others."""
        with self._database.reading() as db:
            rows = db.execute(
                f"SELECT * FROM {self._table} ORDER BY added_us DESC, id DESC"
            ).fetchall()
        found = []
        for row in rows:
            try:
                found.append(msgspec.json.decode(row["record"], type=self._kind))
            except msgspec.DecodeError as error:
                log.warning("The LoRA %s %s cannot be read: %s", self._word, row["id"], error)
        return found

    def get(self, record_id: str) -> R:
        """Return one record. Raises StorageError when it is not there."""
        for record in self.all():
            if record.id == record_id:
                return record
        raise StorageError(
            phrase("This {word} is no longer there.", word=self._word), details=record_id
        )

    def put(self, record: R) -> None:
        """Keep a new record, or the new state of one."""
        with self._database.transaction() as db:
            db.execute(
                f"INSERT OR REPLACE INTO {self._table} (id, added_us, record) VALUES (?, ?, ?)",
                (record.id, microseconds(record.added_at), msgspec.json.encode(record).decode()),
            )

    def remove(self, record_id: str) -> R:
        """Take a record out and return it. Raises StorageError when it is not there."""
        with self._database.transaction() as db:
            record = self.get(record_id)
            db.execute(f"DELETE FROM {self._table} WHERE id = ?", (record_id,))
        return record

    def bring(self, before: R | None, after: R | None) -> None:
        """Make ``after`` of ``before``; None: it is not there."""
        if after is not None:
            self.put(after)
        elif before is not None and any(before.id == known.id for known in self.all()):
            self.remove(before.id)
