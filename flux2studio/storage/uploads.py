"""What lies at a service's file host, so that a file is uploaded once for as long as it stays."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

from flux2studio.core.control import RunControl
from flux2studio.core.hosted import Upload
from flux2studio.core.turns import Turns
from flux2studio.storage.database import Database
from flux2studio.storage.moments import microseconds

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class UploadRepository:
    """Thread-safe. Raises StorageError for whatever the disk does."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turns = Turns()

    def get(self, service: str, sha256: str, at: datetime) -> Upload | None:
        """Return the upload of this file that is still there at that moment."""
        with self._database.reading() as db:
            row = db.execute(
                "SELECT url, expires_us FROM upload"
                " WHERE service = ? AND sha256 = ? AND expires_us > ?",
                (service, sha256, microseconds(at)),
            ).fetchone()
        if row is None:
            return None
        expires_at = _EPOCH + timedelta(microseconds=row["expires_us"])
        return Upload(service=service, sha256=sha256, url=row["url"], expires_at=expires_at)

    def keep(self, upload: Upload) -> None:
        """Remember ``upload`` in place of an earlier one, and forget those that have expired."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM upload WHERE expires_us <= ?", (_now(),))
            db.execute(
                "INSERT OR REPLACE INTO upload (service, sha256, url, expires_us)"
                " VALUES (?, ?, ?, ?)",
                (upload.service, upload.sha256, upload.url, microseconds(upload.expires_at)),
            )

    def forget(self, service: str, sha256: str) -> None:
        """The service says that the file is not there."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM upload WHERE service = ? AND sha256 = ?", (service, sha256))

    def turn(self, service: str, sha256: str, control: RunControl) -> AbstractContextManager[None]:
        """Let one job at a time upload this file. Raises Cancelled while it waits."""
        return self._turns.turn(f"{service} {sha256}", control)


def _now() -> int:
    return microseconds(datetime.now(UTC))
