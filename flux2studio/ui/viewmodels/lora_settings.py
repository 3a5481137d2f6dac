"""State of the LoRA page of the settings: folders looked into, hashing, backups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StudioError
from flux2studio.core.lora_import_plan import ImportReport
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_work import unless_stopped


class Progress(Protocol):
    @property
    def paused(self) -> bool: ...
    @property
    def words(self) -> str: ...


class Folders(Protocol):
    """Blocking, but for ``progress`` and ``pause_hashing``."""

    def roots(self) -> list[Path]: ...
    def add_root(self, path: Path) -> Path: ...
    def remove_root(self, path: Path) -> None: ...
    def scan(self, control: RunControl) -> None: ...
    def pause_hashing(self, is_paused: bool) -> None: ...
    def progress(self) -> Progress: ...


class Backup(Protocol):
    """Blocking."""

    def fresh(self) -> Path | None: ...
    def newest(self) -> Path | None: ...
    def export(self, target: Path) -> Path: ...
    def look_at(self, path: Path) -> ImportReport: ...
    def take(self, path: Path, control: RunControl) -> ImportReport: ...


class LoraSettings(QObject):
    """``question``: what an import would do, until the artist says yes or no; ``is_taking`` while
    it is done.
    """

    changed = Signal()
    taken = Signal()  # a backup was brought in: the collection is to be read anew

    def __init__(
        self,
        folders: Folders,
        backup: Backup,
        tasks: Tasks,
        usual_folder: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.usual_folder = usual_folder
        self.roots: list[Path] = []
        self.last_backup: Path | None = None
        self.question: ImportReport | None = None
        self.folder_problem: StudioError | None = None
        self.backup_problem: StudioError | None = None
        self.note = ""  # what came of the last thing done to backups
        self._zip: Path | None = None
        self._taking: RunControl | None = None
        self._folders = folders
        self._backup = backup
        self._tasks = tasks

    @property
    def progress(self) -> str:
        return self._folders.progress().words

    @property
    def is_paused(self) -> bool:
        return self._folders.progress().paused

    @property
    def is_taking(self) -> bool:
        return self._taking is not None

    def load(self) -> None:
        """Read what there is; the page shows it a moment later."""
        self.note = ""
        self.folder_problem = self.backup_problem = self.question = None
        self._look_at_folders(self._folders.roots)
        self._tasks.run(self._backup.newest, self._on_newest, self._on_backup_failed)

    def add_root(self, path: Path) -> None:
        self._look_at_folders(partial(self._folders.add_root, path))

    def remove_root(self, path: Path) -> None:
        """Its cards and files stay."""
        self._look_at_folders(partial(self._folders.remove_root, path))

    def scan(self) -> None:
        self._look_at_folders(partial(self._folders.scan, RunControl()))

    def pause(self, is_paused: bool) -> None:
        self._folders.pause_hashing(is_paused)
        self.changed.emit()

    def back_up(self) -> None:
        """Make a backup of what was written since the last one."""
        self._begin()
        self._tasks.run(self._backup.fresh, self._on_backed_up, self._on_backup_failed)

    def export(self, target: Path) -> None:
        self._begin()
        work = partial(self._backup.export, target)
        self._tasks.run(work, self._on_exported, self._on_backup_failed)

    def look_at(self, path: Path) -> None:
        """Say what bringing in this backup would do, and ask."""
        self._begin()
        self._zip = path
        work = partial(self._backup.look_at, path)
        self._tasks.run(work, self._on_looked, self._on_backup_failed)

    def take(self) -> None:
        """Yes to the question."""
        if self.question is not None and self._zip is not None:
            self._taking = control = RunControl()
            work = unless_stopped(partial(self._backup.take, self._zip, control))
            self._begin()
            self._tasks.run(work, self._on_taken, self._on_not_taken)

    def not_now(self) -> None:
        """No to the question, or a stop of what a yes began: then nothing of it stays."""
        if self._taking is not None:
            self._taking.cancel()
        else:
            self._begin()

    def _begin(self) -> None:
        self.note, self.backup_problem, self.question = "", None, None
        self.changed.emit()

    def _look_at_folders(self, first: Callable[[], object]) -> None:
        self.folder_problem = None

        def work() -> list[Path]:
            first()
            return self._folders.roots()

        self._tasks.run(work, self._on_roots, self._on_folder_failed)

    def _on_roots(self, roots: Sequence[Path]) -> None:
        self.roots = list(roots)
        self.changed.emit()

    def _on_folder_failed(self, error: StudioError) -> None:
        self.folder_problem = error
        self.changed.emit()

    def _on_newest(self, path: Path | None) -> None:
        self.last_backup = path
        self.changed.emit()

    def _on_backed_up(self, path: Path | None) -> None:
        made, there = self.tr("The backup is made."), self.tr("The last one holds all there is.")
        self.note = made if path else there
        self.last_backup = path or self.last_backup
        self.changed.emit()

    def _on_exported(self, path: Path) -> None:
        self.note = self.tr("Written to {0}").format(path)
        self.changed.emit()

    def _on_looked(self, report: ImportReport) -> None:
        if report.changes:
            self.question = report
        else:
            self.note = self.tr("All of it is in your collection already.")
        self.changed.emit()

    def _on_taken(self, report: ImportReport | None) -> None:
        self._taking = None
        if report is None:
            self.note = self.tr("Stopped: nothing was brought in.")
        else:
            self.note = self.tr("It is in your collection now. Undo takes it back.")
            self.taken.emit()
        self.changed.emit()

    def _on_not_taken(self, error: StudioError) -> None:
        self._taking = None
        self._on_backup_failed(error)

    def _on_backup_failed(self, error: StudioError) -> None:
        self.backup_problem = error
        self.changed.emit()
