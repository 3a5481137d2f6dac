"""What is known of the files in the artist's LoRA folders, so that none is read twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from flux2studio.core.lora_facts import LoraFacts
from flux2studio.storage.database import Database
from flux2studio.storage.lora_identity import Identity
from flux2studio.storage.moments import microseconds

_AT_ONCE = 500  # paths asked for in one question


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedFile:
    """``beside`` changes with the sidecars; ``problem`` says why it is no LoRA, ``hint`` what
    to do. The hashes are empty until they are known. ``shown``: a table has shown it, or a card
    was made of it. ``base`` is what the file and its sidecars say first; ``weights`` are the bytes
    after its header, 0 where that was not asked.
    """

    path: str
    size: int
    mtime_ns: int
    beside: str = ""
    sha256: str = ""
    autov3: str = ""
    problem: str = ""
    hint: str = ""
    shown: bool = False
    base: str = ""
    weights: int = 0

    @property
    def mark(self) -> tuple[int, int, str]:
        """What is another one once the file or its sidecars have changed."""
        return self.size, self.mtime_ns, self.beside


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """The column ``facts``; ``pictured`` once its pictures were looked at."""

    beside: str = ""
    hint: str = ""
    said: tuple[LoraFacts, ...] = ()
    pictured: bool = False
    shown: bool = False
    base: str = ""
    weights: int = 0


class LoraIndex:
    """Thread-safe. A cache but for the roots: what is lost of it is read again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def roots(self) -> list[Path]:
        """Return the artist's folders, the first added first."""
        with self._database.reading() as db:
            rows = db.execute("SELECT path FROM lora_root ORDER BY added_us, path").fetchall()
        return [Path(row["path"]) for row in rows]

    def add_root(self, path: Path) -> None:
        with self._database.transaction() as db:
            db.execute(
                "INSERT OR IGNORE INTO lora_root (path, added_us) VALUES (?, ?)",
                (str(path), microseconds(datetime.now(UTC))),
            )

    def remove_root(self, path: Path) -> None:
        """Look there no more. What is known of the files stays, for cards made of them."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM lora_root WHERE path = ?", (str(path),))

    def cards(self) -> dict[str, str]:
        """Return the ids of all cards by the source in use; far quicker than the cards."""
        with self._database.reading() as db:
            rows = db.execute("SELECT source, id FROM lora").fetchall()
        return {row["source"]: row["id"] for row in rows}

    def files(self) -> dict[str, IndexedFile]:
        """Return all that is known, by path; without the facts."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT path, size, mtime_ns, sha256, autov3, problem,"
                " facts ->> '$.beside' AS beside, facts ->> '$.hint' AS hint,"
                " facts ->> '$.shown' AS shown, facts ->> '$.base' AS base,"
                " facts ->> '$.weights' AS weights"
                " FROM lora_file WHERE json_valid(facts)"
            ).fetchall()
        return {row["path"]: _file(row) for row in rows}

    def keep(self, found: Iterable[tuple[IndexedFile, tuple[LoraFacts, ...]]]) -> None:
        """Remember files, all or none. A hash stays as long as size and time are the same."""
        with self._database.transaction() as db:
            db.executemany(
                "INSERT INTO lora_file (path, size, mtime_ns, sha256, autov3, facts, problem)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (path) DO UPDATE SET"
                " sha256 = iif(size = excluded.size AND mtime_ns = excluded.mtime_ns,"
                "   sha256, excluded.sha256),"
                " autov3 = iif(size = excluded.size AND mtime_ns = excluded.mtime_ns,"
                "   autov3, excluded.autov3),"
                " size = excluded.size, mtime_ns = excluded.mtime_ns,"
                " facts = excluded.facts, problem = excluded.problem",
                (_row(file, facts) for file, facts in found),
            )

    def facts(self, paths: Sequence[str]) -> dict[str, tuple[LoraFacts, ...]]:
        """Return what the files and their sidecars said, by path."""
        found: dict[str, tuple[LoraFacts, ...]] = {}
        for start in range(0, len(paths), _AT_ONCE):
            some = paths[start : start + _AT_ONCE]
            with self._database.reading() as db:
                rows = db.execute(
                    f"SELECT path, facts FROM lora_file WHERE path IN ({_marks(some)})", some
                ).fetchall()
            found |= {row["path"]: _facts(row["facts"]).said for row in rows}
        return found

    def identify(self, found: Iterable[tuple[IndexedFile, Identity]]) -> None:
        """Remember hashes, of those that are still the files that were read."""
        with self._database.transaction() as db:
            db.executemany(
                "UPDATE lora_file SET sha256 = ?, autov3 = ?"
                " WHERE path = ? AND size = ? AND mtime_ns = ?",
                (
                    (identity.sha256, identity.autov3, file.path, file.size, file.mtime_ns)
                    for file, identity in found
                ),
            )

    def without_picture(self, paths: Sequence[str]) -> list[str]:
        """Return those of ``paths`` whose pictures nobody has looked at yet."""
        waiting: list[str] = []
        for start in range(0, len(paths), _AT_ONCE):
            some = paths[start : start + _AT_ONCE]
            with self._database.reading() as db:
                rows = db.execute(
                    f"SELECT path FROM lora_file WHERE path IN ({_marks(some)})"
                    " AND problem = '' AND json_valid(facts) AND NOT facts ->> '$.pictured'",
                    some,
                ).fetchall()
            waiting += [row["path"] for row in rows]
        return waiting

    def pictured(self, paths: Sequence[str]) -> None:
        """Remember that the pictures of these were looked at."""
        with self._database.transaction() as db:
            db.executemany(
                "UPDATE lora_file SET facts = json_set(facts, '$.pictured', json('true'))"
                " WHERE path = ? AND json_valid(facts)",
                ((path,) for path in paths),
            )

    def moved(self, source: str, target: str) -> None:
        """A file has another name: what is known of it stays known."""
        with self._database.transaction() as db:
            db.execute("UPDATE OR REPLACE lora_file SET path = ? WHERE path = ?", (target, source))

    def show(self, paths: Iterable[str]) -> None:
        """Remember that these were shown, of those that are known."""
        if not (some := list(paths)):
            return
        with self._database.transaction() as db:
            db.executemany(
                "UPDATE lora_file SET facts = json_set(facts, '$.shown', json('true'))"
                " WHERE path = ? AND json_valid(facts) AND NOT coalesce(facts ->> '$.shown', 0)",
                ((path,) for path in some),
            )

    def forget(self, paths: Iterable[str]) -> None:
        """Drop what is known of files that are gone."""
        with self._database.transaction() as db:
            db.executemany("DELETE FROM lora_file WHERE path = ?", ((path,) for path in paths))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _file(row: sqlite3.Row) -> IndexedFile:
    return IndexedFile(
        path=row["path"],
        size=row["size"],
        mtime_ns=row["mtime_ns"],
        beside=row["beside"] or "",
        sha256=row["sha256"],
        autov3=row["autov3"],
        problem=row["problem"],
        hint=row["hint"] or "",
        shown=bool(row["shown"]),
        base=row["base"] or "",
        weights=row["weights"] or 0,
    )


def _row(file: IndexedFile, facts: tuple[LoraFacts, ...]) -> tuple[str | int, ...]:
    known = _Facts(
        beside=file.beside,
        hint=file.hint,
        said=facts,
        shown=file.shown,
        base=file.base,
        weights=file.weights,
    )
    said = msgspec.json.encode(known).decode()
    return (file.path, file.size, file.mtime_ns, file.sha256, file.autov3, said, file.problem)


def _facts(text: str) -> _Facts:
    try:
        return msgspec.json.decode(text, type=_Facts)
    except msgspec.DecodeError:  # of another version, or damaged: the next scan writes it anew
        return _Facts()
