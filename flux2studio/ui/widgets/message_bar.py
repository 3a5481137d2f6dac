"""Tells what happened without stopping anyone: a sentence, the next step, details on request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import StudioError
from flux2studio.ui import icons, motion, words
from flux2studio.ui.widgets.icon_label import IconLabel

SHOWN_MAX = 3
STAYS_MS = 9000  # for what needs no answer


class Weight(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_TOKENS = {Weight.INFO: "soft", Weight.WARNING: "warn", Weight.ERROR: "bad"}


class Message(QFrame):
    closed = Signal(object)  # itself

    def __init__(
        self, weight: Weight, sentence: str, hint: str, details: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self.sign = IconLabel(weight, 18, _TOKENS[weight], self)
        self.sentence = _text(sentence, self)
        self.hint = _text(hint, self)
        self.hint.setProperty("role", "soft")
        self.hint.setVisible(bool(hint))
        self.details = QPlainTextEdit(details, self, readOnly=True)
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setFixedHeight(96)
        self.details.hide()
        self.row = QHBoxLayout()
        self._lay_out(bool(details))

    def add_button(self, text: str, act: Callable[[], object]) -> None:
        button = QPushButton(text, self)
        button.clicked.connect(act)
        button.clicked.connect(self.close_message)
        self.row.insertWidget(2, button)

    def close_message(self) -> None:
        self.closed.emit(self)

    def _lay_out(self, has_details: bool) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.sentence)
        words.addWidget(self.hint)
        self.row.setSpacing(10)
        self.row.addWidget(self.sign)
        self.row.addLayout(words, 1)
        if has_details:
            for button in self._details_buttons():
                self.row.addWidget(button)
        self.row.addWidget(self._close_button())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(self.row)
        layout.addWidget(self.details)

    def _details_buttons(self) -> tuple[QPushButton, QPushButton]:
        show = QPushButton(self.tr("Details"), self)
        show.setProperty("role", "flat")
        show.setCheckable(True)
        show.toggled.connect(self.details.setVisible)
        self.copy = QPushButton(self.tr("Copy"), self)
        self.copy.setProperty("role", "flat")
        self.copy.setAccessibleName(self.tr("Copy the details"))
        self.copy.clicked.connect(self._copy)
        return show, self.copy

    def _close_button(self) -> QToolButton:
        close = QToolButton(self)
        close.setProperty("role", "icon")
        close.setAccessibleName(self.tr("Close this message"))
        close.setToolTip(self.tr("Close"))
        icons.set_icon(close, "close", icons.Tone.SOFT)
        close.clicked.connect(self.close_message)
        return close

    def _copy(self) -> None:
        parts = (self.sentence.text(), self.hint.text(), self.details.toPlainText())
        QGuiApplication.clipboard().setText("\n".join(part for part in parts if part))
        self.copy.setText(self.tr("Copied"))


class MessageBar(QWidget):
    """Lies between the pages and the status line. Errors stay until they are closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages: list[Message] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    @property
    def messages(self) -> list[Message]:
        """What is shown now, oldest first."""
        return list(self._messages)

    def show_error(self, error: StudioError) -> None:
        self._add(Weight.ERROR, words.said(str(error)), words.said(error.hint), error.details)

    def warn(self, sentence: str, hint: str = "", details: str = "") -> None:
        self._add(Weight.WARNING, words.said(sentence), words.said(hint), details)

    def say(
        self, sentence: str, button: str = "", act: Callable[[], object] | None = None
    ) -> Message:
        """Tell something that needs no answer; it goes by itself, or by ``take_back``."""
        message = self._add(Weight.INFO, sentence, "", "")
        if act is not None:
            message.add_button(button, act)
        QTimer.singleShot(STAYS_MS, message, message.close_message)
        return message

    def notice(
        self, sentence: str, hint: str, buttons: Sequence[tuple[str, Callable[[], object]]]
    ) -> Message:
        """Tell something quietly that stays until it is closed, by its cross or a button."""
        message = self._add(Weight.INFO, sentence, hint, "")
        for text, act in reversed(buttons):
            message.add_button(text, act)
        return message

    def dismiss(self) -> bool:
        """Close the newest message; False: there is none."""
        if not self._messages:
            return False
        self._messages[-1].close_message()  # as its cross does: it was read
        return True

    def take_back(self, message: Message | None) -> None:
        """Remove a message that is no longer true; one that is gone already is no matter."""
        if message is not None:
            self._drop(message)

    def _add(self, weight: Weight, sentence: str, hint: str, details: str) -> Message:
        for same in [m for m in self._messages if m.sentence.text() == sentence]:
            self._drop(same)
        while len(self._messages) >= SHOWN_MAX:
            self._drop(self._messages[0])
        message = Message(weight, sentence, hint, details, self)
        message.closed.connect(self._drop)
        self._messages.append(message)
        self._layout.addWidget(message)
        message.show()
        motion.fade_in(message)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{sentence} {hint}"))
        return message

    def _drop(self, message: Message) -> None:
        if message in self._messages:
            self._messages.remove(message)
            message.hide()
            message.deleteLater()


def _text(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
