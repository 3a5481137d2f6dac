"""What the stage has to do with the rest of the window: menu, walking, full screen, lost files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry
from flux2studio.services.clean_copies import CleanCopies
from flux2studio.services.history import HistoryService
from flux2studio.ui.judging import StageJudging
from flux2studio.ui.models.generation_list import GenerationList
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.viewmodels.stage import StageViewModel
from flux2studio.ui.widgets.alone import Alone
from flux2studio.ui.widgets.main_window import MainWindow, Page, Panels
from flux2studio.ui.widgets.picture_menu import picture_menu
from flux2studio.ui.widgets.rating_menu import add_rating

AHEAD = 4  # pictures of the history looked up on either side of the one shown


class StageDesk(QObject):
    """``attach`` connects the window; ``handlers`` does what its keys ask for."""

    def __init__(
        self,
        service: HistoryService,
        copies: CleanCopies,
        stage: StageViewModel,
        history: HistoryViewModel,
        session: GenerationList,
        tasks: Tasks,
    ) -> None:
        super().__init__(stage)
        self._service, self._copies = service, copies
        self._stage, self._history, self._session = stage, history, session
        self._tasks = tasks
        self._walks_history = False
        self._came_from = Page.STUDIO
        self._window: MainWindow
        self._panels: Panels
        self._alone: Alone
        self._judging = StageJudging(service, stage, history, session, tasks, self.step, self)

    def handlers(self) -> dict[str, Callable[[], object]]:
        return {"alone": self.toggle_alone}

    def attach(self, window: MainWindow, panels: Panels) -> None:
        self._window, self._panels = window, panels
        stage = panels.stage
        self._alone = Alone(window, panels, self)
        self._judging.attach(window, panels)
        stage.make_menu = self._menu
        stage.view.clean_copy = self._copies.make
        stage.view.stepped.connect(self.step)
        stage.left_alone.connect(self._leave_alone)
        stage.copied.connect(self._on_copied)
        self._stage.found.connect(self._on_found)
        self._history.opened.connect(self._on_opened)
        panels.filmstrip.chosen.connect(self._on_chosen)
        window.page_changed.connect(self._on_page_changed)

    def step(self, by: int) -> None:
        """Show the next picture (1: the older one) of where this one was opened from."""
        shown = self._stage.shown
        row = self._session.row_of(shown.id) if shown is not None else -1
        if shown is None:
            return
        if row >= 0 and not self._walks_history:
            if 0 <= row + by < self._session.rowCount():
                self._stage.show(self._session.generation(row + by))
            return
        model = self._history.model
        row = model.row_of_id(shown.id)
        if row >= 0:
            model.need(max(0, row - AHEAD), row + AHEAD, shown=False)
            if (entry := model.entry(row + by)) is not None:
                self._stage.show(entry.generation)

    def toggle_alone(self) -> None:
        """Nothing but the picture, on the whole screen; from the history the one chosen there."""
        if self._alone.is_on:
            self._leave_alone()
            return
        self._came_from = self._window.page
        if self._came_from is not Page.STUDIO:
            chosen = self._history.current
            if chosen is None:
                return
            self._walks_history = self._came_from is Page.HISTORY
            self._window.show_page(Page.STUDIO)
            self._stage.show(chosen)
        if self._stage.shown is not None:
            self._alone.enter()

    def _leave_alone(self) -> None:
        self._alone.leave()
        if self._came_from is not Page.STUDIO:
            if self._stage.shown is not None:
                self._history.choose(self._stage.shown)
            self._window.show_page(self._came_from)

    def _on_page_changed(self, page: int) -> None:
        """Whatever leads to another page leads out of the full screen, too."""
        if page != Page.STUDIO and self._alone.is_on:
            self._alone.leave()

    def _menu(self, generation: Generation, parent: QWidget) -> QMenu:
        menu = picture_menu(self._history, generation, parent, copy=self._panels.stage.copy)
        add_rating(menu, partial(self._judging.judge, generation))
        return menu

    def _on_opened(self, _: Generation) -> None:
        self._walks_history = True

    def _on_chosen(self, _: Generation) -> None:
        self._walks_history = False

    def _on_copied(self) -> None:
        self._window.messages.say(self.tr("The picture was copied."))

    def _on_found(self, generation: Generation) -> None:
        if self._session.row_of(generation.id) >= 0:
            self._session.remove(generation.id)
            self._session.add(generation)
        look = partial(self._service.entries_of, [generation.id])
        self._tasks.run(look, self._on_entries)

    def _on_entries(self, entries: list[Entry]) -> None:
        self._history.take_in(entries)
