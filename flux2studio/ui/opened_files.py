"""Files that a Mac hands over by an event, where other systems put them on the command line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent


class OpenedFiles(QObject):
    """Keeps what comes before the window is there; ``called`` fires with it on ``deliver``, and
    with each file after that. Not for other systems: every event of the app passes through it.
    """

    called = Signal(list)

    def __init__(self, qt: QCoreApplication) -> None:
        super().__init__(qt)
        self._waiting: list[str] | None = []
        qt.installEventFilter(self)

    def deliver(self) -> None:
        """Call once, when somebody listens."""
        waiting, self._waiting = self._waiting, None
        if waiting:
            self.called.emit(waiting)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self._take(event.file())
            return True
        return super().eventFilter(watched, event)

    def _take(self, file: str) -> None:
        if not file:  # an address of another kind, which nobody said we open
            return
        if self._waiting is None:
            self.called.emit([file])
        else:
            self._waiting.append(file)
