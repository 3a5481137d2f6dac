"""Rows of the history read as entries; one that is damaged hides no other."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import Generation, decode_recipe
from flux2studio.core.history import Entry, FileState, Label, Marks, Pick

log = logging.getLogger(__name__)

COLUMNS = "number, id, path, recipe, rating, pick, label, file_state, tool"

# By what stands in the row; a damaged value hides no picture.
_PICKS: Mapping[int, Pick] = {pick.value: pick for pick in Pick}
_LABELS: Mapping[int, Label] = {label.value: label for label in Label}
_STATES: Mapping[int, FileState] = {state.value: state for state in FileState}

Row = sqlite3.Row | tuple[Any, ...]


def select_rows(
    db: sqlite3.Connection, rest: str, values: Sequence[str | int | float] = ()
) -> list[Row]:
    """Return rows of the table ``generation``; ``rest`` is what follows its name."""
    return db.execute(f"SELECT {COLUMNS} FROM generation {rest}", values).fetchall()


def rows_of(db: sqlite3.Connection, numbers: Iterable[int]) -> list[Row]:
    """Return the rows with these numbers, in no order."""
    listed = json.dumps(list(numbers))
    return select_rows(db, "WHERE number IN (SELECT value FROM json_each(?))", (listed,))


def generations(rows: Iterable[Row], root: Path) -> list[Generation]:
    """Return the pictures of ``rows``, which are as ``select_rows`` gives them."""
    return [found for row in rows if (found := _generation(row, root))]


def entries(db: sqlite3.Connection, rows: Sequence[Row], root: Path) -> list[Entry]:
    """Return the pictures of ``rows`` with their marks."""
    numbers = json.dumps([row[0] for row in rows])
    tags, albums = _listed(db, "tag", numbers), _listed(db, "album", numbers)
    found = []
    for row in rows:
        if generation := _generation(row, root):
            marks = Marks(
                rating=row[4],
                pick=_PICKS.get(row[5], Pick.NONE),
                label=_LABELS.get(row[6], Label.NONE),
                tags=tuple(tags.get(row[0], ())),
                albums=tuple(albums.get(row[0], ())),
            )
            state = _STATES.get(row[7], FileState.HERE)
            found.append(
                Entry(number=row[0], generation=generation, marks=marks, file=state, tool=row[8])
            )
    return found


def _generation(row: Row, root: Path) -> Generation | None:
    try:
        recipe = decode_recipe(row[3])
    except PictureError as error:
        log.warning("Picture %s in the history cannot be read: %s", row[1], error)
        return None
    return Generation(recipe=recipe, path=root / row[2])


def _listed(db: sqlite3.Connection, what: str, numbers: str) -> Mapping[int, list[str]]:
    """The tags or albums of pictures, sorted, by number."""
    found: dict[int, list[str]] = {}
    rows = db.execute(
        f"SELECT number, {what} FROM picture_{what}"
        f" WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number, {what}",
        (numbers,),
    )
    for number, value in rows:
        found.setdefault(number, []).append(value)
    return found
