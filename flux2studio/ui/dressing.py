"""Dresses widgets that are there already in a new sheet: those in view at once, the rest in pauses.

``QApplication.setStyleSheet`` alone dresses each widget once for every widget it lies in.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from flux2studio.ui import icons

_AT_ONCE = 24  # widgets out of view that are dressed before the window is asked for anything else


class Dressing(QObject):
    """Of all widgets of an application; what comes into view before its turn is dressed then."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._left: dict[QWidget, None] = {}  # in the order of their turns
        self._pauses = QTimer(self, interval=0)
        self._pauses.timeout.connect(self._go_on)

    def put_on(self, sheet: str) -> None:
        self._app.style().unpolish(self._app)  # else Qt dresses all of them, and many times over
        self._app.setStyleSheet(sheet)
        widgets = _from_outside_in(self._app)
        in_view = [widget for widget in widgets if widget.isVisible()]
        _dress(in_view)
        self._left = dict.fromkeys(widgets)
        self._done(in_view)
        self._app.installEventFilter(self)
        self._pauses.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() is QEvent.Type.Show and isinstance(watched, QWidget)
        if is_shown and watched in self._left:
            self._done([watched])
            _dress([watched])
        return False

    def _go_on(self) -> None:
        some = list(islice(self._left, _AT_ONCE))
        self._done(some)
        _dress(some)
        if not self._left:
            self._pauses.stop()
            self._app.removeEventFilter(self)

    def _done(self, widgets: Iterable[QWidget]) -> None:
        for widget in widgets:
            self._left.pop(widget, None)


def _from_outside_in(app: QApplication) -> list[QWidget]:
    """What a widget hands on to those in it then reaches each of them once."""
    found: list[QWidget] = []
    for window in app.topLevelWidgets():
        if window.parentWidget() is None:
            found += [window, *window.findChildren(QWidget)]
    return found


def _dress(widgets: Iterable[QWidget]) -> None:
    import shiboken6

    there = [widget for widget in widgets if shiboken6.isValid(widget)]
    event = QEvent(QEvent.Type.StyleChange)
    for widget in there:
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else Qt does so later
            widget.style().polish(widget)
            QCoreApplication.sendEvent(widget, event)
    icons.retint(there)
