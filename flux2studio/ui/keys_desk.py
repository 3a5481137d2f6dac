"""The artist's keys: taken from the settings at the start, and kept there as they change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from flux2studio.ui.actions import specs
from flux2studio.ui.keymap import keymap
from flux2studio.ui.viewmodels.settings import Part, SettingsViewModel
from flux2studio.ui.widgets.main_window import MainWindow


class KeysDesk(QObject):
    def __init__(
        self,
        settings: SettingsViewModel,
        window: MainWindow,
        open_settings: Callable[[Part], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._keys = keymap()
        self._keys.use(settings.settings.shortcuts)
        self._keys.changed.connect(self._keep)
        window.keys_change_wanted.connect(partial(open_settings, Part.KEYS))
        if self._keys.refused:
            known = {spec.id: spec.text for spec in specs()}
            names = [f"“{known.get(action, action)}”" for action in self._keys.refused]
            window.messages.warn(
                self.tr("The settings hold keys that no keyboard has; the usual ones are used."),
                self.tr("Look at Settings > Shortcuts."),
                ", ".join(names),
            )

    def _keep(self) -> None:
        self._settings.change(shortcuts=self._keys.own)
