"""Settings: how a finished job tells of itself while nobody looks."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.settings_parts import Switch


class FinishedChoice(QWidget):
    def __init__(self, settings: SettingsViewModel) -> None:
        super().__init__()
        self._settings = settings
        self.notice = Switch(
            self.tr("Tell me on the desktop"),
            self.tr("When a job ends or fails while another window is in front."),
        )
        self.sound = Switch(
            self.tr("Play the system’s sound"), self.tr("Whenever a job ends or fails.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.sound)
        self.notice.toggled.connect(self._on_notice)
        self.sound.toggled.connect(self._on_sound)
        settings.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        now = self._settings.settings
        self.notice.show_value(now.finished_notice)
        self.sound.show_value(now.finished_sound)

    def _on_notice(self, on: bool) -> None:
        self._settings.change(finished_notice=on)

    def _on_sound(self, on: bool) -> None:
        self._settings.change(finished_sound=on)
