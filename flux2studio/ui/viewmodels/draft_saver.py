"""Saves the draft a moment after it changed, also while one types on; one save at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from flux2studio.core.errors import StudioError
from flux2studio.core.request import GenerationRequest
from flux2studio.ui.tasks import Tasks

_PAUSE_MS = 300


class DraftSaver(QObject):
    """``failed`` fires once for a row of failures, not at every key stroke."""

    failed = Signal(object)  # StudioError

    def __init__(
        self,
        save: Callable[[GenerationRequest], None],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._tasks = tasks
        self._waiting: GenerationRequest | None = None
        self._saving = False
        self._broken = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._start)

    def note(self, draft: GenerationRequest) -> None:
        self._waiting = draft
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Save at once, in this thread: the window closes. Raises StorageError."""
        self._timer.stop()
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._save(waiting)

    def _start(self) -> None:
        if self._saving or self._waiting is None:
            return
        waiting, self._waiting = self._waiting, None
        self._saving = True
        self._tasks.run(partial(self._save, waiting), self._on_saved, self._on_failed)

    def _on_saved(self, _: object) -> None:
        self._saving = self._broken = False
        self._start()

    def _on_failed(self, error: StudioError) -> None:
        self._saving = False
        if not self._broken:
            self._broken = True
            self.failed.emit(error)
