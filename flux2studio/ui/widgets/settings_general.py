"""Settings: where pictures are saved, and how the window looks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence
from flux2studio.ui.widgets.settings_parts import Segments, SettingsPage

AskFolder = Callable[[QWidget, str, Callable[[str], None]], None]


def ask_folder(parent: QWidget, now: str, chosen: Callable[[str], None]) -> None:
    dialog = QFileDialog(parent, parent.tr("Choose a folder"), now)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(chosen)
    dialog.open()


class GeneralPage(SettingsPage):
    def __init__(self, settings: SettingsViewModel, ask: AskFolder) -> None:
        super().__init__()
        self._settings = settings
        self._ask = ask
        self.folder = ElidedLabel()
        self.folder_problem = Sentence()
        self.choose_folder = QPushButton(self.tr("Choose…"))
        self.usual_folder = QPushButton(self.tr("Usual place"))
        self.themes = Segments(
            self.tr("Appearance"),
            (
                ("system", self.tr("As the system")),
                ("dark", self.tr("Dark")),
                ("light", self.tr("Light")),
            ),
        )
        self._lay_out()
        self.themes.chosen.connect(settings.choose_theme)
        self.choose_folder.clicked.connect(self._on_choose_folder)
        self.usual_folder.clicked.connect(self._on_usual_folder)
        settings.changed.connect(self._show)
        settings.rejected.connect(self._on_rejected)
        self._show()

    def _lay_out(self) -> None:
        self.section(self.tr("Pictures folder"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose_folder)
        row.addWidget(self.usual_folder)
        self.column.addLayout(row)
        self.column.addWidget(self.folder_problem)
        self.section(self.tr("Appearance"))
        self.column.addWidget(self.themes)
        self.finish()

    def _show(self) -> None:
        self.themes.show_value(self._settings.theme)
        self.folder.say(self._settings.pictures_folder)
        self.usual_folder.setVisible(bool(self._settings.settings.pictures_folder))

    def _on_choose_folder(self) -> None:
        self._ask(self, self._settings.pictures_folder, self._on_folder)

    def _on_folder(self, folder: str) -> None:
        self._settings.change(pictures_folder=folder)
        self.folder_problem.say(
            self.tr("New pictures go there from now on; the history keeps finding the others."),
            "label",
        )

    def _on_usual_folder(self) -> None:
        self._on_folder("")

    def _on_rejected(self, error: StudioError) -> None:
        if error.field == "pictures_folder":
            self.folder_problem.show_problem(error)
