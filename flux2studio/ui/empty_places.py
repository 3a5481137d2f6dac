"""What the buttons of empty places do: each leads to where the place is filled from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from flux2studio.ui.widgets.main_window import MainWindow
from flux2studio.ui.widgets.pages import Page, Panels


class EmptyPlaces(QObject):
    def __init__(
        self, window: MainWindow, panels: Panels, focus_prompt: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._focus_prompt = focus_prompt
        panels.history.making_wanted.connect(self._make)
        panels.stage.empty.acted.connect(window.shortcuts["add_reference"].trigger)

    def _make(self) -> None:
        self._window.show_page(Page.STUDIO)
        self._focus_prompt()
