"""Offers to start anew once words have another size than the panels were built for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from flux2studio.ui.language import restart
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.main_window import MainWindow
from flux2studio.ui.widgets.message_bar import Message


class SizeOffer(QObject):
    """Words change at once; how much room a panel takes is settled when it is built."""

    def __init__(self, settings: SettingsViewModel, window: MainWindow) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window
        self._built_for = settings.settings.text_percent
        self._notice: Message | None = None
        settings.changed.connect(self._show)

    def _show(self) -> None:
        messages = self._window.messages
        is_due = self._settings.settings.text_percent != self._built_for
        is_told = self._notice is not None and self._notice in messages.messages
        if is_due and not is_told:
            self._notice = messages.notice(
                self.tr("Words have another size now."),
                self.tr("The panels take the room for it at the next start."),
                ((self.tr("Restart now"), partial(restart, self._window)),),
            )
        elif not is_due:
            messages.take_back(self._notice)
            self._notice = None
