"""State of a LoRA whose file is gone: looked for, fetched again, or forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StudioError
from flux2studio.core.lora import Lora, PlaceKind
from flux2studio.core.model_files import Download
from flux2studio.storage.disk import nearest_folder
from flux2studio.ui.bridge import Letterbox
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_work import unless_stopped

SURE = "sure"  # the field of an error that is a question

TakeIn = Callable[[Sequence[Lora], Sequence[str]], None]


class Finder(Protocol):
    """Blocking. ``locate`` raises LoraError with the field "sure" for another file."""

    def locate(
        self, lora_id: str, path: Path, sure: bool = False, control: RunControl | None = None
    ) -> Lora: ...


class Fetcher(Protocol):
    """Blocking. Brings the file from any place that is known."""

    def download(
        self, lora: Lora, control: RunControl, tell: Callable[[Download], None]
    ) -> Lora: ...


class LoraFinding(QObject):
    """``question`` waits for yes or no; ``progress`` None while nothing is fetched."""

    changed = Signal()
    found = Signal(object)  # Lora

    def __init__(
        self,
        finder: Finder,
        fetcher: Fetcher,
        tasks: Tasks,
        take_in: TakeIn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._finder = finder
        self._fetcher = fetcher
        self._tasks = tasks
        self._take_in = take_in
        self._control = RunControl()
        self._asked_about: tuple[str, Path] | None = None
        self._told = Letterbox(self)
        self._told.came.connect(self._on_told)
        self.is_reading = False
        self.is_fetching = False
        self.progress: Download | None = None
        self.question: StudioError | None = None
        self.problem: StudioError | None = None

    @property
    def is_busy(self) -> bool:
        return self.is_reading or self.is_fetching

    def look_where_it_was(self, lora: Lora, done: Callable[[Path], None]) -> None:
        """Call ``done`` with the folder in which it was, as far as that is there."""
        self._tasks.run(partial(nearest_folder, Path(lora.source).parent), done)

    def locate(self, lora: Lora, path: Path) -> None:
        """Use the file at ``path`` from now on, if it holds the same weights."""
        self._asked_about = (lora.id, path)
        self._locate(lora.id, path, sure=False)

    def locate_anyway(self) -> None:
        """Yes to the question: the artist knows better."""
        if self.question is not None and self._asked_about is not None:
            self._locate(*self._asked_about, sure=True)

    def not_that_one(self) -> None:
        """No to the question."""
        self.question = None
        self.changed.emit()

    def download(self, lora: Lora) -> None:
        """Fetch the file again from one of its places."""
        self._begin()
        self.is_fetching = True
        work = partial(self._fetcher.download, lora, self._control, self._told.post)
        self._tasks.run(unless_stopped(work), self._on_found, self._on_refused)
        self.changed.emit()

    def stop(self) -> None:
        """What came so far is kept, and is not fetched twice."""
        self._control.cancel()

    def _locate(self, lora_id: str, path: Path, *, sure: bool) -> None:
        self._begin()
        self.is_reading = True
        work = partial(self._finder.locate, lora_id, path, sure, self._control)
        self._tasks.run(unless_stopped(work), self._on_found, self._on_refused)
        self.changed.emit()

    def _begin(self) -> None:
        self._control = RunControl()
        self.question = self.problem = None
        self.progress = None

    def _end(self) -> None:
        self.is_reading = self.is_fetching = False
        self.progress = None

    def _on_told(self, download: Download) -> None:
        if self.is_fetching:
            self.progress = download
            self.changed.emit()

    def _on_found(self, lora: Lora | None) -> None:
        self._end()
        if lora is not None:
            self._take_in([lora], ())
            self.found.emit(lora)
        self.changed.emit()

    def _on_refused(self, error: StudioError) -> None:
        self._end()
        if error.field == SURE:
            self.question = error
        else:
            self.problem = error
        self.changed.emit()


def can_be_fetched(lora: Lora) -> bool:
    """Whether a place is known that is not a file of this computer."""
    return any(place.kind is not PlaceKind.FILE for place in lora.places)
