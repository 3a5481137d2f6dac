"""What a list of pictures asks of the history, and what it keeps of the answers."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from flux2studio.core.errors import Cancelled
from flux2studio.core.history import Entry
from flux2studio.core.history_query import Problem
from flux2studio.ui.models.history_days import Days, days_of

KEPT = 4000  # pictures whose recipes are held, some 20 MB


class Found(Protocol):
    """The first pictures of a search, and what of it could not be meant."""

    @property
    def entries(self) -> tuple[Entry, ...]: ...

    @property
    def problems(self) -> tuple[Problem, ...]: ...


class HistoryPages(Protocol):
    """Where the pictures come from; every call blocks. ``numbers`` come rising."""

    def first(self, text: str, before: int | None = None, limit: int = 200) -> Found: ...

    def numbers(
        self, text: str, check: Callable[[], None], within: Sequence[int] = ()
    ) -> array[int]: ...

    def entries(self, numbers: Sequence[int]) -> list[Entry]: ...


class Turn:
    """Counts the searches, so that one on a worker learns that a newer one came."""

    def __init__(self) -> None:
        self.now = 0


Numbers = tuple["array[int]", Days]


def all_numbers(pages: HistoryPages, query: str, turn: Turn, mine: int) -> Numbers | None:
    """On a worker: the numbers of all that fit, and their days; None once ``mine`` is over."""

    def check() -> None:
        if turn.now != mine:
            raise Cancelled

    try:
        numbers = pages.numbers(query, check)
    except Cancelled:
        return None
    return numbers, days_of(numbers)


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
