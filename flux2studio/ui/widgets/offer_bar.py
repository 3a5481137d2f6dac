"""A sentence that tells something and offers one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from flux2studio.ui.widgets.fields import label


class OfferBar(QWidget):
    """Hidden until it has something to say; with ``stays_ms`` it goes by itself."""

    def __init__(
        self, action: str, name: str, stays_ms: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.words = label("", "")
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.button = QPushButton(action)
        self.button.setProperty("role", "link")
        self.button.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=stays_ms) if stays_ms else None
        if self._timer is not None:
            self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, words: str, *, offers: bool = True) -> None:
        """Show ``words``, with the button where it ``offers``; no words take it away."""
        self.words.setText(words)
        self.button.setVisible(offers)
        self.setVisible(bool(words))
        if words and self._timer is not None:
            self._timer.start()
