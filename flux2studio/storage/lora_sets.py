"""The artist's sets of LoRAs."""

from __future__ import annotations

from flux2studio.core.lora import LoraSet
from flux2studio.storage.database import Database
from flux2studio.storage.lora_records import LoraRecords


class LoraSetRepository(LoraRecords[LoraSet]):
    """Thread-safe."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "lora_set", LoraSet, "set")
