"""State of the history page: what is searched, chosen, recalled, deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QSize, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QPixmap

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry, MarkChange
from flux2studio.core.models import Catalogue
from flux2studio.ui.models.history_model import HistoryModel
from flux2studio.ui.pictures import read, read_scaled
from flux2studio.ui.reveal import show_file
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.thumbnail_form import Form
from flux2studio.ui.thumbnails import ThumbnailLoader
from flux2studio.ui.viewmodels.albums import AlbumsViewModel
from flux2studio.ui.viewmodels.history_search import FindingViewModel
from flux2studio.ui.viewmodels.history_source import Count, Counting, History
from flux2studio.ui.viewmodels.in_view import InView
from flux2studio.ui.viewmodels.making_again import MakingAgain
from flux2studio.ui.viewmodels.marks import Marking, MarksViewModel
from flux2studio.ui.viewmodels.outside import Outside
from flux2studio.ui.viewmodels.picture_action import MoreActions, no_more


class Recall(StrEnum):
    """How much of a recipe goes back into the form."""

    ALL = "all"
    ALL_BUT_SEED = "all_but_seed"
    PARTS = "parts"  # the artist chooses which


class HistoryViewModel(QObject):
    """``more_actions``: what other parts offer for a picture, and all that are chosen.

    ``memory`` keeps how the page looked, ``marks`` does what is done to pictures.
    """

    current_changed = Signal(object)  # Generation or None
    entry_changed = Signal(object)  # Entry or None: the same with its marks, as soon as known
    marks_changed = Signal(object)  # tuple of Entries, as they are now
    query_changed = Signal(str)  # what is searched, by whomever
    count_changed = Signal(object)  # Count
    recalled = Signal(object, object)  # Generation, Recall
    compare_wanted = Signal(object)  # tuple of two to four Entries
    reference_chosen = Signal(object)  # Generation
    opened = Signal(object)  # Generation, to be shown on the stage
    trashed = Signal(object)  # tuple of Generations; ``undo`` brings them back
    restored = Signal(object)  # tuple of Generations
    came_back = Signal(object)  # Entry: of those restored the newest that fits the search
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
        *,
        marking: Callable[[], Marking],
        show_file: Callable[[Path], bool] = show_file,
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._tasks = tasks
        self._thumbnails = thumbnails
        self._outside = Outside(tasks, open_url, show_file, self)
        self.catalogue = catalogue
        self.memory = memory
        self.model = HistoryModel(history.search, tasks, self)
        self.marks = MarksViewModel(marking, tasks, self)
        self.albums = AlbumsViewModel(self.marks, history.count, tasks, self)
        self.finding = FindingViewModel(history.search, tasks, self)
        self._counting = Counting(self.model, history.count, tasks, self)
        self.more_actions: MoreActions = no_more
        self.again: MakingAgain | None = None  # where pictures can be made
        self._current: Generation | None = None
        self._entry: Entry | None = None
        self._in_view = InView(self.model, self.choose)
        self._query = ""
        self._is_new_query = False
        self._is_loaded = False
        self._connect()

    @property
    def current(self) -> Generation | None:
        return self._current

    @property
    def entry(self) -> Entry | None:
        """The current picture with its marks, None until they are known."""
        return self._entry

    @property
    def query(self) -> str:
        return self._query

    @property
    def count(self) -> Count:
        return self._counting.count

    @property
    def can_undo(self) -> bool:
        steps = self.marks.next_steps()
        return steps is not None and steps.undo is not None

    def load(self) -> None:
        """Show the history from its newest picture on."""
        self._is_loaded = True
        self._thumbnails.try_again()
        self.model.show(self._query)
        self.albums.load()
        self.finding.load()

    def open_page(self) -> None:
        """Load what is seen for the first time: pictures just made may be there before it."""
        if not self._is_loaded or not self.model.rowCount():
            self.load()

    def search(self, query: str) -> None:
        """Search at once; a search still on its way is given up."""
        if query != self._query:
            self._query, self._is_new_query = query, True
            self.query_changed.emit(query)
            self.model.show(self._query)

    def choose(self, generation: Generation | None) -> None:
        """Make a picture the current one, wherever it was chosen."""
        if generation == self._current:
            return
        self._set_current(generation, None)
        if generation is not None:
            row = self.model.row_of_id(generation.id)
            entry = self.model.entry(row) if row >= 0 else None
            if entry is not None:
                self._on_entry(entry)
            else:
                self._tasks.run(partial(self._history.entry, generation.id), self._on_entry, _quiet)

    def choose_entry(self, entry: Entry) -> None:
        if entry.generation != self._current:
            self._set_current(entry.generation, entry)
        elif entry != self._entry:
            self._on_entry(entry)

    def add(self, generations: Sequence[Generation]) -> None:
        """Take in pictures just made that fit the search."""
        self._take(generations, self.model.add)

    def thumbnail(self, generation: Generation, form: Form | None = None) -> QPixmap | None:
        """Return its small picture, or None and ask for it; ``thumbnail_ready`` follows."""
        found = self._thumbnails.pixmap(generation.id, form)
        if found is None:
            load = partial(self._history.thumbnail, generation)
            self._thumbnails.request(generation.id, load, form)
        return found

    def stand_in(self, generation: Generation) -> QPixmap | None:
        """Return its small picture in another form than is asked for, until that is there."""
        return self._thumbnails.stand_in(generation.id)

    def withdraw(self, form: Form) -> None:
        """Ask no more for small pictures in a form that nobody paints any more."""
        self._thumbnails.withdraw(form)

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

    def pixels(
        self,
        generation: Generation,
        done: Callable[[QImage], None],
        failed: Callable[[StudioError], None],
    ) -> None:
        """Decode the whole picture and hand it to ``done``."""
        self._tasks.run(partial(read, generation.path), done, failed)

    def open(self, generation: Generation) -> None:
        self.opened.emit(generation)

    def recall(self, generation: Generation, what: Recall = Recall.ALL_BUT_SEED) -> None:
        self.recalled.emit(generation, what)

    def compare(self, entries: Sequence[Entry]) -> None:
        self.compare_wanted.emit(tuple(entries))

    def use_as_reference(self, generation: Generation) -> None:
        self.reference_chosen.emit(generation)

    def reveal(self, generation: Generation) -> None:
        """Show the file in its folder."""
        self._outside.reveal(generation.path)

    def open_outside(self, generation: Generation) -> None:
        """Open the picture in the program the system has for it."""
        self._outside.open(generation.path)

    # What is done to pictures

    def mark(self, entries: Sequence[Entry], change: MarkChange) -> None:
        self.marks.change([entry.number for entry in entries], change)

    def trash(self, generations: Sequence[Generation]) -> None:
        ids = [generation.id for generation in generations]
        if ids:
            self._tasks.run(partial(self._history.entries_of, ids), self._on_doomed)

    def trash_numbers(self, numbers: Sequence[int]) -> None:
        """Delete pictures by their numbers, those that were never looked at as well."""
        self.marks.delete(numbers)

    def undo(self) -> None:
        """Take back what was done to pictures or albums last."""
        self.marks.undo(says=True)

    def redo(self) -> None:
        self.marks.redo()

    def take_in(self, pictures: Sequence[Entry]) -> None:
        """Show pictures as they are now marked; those that no longer fit the search go."""
        if not self._query:
            self.model.update(pictures)
            return
        self._look_at([each.id for each in pictures], partial(self._on_looked_at, pictures))

    def _connect(self) -> None:
        for part in (self.model, self.albums, self._outside):
            part.failed.connect(self.failed)
        self.model.found.connect(self.finding.show_problems)
        self.model.loaded.connect(self._on_searched)
        self.model.failed.connect(self._on_searched)
        self._counting.changed.connect(self.count_changed)
        self._thumbnails.ready.connect(self.thumbnail_ready)
        self.marks.changed.connect(self._on_marked)
        self.marks.gone.connect(self._on_gone)
        self.marks.back.connect(self._on_back)
        self.marks.failed.connect(self._on_not_done)
        self.albums.changed.connect(self._on_albums)

    def _set_current(self, generation: Generation | None, entry: Entry | None) -> None:
        self._current, self._entry = generation, entry
        self._in_view.left_out = None
        self.current_changed.emit(generation)
        self.entry_changed.emit(entry)

    def _on_entry(self, entry: Entry) -> None:
        if self._current is not None and entry.id == self._current.id:
            self._entry = entry
            self.entry_changed.emit(entry)

    def _take(
        self, generations: Sequence[Generation], done: Callable[[Sequence[Entry]], object]
    ) -> None:
        self._counting.shift(len(generations))
        self._look_at([generation.id for generation in generations], done)
        if self._is_loaded:
            self.albums.count()

    def _look_at(self, ids: Sequence[str], done: Callable[[Sequence[Entry]], object]) -> None:
        """Ask which of these fit the search; ``done`` hears it unless it is another by then."""
        work = partial(self._history.entries_of, ids, self._query)
        self._tasks.run(work, partial(self._on_fitting, self._query, done))

    def _on_fitting(
        self, query: str, done: Callable[[Sequence[Entry]], object], entries: Sequence[Entry]
    ) -> None:
        if query == self._query:
            done(entries)

    def _on_searched(self, _error: object = None) -> None:
        if self._is_new_query and self.model.is_complete:
            self._is_new_query = False
            self._in_view.stay(self._current, self._entry)

    def _on_doomed(self, entries: Sequence[Entry]) -> None:
        self.marks.delete([entry.number for entry in entries])

    def _on_marked(self, entries: tuple[Entry, ...]) -> None:
        self.take_in(entries)
        for entry in entries:
            self._on_entry(entry)
        self.marks_changed.emit(entries)

    def _on_looked_at(self, pictures: Sequence[Entry], fitting: Sequence[Entry]) -> None:
        """Of ``pictures`` these fit: the others go, which also moves the keyboard on."""
        stay = {entry.number for entry in fitting}
        gone = [entry.number for entry in pictures if entry.number not in stay]
        was_in_view = self._entry is not None and self.model.row_of(self._entry.number) >= 0
        self.model.remove(gone)
        self.model.update([one for one in fitting if self.model.row_of(one.number) >= 0])
        self.model.add([one for one in fitting if self.model.row_of(one.number) < 0])
        if was_in_view:
            self._in_view.stay(self._current, self._entry)

    def _on_gone(self, entries: tuple[Entry, ...]) -> None:
        self._counting.shift(-len(entries))
        self.model.remove([entry.number for entry in entries])
        doomed = tuple(entry.generation for entry in entries)
        if self._current in doomed:
            self.choose(None)
        self.trashed.emit(doomed)

    def _on_back(self, entries: tuple[Entry, ...]) -> None:
        self._thumbnails.forget(*(entry.id for entry in entries))
        lost = tuple(entry.generation for entry in entries)
        self._take(lost, self._show_back)
        self.restored.emit(lost)

    def _show_back(self, entries: Sequence[Entry]) -> None:
        self.model.add(entries)
        if entries:
            self.came_back.emit(max(entries, key=lambda entry: entry.number))

    def _on_not_done(self, error: StudioError) -> None:
        self.model.show(self._query)  # of several, some may be gone or marked
        self.failed.emit(error)

    def _on_albums(self) -> None:
        self.finding.load()
        if "album" in self._query:
            self.model.show(self._query)


def _quiet(_error: StudioError) -> None:
    """A picture that left the history meanwhile has no marks to show."""
