"""Settings: the language of the window, which counts from the next start on."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.language import Language
from flux2studio.ui.language import restart, spoken
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.fields import Sentence
from flux2studio.ui.widgets.settings_parts import Segments


class LanguageChoice(QWidget):
    """Offers to start anew once another language was chosen than the window speaks."""

    def __init__(self, settings: SettingsViewModel) -> None:
        super().__init__()
        self._settings = settings
        self.choices = Segments(
            self.tr("Language"),
            (
                (Language.SYSTEM.value, self.tr("As the system")),
                (Language.ENGLISH.value, "English"),  # each in its own words
                (Language.GERMAN.value, "Deutsch"),
            ),
        )
        self.said = Sentence()
        self.restart = QPushButton(self.tr("Restart now"))
        self.restart.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        row.addWidget(self.restart)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.choices)
        column.addLayout(row)
        self.choices.chosen.connect(self._on_chosen)
        self.restart.clicked.connect(self._on_restart)
        self.choices.show_value(settings.settings.language.value)
        self._show_offer()

    def _on_chosen(self, value: str) -> None:
        self._settings.change(language=Language(value))
        self._show_offer()

    def _show_offer(self) -> None:
        is_new = spoken(self._settings.settings.language) is not spoken(self._settings.spoken)
        self.said.say(self.tr("flux2studio speaks it from the next start on.") if is_new else "")
        self.restart.setVisible(is_new)

    def _on_restart(self) -> None:
        dialog = self.window()
        if (parent := dialog.parentWidget()) is not None:
            dialog.close()
            restart(parent.window())
