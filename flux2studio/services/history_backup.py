"""Never losing what only the database knows: a checked copy each day, and the way back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from flux2studio.core.backup_days import days_to_keep
from flux2studio.core.control import RunControl
from flux2studio.core.errors import StorageError
from flux2studio.core.history import Marks
from flux2studio.storage.album_names import AlbumNames
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_backup import BackedUp, read_backup, write_backup
from flux2studio.storage.history_days import backups, day_file
from flux2studio.storage.history_marks import HistoryMarks
from flux2studio.storage.sidecar_sync import SidecarSync

BYTES_MAX = 4 * 2**30  # of all backups together, as long as two are left

_NEWEST_KEPT = 2
_AT_ONCE = 250

log = logging.getLogger(__name__)


def _today() -> date:
    return datetime.now().astimezone().date()


class HistoryBackup:
    """Blocking; call it from a worker."""

    def __init__(
        self,
        database: Database,
        history: HistoryRepository,
        folder: Path,
        closing: RunControl | None = None,
        today: Callable[[], date] = _today,
    ) -> None:
        self._database, self._history = database, history
        self._folder = folder
        self._closing = closing or RunControl()
        self._today = today

    def daily(self) -> Path | None:
        """Write the backup of today and thin the old ones; None when there is one already.

        None, too, when the app closes before it is done. Raises StorageError.
        """
        target = day_file(self._folder, self._today())
        if target.exists():
            return None
        if not write_backup(self._database.path, target, lambda: not self._closing.cancelled):
            return None
        self._thin()
        return target

    def daily_quietly(self) -> None:
        """As ``daily``, for the start of the app: what goes wrong is for the log."""
        try:
            self.daily()
        except StorageError as error:
            log.warning("The history was not backed up: %s %s", error, error.details)

    def newest(self) -> BackedUp | None:
        """Return what the newest backup says that can be read, None without one."""
        for _, path in backups(self._folder):
            try:
                return read_backup(path)
            except StorageError as error:
                log.warning("The backup %s cannot be read: %s", path.name, error.details)
        return None

    def bring_back(self, backup: BackedUp) -> int:
        """Give pictures the marks that nothing beside them says; return to how many.

        Albums come back only where no others are known. Nothing is replaced.
        """
        albums = AlbumRepository(self._database)
        if not albums.all():
            AlbumNames(albums).take_in(backup.albums)
        known = frozenset(album.id for album in albums.all() if not album.query)
        ids, done = list(backup.marks), 0
        for start in range(0, len(ids), _AT_ONCE):
            done += self._mark(ids[start : start + _AT_ONCE], backup, known)
        return done

    def _mark(self, ids: list[str], backup: BackedUp, albums: frozenset[str]) -> int:
        states = SidecarSync(self._database, self._history).states(self._history.numbers_of(ids))
        wanted: list[tuple[str, Marks]] = []
        for picture_id in ids:
            with suppress(StorageError):  # its file is gone
                entry = self._history.entry(picture_id)
                if entry.marks == Marks() and not states[entry.number].at_ns:
                    marks = backup.marks[picture_id]
                    there = tuple(each for each in marks.albums if each in albums)
                    wanted.append((picture_id, replace(marks, albums=there)))
        return len(HistoryMarks(self._database, lambda: self._history.root).put(wanted))

    def _thin(self) -> None:
        """Keep some days, weeks and months, and no more than has a decent size."""
        found = backups(self._folder)
        keep = days_to_keep(day for day, _ in found)
        used = 0
        for number, (day, path) in enumerate(found):
            with suppress(OSError):  # it stays for another day
                used += path.stat().st_size
                if day not in keep or (number >= _NEWEST_KEPT and used > BYTES_MAX):
                    used -= path.stat().st_size
                    path.unlink()
