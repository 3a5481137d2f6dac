"""What each paid job costs: its row is in the same transaction as its state in the journal."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flux2studio.core.job import JobState
from flux2studio.core.spending import Spent
from flux2studio.storage.database import Database
from flux2studio.storage.migrations import connect
from flux2studio.storage.moments import microseconds, moment
from flux2studio.storage.sqlite_errors import translated

COST = "cost_usd"  # in ``remote``: what the whole job cost, as the backend found out

# Of the pictures of a job, when the service said the price of each of them.
_SUM_OF_PICTURES = """
    SELECT sum(cost) FROM (
        SELECT json_extract(recipe, '$.cost_usd') AS cost FROM generation WHERE job_id = :job
    ) HAVING count(*) = count(cost)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What is expected of a paid request at the moment it leaves. None: no price is known."""

    at: datetime
    estimate_usd: float | None


class SpendingRepository:
    """Thread-safe. Deleting a picture changes nothing here: it was paid."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def since(self, start: datetime) -> list[Spent]:
        """Return what was, or may have been, billed from ``start`` on, the oldest first."""
        with self._database.reading() as db:
            return _since(db, start)


def booked_in(path: Path, start: datetime) -> list[Spent]:
    """Read from a database that is not open here, and leave it as it is. Raises StorageError."""
    if not path.exists():
        return []
    with translated(path), closing(connect(path)) as db:
        known = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'spending'").fetchone()
        return _since(db, start) if known else []


def _since(db: sqlite3.Connection, start: datetime) -> list[Spent]:
    rows = db.execute(
        "SELECT * FROM spending WHERE at_us >= ? AND billed ORDER BY at_us", (microseconds(start),)
    )
    return [_spent(row) for row in rows.fetchall()]


def note(db: sqlite3.Connection, job_id: str, bill: Bill) -> None:
    """Book what a job in the journal is about to spend; a job is booked once."""
    db.execute(
        "INSERT OR IGNORE INTO spending (job_id, at_us, backend, estimate_usd)"
        " SELECT id, ?, backend, ? FROM job WHERE id = ?",
        (microseconds(bill.at), bill.estimate_usd, job_id),
    )


def learn(db: sqlite3.Connection, job_id: str, remote: Mapping[str, str]) -> None:
    """Book what the job really cost, when ``remote`` says so."""
    usd = _amount(remote.get(COST, ""))
    if usd is not None:
        db.execute("UPDATE spending SET actual_usd = ? WHERE job_id = ?", (usd, job_id))


def settle(db: sqlite3.Connection, job_id: str, state: JobState, *, unbilled: bool) -> None:
    """Book what the end of a job says of its price; what the service said itself stands."""
    if state is JobState.FINISHED:
        change = f"actual_usd = ({_SUM_OF_PICTURES})"
    elif unbilled:
        change = "billed = 0"
    else:
        return
    db.execute(
        f"UPDATE spending SET {change} WHERE job_id = :job AND actual_usd IS NULL",
        {"job": job_id},
    )


def _spent(row: sqlite3.Row) -> Spent:
    actual, estimate = row["actual_usd"], row["estimate_usd"]
    return Spent(
        job_id=row["job_id"],
        at=moment(row["at_us"]),
        backend=row["backend"],
        usd=actual if actual is not None else estimate or 0.0,
        estimated=actual is None,
    )


def _amount(text: str) -> float | None:
    try:
        usd = float(text)
    except ValueError:
        return None
    return usd if math.isfinite(usd) and usd >= 0 else None
