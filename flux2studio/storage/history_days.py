"""The daily backups of the database: one file a day, by its name."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path

from flux2studio.storage.database import Database

_NAME = re.compile(r"history-(?P<day>\d{4}-\d{2}-\d{2})\.db")
_ANY = "SELECT EXISTS (SELECT 1 FROM generation) OR EXISTS (SELECT 1 FROM album)"


def day_file(folder: Path, day: date) -> Path:
    """Return where the backup of a day is."""
    return folder / f"history-{day.isoformat()}.db"


def backups(folder: Path) -> list[tuple[date, Path]]:
    """Return all that are there with their days, the newest first."""
    found = []
    with suppress(OSError):  # no folder, no backups
        for path in folder.iterdir():
            if match := _NAME.fullmatch(path.name):
                with suppress(ValueError):  # no day of ours
                    found.append((date.fromisoformat(match["day"]), path))
    return sorted(found, reverse=True)


def is_due(database: Database, folder: Path, day: date) -> bool:
    """Whether there is something to keep that has changed since the newest backup, which is not
    of this day. Cheap: for each start.
    """
    for newest_day, newest in backups(folder)[:1]:
        if newest_day == day or _changed_at(database.path) <= _mtime(newest):
            return False
    with database.reading() as db:
        return bool(db.execute(_ANY).fetchone()[0])


def _changed_at(database: Path) -> int:
    return max(_mtime(database), _mtime(database.with_name(database.name + "-wal")))


def _mtime(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
