"""The picture alone on the whole screen, and everything back as it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from flux2studio.ui.widgets.main_window import MainWindow
from flux2studio.ui.widgets.pages import Panels


class Alone(QObject):
    """``enter`` hides all but the stage and what is said to the artist; ``leave`` undoes it."""

    def __init__(self, window: MainWindow, panels: Panels, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._panels = window, panels
        self._hidden: Sequence[QWidget] = ()
        self._was_full = False
        self._had_left = self._had_right = True
        self.is_on = False
        window.installEventFilter(self)

    def enter(self) -> None:
        if self.is_on:
            return
        window, studio = self._window, self._window.studio
        self.is_on = True
        self._was_full = bool(window.windowState() & Qt.WindowState.WindowFullScreen)
        self._had_left, self._had_right = studio.left_shown, studio.right_shown
        around = (window.header, window.status, self._panels.filmstrip)
        self._hidden = [part for part in around if not part.isHidden()]
        for part in self._hidden:
            part.hide()
        studio.show_left(False)
        studio.show_right(False)
        self._panels.stage.show_alone(True)
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        self._panels.stage.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        if not self.is_on:
            return
        window, studio = self._window, self._window.studio
        self.is_on = False
        for part in self._hidden:
            part.show()
        studio.show_left(self._had_left)
        studio.show_right(self._had_right)
        self._panels.stage.show_alone(False)
        if not self._was_full:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is kept for the next start is the layout with its panels."""
        if watched is self._window and self.is_on:
            full = bool(self._window.windowState() & Qt.WindowState.WindowFullScreen)
            is_other = event.type() is QEvent.Type.WindowStateChange and not full
            if is_other or event.type() is QEvent.Type.Close:
                self.leave()
        return False
