"""Albums: a tree of collections and kept searches, of which a picture may be in several."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.history import ALBUM_DEPTH_MAX, Album, clean_name
from flux2studio.core.phrase import phrase
from flux2studio.storage.database import Database

_IN_THEM = (
    "number IN (SELECT number FROM picture_album WHERE album IN (SELECT value FROM json_each(?)))"
)


class AlbumRepository:
    """Thread-safe and blocking. Pictures are never touched, only what is said of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Album]:
        """Return every album, as they are ordered beside each other."""
        with self._database.reading() as db:
            return _all(db)

    def listed(self) -> list[Album]:
        """Return every album as ``all`` does, waiting for no writer: as before its transaction."""
        with self._database.reader() as db:
            return _all(db)

    def put(self, album: Album) -> Album:
        """Add an album, or rename or move one that is there; return it as it was kept.

        Raises InvalidRequestError: for ``name`` when it is empty or another album in the same
        place has it, for ``parent`` when that is not there, below the album or too deep.
        """
        album = replace(album, name=clean_name(album.name))
        with self._database.transaction() as db:
            others = {one.id: one for one in _all(db) if one.id != album.id}
            _check_name(album, others.values())
            _check_parent(album, others)
            db.execute(
                "INSERT INTO album (id, parent, name, query, position) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, name = excluded.name,"
                " query = excluded.query, position = excluded.position",
                (album.id, album.parent, album.name, album.query, album.position),
            )
            # What lies beside the pictures says where the album is.
            within = json.dumps(sorted(_below(album.id, others.values())))
            db.execute(f"UPDATE generation SET dirty = 1 WHERE {_IN_THEM}", (within,))
        return album

    def remove(self, album_id: str) -> list[tuple[Album, list[str]]]:
        """Take an album out with all below it; its pictures stay where they are.

        Returns each with the ids of the pictures that were in it, those above first: ``put``
        and the marks of the pictures undo it.
        """
        with self._database.transaction() as db:
            every = _all(db)
            gone = _below(album_id, every)
            removed = [
                (one, _pictures(db, one.id)) for one in _parents_first(every) if one.id in gone
            ]
            listed = json.dumps(sorted(gone))
            db.execute(f"UPDATE generation SET stale = 1, dirty = 1 WHERE {_IN_THEM}", (listed,))
            for table, column in (("picture_album", "album"), ("album", "id")):
                db.execute(
                    f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))",
                    (listed,),
                )
        return removed

    def holds(self, album_id: str) -> bool:
        """Whether a picture is in this album itself."""
        with self._database.reading() as db:
            query = "SELECT 1 FROM picture_album WHERE album = ? LIMIT 1"
            return db.execute(query, (album_id,)).fetchone() is not None

    def below(self, album_id: str) -> frozenset[str]:
        """Return the ids of an album and of all below it."""
        return frozenset(_below(album_id, self.all()))


def _all(db: sqlite3.Connection) -> list[Album]:
    rows = db.execute(
        "SELECT id, name, parent, query, position FROM album"
        " ORDER BY position, name COLLATE NOCASE, id"
    )
    return [
        Album(id=row[0], name=row[1], parent=row[2], query=row[3], position=row[4]) for row in rows
    ]


def _pictures(db: sqlite3.Connection, album_id: str) -> list[str]:
    rows = db.execute(
        "SELECT generation.id FROM picture_album CROSS JOIN generation USING (number)"
        " WHERE album = ? ORDER BY number",
        (album_id,),
    )
    return [row[0] for row in rows]


def _check_name(album: Album, others: Iterable[Album]) -> None:
    if not album.name:
        raise InvalidRequestError(
            "An album needs a name.", hint="Type a name for it.", field="name"
        )
    name = album.name.casefold()
    if any(one.parent == album.parent and one.name.casefold() == name for one in others):
        raise InvalidRequestError(
            phrase("There is an album “{album}” already.", album=album.name),
            hint="Choose another name, or put the pictures into that one.",
            field="name",
        )


def _check_parent(album: Album, others: Mapping[str, Album]) -> None:
    if album.parent and album.parent not in others and album.parent != album.id:
        raise InvalidRequestError(
            "The album to put this one into is no longer there.",
            hint="Choose another one.",
            field="parent",
        )
    if album.parent in _below(album.id, others.values()):
        raise InvalidRequestError(
            phrase("“{album}” cannot be put into itself or an album below it.", album=album.name),
            hint="Choose another one.",
            field="parent",
        )
    if _depth(album.parent, others) + _height(album.id, others.values()) > ALBUM_DEPTH_MAX:
        raise InvalidRequestError(
            phrase("Albums can be {album_depth_max} deep.", album_depth_max=ALBUM_DEPTH_MAX),
            hint="Put it into an album further up.",
            field="parent",
        )


def _below(album_id: str, albums: Iterable[Album]) -> set[str]:
    """The album and all below it; a ring in a damaged file ends by itself."""
    children: dict[str, list[str]] = {}
    for album in albums:
        children.setdefault(album.parent, []).append(album.id)
    found, waiting = set[str](), [album_id]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += children.get(one, ())
    return found


def _depth(album_id: str, albums: Mapping[str, Album]) -> int:
    """How many albums there are from the top down to this one."""
    line: list[str] = []
    while album_id in albums and album_id not in line:
        line.append(album_id)
        album_id = albums[album_id].parent
    return len(line)


def _height(album_id: str, albums: Iterable[Album]) -> int:
    """How many levels an album has, itself counted."""
    listed = list(albums)
    levels, level = 0, {album_id}
    while level and levels <= ALBUM_DEPTH_MAX:
        levels += 1
        level = {album.id for album in listed if album.parent in level}
    return levels


def _parents_first(albums: Sequence[Album]) -> list[Album]:
    by_id = {album.id: album for album in albums}
    return sorted(albums, key=lambda album: _depth(album.id, by_id))
