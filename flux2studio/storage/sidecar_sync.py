"""Taking into the history what other programs wrote beside the pictures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flux2studio.core.history import NO_FACTS, NO_MARKS, Entry, FileFacts
from flux2studio.imaging.xmp_read import Sidecar
from flux2studio.storage.album_names import AlbumNames
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_marks import HistoryMarks
from flux2studio.storage.sidecar_merging import is_about, taken

_STATES = """
    SELECT number, sidecar_ns, dirty FROM generation
    WHERE number IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SidecarState:
    """When what stands beside a picture was last changed, in ns, as far as the history knows.

    ``dirty``: marks were changed here since.
    """

    at_ns: int
    dirty: bool


class SidecarSync:
    """Thread-safe and blocking. Raises StorageError."""

    def __init__(self, database: Database, history: HistoryRepository) -> None:
        self._database, self._history = database, history
        self._marks = HistoryMarks(database, lambda: history.root)

    def states(self, numbers: Iterable[int]) -> Mapping[int, SidecarState]:
        """Return what is known, by the number of the picture."""
        with self._database.reading() as db:
            rows = db.execute(_STATES, (json.dumps(list(numbers)),)).fetchall()
        return {row[0]: SidecarState(at_ns=row[1], dirty=bool(row[2])) for row in rows}

    def facts(self, number: int) -> FileFacts:
        """Return what was last seen of a picture's file."""
        with self._database.reading() as db:
            row = db.execute(
                "SELECT file_size, file_mtime_ns FROM generation WHERE number = ?", (number,)
            ).fetchone()
        return FileFacts(size=row[0], mtime_ns=row[1]) if row else NO_FACTS

    def note(self, number: int, facts: FileFacts) -> None:
        """Keep what was seen of a file that nobody had looked at before."""
        with self._database.transaction() as db:
            db.execute(
                "UPDATE generation SET file_size = ?, file_mtime_ns = ? WHERE number = ?",
                (facts.size, facts.mtime_ns, number),
            )

    def forget(self, entry: Entry) -> None:
        """Note that nothing stands beside a picture any more: its marks are to be written."""
        with self._database.transaction() as db:
            db.execute(
                "UPDATE generation SET sidecar_ns = 0, dirty = ? WHERE number = ?",
                (int(entry.marks != NO_MARKS), entry.number),
            )

    def take(
        self, entry: Entry, sidecar: Sidecar | None, at_ns: int, names: AlbumNames
    ) -> Entry | None:
        """Take a file that was changed outside; return the picture when its marks are others now.

        A file about another picture, or that is no XMP, says nothing.
        """
        if sidecar is None or not is_about(sidecar, entry.id):
            return None
        theirs = replace(sidecar.marks, albums=names.ids(sidecar.albums))
        with self._database.transaction():
            state = self.states([entry.number]).get(entry.number)
            if state is None or state.at_ns == at_ns:
                return None
            now = self._history.entry(entry.id)
            marks = taken(now.marks, theirs, is_own=bool(sidecar.id), dirty=state.dirty)
            changed = self._marks.put([(entry.id, marks)])
            self._marks.written(entry.number, theirs, at_ns)
        return changed[0] if changed else None
