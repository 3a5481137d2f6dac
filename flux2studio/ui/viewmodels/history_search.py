"""State of the search line of the history: what could be typed or chosen, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.history_completion import Completion
from flux2studio.core.history_query import Problem
from flux2studio.ui.models.history_pages import Found, HistoryPages
from flux2studio.ui.tasks import Tasks


class Facet(Protocol):
    """One value to search by: ``query`` is what it is in the line, ``name`` what is read."""

    @property
    def query(self) -> str: ...
    @property
    def name(self) -> str: ...


class Searching(HistoryPages, Protocol):
    """What the line needs of the search, too; it blocks."""

    def complete(self, text: str, at: int) -> tuple[Completion, ...]: ...

    def facets(self) -> Mapping[str, tuple[Facet, ...]]: ...


class FindingViewModel(QObject):
    """``facets``: the values there are, by the name of their field."""

    completed = Signal(str, object)  # the text asked about, tuple[Completion, ...]
    facets_changed = Signal()
    problems_changed = Signal()

    def __init__(self, search: Searching, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._tasks = tasks
        self.facets: Mapping[str, tuple[Facet, ...]] = {}
        self.problems: tuple[Problem, ...] = ()
        self._asked: tuple[str, int] | None = None
        self._is_asking = False
        self._is_loading = False

    def complete(self, text: str, at: int) -> None:
        """Ask what could be meant at the cursor; only the newest question is answered."""
        self._asked = (text, at)
        self._ask()

    def load(self) -> None:
        """Read the facets anew."""
        if not self._is_loading:
            self._is_loading = True
            self._tasks.run(self._search.facets, self._on_facets, self._on_no_facets)

    def show_problems(self, found: Found) -> None:
        if found.problems != self.problems:
            self.problems = found.problems
            self.problems_changed.emit()

    def _ask(self) -> None:
        if self._asked is None or self._is_asking:
            return
        (text, at), self._asked = self._asked, None
        self._is_asking = True
        work = partial(self._search.complete, text, at)
        self._tasks.run(work, partial(self._on_completed, text), self._on_not_completed)

    def _on_completed(self, text: str, found: tuple[Completion, ...]) -> None:
        self._is_asking = False
        if self._asked is None:
            self.completed.emit(text, found)
        self._ask()

    def _on_not_completed(self, _error: object) -> None:
        """The search itself says what is wrong with the database."""
        self._is_asking = False
        self._ask()

    def _on_facets(self, facets: Mapping[str, tuple[Facet, ...]]) -> None:
        self._is_loading = False
        self.facets = facets
        self.facets_changed.emit()

    def _on_no_facets(self, _error: object) -> None:
        self._is_loading = False
