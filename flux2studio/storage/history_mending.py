"""Finds in the database what cannot be, and puts it right. Each step says how many there were."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import Recipe, decode_recipe, encode_recipe
from flux2studio.core.request import GenerationRequest
from flux2studio.imaging.metadata import read_recipe
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database, DatabaseDamagedError
from flux2studio.storage.history_numbers import MOMENT_MAX, free_number
from flux2studio.storage.sqlite_errors import damaged

_AT_ONCE = 500
_COST_MAX = 1e9  # dollars

_RANGES = {
    "rating": (0, 5),
    "pick": (-1, 1),
    "label": (0, 5),
    "file_state": (0, 2),
    "file_size": (0, 2**62),
    "width": (0, 2**31 - 1),
    "height": (0, 2**31 - 1),
    "idx": (-(2**62), 2**62),
}
_FITS = {
    name: f"(typeof({name}) = 'integer' AND {name} BETWEEN {low} AND {high})"
    for name, (low, high) in _RANGES.items()
}
_COST_FITS = f"(cost_usd IS NULL OR (cost_usd BETWEEN 0 AND {_COST_MAX}))"
_SET = ", ".join(
    f"{name} = CASE WHEN {fits} THEN {name} ELSE 0 END" for name, fits in _FITS.items()
)
_MEND_VALUES = (
    f"UPDATE generation SET {_SET}, cost_usd = CASE WHEN {_COST_FITS} THEN cost_usd END, stale = 1"
    f" WHERE NOT ({' AND '.join([*_FITS.values(), _COST_FITS])})"
)

_ORPHANS = (
    "DELETE FROM picture_tag WHERE number NOT IN (SELECT number FROM generation)",
    "DELETE FROM picture_album WHERE number NOT IN (SELECT number FROM generation)"
    " OR album NOT IN (SELECT id FROM album)",
    "DELETE FROM family WHERE child = parent",
    "UPDATE album SET parent = '' WHERE parent <> '' AND parent NOT IN (SELECT id FROM album)",
)
_MISPLACED = f"""
    SELECT number, at_us FROM (
        SELECT number, min(max(created_us, -{MOMENT_MAX}), {MOMENT_MAX}) AS at_us FROM generation
    ) WHERE number < at_us OR number > at_us + (SELECT count(*) FROM generation)
"""

Check = Callable[[], None]


class HistoryMending:
    """Blocking. Raises StorageError, and whatever ``check`` raises; what is done stays."""

    def __init__(self, database: Database, root: Callable[[], Path]) -> None:
        self._database, self._root = database, root

    def values(self) -> int:
        """Put values that cannot be back to those of a new picture."""
        with self._database.transaction() as db:
            return db.execute(_MEND_VALUES).rowcount

    def numbers(self) -> int:
        """Give pictures that stand at no moment of theirs a place where they belong."""
        with self._database.transaction() as db:
            misplaced = [tuple(row) for row in db.execute(_MISPLACED)]
            for number, moment in misplaced:
                db.execute(
                    "UPDATE generation SET number = ? WHERE number = ?",
                    (free_number(db, moment), number),
                )
        return len(misplaced)

    def orphans(self) -> int:
        """Drop tags and albums of nobody, and take albums out of rings."""
        with self._database.transaction() as db:
            count = sum(db.execute(statement).rowcount for statement in _ORPHANS)
            for album_id in self._in_rings():
                db.execute("UPDATE album SET parent = '' WHERE id = ?", (album_id,))
                count += 1
        return count

    def recipes(self, check: Check) -> tuple[int, int]:
        """Read every recipe; a damaged one comes back from the file.

        Where there is none any more the row keeps what its columns say. Returns how many were
        damaged, and how many pictures there are.
        """
        broken = total = 0
        for rows in self._pages(check):
            total += len(rows)
            for row in rows:
                if not _is_whole(row):
                    self._mend_recipe(row)
                    broken += 1
        return broken, total

    def index(self) -> int:
        """Make the search index again where it is not what the pictures say: 1, or 0."""
        try:
            with self._database.transaction() as db:
                db.execute(
                    "INSERT INTO generation_search (generation_search, rank)"
                    " VALUES ('integrity-check', 1)"
                )
        except DatabaseDamagedError:
            with self._database.transaction() as db:
                db.execute("INSERT INTO generation_search (generation_search) VALUES ('rebuild')")
            return 1
        return 0

    def file(self) -> int:
        """Read the whole file: 1 when it is damaged, which the next start mends, or 0."""
        try:
            with self._database.reader() as db:
                verdict = str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
                if verdict != "ok":
                    raise damaged(self._database.path, verdict)
        except DatabaseDamagedError:
            return 1
        return 0

    def _pages(self, check: Check) -> Iterator[list[sqlite3.Row]]:
        number = -(2**63)
        while True:
            check()
            with self._database.reading() as db:
                rows = db.execute(
                    "SELECT * FROM generation WHERE number > ? ORDER BY number LIMIT ?",
                    (number, _AT_ONCE),
                ).fetchall()
            if not rows:
                return
            yield rows
            number = rows[-1]["number"]

    def _mend_recipe(self, row: sqlite3.Row) -> None:
        recipe = self._recipe_in_file(row) or _what_is_left(row)
        with self._database.transaction() as db:
            db.execute(
                "UPDATE generation SET id = ?, job_id = ?, path = ?, recipe = ?, stale = 1"
                " WHERE number = ?",
                (
                    *(recipe.id, recipe.job_id, row["path"]),
                    *(encode_recipe(recipe).decode(), row["number"]),
                ),
            )

    def _recipe_in_file(self, row: sqlite3.Row) -> Recipe | None:
        try:
            recipe = read_recipe(self._root() / row["path"])
        except (PictureError, OSError, ValueError):
            return None
        same = (recipe.job_id, recipe.index) == (row["job_id"], row["idx"])
        return recipe if recipe.id == row["id"] or same else None

    def _in_rings(self) -> list[str]:
        above = {album.id: album.parent for album in AlbumRepository(self._database).all()}
        found = []
        for album_id in list(above):
            seen, at = set[str](), album_id
            while at in above and at not in seen:
                seen.add(at)
                at = above[at]
            if at == album_id:
                found.append(album_id)
                del above[album_id]
        return found


def _is_whole(row: sqlite3.Row) -> bool:
    try:
        return decode_recipe(row["recipe"]).id == row["id"] and "\ufffd" not in row["path"]
    except PictureError:
        return False


def _what_is_left(row: sqlite3.Row) -> Recipe:
    """A recipe of the columns alone; the words that search had are its prompt."""
    moment = datetime(1970, 1, 1, tzinfo=UTC)
    if abs(row["created_us"]) < MOMENT_MAX:
        moment += timedelta(microseconds=max(row["created_us"], 0))
    prompt = (row["words"] or "").split("\n")[0]
    return Recipe(
        id=row["id"] or f"lost-{row['number']}",
        job_id=row["job_id"] or f"lost-{row['number']}",
        index=row["idx"],
        created_at=moment,
        backend="",
        request=GenerationRequest(model="", prompt=prompt),
        width=row["width"],
        height=row["height"],
        cost_usd=row["cost_usd"],
        tool=row["tool"],
    )
