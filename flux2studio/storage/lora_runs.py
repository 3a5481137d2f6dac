"""Which pictures were made with which LoRA: an index of the history's own recipes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from flux2studio.core.lora import LoraSeen
from flux2studio.storage.database import Database
from flux2studio.storage.moments import moment

BEST_MAX = 4

# The newest pictures stand for the best ones; the index holds all that is asked for.
_SEEN = f"""
    SELECT source, count(*) AS runs, max(at_us) AS last_us, (
        SELECT group_concat(generation_id, char(10)) FROM (
            SELECT generation_id FROM lora_run AS one WHERE one.source = lora_run.source
            ORDER BY at_us DESC, generation_id DESC LIMIT {BEST_MAX}
        )
    ) AS best
    FROM lora_run GROUP BY source
"""


def write_uses(
    db: sqlite3.Connection, generation_id: str, at_us: int, uses: Iterable[tuple[str, str, float]]
) -> None:
    """Note the LoRAs (source, name, scale) of a picture; inside the caller's transaction."""
    db.executemany(
        "INSERT INTO lora_run (generation_id, source, at_us, name, scale) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET name = excluded.name, scale = excluded.scale",
        [(generation_id, source, at_us, name, scale) for source, name, scale in uses],
    )


def forget_runs(db: sqlite3.Connection, generation_id: str) -> None:
    """Undo ``write_uses``; inside the caller's transaction."""
    db.execute("DELETE FROM lora_run WHERE generation_id = ?", (generation_id,))


def seen_by_source(database: Database) -> Mapping[str, LoraSeen]:
    """Return what the history knows, by the source that the recipes name. Blocking."""
    with database.reading() as db:
        rows = db.execute(_SEEN).fetchall()
    return {
        row["source"]: LoraSeen(
            runs=row["runs"],
            last_used=moment(row["last_us"]),
            best=tuple(row["best"].split("\n")),
        )
        for row in rows
    }
