"""State of the albums: the tree of them, how many pictures each has, and what is done to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from flux2studio.core.errors import StudioError
from flux2studio.core.history import Album, Entry, MarkChange
from flux2studio.core.history_completion import written
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_edits import Done
from flux2studio.ui.viewmodels.marks import MarksViewModel

COUNT_MS = 800  # after the last mark


class AlbumsViewModel(QObject):
    """``all`` albums and kept searches, as they stand beside each other.

    ``counts`` are by id, that of all pictures by an empty one.
    """

    changed = Signal()
    counted = Signal()
    failed = Signal(object)  # StudioError
    done = Signal(object)  # Done

    def __init__(
        self,
        marks: MarksViewModel,
        count: Callable[[str], int],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        """``count`` says how many pictures a search finds; it blocks."""
        super().__init__(parent)
        self._marks = marks
        self._count = count
        self._tasks = tasks
        self._is_counting = False
        self._count_again = False
        self._is_filling = False
        self._soon = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._soon.timeout.connect(self.count)
        self.all: tuple[Album, ...] = ()
        self.counts: dict[str, int] = {}
        marks.albums_changed.connect(self.load)
        marks.changed.connect(self._on_marked)
        marks.gone.connect(self.count)
        marks.back.connect(self.count)

    def load(self) -> None:
        """Read the albums, then count what is in them."""
        self._marks.run(lambda marking: marking.albums(), self._on_loaded, self.failed.emit)

    def album(self, album_id: str) -> Album | None:
        return next((album for album in self.all if album.id == album_id), None)

    def path(self, album: Album) -> str:
        """Return the names from the top down: "Winter/Harbour"."""
        above, names = {one.id: one for one in self.all}, [album.name]
        while (parent := above.pop(album.parent, None)) is not None:
            names.append(parent.name)
            album = parent
        return "/".join(reversed(names))

    def query(self, album: Album) -> str:
        """Return the search line that shows an album; of a kept search, the search itself."""
        return album.query or f"album:{written(self.path(album))}"

    def shown(self, query: str) -> Album | None:
        """Return the album that a search line shows, and nothing else than that."""
        line = query.strip()
        return next((album for album in self.all if line and self.query(album) == line), None)

    def add(self, name: str, parent: str = "", query: str = "") -> None:
        """Make an album; with a ``query`` one that always holds what that finds."""
        self._run(lambda marking: marking.add_album(name, parent, query))

    def rename(self, album: Album, name: str) -> None:
        if name.strip() and name != album.name:
            self._run(lambda marking: marking.save_album(replace(album, name=name)))
        else:
            self.changed.emit()  # what was typed is not what it is called

    def keep_query(self, album: Album, query: str) -> None:
        """Let a kept search find something else."""
        self._run(lambda marking: marking.save_album(replace(album, query=query)))

    def move(self, album_id: str, parent: str) -> None:
        """Put an album into another one, or to the top without one."""
        self._run(lambda marking: marking.move_album(album_id, parent))

    def remove(self, album: Album) -> None:
        """Take an album out with those in it; the pictures stay."""
        words = self.tr("“{0}” was removed; its pictures stay.").format(album.name)
        self._run(lambda marking: marking.remove_album(album.id), words)

    def put_in(self, album_id: str, numbers: Sequence[int]) -> None:
        self._is_filling = True
        self._marks.change(numbers, MarkChange(add_albums=(album_id,)))

    def take_out(self, album_id: str, numbers: Sequence[int]) -> None:
        self._is_filling = True
        self._marks.change(numbers, MarkChange(remove_albums=(album_id,)))

    def count(self, _entries: object = None) -> None:
        """Count the pictures of all albums, off the UI thread and not twice at once."""
        if self._is_counting:
            self._count_again = True
            return
        self._is_counting = True
        queries = {"": "", **{album.id: self.query(album) for album in self.all}}
        work = partial(_counted, self._count, queries)
        self._tasks.run(work, self._on_counted, self._on_not_counted)

    def _run(self, work: Callable[..., object], words: str = "") -> None:
        self._marks.run(work, partial(self._on_done, words), self._on_failed)

    def _on_done(self, words: str, _result: object) -> None:
        if words:
            self.done.emit(Done(words=words, offers_undo=True))
        self.load()

    def _on_failed(self, error: StudioError) -> None:
        self.changed.emit()  # the tree shows what was wished for
        self.failed.emit(error)

    def _on_loaded(self, albums: Iterable[Album]) -> None:
        self.all = tuple(albums)
        self.changed.emit()
        self.count()

    def _on_marked(self, _entries: Sequence[Entry]) -> None:
        """Whoever judges picture after picture does not wait for the albums."""
        if self._is_filling:
            self._is_filling = False
            self.count()
        elif self.all:
            self._soon.start()

    def _on_counted(self, counts: dict[str, int]) -> None:
        self._is_counting = False
        self.counts = counts
        self.counted.emit()
        if self._count_again:
            self._count_again = False
            self.count()

    def _on_not_counted(self, _error: StudioError) -> None:
        """The search itself says what is wrong with the database."""
        self._is_counting = False


def _counted(count: Callable[[str], int], queries: dict[str, str]) -> dict[str, int]:
    return {album: count(query) for album, query in queries.items()}
