"""A button that listens for the keys pressed next, whatever they mean elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from flux2studio.ui.keymap import combination
from flux2studio.ui.widgets.fields import set_property


class KeyCatcher(QPushButton):
    """A click or Enter begins to listen; Esc, or to leave it, ends that without keys."""

    caught = Signal(str)  # in Qt's portable form

    def __init__(self, words: str, listening: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._words, self._listening = words, listening
        self.is_listening = False
        self.setAutoDefault(False)
        self.clicked.connect(self._begin)

    def event(self, event: QEvent) -> bool:
        """Tab and the keys of shortcuts never come as far as ``keyPressEvent``."""
        if not self.is_listening or not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() is QEvent.Type.KeyPress:
            self._take(event)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._listen(False)
        super().focusOutEvent(event)

    def _begin(self) -> None:
        self._listen(True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, event: QKeyEvent) -> None:
        key = combination(event)
        if key:
            self._listen(False)
            if key != "Esc":
                self.caught.emit(key)

    def _listen(self, on: bool) -> None:
        self.is_listening = on
        self.setText(self._listening if on else self._words)
        set_property(self, "role", "primary" if on else "")
