"""Looks up the pictures of rows: those that show first, those around once scrolling pauses."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from flux2studio.core.errors import StudioError
from flux2studio.core.history import Entry
from flux2studio.ui.models.history_pages import HistoryPages
from flux2studio.ui.tasks import Tasks

KEPT = 4000  # pictures whose recipes are held, some 20 MB
AROUND = 50  # rows on each side of those that show
PAUSE_MS = 150
AT_ONCE = 1000  # rows asked for with one question, at most

NumbersIn = Callable[[Iterable[tuple[int, int]]], "array[int]"]


class _Want(IntEnum):
    """Why rows are wanted, the first served first."""

    SHOWN = 0
    ASKED = 1
    AROUND = 2


class Entries:
    """The pictures looked at last, by number."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[int, Entry] = OrderedDict()
        self._numbers: dict[str, int] = {}

    def get(self, number: int) -> Entry | None:
        entry = self._kept.get(number)
        if entry is not None:
            self._kept.move_to_end(number)
        return entry

    def __contains__(self, number: int) -> bool:
        return number in self._kept

    def number_of(self, picture_id: str) -> int | None:
        return self._numbers.get(picture_id)

    def put(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._kept[entry.number] = entry
            self._kept.move_to_end(entry.number)
            self._numbers[entry.id] = entry.number
        while len(self._kept) > self._most:
            _, dropped = self._kept.popitem(last=False)
            self._numbers.pop(dropped.id, None)

    def drop(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            if (dropped := self._kept.pop(number, None)) is not None:
                self._numbers.pop(dropped.id, None)


class RowFetch(QObject):
    """One question is on its way at a time. ``numbers_in`` gives the numbers of ranges of rows."""

    fetched = Signal(object, object)  # Entries, and the numbers asked for that are gone
    failed = Signal(object)  # StudioError

    def __init__(
        self, pages: HistoryPages, tasks: Tasks, numbers_in: NumbersIn, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.entries = Entries()
        self._pages = pages
        self._tasks = tasks
        self._numbers_in = numbers_in
        self._wanted: dict[_Want, tuple[int, int]] = {}
        self._shown = (0, -1)
        self._is_fetching = False
        self._can_fetch = True
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._fetch_around)

    def need(self, first: int, last: int, *, shown: bool) -> None:
        """Have rows fetched; what was wanted before for the same reason is dropped."""
        if any(number not in self.entries for number in self._numbers_in([(first, last)])):
            self._wanted[_Want.SHOWN if shown else _Want.ASKED] = (first, last)
            self._fetch()
        if shown and (first, last) != self._shown:
            self._shown = (first, last)
            self._pause.start()

    def try_again(self) -> None:
        """Ask once more where it failed before."""
        self._can_fetch = True

    def _fetch_around(self) -> None:
        """Sooner, it would hold up the small pictures of what shows."""
        first, last = self._shown
        self._wanted[_Want.AROUND] = (max(0, first - AROUND), last + AROUND)
        self._fetch()

    def _fetch(self) -> None:
        while self._wanted and self._can_fetch and not self._is_fetching:
            first, last = self._wanted.pop(min(self._wanted))
            rows = self._numbers_in([(first, min(last, first + AT_ONCE))])
            if missing := [number for number in rows if number not in self.entries]:
                self._is_fetching = True
                self._tasks.run(
                    partial(self._pages.entries, missing),
                    partial(self._on_fetched, missing),
                    self._on_failed,
                )

    def _on_fetched(self, asked: Sequence[int], entries: list[Entry]) -> None:
        self._is_fetching = False
        self.entries.put(entries)
        gone = set(asked) - {entry.number for entry in entries} if len(entries) < len(asked) else ()
        self.fetched.emit(entries, tuple(gone))
        self._fetch()

    def _on_failed(self, error: StudioError) -> None:
        """Ask no more until told to: each frame would fail again."""
        self._is_fetching = self._can_fetch = False
        self.failed.emit(error)
