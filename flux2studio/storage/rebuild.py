"""Making the history again from the pictures: the files are the truth, it is an index."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from flux2studio.core.errors import Cancelled
from flux2studio.core.rebuild_report import RebuildProblem, RebuildReport
from flux2studio.storage import sidecars
from flux2studio.storage.album_names import AlbumNames
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_bulk import insert_fresh, known_ids, row_of
from flux2studio.storage.picture_tree import PictureFolder
from flux2studio.storage.rebuild_reader import Batch, FoundPicture, ReadBatch, read_batch
from flux2studio.storage.sidecar_sync import SidecarSync

AT_ONCE = 2000  # in one transaction of a tenth of a second; others may write in between

_BATCH = 500  # pictures that are read together

# The names and jobs of new pictures are anywhere in their indexes: a third of the time is saved
# by keeping 64 MB of them in memory, and by moving the log into the file less often.
_SPEED = {"cache_size": -65536, "wal_autocheckpoint": 10_000}

Batches = Sequence[Batch]


def read_here(
    wanted: Iterable[Batches],
) -> Generator[tuple[Batches, Sequence[ReadBatch]], None, None]:
    """Read pictures in this process, one after the other."""
    for batches in wanted:
        yield batches, [read_batch(batch) for batch in batches]


def batches_of(
    folders: Iterable[PictureFolder], root: Path, references: Path | None = None
) -> Iterator[Batches]:
    """Yield the pictures of ``folders`` in handfuls; small folders share one."""
    waiting: list[Batch] = []
    for folder in folders:
        for start in range(0, len(folder.names), _BATCH):
            names = folder.names[start : start + _BATCH]
            waiting.append(
                Batch(
                    root=str(root),
                    folder=folder.path,
                    names=names,
                    marked=folder.marked.intersection(names),
                    references=str(references or ""),
                )
            )
            if sum(len(batch.names) for batch in waiting) >= _BATCH:
                yield waiting
                waiting = []
    if waiting:
        yield waiting


class RebuildWriter:
    """Puts what was read into the history, all of it at the end of the ``with``. May be run again.

    Not thread-safe. Raises StorageError; what was added until then stays.
    """

    def __init__(self, database: Database, history: HistoryRepository) -> None:
        self._database, self._history = database, history
        self._sync = SidecarSync(database, history)
        self._names = AlbumNames(AlbumRepository(database))
        self._added = self._already = self._sidecars = self._families = 0
        self._waiting: list[FoundPicture] = []
        self._unreadable: list[Path] = []
        self._problems: list[RebuildProblem] = []

    def __enter__(self) -> Self:
        self._speed = [self._set(name, value) for name, value in _SPEED.items()]
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None or issubclass(kind, Cancelled):
                self._flush(0)
        finally:
            for name, value in zip(_SPEED, self._speed, strict=True):
                self._set(name, value)

    def add(self, batches: Batches, read: Sequence[ReadBatch]) -> None:
        """Take one handful; it is written soon, in transactions of a moment each."""
        for batch, each in zip(batches, read, strict=True):
            self._note(Path(batch.folder), each)
            self._waiting += each.found
        self._flush(AT_ONCE)

    def problem(self, path: Path, sentence: str) -> None:
        """Note something that could not be done."""
        self._problems.append(RebuildProblem(path=path, sentence=sentence))

    def report(self, folders: Iterable[PictureFolder] = ()) -> RebuildReport:
        """Say what was done; ``folders`` say what could not be listed."""
        for folder in folders:
            if folder.problem:
                self.problem(Path(folder.path), f"This folder cannot be read: {folder.problem}.")
            if folder.no_text:
                self.problem(
                    Path(folder.path), "The name of a picture or folder here is no text: rename it."
                )
        return RebuildReport(
            added=self._added,
            already=self._already,
            unreadable=tuple(self._unreadable),
            sidecars=self._sidecars,
            albums=self._names.made,
            families=self._families,
            problems=tuple(self._problems),
        )

    def _set(self, pragma: str, value: int) -> int:
        with self._database.reading() as db:
            before = int(db.execute(f"PRAGMA {pragma}").fetchone()[0])
            db.execute(f"PRAGMA {pragma} = {value}")
        return before

    def _flush(self, enough: int) -> None:
        while len(self._waiting) > enough:
            self._write(self._waiting[:AT_ONCE])
            del self._waiting[:AT_ONCE]

    def _note(self, folder: Path, read: ReadBatch) -> None:
        self._unreadable += [folder / name for name in read.without]
        taken_in = {Path(picture.path).name for picture in read.found} if read.problems else set()
        for name, sentence in read.problems:
            self.problem(folder / name, sentence)
            if name not in taken_in:
                self._unreadable.append(folder / name)

    def _write(self, found: Sequence[FoundPicture]) -> None:
        with self._database.transaction() as db:
            albums = {
                picture.id: self._names.ids(picture.albums) for picture in found if picture.albums
            }
            known = known_ids(db, (picture.id for picture in found))
            fresh: dict[str, FoundPicture] = {}
            again: list[FoundPicture] = []
            for picture in found:
                if picture.id in known or picture.id in fresh:
                    again.append(picture)
                else:
                    fresh[picture.id] = picture
            left = insert_fresh(db, list(fresh.values()), albums)
            rows = [row_of(picture, albums.get(picture.id, ())) for picture in (*left, *again)]
            added = len(fresh) - len(left) + self._history.add_rows(rows, index=False)
        self._take_marks(one for one in again if one.sidecar_ns)
        self._added += added
        self._already += len(found) - added
        self._sidecars += sum(1 for picture in found if picture.sidecar_ns)
        self._families += sum(1 for picture in fresh.values() if picture.parents)

    def _take_marks(self, again: Iterable[FoundPicture]) -> None:
        """What stands beside pictures that were there already may have been changed outside."""
        for picture in again:
            entry = self._history.entry(picture.id)
            with suppress(OSError):  # gone in this moment
                sidecar, at = sidecars.read(self._history.root / picture.path)
                self._sync.take(entry, sidecar, at, self._names)
