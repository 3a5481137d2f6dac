"""Builds what is large a part at a time, so that the window goes on between two of them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal


class InTurns(QObject):
    """Takes the first of ``steps`` at once, and one more with each turn of the event loop.

    It ends with ``parent``.
    """

    ended = Signal()

    def __init__(self, steps: Iterator[None], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._go_on)
        self._turns.start()
        self._go_on()

    @property
    def has_ended(self) -> bool:
        return not self._turns.isActive()

    def _go_on(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._turns.stop()
            self.ended.emit()
