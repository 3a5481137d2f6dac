"""The daily backups of the LoRA records: one zip a day, by its name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from flux2studio.storage.database import Database

_ANY = """
    SELECT EXISTS (SELECT 1 FROM lora) OR EXISTS (SELECT 1 FROM lora_set)
        OR EXISTS (SELECT 1 FROM lora_removed)
"""


def day_file(folder: Path, day: date) -> Path:
    return folder / f"loras-{day.isoformat()}.zip"


def is_due(database: Database, folder: Path, day: date) -> bool:
    """Whether there is something to keep and no backup of this day yet. Cheap: for each start."""
    if day_file(folder, day).exists():
        return False
    with database.reading() as db:
        return bool(db.execute(_ANY).fetchone()[0])
