"""Settings: the GPU of this computer, its engine, the models, and how they lie in memory.

The page is large: it is built from above, a part with each turn of the event loop, and shown whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from flux2studio.core.errors import StudioError
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.viewmodels.this_computer import ThisComputer
from flux2studio.ui.widgets.engine_install import EngineInstallPanel
from flux2studio.ui.widgets.engine_python import EnginePython
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label
from flux2studio.ui.widgets.file_dialogs import AskFolder, ask_folder
from flux2studio.ui.widgets.in_turns import InTurns
from flux2studio.ui.widgets.machine_block import MachineBlock
from flux2studio.ui.widgets.memory_settings import MemorySettings
from flux2studio.ui.widgets.model_list import AskPlace, ModelList, ask_place
from flux2studio.ui.widgets.settings_parts import SettingsPage


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
        self._focus_token = focus_token
        self._ask_model = ask_model
        self.setUpdatesEnabled(False)  # a paint between two parts shows them squashed
        self._turns = InTurns(self._build(), self)
        self._turns.ended.connect(self._on_whole)
        here.look()
        here.engine.look()

    @property
    def _models_folder(self) -> str:
        return self._settings.settings.models_folder or self._here.usual_folder

    @property
    def is_whole(self) -> bool:
        return self._turns.has_ended

    def _build(self) -> Iterator[None]:
        settings, here = self._settings, self._here
        self.section(self.tr("This computer"))
        self.machine = MachineBlock(here.computer, here.engine)
        self.column.addWidget(self.machine)
        yield
        self.section(
            self.tr("The engine for your own graphics card"),
            self.tr(
                "What makes pictures on this computer. It has a folder of its own: nothing else"
                " on this computer is changed by it."
            ),
        )
        self.engine = EngineInstallPanel(here.engine)
        self.column.addWidget(self.engine)
        yield
        self.python = EnginePython(settings)
        self.column.addWidget(self.python)
        self.section(
            self.tr("Models"),
            self.tr(
                "Fetched once from Hugging Face, then nothing is asked of the network any more."
            ),
        )
        yield
        self.list = ModelList(
            here.models, here.engine, settings, self._focus_token, self._ask_model
        )
        self.column.addWidget(self.list)
        yield from self.list.build()
        self._build_folder()
        yield
        self.section(self.tr("Memory"))
        self.memory = MemorySettings(settings, here.computer)
        self.column.addWidget(self.memory)
        self.finish()
        yield  # in which the area makes room for all of it

    def _on_whole(self) -> None:
        self.setUpdatesEnabled(True)
        self.grown.emit()

    def _build_folder(self) -> None:
        self.folder = ElidedLabel()
        self.room = label("")
        self.choose_folder = QPushButton(self.tr("Choose…"))
        self.usual_folder = QPushButton(self.tr("Usual place"))
        self.folder_problem = Sentence()
        self.column.addSpacing(4)
        self._lay_out_folder()
        self._connect()
        self._show_folder()

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

    def _connect(self) -> None:
        self.choose_folder.clicked.connect(self._on_choose_folder)
        self.usual_folder.clicked.connect(partial(self._on_folder, ""))
        self._here.models.changed.connect(self._show_folder)
        self._settings.changed.connect(self._show_folder)
        self._settings.saved.connect(self._on_saved)
        self._settings.rejected.connect(self._on_rejected)

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

    def _on_rejected(self, error: StudioError) -> None:
        if error.field == "models_folder":
            self.folder_problem.show_problem(error)
