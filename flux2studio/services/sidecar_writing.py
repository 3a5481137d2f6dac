"""Writes marks beside the pictures after they were made: the database first, the files soon."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from flux2studio.core.errors import Detached, StorageError
from flux2studio.core.history import Entry
from flux2studio.imaging.xmp_read import Sidecar
from flux2studio.services.album_keeping import AlbumKeeping
from flux2studio.storage import sidecars
from flux2studio.storage.album_names import AlbumNames
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.disk import disk_errors, is_file
from flux2studio.storage.history_marks import HistoryMarks
from flux2studio.storage.sidecar_merging import is_about, together

log = logging.getLogger(__name__)

CLOSING_S = 2.0  # for what is not written yet; the rest follows at the next start

_AT_ONCE = 100
_JOIN_S = 1.0

Check = Callable[[], None]
Value = TypeVar("Value")


class SidecarWriting:
    """Thread-safe. What cannot be written stays marked as such in the database, and is tried
    again after the next ``wake`` and at the next start. ``refused`` says why, by folder.
    """

    def __init__(self, marks: HistoryMarks, albums: AlbumRepository, keeping: AlbumKeeping) -> None:
        self._marks, self._albums, self._keeping = marks, albums, keeping
        self.refused: dict[Path, StorageError] = {}
        self._wanted = threading.Event()
        self._draining = threading.Lock()
        self._ends_at: float | None = None
        self._thread = threading.Thread(target=self._run, name="sidecars", daemon=True)

    def start(self) -> None:
        """Write what an earlier session left, and from now on after each ``wake``."""
        self._wanted.set()
        self._thread.start()

    def wake(self) -> None:
        """Marks or albums have changed. Returns at once."""
        self._wanted.set()

    def close(self) -> None:
        """Write what is left, for two seconds at most."""
        self._ends_at = time.monotonic() + CLOSING_S
        self._wanted.set()
        if self._thread.is_alive():
            self._thread.join(CLOSING_S + _JOIN_S)

    def drain(self, check: Check) -> int:
        """Write all that is not written yet; return how many files. Blocking.

        Raises StorageError for the database only, and whatever ``check`` raises.
        """
        with self._draining:
            self._allowed(self._keeping.root, self._keeping.keep)
            names = AlbumNames(self._albums)
            refused: set[Path] = set()
            before: int | None = None
            done = 0
            while some := self._marks.dirty(_AT_ONCE, before):
                before = some[-1].number
                known = self._marks.sidecars(entry.number for entry in some)
                for entry in some:
                    check()
                    picture = entry.generation.path
                    if picture.parent in refused or not is_file(picture):
                        continue  # away: it is not written where nobody would find it
                    if self._write(entry, known.get(entry.number, 0), names):
                        done += 1
                    else:
                        refused.add(picture.parent)
            return done

    def _write(self, entry: Entry, known_ns: int, names: AlbumNames) -> bool:
        """Write one; what another program changed meanwhile is taken first."""
        picture = entry.generation.path
        if (found := self._allowed(picture.parent, lambda: _read(picture))) is None:
            return False
        sidecar, at = found
        if sidecar and at != known_ns and is_about(sidecar, entry.id):
            theirs = replace(sidecar.marks, albums=names.ids(sidecar.albums))
            if (both := together(entry.marks, theirs)) != entry.marks:
                self._marks.put([(entry.id, both)])
                entry = replace(entry, marks=both)
        paths = names.paths(entry.marks.albums)
        written = self._allowed(picture.parent, lambda: sidecars.write(picture, entry, paths))
        if written is None:
            return False
        self.refused.pop(picture.parent, None)
        ids = entry.marks.albums
        self._marks.written(entry.number, entry.marks, written, lambda: self._named(ids) == paths)
        return True

    def _named(self, albums: tuple[str, ...]) -> tuple[str, ...]:
        """The paths of albums as they are now: one may have been renamed since they were read."""
        return AlbumNames(self._albums).paths(albums) if albums else ()

    def _allowed(self, folder: Path, act: Callable[[], Value]) -> Value | None:
        """Do it, None when the disk refuses; why is told once for each folder."""
        try:
            return act()
        except StorageError as error:
            if folder not in self.refused:
                self._tell("Marks cannot be written to the files: %s", error.details)
            self.refused[folder] = error
            return None

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            try:
                self.drain(self._check)
            except Detached:
                return
            except StorageError as error:
                self._tell("The marks of pictures could not be looked up: %s", error)
            if self._ends_at is not None:
                return

    def _check(self) -> None:
        if self._is_late:
            raise Detached

    @property
    def _is_late(self) -> bool:
        return self._ends_at is not None and time.monotonic() > self._ends_at

    def _tell(self, words: str, error: object) -> None:
        """The database is closed to whoever is late; the next start writes what is left."""
        if not self._is_late:
            log.warning(words, error)


def _read(picture: Path) -> tuple[Sidecar | None, int]:
    with disk_errors("What is written beside the picture could not be read", picture):
        return sidecars.read(picture)
