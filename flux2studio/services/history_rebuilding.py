"""Making the history again from the folders: pictures, marks, albums and family."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StorageError
from flux2studio.core.rebuild_report import RebuildReport
from flux2studio.services.album_keeping import AlbumKeeping
from flux2studio.services.history_backup import HistoryBackup
from flux2studio.services.rebuild_readers import read_in_processes
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.picture_tree import folders_of, picture_folders
from flux2studio.storage.rebuild import RebuildWriter, batches_of, read_here
from flux2studio.storage.roots import Roots

SMALL = 500  # pictures: fewer are read here sooner than processes start

OnProgress = Callable[[int, int], None]  # how many of how many


def nothing(_done: int, _total: int) -> None:
    """Progress that nobody asked for."""


class HistoryRebuilding:
    """Blocking; may be run again at any time, also while the history is used.

    ``references`` is where reference pictures are kept, ``backup`` makes the daily copies.
    ``imports`` takes in the pictures of other programs from one of their folders and says how
    many were new.
    """

    def __init__(
        self,
        database: Database,
        history: HistoryRepository,
        keeping: AlbumKeeping,
        references: Path,
        backup: HistoryBackup,
        imports: Callable[[Path, RunControl], int] | None = None,
    ) -> None:
        self._database, self._history = database, history
        self._keeping = keeping
        self._references = references
        self._backup = backup
        self._imports = imports

    def run(
        self,
        control: RunControl | None = None,
        on_progress: OnProgress = nothing,
        *,
        is_lost: bool = False,
    ) -> RebuildReport:
        """Index what is not known yet and say what could not be.

        ``is_lost``: the database is a new one, and the newest backup may know more.

        A large folder is found by search only after ``HistoryRepository.refresh``. Raises
        StorageError when the history cannot be written, and Cancelled; what is in stays.
        """
        control = control or RunControl()
        albums, problem = self._take_albums()
        writer = RebuildWriter(self._database, self._history)
        if problem:
            writer.problem(self._keeping.root, problem)
        foreign = [path for path, _ in Roots(self._database).all()]
        backup = self._backup.newest() if is_lost else None
        folders = list(picture_folders([self._history.root, *foreign], control.check))
        if backup:
            folders += folders_of(backup.outside, {folder.path for folder in folders})
        total, done = sum(len(folder.names) for folder in folders), 0
        wanted = batches_of(folders, self._history.root, self._references)
        is_small = total < SMALL
        with writer, closing((read_here if is_small else read_in_processes)(wanted)) as answers:
            for batches, read in answers:
                control.check()
                writer.add(batches, read)
                done += sum(len(batch.names) for batch in batches)
                on_progress(done, total)
        imported = self._import(foreign, control, writer)
        if is_small:
            self._history.refresh(control.check)
        marks = self._backup.bring_back(backup) if backup else 0
        report = writer.report(folders)
        known = frozenset(self._history.paths()) if foreign else frozenset()
        return replace(
            report,
            added=report.added + imported,
            unreadable=tuple(path for path in report.unreadable if path not in known),
            albums=report.albums + albums,
            marks=marks,
        )

    def _take_albums(self) -> tuple[int, str]:
        try:
            return self._keeping.take_in(), ""
        except StorageError as error:
            return 0, f"{error} {error.hint}"

    def _import(self, folders: list[Path], control: RunControl, writer: RebuildWriter) -> int:
        imported = 0
        if self._imports is None:
            return imported
        for folder in folders:
            try:
                imported += self._imports(folder, control)
            except StorageError as error:
                writer.problem(folder, f"{error} {error.hint}")
        return imported
