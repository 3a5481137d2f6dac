"""The history as a Qt list of any length: numbers of all pictures, recipes of those looked at."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, Qt, Signal

from flux2studio.core.errors import StudioError
from flux2studio.core.history import Entry, FileState
from flux2studio.ui import words
from flux2studio.ui.models.generation_list import ROOT, HistoryRole, Index, spoken
from flux2studio.ui.models.history_days import Days, day_of, days_of
from flux2studio.ui.models.history_fetch import AROUND, RowFetch
from flux2studio.ui.models.history_pages import (
    Found,
    HistoryPages,
    Numbers,
    Turn,
    all_numbers,
)
from flux2studio.ui.picture_mime import mime_of
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.tips import quoted

FIRST = 100  # pictures shown before the rest is counted: more than a page, but for the largest
_RUNS_MAX = 8  # gaps told one by one; with more, everything is told at once
_ROWS_MAX = 100  # the same of rows that come in


class HistoryModel(QAbstractListModel):
    """Newest first: row r is ``numbers[-1 - r]``. Starts empty; ``show`` fills it.

    A view says what shows by ``need``, and paints a row without a picture as on its way.
    """

    found = Signal(object)  # Found: the first rows are there
    loaded = Signal()  # all rows are there
    changed = Signal(int)  # how many rows there are
    failed = Signal(object)  # StudioError

    def __init__(self, pages: HistoryPages, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._tasks = tasks
        self._numbers: array[int] = array("q")
        self._days = Days()
        self._query = ""
        self._turn = Turn()
        self._is_searching = False
        self._is_complete = True
        self._is_found = False
        self._came: dict[int, Entry] = {}  # while a search was on its way, which may know of
        self._gone: set[int] = set()  # none of it
        self._fetch = RowFetch(pages, tasks, self.numbers_in, self)
        self._entries = self._fetch.entries
        self._fetch.fetched.connect(self._on_fetched)
        self._fetch.failed.connect(self.failed)

    @property
    def query(self) -> str:
        return self._query

    @property
    def is_complete(self) -> bool:
        """Whether the rows of all that fit are there."""
        return self._is_complete

    @property
    def is_found(self) -> bool:
        """Whether any search ever came to something: before that, no rows mean nothing."""
        return self._is_found

    def show(self, query: str = "") -> None:
        """Search anew; the rows of before stay until the first new ones are there."""
        self._query = query
        self._turn.now += 1
        self._is_complete = False
        self._came.clear()
        self._gone.clear()
        self._fetch.try_again()
        if not self._is_searching:
            self._search()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def number(self, row: int) -> int:
        return self._numbers[-1 - row]

    def entry(self, row: int) -> Entry | None:
        """Return what is known of a row, or None while it is on its way."""
        return self._entries.get(self._numbers[-1 - row]) if 0 <= row < len(self._numbers) else None

    def row_of(self, number: int) -> int:
        """Return its row, or -1."""
        place = bisect_left(self._numbers, number)
        is_here = place < len(self._numbers) and self._numbers[place] == number
        return len(self._numbers) - 1 - place if is_here else -1

    def row_of_id(self, picture_id: str) -> int:
        """Return the row of a picture looked at lately, or -1."""
        number = self._entries.number_of(picture_id)
        return -1 if number is None else self.row_of(number)

    def numbers_in(self, ranges: Iterable[tuple[int, int]]) -> array[int]:
        """Return the numbers of rows ``(first, last)``, without looking at any of them."""
        found, count = array("q"), len(self._numbers)
        for first, last in ranges:
            found.extend(reversed(self._numbers[max(0, count - 1 - last) : max(0, count - first)]))
        return found

    def days(self) -> Days:
        """Return where each day begins, for headings."""
        return self._days

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return self._unknown(index, role) if index.isValid() else None
        match role:
            case HistoryRole.ENTRY:
                return entry
            case HistoryRole.GENERATION:
                return entry.generation
            case HistoryRole.MARKS:
                return entry.marks
            case Qt.ItemDataRole.DisplayRole:
                return entry.generation.request.prompt
            case Qt.ItemDataRole.ToolTipRole:
                return quoted(entry.generation.request.prompt)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(entry.generation)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """Return those that are there as files; see ``mime_of``."""
        found = [self.entry(index.row()) for index in indexes]
        here = [each for each in found if each and each.file is not FileState.MISSING]
        return mime_of([entry.generation for entry in here])

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def match(self, *_: object, **__: object) -> list[QModelIndex]:
        """Find nothing for a key typed into a view, which would go through every picture."""
        return []

    def need(self, first: int, last: int, *, shown: bool = True) -> None:
        """Have rows fetched; what was wanted before and has not begun is dropped.

        Those that are ``shown`` come first and take nothing from others that are wanted.
        """
        self._fetch.need(first, last, shown=shown)

    def _on_fetched(self, entries: Sequence[Entry], gone: Sequence[int]) -> None:
        if gone:  # removed elsewhere meanwhile
            self.remove(gone)
        self._tell(entry.number for entry in entries)

    # What comes, goes and changes

    def add(self, entries: Sequence[Entry]) -> None:
        """Take in pictures that fit the search, each at its place by date."""
        self._entries.put(entries)
        self._gone.difference_update(entry.number for entry in entries)
        if self._is_searching:
            self._came.update((entry.number, entry) for entry in entries)
        self._insert(entry.number for entry in entries)

    def remove(self, numbers: Iterable[int]) -> None:
        doomed = set(numbers)
        if self._is_searching:
            self._gone |= doomed
        for number in doomed:
            self._came.pop(number, None)
        self._remove(doomed)
        self._entries.drop(doomed)

    def update(self, entries: Sequence[Entry]) -> None:
        """Show what became of pictures, their marks for instance."""
        self._entries.put(entries)
        self._tell(entry.number for entry in entries)

    def _insert(self, numbers: Iterable[int]) -> None:
        known = [number for number in numbers if self.row_of(number) < 0]
        if len(known) > _ROWS_MAX:
            if self._numbers and not self._is_complete:
                known = [number for number in known if number > self._numbers[0]]
            self._reset(array("q", sorted(chain(self._numbers, known))))
            self.changed.emit(len(self._numbers))
            return
        for number in sorted(known):
            place = bisect_left(self._numbers, number)
            if place == 0 and self._numbers and not self._is_complete:
                continue  # older than all that is there: it comes with the rest
            row = len(self._numbers) - place
            self.beginInsertRows(ROOT, row, row)
            self._numbers.insert(place, number)
            self._days = self._days.with_row(row, day_of(number))
            self.endInsertRows()
        if known:
            self.changed.emit(len(self._numbers))

    def _remove(self, numbers: Iterable[int]) -> None:
        rows = sorted(row for row in map(self.row_of, numbers) if row >= 0)
        runs = _runs(rows)
        if len(runs) > _RUNS_MAX:
            doomed = set(rows)
            last = len(self._numbers) - 1
            kept = (n for place, n in enumerate(self._numbers) if last - place not in doomed)
            self._reset(array("q", kept))
        else:
            for first, end in reversed(runs):
                self._remove_run(first, end)
        if rows:
            self.changed.emit(len(self._numbers))

    def _remove_run(self, first: int, last: int) -> None:
        count = len(self._numbers)
        self.beginRemoveRows(ROOT, first, last)
        del self._numbers[count - 1 - last : count - first]
        self._days = self._days.without(first, last, count)
        self.endRemoveRows()

    def _reset(self, numbers: array[int]) -> None:
        self.beginResetModel()
        self._numbers, self._days = numbers, days_of(numbers)
        self.endResetModel()

    def _tell(self, numbers: Iterable[int]) -> None:
        rows = sorted(row for row in map(self.row_of, numbers) if row >= 0)
        for first, last in _runs(rows):
            self.dataChanged.emit(self.index(first), self.index(last))

    # Searching

    def _search(self) -> None:
        self._is_searching = True
        turn = self._turn.now
        self._tasks.run(
            partial(self._pages.first, self._query, None, FIRST),
            partial(self._on_first, turn),
            partial(self._on_failed, turn),
        )

    def _on_first(self, turn: int, found: Found) -> None:
        if turn != self._turn.now:
            self._search()
            return
        self._is_found = True
        here = [entry for entry in found.entries if entry.number not in self._gone]
        self._entries.put(here)
        self._reset(array("q", sorted(entry.number for entry in here)))
        self._insert(self._came)
        self.found.emit(found)
        self.changed.emit(len(self._numbers))
        self._tasks.run(
            partial(all_numbers, self._pages, self._query, self._turn, turn),
            partial(self._on_numbers, turn),
            partial(self._on_failed, turn),
        )

    def _on_numbers(self, turn: int, result: Numbers | None) -> None:
        if turn != self._turn.now or result is None:
            self._search()
            return
        numbers, days = result
        self._is_searching, self._is_complete = False, True
        place = bisect_left(numbers, self._numbers[0]) if self._numbers else len(numbers)
        newer, older = numbers[place:], numbers[:place]
        for number in self._gone:
            if (at := bisect_left(older, number)) < len(older) and older[at] == number:
                del older[at]
        self._put_below(older, days if numbers == older + self._numbers else None)
        self._insert([number for number in chain(newer, self._came) if number not in self._gone])
        self.changed.emit(len(self._numbers))
        self.loaded.emit()

    def _put_below(self, older: array[int], days: Days | None) -> None:
        """Put in what is older than all rows; what one looks at does not move."""
        if older:
            count = len(self._numbers)
            self.beginInsertRows(ROOT, count, count + len(older) - 1)
            self._numbers = older + self._numbers
            self._days = days or days_of(self._numbers)
            self.endInsertRows()

    def _on_failed(self, turn: int, error: StudioError) -> None:
        if turn != self._turn.now:
            self._search()
            return
        self._is_searching, self._is_complete = False, True
        self._is_found = True
        self._reset(array("q"))
        self.failed.emit(error)

    def _unknown(self, index: Index, role: int) -> str | None:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "…"
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.tr("Picture {0}, loading").format(words.count(index.row() + 1))
        return None


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Put rising rows together to ranges, both ends included."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


__all__ = ["AROUND", "FIRST", "HistoryModel", "HistoryRole"]
