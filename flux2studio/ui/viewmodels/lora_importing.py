"""State of the import table: folders are read, the artist ticks, what is ticked is taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StudioError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_import import ImportRow, ImportTable
from flux2studio.ui.bridge import Letterbox
from flux2studio.ui.models.import_model import ImportModel
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_work import unless_stopped

_EVERY = 20  # of so many rows one is told to the window

Progress = Callable[[int, int], None]


class Importing(Protocol):
    """What the table needs of the service. All of it blocks."""

    def look_into(
        self,
        places: Sequence[Path],
        control: RunControl,
        on_progress: Progress,
        on_rows: Callable[[Sequence[ImportRow]], None] | None,
    ) -> ImportTable: ...
    def take(
        self, rows: Sequence[ImportRow], control: RunControl, *, on_progress: Progress
    ) -> list[Lora]: ...
    def add_root(self, path: Path) -> object: ...


class Phase(Enum):
    READING = auto()
    READY = auto()
    TAKING = auto()
    DONE = auto()


class LoraImportingViewModel(QObject):
    """``model`` are the rows. ``watch``: whether the folders are looked into from now on."""

    changed = Signal()
    taken = Signal(object)  # list[Lora]

    def __init__(self, importing: Importing, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = ImportModel(self)
        self.phase = Phase.READING
        self.places: tuple[Path, ...] = ()
        self.folders: tuple[Path, ...] = ()
        self.table = ImportTable(rows=())
        self.watch = True
        self.progress = (0, 0)
        self.problem: StudioError | None = None
        self.was_stopped = False
        self._importing = importing
        self._tasks = tasks
        self._control = RunControl()
        self._told = Letterbox(self)
        self._told.came.connect(self._on_told)
        self._found = Letterbox(self)
        self._found.came.connect(self._on_rows)

    def look(self, places: Sequence[Path]) -> None:
        """Read these folders and files; rows come as they are read, what they are at the end."""
        self.places = self.model.places = tuple(dict.fromkeys((*self.places, *places)))
        self._begin(Phase.READING)
        self.model.show(())
        work = partial(self._read, self._control, self.places)
        self._tasks.run(unless_stopped(work), self._on_read, self._on_failed)

    def take(self) -> None:
        """Make cards of what is ticked."""
        rows = self.model.ticked
        if self.phase is Phase.READY and rows:
            self._begin(Phase.TAKING)
            roots = self.folders if self.watch else ()
            work = partial(self._take, self._control, rows, roots)
            self._tasks.run(unless_stopped(work), self._on_taken, self._on_failed)

    def keep_watching(self, on: bool) -> None:
        self.watch = on

    def stop(self) -> None:
        """End what runs. What was taken in so far stays, and can be undone."""
        self.was_stopped = True
        self._control.cancel()

    def _begin(self, phase: Phase) -> None:
        self._control.cancel()
        self._control = RunControl()
        self.phase, self.problem, self.progress = phase, None, (0, 0)
        self.was_stopped = False
        self.changed.emit()

    def _read(
        self, control: RunControl, places: Sequence[Path]
    ) -> tuple[ImportTable, tuple[Path, ...]]:
        """On a worker thread."""
        folders = tuple(place for place in places if place.is_dir())
        found = partial(self._post_rows, control)
        return self._importing.look_into(places, control, self._tell, found), folders

    def _take(
        self, control: RunControl, rows: Sequence[ImportRow], roots: Sequence[Path]
    ) -> list[Lora]:
        """On a worker thread."""
        taken = self._importing.take(rows, control, on_progress=self._tell)
        if not control.cancelled:
            for root in roots:
                self._importing.add_root(root)
        return taken

    def _post_rows(self, control: RunControl, rows: Sequence[ImportRow]) -> None:
        """On a worker thread."""
        self._found.post((control, tuple(rows)))

    def _on_rows(self, found: tuple[RunControl, tuple[ImportRow, ...]]) -> None:
        control, rows = found
        if control is self._control and self.phase is Phase.READING:
            self.model.add(rows)
            self.changed.emit()

    def _tell(self, done: int, total: int) -> None:
        """On a worker thread."""
        if done == total or done % _EVERY == 0:
            self._told.post((done, total))

    def _on_told(self, progress: tuple[int, int]) -> None:
        if self.phase in (Phase.READING, Phase.TAKING):
            self.progress = progress
            self.changed.emit()

    def _on_read(self, found: tuple[ImportTable, tuple[Path, ...]] | None) -> None:
        self.phase = Phase.READY
        if found is not None:
            self.table, self.folders = found
            self.model.show(self.table.rows)
        self.changed.emit()

    def _on_taken(self, loras: list[Lora] | None) -> None:
        self.phase = Phase.DONE
        if loras:
            self.taken.emit(loras)
        self.changed.emit()

    def _on_failed(self, error: StudioError) -> None:
        self.phase, self.problem = Phase.READY, error
        self.changed.emit()
