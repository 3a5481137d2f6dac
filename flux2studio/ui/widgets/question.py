"""A question asked in its place in the window, with “Not now” and a yes in words of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from flux2studio.ui.widgets.fields import label


class Question(QFrame):
    """``no`` and ``yes`` are called for an answer; Escape is no. It is hidden until it asks."""

    def __init__(
        self, no: Callable[[], None], yes: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._no = no
        self.setProperty("role", "card")
        self.not_now = QPushButton(self.tr("Not now"))
        self.sure = QPushButton()
        for button in (self.not_now, self.sure):
            button.setAutoDefault(False)
        self.not_now.clicked.connect(no)
        self.sure.clicked.connect(yes)
        self.hide()

    @property
    def has_focus(self) -> bool:
        return self.not_now.hasFocus() or self.sure.hasFocus()

    def ask(self, words: str) -> bool:
        """Show it; when it was not there, take the focus, have it said, and return True."""
        begins = self.isHidden()
        self.show()
        if begins:
            self.not_now.setFocus(Qt.FocusReason.OtherFocusReason)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        return begins

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the question, not to what it is in, while the focus is in it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._no()
        else:
            super().keyPressEvent(event)


def question_words(role: str) -> QLabel:
    """Return words that wrap and can be copied."""
    result = label("", role)
    result.setWordWrap(True)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return result
