"""State of the history page: what is searched, chosen, recalled, deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSettings, QSize, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QPixmap

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry
from flux2studio.core.models import Catalogue
from flux2studio.ui.models.history_model import HistoryModel
from flux2studio.ui.models.history_pages import HistoryPages
from flux2studio.ui.pictures import read_scaled
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.thumbnails import ThumbnailLoader

UNDO_MAX = 50


class Recall(StrEnum):
    """How much of a recipe goes back into the form."""

    ALL = "all"
    ALL_BUT_SEED = "all_but_seed"


class History(Protocol):
    """What the history service offers; every call blocks."""

    @property
    def search(self) -> HistoryPages: ...

    def entries_of(self, ids: Sequence[str], query: str = "") -> list[Entry]: ...

    def count(self, query: str = "") -> int: ...

    def thumbnail(self, generation: Generation) -> bytes: ...

    def trash(self, picture: Generation, /) -> object: ...

    def restore(self, picture: Generation, /) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many pictures fit the search, and how many there are."""

    found: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureAction:
    """One more entry in the menu of a picture, from another part of the window."""

    icon: str
    text: str
    act: Callable[[], object]


MoreActions = Callable[[Generation, Sequence[Generation]], Sequence[PictureAction]]


def _no_more(_picture: Generation, _chosen: Sequence[Generation]) -> Sequence[PictureAction]:
    return ()


class HistoryViewModel(QObject):
    """``more_actions``: what other parts offer for a picture, and all that are chosen.

    ``memory`` keeps how the page looked.
    """

    current_changed = Signal(object)  # Generation or None
    count_changed = Signal(object)  # Count
    recalled = Signal(object, object)  # Generation, Recall
    reference_chosen = Signal(object)  # Generation
    opened = Signal(object)  # Generation, to be shown on the stage
    trashed = Signal(object)  # tuple of Generations; ``undo`` brings them back
    restored = Signal(object)  # tuple of Generations
    failed = Signal(object)  # StudioError
    thumbnail_ready = Signal(str)

    def __init__(
        self,
        history: History,
        tasks: Tasks,
        thumbnails: ThumbnailLoader,
        catalogue: Catalogue,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        parent: QObject | None = None,
        memory: QSettings | None = None,
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._tasks = tasks
        self._thumbnails = thumbnails
        self._open_url = open_url
        self.catalogue = catalogue
        self.memory = memory
        self.model = HistoryModel(history.search, tasks, self)
        self.count = Count(found=0, total=0)
        self.more_actions: MoreActions = _no_more
        self._current: Generation | None = None
        self._trashed: list[tuple[Generation, ...]] = []
        self._query = ""
        self._is_loaded = False
        self.model.failed.connect(self.failed)
        thumbnails.ready.connect(self.thumbnail_ready)

    @property
    def current(self) -> Generation | None:
        return self._current

    @property
    def query(self) -> str:
        return self._query

    def load(self) -> None:
        """Show the history from its newest picture on."""
        self._is_loaded = True
        self._start_search()

    def open_page(self) -> None:
        """Load what is seen for the first time: pictures just made may be there before it."""
        if not self._is_loaded or not self.model.rowCount():
            self.load()

    def search(self, query: str) -> None:
        """Search at once; a search still on its way is given up."""
        if query != self._query:
            self._query = query
            self._start_search()

    def choose(self, generation: Generation | None) -> None:
        if generation != self._current:
            self._current = generation
            self.current_changed.emit(generation)

    def add(self, generations: Sequence[Generation]) -> None:
        """Take in pictures just made that fit the search."""
        ids = [generation.id for generation in generations]
        self._tasks.run(
            partial(self._history.entries_of, ids, self._query),
            partial(self._on_added, self._query),
        )

    def thumbnail(self, generation: Generation) -> QPixmap | None:
        """Return its small picture, or None and ask for it; ``thumbnail_ready`` follows."""
        found = self._thumbnails.pixmap(generation.id)
        if found is None:
            self._thumbnails.request(generation.id, partial(self._history.thumbnail, generation))
        return found

    def is_missing(self, generation: Generation) -> bool:
        return self._thumbnails.is_missing(generation.id)

    def preview(
        self,
        generation: Generation,
        edge: int,
        done: Callable[[QImage], None],
        failed: Callable[[StudioError], None],
    ) -> None:
        """Decode the picture at most ``edge`` pixels long and hand it to ``done``."""
        work = partial(read_scaled, generation.path, QSize(edge, edge))
        self._tasks.run(work, done, failed)

    def open(self, generation: Generation) -> None:
        self.opened.emit(generation)

    def recall(self, generation: Generation, what: Recall = Recall.ALL_BUT_SEED) -> None:
        self.recalled.emit(generation, what)

    def use_as_reference(self, generation: Generation) -> None:
        self.reference_chosen.emit(generation)

    def reveal(self, generation: Generation) -> None:
        """Open the folder the picture lies in."""
        self._visit(generation.path.parent)

    def open_outside(self, generation: Generation) -> None:
        """Open the picture in the program the system has for it."""
        self._visit(generation.path)

    def trash_numbers(self, numbers: Sequence[int]) -> None:
        """Delete pictures by their numbers, those that were never looked at as well."""
        if numbers:
            work = partial(self._history.search.entries, numbers)
            self._tasks.run(work, self._on_doomed, self.failed.emit)

    def trash(self, generations: Sequence[Generation]) -> None:
        doomed = tuple(generations)
        if doomed:
            self._tasks.run(
                partial(_trash, self._history, doomed),
                partial(self._on_trashed, doomed),
                self._on_trash_failed,
            )

    @property
    def can_undo(self) -> bool:
        return bool(self._trashed)

    def undo(self) -> None:
        """Bring back what was deleted last."""
        if self._trashed:
            lost = self._trashed.pop()
            self._tasks.run(
                partial(_each, self._history.restore, lost),
                partial(self._on_restored, lost),
                partial(self._on_restore_failed, lost),
            )

    def _visit(self, path: Path) -> None:
        self._tasks.run(path.exists, partial(self._on_looked, path))

    def _on_looked(self, path: Path, is_there: bool) -> None:
        if is_there:
            self._open_url(QUrl.fromLocalFile(str(path)))
        else:
            self.failed.emit(
                StudioError(
                    self.tr("“%1” is no longer there.").replace("%1", path.name),
                    hint=self.tr("It may have been moved, or its drive is not connected."),
                )
            )

    def _start_search(self) -> None:
        self.model.show(self._query)
        self._recount()

    def _recount(self) -> None:
        self._tasks.run(partial(_count, self._history, self._query), self._on_counted)

    def _on_counted(self, count: Count) -> None:
        self.count = count
        self.count_changed.emit(count)

    def _on_added(self, query: str, entries: Sequence[Entry]) -> None:
        if query == self._query:
            self.model.add(entries)
            self._recount()

    def _on_doomed(self, entries: Sequence[Entry]) -> None:
        self.trash([entry.generation for entry in entries])

    def _on_trashed(self, doomed: tuple[Generation, ...], numbers: Sequence[int]) -> None:
        self.model.remove(numbers)
        self._trashed = [*self._trashed, doomed][-UNDO_MAX:]
        if self._current in doomed:
            self.choose(None)
        self._recount()
        self.trashed.emit(doomed)

    def _on_trash_failed(self, error: StudioError) -> None:
        self._start_search()  # some of several may be gone
        self.failed.emit(error)

    def _on_restore_failed(self, lost: tuple[Generation, ...], error: StudioError) -> None:
        self._trashed.append(lost)
        self.failed.emit(error)

    def _on_restored(self, lost: tuple[Generation, ...], _: None) -> None:
        for generation in lost:
            self._thumbnails.forget(generation.id)
        self.add(lost)
        self.restored.emit(lost)


def _each(act: Callable[[Generation], object], generations: Sequence[Generation]) -> None:
    for generation in generations:
        act(generation)


def _trash(history: History, doomed: Sequence[Generation]) -> list[int]:
    """Return the numbers that the pictures had."""
    numbers = [entry.number for entry in history.entries_of([each.id for each in doomed])]
    _each(history.trash, doomed)
    return numbers


def _count(history: History, query: str) -> Count:
    total = history.count()
    return Count(found=history.count(query) if query else total, total=total)
