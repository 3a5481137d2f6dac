"""A question asked in its place in the window, with “Not now” and a yes in words of its own."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QWidget

from flux2studio.ui.widgets.fields import label


class Question(QFrame):
    """``no`` and ``yes`` are called for an answer; Escape is no. It is hidden until it asks.

    Afterwards the focus is where it was before.
    """

    def __init__(
        self, no: Callable[[], None], yes: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._no = no
        self._before: QWidget | None = None
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
            self._before = QApplication.focusWidget()
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
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self._no()
        elif is_enter and not event.modifiers() and not event.isAutoRepeat():
            self._answer()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt would give the focus to what happens to come next."""
        before, self._before = self._before, None
        if self.has_focus and before is not None and shiboken6.isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        super().hideEvent(event)

    def _answer(self) -> None:
        for button in (self.not_now, self.sure):
            if button.hasFocus():
                button.click()
                return


def question_words(role: str) -> QLabel:
    """Return words that wrap and can be copied."""
    result = label("", role)
    result.setWordWrap(True)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return result
