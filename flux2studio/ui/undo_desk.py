"""Undo and redo in the window: what they would do in words, and text fields first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QTextDocument
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from flux2studio.ui import keymap
from flux2studio.ui.viewmodels.undo import UndoOrder
from flux2studio.ui.widgets.main_window import MainWindow

UNDO, REDO = "undo", "redo"


class UndoDesk(QObject):
    """``handlers`` are the two actions; ``attach`` lets them say what they would do."""

    def __init__(self, order: UndoOrder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self._actions: dict[str, QAction] = {}
        self._field: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)  # once a typed letter is painted
        self._soon.timeout.connect(self._show)
        order.changed.connect(self._soon.start)

    def handlers(self) -> dict[str, Callable[[], object]]:
        return {UNDO: self._order.undo, REDO: self._order.redo}

    def attach(self, window: MainWindow) -> None:
        self._actions = {name: window.shortcuts[name] for name in (UNDO, REDO)}
        self._order.said.connect(window.status.say)
        window.header.offer_steps(self._actions[UNDO], self._actions[REDO])
        keymap.keymap().changed.connect(self._show)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text field takes undo for as long as it has something of its own to undo."""
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        wish = keymap.keymap().pressed(event, (UNDO, REDO))
        if not wish or event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if (act := _own(watched, redo=wish == REDO)) is None:
            event.ignore()
        elif event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        else:
            act()
        return True

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Only the field with the focus is listened to: all events would be too many."""
        if self._field is not None and _is_there(self._field):
            self._field.removeEventFilter(self)
        self._field = now if _takes_text(now) else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def _show(self) -> None:
        for name, words, plain, full in (
            (UNDO, self._order.undo_words, self.tr("Undo"), self.tr("Undo: {0}")),
            (REDO, self._order.redo_words, self.tr("Redo"), self.tr("Redo: {0}")),
        ):
            if (action := self._actions.get(name)) is not None and _is_there(action):
                text = full.format(words) if words else plain
                key = keymap.keymap().shown(name)
                action.setText(text)
                action.setToolTip(f"{text} ({key})" if key else text)


def _takes_text(widget: QWidget | None) -> bool:
    return isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox)


def _own(field: QWidget, *, redo: bool) -> Callable[[], object] | None:
    """The field's own undo or redo, None where it has nothing left."""
    if isinstance(field, QAbstractSpinBox):
        line = field.findChild(QLineEdit)
        return _own(line, redo=redo) if line is not None else None
    if isinstance(field, QLineEdit):
        can = field.isRedoAvailable() if redo else field.isUndoAvailable()
        return (field.redo if redo else field.undo) if can and not field.isReadOnly() else None
    if isinstance(field, QPlainTextEdit | QTextEdit):
        document: QTextDocument = field.document()
        can = document.isRedoAvailable() if redo else document.isUndoAvailable()
        return (field.redo if redo else field.undo) if can and not field.isReadOnly() else None
    return None


def _is_there(thing: QObject) -> bool:
    import shiboken6

    return shiboken6.isValid(thing)
