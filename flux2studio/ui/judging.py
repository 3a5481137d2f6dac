"""Judging in the studio: keys mark the picture on the stage, and its marks are seen there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from flux2studio.core.generation import Generation
from flux2studio.core.history import NO_MARKS, Entry, MarkChange
from flux2studio.services.history import HistoryService
from flux2studio.ui.models.generation_list import GenerationList
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.viewmodels.stage import StageViewModel
from flux2studio.ui.widgets.main_window import MainWindow, Page, Panels


class StageJudging(QObject):
    """``step`` shows the next picture. The marks of the session are looked up as it grows."""

    def __init__(
        self,
        service: HistoryService,
        stage: StageViewModel,
        history: HistoryViewModel,
        session: GenerationList,
        tasks: Tasks,
        step: Callable[[int], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._service, self._tasks = service, tasks
        self._stage, self._history, self._session = stage, history, session
        self._step = step
        self._wanted: set[str] = set()  # ids whose marks are not known yet
        self._changed: set[str] = set()  # those marked since one began to look
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self._look)
        self._window: MainWindow
        self._panels: Panels

    def attach(self, window: MainWindow, panels: Panels) -> None:
        self._window, self._panels = window, panels
        panels.stage.judged.connect(self.judge)
        panels.filmstrip.judged.connect(self.judge)
        self._stage.shown_changed.connect(self._on_shown)
        self._session.rowsInserted.connect(self._on_inserted)
        self._history.marks_changed.connect(self._on_marked)

    def judge(self, generation: Generation, change: MarkChange, leads_on: bool = False) -> None:
        """Mark it once its number is known; what has gone meanwhile is left alone."""
        find = partial(self._service.entries_of, [generation.id])
        self._tasks.run(find, partial(self._mark, change))
        if leads_on:
            self._step(1)

    def _mark(self, change: MarkChange, entries: Sequence[Entry]) -> None:
        self._history.marks.change([entry.number for entry in entries], change)

    def _on_shown(self, shown: Generation | None) -> None:
        marks = self._session.marks(shown.id) if shown is not None else NO_MARKS
        self._panels.stage.marks.show_marks(marks)
        if shown is not None:
            self._want(shown.id)

    def _on_inserted(self, _parent: object, first: int, last: int) -> None:
        for row in range(first, last + 1):
            self._want(self._session.generation(row).id)

    def _want(self, generation_id: str) -> None:
        self._wanted.add(generation_id)
        self._looking.start()

    def _look(self) -> None:
        wanted, self._wanted = sorted(self._wanted), set()
        self._changed.clear()
        self._tasks.run(partial(self._service.entries_of, wanted), self._on_looked)

    def _on_looked(self, entries: Sequence[Entry]) -> None:
        """What was marked while one looked is known better."""
        self._take([entry for entry in entries if entry.generation.id not in self._changed])

    def _on_marked(self, entries: Sequence[Entry]) -> None:
        ids = {entry.generation.id for entry in entries}
        self._changed |= ids
        self._take(entries)
        shown = self._stage.shown
        if shown is not None and shown.id in ids and self._window.page is Page.STUDIO:
            self._window.status.say(self._panels.stage.marks.words)

    def _take(self, entries: Sequence[Entry]) -> None:
        self._session.take_marks(entries)
        shown = self._stage.shown
        for entry in entries:
            if shown is not None and entry.generation.id == shown.id:
                self._panels.stage.marks.show_marks(entry.marks)
