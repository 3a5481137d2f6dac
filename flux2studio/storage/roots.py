"""Folders with pictures of other programs that the history looks into."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from flux2studio.storage.database import Database
from flux2studio.storage.moments import microseconds


class Roots:
    """Thread-safe. The folders are read, and never written but for sidecars."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[tuple[Path, str]]:
        """Return each folder with the tool that its pictures came from, in order of arrival."""
        with self._database.reading() as db:
            rows = db.execute("SELECT path, tool FROM history_root ORDER BY added_us, path")
            return [(Path(path), tool) for path, tool in rows]

    def add(self, path: Path, tool: str) -> None:
        """Add a folder; one that is there gets the new tool."""
        with self._database.transaction() as db:
            db.execute(
                "INSERT INTO history_root VALUES (?, ?, ?)"
                " ON CONFLICT (path) DO UPDATE SET tool = excluded.tool",
                (str(path), tool, microseconds(datetime.now(UTC))),
            )

    def remove(self, path: Path) -> None:
        """Forget a folder; its pictures stay in the history."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM history_root WHERE path = ?", (str(path),))
