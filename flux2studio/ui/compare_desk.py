"""Opens the comparison from the history and from the stage, and keeps its marks up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry
from flux2studio.services.history import HistoryService
from flux2studio.services.reference_origins import ReferenceOrigin, ReferenceOrigins
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.compare import FEWEST, MOST, CompareViewModel, Side, Way
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.viewmodels.stage import StageViewModel
from flux2studio.ui.widgets.main_window import MainWindow, Page, Panels

if TYPE_CHECKING:
    from flux2studio.ui.widgets.compare_page import ComparePage


class CompareDesk(QObject):
    """``page`` makes the page when it is first wanted; ``attach`` connects the window."""

    left_wanted = Signal()  # those left of a survey

    def __init__(
        self,
        service: HistoryService,
        reference_path: Callable[[str], Path],
        compare: CompareViewModel,
        history: HistoryViewModel,
        stage: StageViewModel,
        tasks: Tasks,
    ) -> None:
        super().__init__(history)
        self._service = service
        self._origins = ReferenceOrigins(kept=reference_path, entries_of=service.entries_of)
        self.compare = compare
        self._history, self._stage, self._tasks = history, stage, tasks
        self._result: Generation | None = None
        self._window: MainWindow
        self._panels: Panels

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the keys of comparing do, which depends on the page."""
        return {"compare": self._on_key, "difference": self._on_difference}

    def page(self) -> ComparePage:
        from flux2studio.ui.widgets.compare_page import ComparePage

        page = ComparePage(self.compare, self._history.catalogue)
        page.empty.acted.connect(partial(self._window.show_page, Page.HISTORY))
        return page

    def attach(self, window: MainWindow, panels: Panels) -> None:
        self._window, self._panels = window, panels
        history, compare = self._history, self.compare
        history.compare_wanted.connect(self.open)
        history.marks_changed.connect(compare.update)
        history.trashed.connect(self._on_trashed)
        self._stage.side_by_side_wanted.connect(self.open_result)
        compare.marked.connect(history.marks.change)
        compare.reference_wanted.connect(self._on_reference)
        compare.reference_chosen.connect(history.use_as_reference)

    def open(self, entries: Sequence[Entry]) -> None:
        """Compare pictures of the history."""
        if FEWEST <= len(entries) <= MOST:
            self._result = None
            self.compare.show(entries)
            self._window.show_page(Page.COMPARE)

    def open_result(self, result: Generation, index: int) -> None:
        """Compare a picture with one of its references."""
        self._result = result
        self._tasks.run(
            partial(self._look_up, result, index), partial(self._on_looked_up, result, index)
        )

    def _look_up(self, result: Generation, index: int) -> tuple[Entry, ReferenceOrigin]:
        """On a worker."""
        reference = result.request.active_references[index]
        return self._service.entry(result.id), self._origins.of(reference.sha256)

    def _on_looked_up(
        self, result: Generation, index: int, found: tuple[Entry, ReferenceOrigin]
    ) -> None:
        if result is not self._result:  # another comparison was asked for since
            return
        entry, origin = found
        reference = result.request.active_references[index]
        side = Side(
            name=self.tr("Reference {0}").format(index + 1),
            file=reference.name,
            path=origin.path,
            recipe=origin.recipe,
            entry=origin.entry,
            crop=reference.crop,
        )
        self.compare.show_result(entry, index, side)
        self._window.show_page(Page.COMPARE)

    def _on_key(self) -> None:
        match self._window.page:
            case Page.STUDIO:
                self._panels.stage.toggle_compare()
            case Page.HISTORY:
                self._compare_chosen()
            case Page.COMPARE:
                self.compare.next_way()
            case Page.SURVEY:
                self.left_wanted.emit()

    def _on_difference(self) -> None:
        if self._window.page is Page.STUDIO:
            self._panels.stage.toggle_difference()
        elif self._window.page is Page.COMPARE:
            self.compare.choose_way(Way.DIFFERENCE)

    def _compare_chosen(self) -> None:
        numbers = self._panels.history.grid.chosen_numbers()
        if FEWEST <= len(numbers) <= MOST:
            self._tasks.run(partial(self._service.search.entries, list(numbers)), self.open)
        else:
            self._window.messages.say(
                self.tr("Choose two to four pictures to compare them: Ctrl and a click add one.")
            )

    def _on_reference(self, index: int) -> None:
        if self._result is not None:
            self.open_result(self._result, index)

    def _on_trashed(self, gone: Sequence[Generation]) -> None:
        self.compare.forget([each.id for each in gone])
