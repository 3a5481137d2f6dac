"""The daily backups of the LoRA records: one zip a day, by its name, and more when asked for."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path

from flux2studio.storage.database import Database

_NAME = re.compile(r"loras-(?P<day>\d{4}-\d{2}-\d{2})(?:-(?P<number>[1-9]\d{0,3}))?\.zip")
_ANY = """
    SELECT EXISTS (SELECT 1 FROM lora) OR EXISTS (SELECT 1 FROM lora_set)
        OR EXISTS (SELECT 1 FROM lora_removed) OR EXISTS (SELECT 1 FROM lora_search)
"""


def day_file(folder: Path, day: date, number: int = 1) -> Path:
    """Return where the backup of a day is, or the second or third of that day."""
    more = f"-{number}" if number > 1 else ""
    return folder / f"loras-{day.isoformat()}{more}.zip"


def backups(folder: Path) -> list[tuple[date, Path]]:
    """Return all that are there with their days, the newest first."""
    found = []
    with suppress(OSError):  # no folder, no backups
        for path in folder.iterdir():
            if match := _NAME.fullmatch(path.name):
                with suppress(ValueError):  # no day of ours
                    day = date.fromisoformat(match["day"])
                    found.append((day, int(match["number"] or 1), path))
    return [(day, path) for day, _, path in sorted(found, reverse=True)]


def is_due(database: Database, folder: Path, day: date) -> bool:
    """Whether there is something to keep and no backup of this day yet. Cheap: for each start."""
    if day_file(folder, day).exists():
        return False
    with database.reading() as db:
        return bool(db.execute(_ANY).fetchone()[0])
