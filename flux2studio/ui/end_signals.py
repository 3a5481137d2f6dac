"""Ctrl+C in the terminal, and a system that shuts down, close the window as its button does."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_KNOWN = (signal.SIGINT, signal.SIGTERM)


class EndSignals(QObject):
    """``asked`` comes between two steps of the window, never within one. In the main thread only.

    Python would raise KeyboardInterrupt in whatever runs at that moment, and only once something
    runs: the event loop of Qt is woken by a byte instead, which the system writes.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._written = socket.socketpair()
        self._read.setblocking(False)
        self._written.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        self._before = {number: signal.signal(number, _noted) for number in _KNOWN}
        self._woken_before = signal.set_wakeup_fd(self._written.fileno(), warn_on_full_buffer=False)

    def close(self) -> None:
        """Leave the signals as they were."""
        signal.set_wakeup_fd(self._woken_before)
        for number, before in self._before.items():
            signal.signal(number, before)
        self._notifier.setEnabled(False)
        self._read.close()
        self._written.close()

    def _on_signal(self) -> None:
        if {*self._read.recv(64)} & {*_KNOWN}:
            self.asked.emit()


def _noted(_number: int, _frame: object) -> None:
    """The byte that wakes the event loop says it all."""
