"""State of the import of pictures: folders are looked into, then taken in where they lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StudioError
from flux2studio.core.history_import import ImportLook, ImportReport
from flux2studio.ui.bridge import Letterbox
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_work import unless_stopped

_EVERY = 20  # of so many pictures one is told to the window

OnProgress = Callable[[int, int], None]


class Importing(Protocol):
    """What the dialog needs of the service. Both block."""

    def look(
        self, places: Sequence[Path], control: RunControl, on_progress: OnProgress
    ) -> ImportLook: ...
    def take(
        self, places: Sequence[Path], control: RunControl, on_progress: OnProgress, *, plain: bool
    ) -> ImportReport: ...


class Phase(Enum):
    ASKING = auto()  # for a folder
    LOOKING = auto()
    READY = auto()
    TAKING = auto()
    DONE = auto()


class HistoryImportViewModel(QObject):
    """``plain``: whether pictures without a recipe come in, too. ``progress`` is (done, all)."""

    changed = Signal()
    taken = Signal(object)  # ImportReport, when there is anything new in the history

    def __init__(
        self,
        importing: Callable[[], Importing],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        """``importing`` is built when it is first used, on a worker thread."""
        super().__init__(parent)
        self.phase = Phase.ASKING
        self.places: tuple[Path, ...] = ()
        self.look_found = ImportLook()
        self.report = ImportReport()
        self.plain = False
        self.was_stopped = False
        self.progress = (0, 0)
        self.problem: StudioError | None = None
        self._importing = importing
        self._tasks = tasks
        self._control = RunControl()
        self._told = Letterbox(self)
        self._told.came.connect(self._on_told)

    @property
    def wanted(self) -> int:
        """How many pictures would come in now."""
        return self.look_found.total + (self.look_found.without if self.plain else 0)

    def look(self, *places: Path) -> None:
        """Count what lies in these folders, or whether these pictures can come in."""
        self.places, self.look_found = places, ImportLook()
        control = self._begin(Phase.LOOKING)
        work = partial(self._look, places, control)
        self._tasks.run(
            unless_stopped(work), partial(self._on_looked, control), partial(self._fail, control)
        )

    def take(self) -> None:
        """Take in what was found. What is in when it is stopped stays in."""
        if self.phase is Phase.READY and self.wanted:
            control = self._begin(Phase.TAKING)
            work = partial(self._take, self.places, control, plain=self.plain)
            self._tasks.run(
                unless_stopped(work), partial(self._on_taken, control), partial(self._fail, control)
            )

    def take_plain(self, on: bool) -> None:
        self.plain = on
        self.changed.emit()

    def stop(self) -> None:
        """End what runs."""
        self.was_stopped = self.phase in (Phase.LOOKING, Phase.TAKING)
        self._control.cancel()

    def _begin(self, phase: Phase) -> RunControl:
        self._control.cancel()
        self._control = RunControl()
        self.phase, self.problem, self.progress, self.was_stopped = phase, None, (0, 0), False
        self.changed.emit()
        return self._control

    def _look(self, places: Sequence[Path], control: RunControl) -> ImportLook:
        """On a worker thread."""
        return self._importing().look(places, control, partial(self._tell, control))

    def _take(self, places: Sequence[Path], control: RunControl, *, plain: bool) -> ImportReport:
        """On a worker thread."""
        tell = partial(self._tell, control)
        return self._importing().take(places, control, tell, plain=plain)

    def _tell(self, control: RunControl, done: int, total: int) -> None:
        """On a worker thread."""
        if done == total or done % _EVERY == 0:
            self._told.post((control, done, total))

    def _on_told(self, told: tuple[RunControl, int, int]) -> None:
        control, done, total = told
        if control is self._control and self.phase in (Phase.LOOKING, Phase.TAKING):
            self.progress = (done, total)
            self.changed.emit()

    def _on_looked(self, control: RunControl, found: ImportLook | None) -> None:
        if control is self._control:
            self.phase = Phase.READY if found is not None else Phase.ASKING
            self.look_found = found or ImportLook()
            self.changed.emit()

    def _on_taken(self, control: RunControl, report: ImportReport | None) -> None:
        """Without a report it was stopped: some may be in all the same."""
        self.taken.emit(report or ImportReport())
        if control is self._control:
            self.phase = Phase.DONE if report is not None else Phase.READY
            self.report = report or ImportReport()
            self.changed.emit()

    def _fail(self, control: RunControl, error: StudioError) -> None:
        if control is self._control:
            was_looking = self.phase is Phase.LOOKING
            self.phase, self.problem = Phase.ASKING if was_looking else Phase.READY, error
            self.changed.emit()
