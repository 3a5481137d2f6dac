"""The artist's sets of LoRAs."""

from __future__ import annotations

import logging

import msgspec

from flux2studio.core.errors import StorageError
from flux2studio.core.lora import LoraSet
from flux2studio.storage.database import Database
from flux2studio.storage.moments import microseconds

log = logging.getLogger(__name__)


class LoraSetRepository:
    """Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[LoraSet]:
        """Return every set, the newest first; one that is damaged must not hide the others."""
        with self._database.reading() as db:
            rows = db.execute("SELECT * FROM lora_set ORDER BY added_us DESC, id DESC").fetchall()
        found = []
        for row in rows:
            try:
                found.append(msgspec.json.decode(row["record"], type=LoraSet))
            except msgspec.DecodeError as error:
                log.warning("The LoRA set %s cannot be read: %s", row["id"], error)
        return found

    def get(self, set_id: str) -> LoraSet:
        """Return one set. Raises StorageError when it is not there."""
        for lora_set in self.all():
            if lora_set.id == set_id:
                return lora_set
        raise StorageError("This set is no longer there.", details=set_id)

    def put(self, lora_set: LoraSet) -> None:
        """Keep a new set, or the new state of one."""
        with self._database.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO lora_set (id, added_us, record) VALUES (?, ?, ?)",
                (
                    lora_set.id,
                    microseconds(lora_set.added_at),
                    msgspec.json.encode(lora_set).decode(),
                ),
            )

    def remove(self, set_id: str) -> LoraSet:
        """Take a set out and return it. Raises StorageError when it is not there."""
        with self._database.transaction() as db:
            lora_set = self.get(set_id)
            db.execute("DELETE FROM lora_set WHERE id = ?", (set_id,))
        return lora_set
