"""Looks through the whole history, database and files, and puts right what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from flux2studio.core.check_report import PATHS_MAX, CheckReport, Finding
from flux2studio.core.control import RunControl
from flux2studio.core.history import Entry, FileState
from flux2studio.services.file_check import FileCheck, Seen, leftovers
from flux2studio.services.sidecar_writing import SidecarWriting
from flux2studio.storage.album_names import AlbumNames
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_mending import HistoryMending
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.picture_tree import PictureFolder, picture_folders
from flux2studio.storage.rebuild import RebuildWriter, batches_of, read_here
from flux2studio.storage.roots import Roots
from flux2studio.storage.search import compile_text

_AT_ONCE = 500

OnProgress = Callable[[int, int], None]  # how many pictures of how many


def nothing(_done: int, _total: int) -> None:
    """Progress that nobody asked for."""


class HistoryCheck:
    """Blocking. A second run right after finds nothing but what could not be put right."""

    def __init__(
        self,
        database: Database,
        history: HistoryRepository,
        files: FileCheck,
        sidecars: SidecarWriting,
    ) -> None:
        self._database, self._history = database, history
        self._files, self._sidecars = files, sidecars
        self._mending = HistoryMending(database, lambda: history.root)
        self._albums = AlbumRepository(database)
        self._reader = HistoryReader(database, lambda: history.root)

    def run(
        self, control: RunControl | None = None, on_progress: OnProgress = nothing
    ) -> CheckReport:
        """Check and mend. Raises StorageError and Cancelled; what is mended stays."""
        check = (control or RunControl()).check
        findings = [*self._database_findings(check)]
        broken, total = self._mending.recipes(check)
        findings.append(_mended("Damaged recipes that were read again from the files", broken))
        findings.append(_mended("Pictures that search did not know", self._history.refresh(check)))
        findings += self._file_findings(check, on_progress, total)
        findings.append(
            _mended("Search index that did not fit the pictures", self._mending.index())
        )
        findings.append(
            Finding(
                what="Damage to the database file, which the next start repairs",
                count=self._mending.file(),
            )
        )
        kept = tuple(finding for finding in findings if finding.count)
        return CheckReport(findings=kept, pictures=total)

    def _database_findings(self, check: Callable[[], None]) -> Iterator[Finding]:
        yield _mended("Values that no picture can have", self._mending.values())
        check()
        yield _mended("Pictures at a wrong place in the order", self._mending.numbers())
        yield _mended("Tags, albums and links of nothing", self._mending.orphans())

    def _file_findings(
        self, check: Callable[[], None], on_progress: OnProgress, total: int
    ) -> Iterator[Finding]:
        roots = [self._history.root, *(path for path, _ in Roots(self._database).all())]
        folders = list(picture_folders(roots, check))
        seen = self._look_at_all(check, on_progress, total)
        writer = self._take_unknown(folders, seen, check)
        moved, lost = self._settle(seen)
        report = writer.report(folders)
        self._history.refresh(check)
        yield _of("Pictures that were moved or renamed", moved)
        yield _of("Pictures on the disk that the history did not know", [], report.added)
        yield _of("Pictures whose file is gone; the history keeps them", lost)
        yield _of("Pictures whose file is back", seen.back)
        yield _of("Pictures that another program wrote anew", seen.edited)
        yield _of("Files in the place of a picture that are another one", seen.replaced)
        yield _of("Pictures whose marks another program changed", seen.marked)
        yield Finding(what="Pictures on a drive or folder that is not there now", count=seen.away)
        before = len(self._unwritten())
        written = self._sidecars.drain(check)
        yield Finding(
            what="Marks that were not beside their pictures", count=before, mended=written
        )
        yield _of("Half-written files of a crash", _removed(leftovers(folders)))

    def _look_at_all(self, check: Callable[[], None], on_progress: OnProgress, total: int) -> Seen:
        seen, done = Seen(), 0
        names = AlbumNames(self._albums)
        for entries in self._pages():
            check()
            self._files.look(entries, lambda: names, seen)
            done += len(entries)
            on_progress(done, total)
        return seen

    def _pages(self) -> Iterator[Sequence[Entry]]:
        before: int | None = None
        everything = compile_text("")
        while entries := self._reader.first(everything, before, _AT_ONCE):
            yield entries
            before = entries[-1].number

    def _take_unknown(
        self, folders: Sequence[PictureFolder], seen: Seen, check: Callable[[], None]
    ) -> RebuildWriter:
        """Add what lies there unknown; a picture that was moved gets its new place by that."""
        unknown = []
        for folder in folders:
            names = tuple(
                name for name in folder.names if str(Path(folder.path, name)) not in seen.known
            )
            unknown.append(replace(folder, names=names, marked=folder.marked.intersection(names)))
        writer = RebuildWriter(self._database, self._history)
        with writer:
            for batches, read in read_here(batches_of(unknown, self._history.root)):
                check()
                writer.add(batches, read)
        return writer

    def _settle(self, seen: Seen) -> tuple[list[Path], list[Path]]:
        """Of the pictures that were not there: where some lie now, and which are gone."""
        moved, lost = [], []
        for entry in seen.gone:
            now = self._history.entry(entry.id)
            if now.generation.path != entry.generation.path:
                self._files.look([now], lambda: AlbumNames(self._albums))
                moved.append(now.generation.path)
            elif entry.file is not FileState.MISSING:
                self._files.lose(entry)
                lost.append(entry.generation.path)
        return moved, lost

    def _unwritten(self) -> list[int]:
        with self._database.reading() as db:
            rows = db.execute("SELECT number FROM generation WHERE dirty AND dirty = 1")
            return [row[0] for row in rows]


def _mended(what: str, count: int) -> Finding:
    return Finding(what=what, count=count, mended=count)


def _of(what: str, paths: Sequence[Path], count: int = 0) -> Finding:
    count = count or len(paths)
    return Finding(what=what, count=count, mended=count, paths=tuple(paths[:PATHS_MAX]))


def _removed(paths: Sequence[Path]) -> list[Path]:
    for path in paths:
        path.unlink(missing_ok=True)
    return list(paths)
