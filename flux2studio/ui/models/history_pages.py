"""What a list of pictures asks of the history, and what it keeps of the answers."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Protocol

from flux2studio.core.errors import Cancelled
from flux2studio.core.history import Entry
from flux2studio.core.history_query import Problem
from flux2studio.ui.models.history_days import Days, days_of


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
