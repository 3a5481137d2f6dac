"""Which finished runs a service still keeps a copy of that is to be deleted there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from flux2studio.core.job import JobState
from flux2studio.storage.database import Database
from flux2studio.storage.moments import microseconds

KEPT = timedelta(days=30)  # fal deletes them by itself then


class Erasure(StrEnum):
    """Where it stands; in the journal as ``erase``, among what is known of the job there."""

    WANTED = "wanted"
    DONE = "done"
    REFUSED = "refused"  # the key may not


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteCopy:
    job_id: str
    request_id: str


class Erasures:
    """Thread-safe. What a method did is on disk when it returns; StorageError when it is not."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def wanted(self) -> list[RemoteCopy]:
        """The copies of finished runs, the newest first: any other may still be needed."""
        return self._copies(Erasure.WANTED)

    def refused(self) -> list[RemoteCopy]:
        """The copies that a key might not delete, and that are still there, the newest first."""
        return self._copies(Erasure.REFUSED, since=datetime.now(UTC) - KEPT)

    def want_again(self) -> list[RemoteCopy]:
        """Want what was refused; return what that is."""
        copies = self.refused()
        for copy in copies:
            self.note(copy.job_id, Erasure.WANTED)
        return copies

    def note(self, job_id: str, erasure: Erasure) -> None:
        with self._database.transaction() as db:
            db.execute(
                "UPDATE job SET remote = json_set(remote, '$.erase', ?) WHERE id = ?",
                (str(erasure), job_id),
            )

    def was_refused(self) -> bool:
        """Whether any ever was."""
        with self._database.reading() as db:
            row = db.execute(
                "SELECT 1 FROM job WHERE json_extract(remote, '$.erase') = ? LIMIT 1",
                (Erasure.REFUSED,),
            ).fetchone()
        return row is not None

    def _copies(
        self, erasure: Erasure, since: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    ) -> list[RemoteCopy]:
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT id, json_extract(remote, '$.request_id') AS request_id FROM job"
                " WHERE state = ? AND json_extract(remote, '$.erase') = ? AND created_us >= ?"
                " AND json_extract(remote, '$.request_id') <> '' ORDER BY created_us DESC",
                (JobState.FINISHED, erasure, microseconds(since)),
            ).fetchall()
        return [RemoteCopy(job_id=row["id"], request_id=row["request_id"]) for row in rows]
