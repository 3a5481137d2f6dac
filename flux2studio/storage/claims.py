"""Which request at a service belongs to which job, across everything the journal knows."""

from __future__ import annotations

import logging
from datetime import datetime

import msgspec

from flux2studio.core.hosted import SentRequest
from flux2studio.core.job import JobState
from flux2studio.core.request import GenerationRequest
from flux2studio.storage.database import Database

log = logging.getLogger(__name__)

_NUMBER = "json_extract(remote, '$.request_id')"


class Claims:
    """Thread-safe, also between processes. Raises StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def taken(self, job_id: str) -> frozenset[str]:
        """The numbers of the requests that belong to other jobs than this one."""
        with self._database.reading() as db:
            rows = db.execute(
                f"SELECT {_NUMBER} AS number FROM job WHERE id <> ? AND {_NUMBER} <> ''", (job_id,)
            ).fetchall()
        return frozenset(str(row["number"]) for row in rows)

    def undecided(self, job_id: str) -> list[SentRequest]:
        """What other jobs sent and have no number for."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT id, request, json_extract(remote, '$.sent_at') AS sent_at FROM job"
                f" WHERE id <> ? AND state IN (?, ?) AND {_NUMBER} IS NULL"
                " AND json_extract(remote, '$.sent_at') IS NOT NULL",
                (job_id, JobState.SENDING, JobState.UNKNOWN),
            ).fetchall()
        found: list[SentRequest] = []
        for row in rows:
            try:
                request = msgspec.json.decode(row["request"], type=GenerationRequest)
                found.append(
                    SentRequest(request=request, at=datetime.fromisoformat(row["sent_at"]))
                )
            except (ValueError, TypeError) as error:
                log.info("Job %s cannot be compared: %s", row["id"], error)
        return found

    def claim(self, job_id: str, number: str) -> bool:
        """Make the request this job's own; False, and no change, when it is another's."""
        with self._database.transaction() as db:
            owner = db.execute(
                f"SELECT 1 FROM job WHERE id <> ? AND {_NUMBER} = ?", (job_id, number)
            ).fetchone()
            if owner is None:
                db.execute(
                    "UPDATE job SET state = ?, remote = json_set(remote, '$.request_id', ?)"
                    " WHERE id = ? AND state = ?",
                    (JobState.SUBMITTED, number, job_id, JobState.SENDING),
                )
            return owner is None
