"""Carries what happens on worker threads into the UI thread."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal, Slot

from flux2studio.core.job import JobUpdate


class JobBridge(QObject):
    """Call ``post`` from any thread; ``updated`` fires in the thread this object lives in."""

    updated = Signal(object)  # JobUpdate
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def post(self, update: JobUpdate) -> None:
        with suppress(RuntimeError):  # the window is already gone
            self._posted.emit(update)

    @Slot(object)
    def _deliver(self, update: JobUpdate) -> None:
        self.updated.emit(update)


class Letterbox(QObject):
    """Call ``post`` from any thread; ``came`` fires in the thread this object lives in."""

    came = Signal(object)
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self.came, Qt.ConnectionType.QueuedConnection)

    def post(self, letter: object) -> None:
        with suppress(RuntimeError):  # the window is already gone
            self._posted.emit(letter)


class Bell(QObject):
    """Call ``ring`` from any thread; ``rung`` fires in the thread this object lives in."""

    rung = Signal()
    _pulled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pulled.connect(self.rung, Qt.ConnectionType.QueuedConnection)

    def ring(self) -> None:
        with suppress(RuntimeError):  # the window is already gone
            self._pulled.emit()
