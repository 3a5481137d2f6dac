"""The searches of the LoRA collection that the artist keeps under names."""

from __future__ import annotations

from flux2studio.core.lora_searches import LoraSearch
from flux2studio.storage.database import Database
from flux2studio.storage.lora_records import LoraRecords


class LoraSearchRepository(LoraRecords[LoraSearch]):
    """Thread-safe."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "lora_search", LoraSearch, "search")
