"""Opens the survey from the history, and keeps its marks up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry
from flux2studio.services.history import HistoryService
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.viewmodels.survey import FEWEST, SURVEYED_MAX, SurveyViewModel
from flux2studio.ui.widgets.main_window import MainWindow, Page, Panels

if TYPE_CHECKING:
    from flux2studio.ui.widgets.survey_page import SurveyPage


class SurveyDesk(QObject):
    """``page`` makes the page when it is first wanted; ``attach`` connects the window."""

    def __init__(self, service: HistoryService, history: HistoryViewModel, tasks: Tasks) -> None:
        super().__init__(history)
        self._service = service
        self._history = history
        self._tasks = tasks
        self.survey = SurveyViewModel(tasks, self)
        self._window: MainWindow
        self._panels: Panels

    def handlers(self) -> dict[str, Callable[[], object]]:
        return {"survey": self._on_key}

    def page(self) -> SurveyPage:
        from flux2studio.ui.widgets.survey_page import SurveyPage

        page = SurveyPage(self.survey)
        page.opened.connect(self._history.open)
        page.empty.acted.connect(partial(self._window.show_page, Page.HISTORY))
        page.bar.compare.clicked.connect(self.compare)
        return page

    def attach(self, window: MainWindow, panels: Panels) -> None:
        self._window, self._panels = window, panels
        panels.history.cull.survey_wanted.connect(self._survey_chosen)
        self._history.marks_changed.connect(self.survey.update)
        self._history.trashed.connect(self._on_trashed)
        self.survey.marked.connect(self._history.marks.change)
        for signal in (self.survey.active_changed, self.survey.sides_changed):
            signal.connect(self._show_active)

    def open(self, entries: Sequence[Entry]) -> None:
        if FEWEST <= len(entries) <= SURVEYED_MAX:
            self.survey.show(entries)
            self._window.show_page(Page.SURVEY)
            self._show_active()

    def compare(self) -> None:
        """Set those that are left against each other."""
        self._history.compare(self.survey.entries)

    def _on_key(self) -> None:
        """From the history it opens, on the survey it leads back."""
        if self._window.page is Page.SURVEY:
            self._window.show_page(Page.HISTORY)
        elif self._window.page is Page.HISTORY:
            self._survey_chosen()
        elif self.survey.sides:
            self._window.show_page(Page.SURVEY)

    def _survey_chosen(self) -> None:
        numbers = self._panels.history.grid.chosen_numbers()
        if FEWEST <= len(numbers) <= SURVEYED_MAX:
            self._tasks.run(partial(self._service.search.entries, list(numbers)), self.open)
        else:
            self._window.messages.say(
                self.tr("Choose two to twelve pictures to survey them: Ctrl and a click add one.")
            )

    def _show_active(self) -> None:
        """What keys of the window are for: its recipe, making it again."""
        if self._window.page is Page.SURVEY and self.survey.generation is not None:
            self._history.choose(self.survey.generation)

    def _on_trashed(self, gone: Sequence[Generation]) -> None:
        self.survey.forget([each.id for each in gone])
