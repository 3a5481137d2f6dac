"""Settings: the GPU of this computer, the models on it, and how they are put into memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.viewmodels.this_computer import ThisComputer
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label, set_property
from flux2studio.ui.widgets.machine_block import MachineBlock
from flux2studio.ui.widgets.memory_settings import MemorySettings
from flux2studio.ui.widgets.model_list import AskPlace, ModelList, ask_place
from flux2studio.ui.widgets.settings_general import AskFolder, ask_folder
from flux2studio.ui.widgets.settings_parts import SettingsPage, paragraph


class ComputerPage(SettingsPage):
    """``focus_token`` leads to the token for Hugging Face."""

    def __init__(
        self,
        settings: SettingsViewModel,
        here: ThisComputer,
        focus_token: Callable[[], None],
        ask: AskFolder = ask_folder,
        ask_model: AskPlace = ask_place,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._here = here
        self._ask = ask
        self.machine = MachineBlock(here.computer)
        self.list = ModelList(here.models, settings, focus_token, ask_model)
        self.memory = MemorySettings(settings, here.computer)
        self.folder = ElidedLabel()
        self.room = label("")
        self.choose_folder = QPushButton(self.tr("Choose…"))
        self.usual_folder = QPushButton(self.tr("Usual place"))
        self.folder_problem = Sentence()
        self.more = QPushButton(self.tr("Another Python for the engine"))
        self.python = QLineEdit()
        self.python_problem = Sentence()
        self._lay_out()
        self._connect()
        self._show()
        here.look()

    @property
    def _models_folder(self) -> str:
        return self._settings.settings.models_folder or self._here.usual_folder

    def _lay_out(self) -> None:
        self.section(self.tr("This computer"))
        self.column.addWidget(self.machine)
        self.section(
            self.tr("Models"),
            self.tr(
                "Fetched once from Hugging Face, then nothing is asked of the network any more."
            ),
        )
        self.column.addWidget(self.list)
        self.column.addSpacing(4)
        self._lay_out_folder()
        self.section(self.tr("Memory"))
        self.column.addWidget(self.memory)
        self.column.addSpacing(4)
        self._lay_out_python()
        self.finish()

    def _lay_out_folder(self) -> None:
        self.choose_folder.setAccessibleName(self.tr("Choose the folder for models"))
        self.usual_folder.setAccessibleName(self.tr("Usual place for models"))
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.folder)
        words.addWidget(self.room)
        row.addWidget(label(self.tr("Folder"), "", self.choose_folder))
        row.addSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.choose_folder)
        row.addWidget(self.usual_folder)
        self.column.addLayout(row)
        self.column.addWidget(self.folder_problem)

    def _lay_out_python(self) -> None:
        self.more.setProperty("role", "link-soft")
        self.more.setStyleSheet("text-align: left; padding-left: 0; background: transparent;")
        self.more.setCheckable(True)
        self.python.setPlaceholderText(self.tr("/path/to/python; empty: the app’s own"))
        self.python.setAccessibleName(self.more.text())
        self._python_body = QWidget()
        body = QVBoxLayout(self._python_body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        body.addWidget(
            paragraph(
                self.tr(
                    "The interpreter of an environment that has torch and diffusers in it, for"
                    " instance one with the libraries of your GPU. It counts from the next start"
                    " of the engine."
                )
            )
        )
        body.addWidget(self.python)
        body.addWidget(self.python_problem)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._python_body)
        self._on_more(bool(self._settings.settings.engine_python))
        self.more.setChecked(bool(self._settings.settings.engine_python))

    def _connect(self) -> None:
        self.choose_folder.clicked.connect(self._on_choose_folder)
        self.usual_folder.clicked.connect(partial(self._on_folder, ""))
        self.more.toggled.connect(self._on_more)
        self.python.editingFinished.connect(self._on_python)
        self._here.models.changed.connect(self._show_folder)
        self._settings.changed.connect(self._show)
        self._settings.saved.connect(self._on_saved)
        self._settings.rejected.connect(self._on_rejected)

    def _show(self) -> None:
        self._show_folder()
        if not self.python.hasFocus():
            self.python.setText(self._settings.settings.engine_python)

    def _show_folder(self) -> None:
        self.folder.say(self._models_folder)
        self.room.setText(self._here.models.room)
        self.usual_folder.setVisible(bool(self._settings.settings.models_folder))

    def _on_choose_folder(self) -> None:
        self._ask(self, self._models_folder, self._on_folder)

    def _on_folder(self, folder: str, _checked: bool = False) -> None:
        if self._settings.change(models_folder=folder):
            self.folder_problem.say(
                self.tr("Downloads go there from now on; what is elsewhere stays there."), "label"
            )

    def _on_saved(self) -> None:
        """In another folder, or for another Python, there may be something else."""
        self._here.look()

    def _on_more(self, open_: bool) -> None:
        icons.set_icon(self.more, "chevron-down" if open_ else "chevron-right", icons.Tone.SOFT)
        self._python_body.setVisible(open_)

    def _on_python(self) -> None:
        if self._settings.change(engine_python=self.python.text().strip()):
            set_property(self.python, "state", "")
            self.python_problem.say("")

    def _on_rejected(self, error: StudioError) -> None:
        if error.field == "models_folder":
            self.folder_problem.show_problem(error)
        elif error.field == "engine_python":
            self.more.setChecked(True)
            set_property(self.python, "state", "bad")
            self.python_problem.show_problem(error)
