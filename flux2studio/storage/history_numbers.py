"""Numbers of pictures: the moment each was made, one more where that is taken."""

from __future__ import annotations

import sqlite3

MOMENT_MAX = 300_000_000_000_000_000  # microseconds, beyond the year 9999

# The first number from the given one on whose successor is free.
_BEFORE_A_GAP = """
    SELECT number FROM generation AS one
    WHERE number >= ? AND NOT EXISTS (SELECT 1 FROM generation WHERE number = one.number + 1)
    ORDER BY number LIMIT 1
"""


def free_number(db: sqlite3.Connection, wanted: int) -> int:
    """Return ``wanted`` when no picture has it, else the next that none has."""
    taken = db.execute("SELECT 1 FROM generation WHERE number = ?", (wanted,)).fetchone()
    if not taken:
        return wanted
    return int(db.execute(_BEFORE_A_GAP, (wanted,)).fetchone()[0]) + 1
