"""What the watched folders are doing, as far as the panel tells it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal


class FolderState(QObject):
    """``words`` say how far a look into the folders is; ``new`` are files without a card."""

    changed = Signal()
    missing_changed = Signal(object, object)  # ids of cards whose file is gone, and is back

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self.is_reading = False
        self.new: tuple[Path, ...] = ()
        self._missing: frozenset[str] = frozenset()

    def show(self, words: str, new: Sequence[Path] = (), *, is_reading: bool = False) -> None:
        """``is_reading``: the files are still being listed, so cards may yet come."""
        told = (words, tuple(new), is_reading)
        if told != (self.words, self.new, self.is_reading):
            self.words, self.new, self.is_reading = told
            self.changed.emit()

    def show_missing(self, missing: frozenset[str]) -> None:
        if missing != self._missing:
            back, self._missing = self._missing - missing, missing
            self.missing_changed.emit(missing, back)
