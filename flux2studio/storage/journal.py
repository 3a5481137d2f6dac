"""The journal: where every job stands, on disk before anything leaves the machine."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import msgspec

from flux2studio.core.errors import StorageError, StudioError
from flux2studio.core.job import Hold, Job, JobState
from flux2studio.core.request import GenerationRequest
from flux2studio.storage import spending
from flux2studio.storage.database import Database
from flux2studio.storage.moments import microseconds
from flux2studio.storage.spending import Bill

log = logging.getLogger(__name__)

_NOTHING: Mapping[str, str] = MappingProxyType({})
_WITHOUT_RESULT = ", remote = json_remove(remote, '$.result')"  # large, and no longer needed
_ENDED = "state IN ({})".format(", ".join(f"'{state}'" for state in JobState if state.is_final))


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """``owner`` is the instance that runs the job; see ``storage.instance``."""

    job: Job
    state: JobState
    remote: dict[str, str] = field(default_factory=dict)
    error: str = ""
    hint: str = ""
    owner: str = ""
    dismissed: bool = False


class Journal:
    """Thread-safe. What a method did is on disk when it returns; StorageError when it is not."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def add(self, job: Job) -> None:
        """Record a new job as queued and as ours."""
        with self._database.transaction() as db:
            db.execute(
                "INSERT INTO job"
                " (id, created_us, position, created_at, backend, folder, request, state, owner)"
                " VALUES (:id, :us, :us, :at, :backend, :folder, :request, :state, :owner)",
                {
                    "id": job.id,
                    "us": microseconds(job.created_at),
                    "at": job.created_at.isoformat(),
                    "backend": job.backend,
                    "folder": str(job.folder),
                    "request": msgspec.json.encode(job.request).decode(),
                    "state": JobState.QUEUED,
                    "owner": self._owner,
                },
            )

    def arrange(self, job_ids: Sequence[str]) -> None:
        """Let these unfinished jobs take each other's places in the order given.

        Whatever else waits keeps its own; an id that is not among them is passed over.
        """
        with self._database.transaction() as db:
            rows = db.execute(f"SELECT id, position FROM job WHERE NOT {_ENDED}").fetchall()
            places = {row["id"]: row["position"] for row in rows}
            known = [job_id for job_id in dict.fromkeys(job_ids) if job_id in places]
            last = None
            for job_id, place in zip(known, sorted(places[x] for x in known), strict=True):
                last = place if last is None else max(place, last + 1)
                db.execute("UPDATE job SET position = ? WHERE id = ?", (last, job_id))

    def hold(self) -> Hold:
        """Why nothing new starts; kept from one start of the app to the next."""
        with self._database.reading() as db:
            row = db.execute("SELECT hold FROM queue").fetchone()
        text = row["hold"] if row else ""
        return Hold(text) if text in set(Hold) else Hold.ARTIST

    def set_hold(self, hold: Hold) -> None:
        with self._database.transaction() as db:
            db.execute("UPDATE queue SET hold = ?", (hold,))

    def set_state(
        self,
        job_id: str,
        state: JobState,
        remote: Mapping[str, str] = _NOTHING,
        bill: Bill | None = None,
    ) -> None:
        """Record where the job stands and add ``remote`` to what is known of it.

        A job that has an end keeps it, and learns ``remote`` all the same. ``bill`` is booked
        with it, so that nothing paid leaves the machine unseen.
        """
        with self._database.transaction() as db:
            row = db.execute("SELECT remote FROM job WHERE id = ?", (job_id,)).fetchone()
            if row is None:
                raise StorageError("This job is not in the journal.", details=job_id)
            known = msgspec.json.encode({**_remote(row["remote"]), **remote}).decode()
            db.execute("UPDATE job SET remote = ? WHERE id = ?", (known, job_id))
            db.execute(f"UPDATE job SET state = ? WHERE id = ? AND NOT {_ENDED}", (state, job_id))
            if bill:
                spending.note(db, job_id, bill)
            spending.learn(db, job_id, remote)

    def close(
        self,
        job_id: str,
        state: JobState,
        error: StudioError | None = None,
        *,
        unbilled: bool = False,
    ) -> bool:
        """Give the job its end; False, and nothing is changed, when it already has one.

        ``unbilled``: it is known that the service took nothing.
        """
        with self._database.transaction() as db:
            return close_job(db, job_id, state, error, unbilled=unbilled)

    def entry(self, job_id: str) -> JournalEntry | None:
        """Return the job with this id, None when there is none."""
        with self._database.reading() as db:
            rows = db.execute("SELECT * FROM job WHERE id = ?", (job_id,)).fetchall()
        return next(iter(_entries(rows)), None)

    def unfinished(self) -> list[JournalEntry]:
        """Return every job without an end, whoever owns it, in the order they are to run."""
        with self._database.reading() as db:
            rows = db.execute(
                f"SELECT * FROM job WHERE NOT {_ENDED} ORDER BY position, created_us, rowid"
            ).fetchall()
        return _entries(rows)

    def in_doubt(self) -> list[JournalEntry]:
        """Return the jobs of unknown outcome that were not dismissed, the oldest first."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT * FROM job WHERE state = ? AND dismissed = 0 ORDER BY created_us, rowid",
                (JobState.UNKNOWN,),
            ).fetchall()
        return _entries(rows)

    def recent(self, limit: int) -> list[JournalEntry]:
        """Return the newest jobs that were not dismissed, ended or not, the newest first."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT * FROM job WHERE dismissed = 0"
                " ORDER BY created_us DESC, rowid DESC LIMIT ?",
                (limit,),
            ).fetchall()
        return _entries(rows)

    def adopt(self, job_id: str, previous: str | None = None) -> bool:
        """Take an unfinished job over; it is ours when this returns True.

        With ``previous`` only from this owner: of two instances that find the same orphan, one
        gets it.
        """
        with self._database.transaction() as db:
            return bool(
                db.execute(
                    f"UPDATE job SET owner = :owner WHERE id = :id AND NOT {_ENDED}"
                    " AND (:previous IS NULL OR owner = :previous)",
                    {"owner": self._owner, "id": job_id, "previous": previous},
                ).rowcount
            )

    def dismiss(self, job_id: str) -> None:
        """Leave the job out of ``recent`` from now on."""
        with self._database.transaction() as db:
            db.execute("UPDATE job SET dismissed = 1 WHERE id = ?", (job_id,))

    def reopen(self, job_id: str, state: JobState) -> bool:
        """Take up a job whose outcome was unknown; False, and no change, for any other.

        ``in_doubt`` among what is known of it says from now on that its request has left.
        """
        with self._database.transaction() as db:
            return bool(
                db.execute(
                    "UPDATE job SET state = ?, error = '', hint = '', dismissed = 0, owner = ?,"
                    " remote = json_set(remote, '$.in_doubt', '1')"
                    " WHERE id = ? AND state = ?",
                    (state, self._owner, job_id, JobState.UNKNOWN),
                ).rowcount
            )


def close_job(
    db: sqlite3.Connection,
    job_id: str,
    state: JobState,
    error: StudioError | None = None,
    *,
    unbilled: bool = False,
) -> bool:
    """Give a job its end inside a transaction of the caller; see ``Journal.close``."""
    changed = db.execute(
        "UPDATE job SET state = ?, error = ?, hint = ?"
        f"{_WITHOUT_RESULT if state is JobState.FINISHED else ''} WHERE id = ? AND NOT {_ENDED}",
        (state, str(error) if error else "", error.hint if error else "", job_id),
    ).rowcount
    if changed:
        spending.settle(db, job_id, state, unbilled=unbilled)
    return bool(changed)


def _entries(rows: Iterable[sqlite3.Row]) -> list[JournalEntry]:
    """Read rows; one that is damaged is left out, it must not hide the others."""
    entries: list[JournalEntry] = []
    for row in rows:
        try:
            entries.append(_entry(row))
        except (ValueError, TypeError) as error:  # msgspec's errors are ValueErrors
            log.warning("Job %s in the journal cannot be read: %s", row["id"], error)
    return entries


def _entry(row: sqlite3.Row) -> JournalEntry:
    job = Job(
        request=msgspec.json.decode(row["request"], type=GenerationRequest),
        backend=row["backend"],
        folder=Path(row["folder"]),
        id=row["id"],
        created_at=datetime.fromisoformat(row["created_at"]),
    )
    return JournalEntry(
        job=job,
        state=JobState(row["state"]),
        remote=_remote(row["remote"]),
        error=row["error"],
        hint=row["hint"],
        owner=row["owner"],
        dismissed=bool(row["dismissed"]),
    )


def _remote(text: str) -> dict[str, str]:
    return msgspec.json.decode(text, type=dict[str, str])
