"""The journal of moved LoRA files: what is about to move, and what a step of the artist's moved."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from flux2studio.core.job import JobState
from flux2studio.storage.database import Database
from flux2studio.storage.moments import microseconds, moment

log = logging.getLogger(__name__)

_ENDED = ", ".join(f"'{state}'" for state in JobState if state.is_final)
_AT_WORK = f"""
    SELECT DISTINCT lora.value ->> '$.source' AS source FROM job, json_each(
        CASE WHEN json_valid(job.request) THEN job.request ELSE '{{}}' END, '$.loras'
    ) AS lora
    WHERE job.state NOT IN ({_ENDED}) AND lora.type = 'object'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """``files`` from where to where, the LoRA first; ``folders`` are made for it.

    ``back`` says that it undoes a move, ``known`` that its card knew the new place before.
    """

    lora_id: str
    name: str
    files: tuple[tuple[str, str], ...]
    folders: tuple[str, ...] = ()
    back: bool = False
    known: bool = False
    batch: str = ""
    number: int = 0

    @property
    def source(self) -> Path:
        return Path(self.files[0][0])

    @property
    def target(self) -> Path:
        return Path(self.files[0][1])

    def turned(self) -> Move:
        """Return the way back."""
        files = tuple((target, source) for source, target in self.files)
        return replace(self, files=files, back=not self.back)


class LoraMoves:
    """Thread-safe. A move is planned until its files are there, then done; an undone one goes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, moves: Iterable[Move]) -> list[Move]:
        """Plan a new step, as the one that can be undone from now on; none where nothing moves."""
        batch = f"{microseconds(datetime.now(UTC)):020d}"
        planned = [replace(move, batch=batch, number=at) for at, move in enumerate(moves)]
        if not planned:
            return []
        with self._database.transaction() as db:
            db.execute("DELETE FROM lora_move WHERE state = 'done'")
            db.executemany(
                "INSERT INTO lora_move (batch, number, state, record) VALUES (?, ?, ?, ?)",
                [(move.batch, move.number, "planned", _json(move)) for move in planned],
            )
        return planned

    def begin_back(self) -> list[Move]:
        """Plan the way back of the last step, the last move first."""
        with self._database.transaction():
            moves = [move.turned() for move in reversed(self.done())]
            for move in moves:
                self._keep(move, "planned")
        return moves

    def finish(self, move: Move) -> None:
        """Its files are where they should be."""
        if move.back:
            self._drop(move)
        else:
            self._keep(move, "done")

    def give_up(self, move: Move) -> None:
        """Its files stay where they were."""
        if move.back:
            self._keep(move.turned(), "done")
        else:
            self._drop(move)

    def is_planned(self, move: Move) -> bool:
        """Whether no other window has given it up or finished it."""
        with self._database.reading() as db:
            return (
                db.execute(
                    "SELECT 1 FROM lora_move WHERE batch = ? AND number = ? AND state = 'planned'",
                    (move.batch, move.number),
                ).fetchone()
                is not None
            )

    def planned(self) -> list[Move]:
        return self._all("planned")

    def done(self) -> list[Move]:
        """Return the moves of the last step."""
        return self._all("done")

    def done_at(self) -> datetime | None:
        """Return when the last step began that can be undone."""
        with self._database.reading() as db:
            row = db.execute("SELECT max(batch) FROM lora_move WHERE state = 'done'").fetchone()
        return moment(int(row[0])) if row[0] is not None else None

    def sources_at_work(self) -> frozenset[str]:
        """Return the LoRAs of all jobs that have no end yet, in any window."""
        with self._database.reading() as db:
            rows = db.execute(_AT_WORK).fetchall()
        return frozenset(row["source"] for row in rows)

    def _all(self, state: str) -> list[Move]:
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT record FROM lora_move WHERE state = ? ORDER BY batch, number", (state,)
            ).fetchall()
        return list(_readable(row["record"] for row in rows))

    def _keep(self, move: Move, state: str) -> None:
        with self._database.transaction() as db:
            db.execute(
                "UPDATE lora_move SET state = ?, record = ? WHERE batch = ? AND number = ?",
                (state, _json(move), move.batch, move.number),
            )

    def _drop(self, move: Move) -> None:
        with self._database.transaction() as db:
            db.execute(
                "DELETE FROM lora_move WHERE batch = ? AND number = ?", (move.batch, move.number)
            )


def _readable(records: Iterable[str]) -> Iterator[Move]:
    for record in records:
        try:
            yield msgspec.json.decode(record, type=Move)
        except msgspec.DecodeError as error:  # of another version: it must not stop the others
            log.warning("A move of a LoRA file cannot be read: %s", error)


def _json(move: Move) -> str:
    return msgspec.json.encode(move).decode()
