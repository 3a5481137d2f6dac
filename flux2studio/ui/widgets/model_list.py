"""The list of models for this computer, the one to start with first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from flux2studio.ui.viewmodels.engine_install import EngineInstallViewModel
from flux2studio.ui.viewmodels.model_rows import Act
from flux2studio.ui.viewmodels.models_on_disk import ModelsOnDisk
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets import lines
from flux2studio.ui.widgets.gated_steps import GatedSteps
from flux2studio.ui.widgets.model_row import ModelRow

# ``parent``, whether a folder or a file is wanted, and what to do with the answer.
AskPlace = Callable[[QWidget, Act, Callable[[str], None]], None]


def ask_place(parent: QWidget, what: Act, chosen: Callable[[str], None]) -> None:
    title = _tr("Choose the folder or file of the model")
    dialog = QFileDialog(parent, title)
    if what is Act.FOLDER:
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_tr("Models") + " (*.safetensors *.gguf)")
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class ModelList(QWidget):
    """Shows nothing before ``build``. The ``engine`` comes first: a model is of no use without."""

    def __init__(
        self,
        models: ModelsOnDisk,
        engine: EngineInstallViewModel,
        settings: SettingsViewModel,
        focus_token: Callable[[], None],
        ask: AskPlace = ask_place,
    ) -> None:
        super().__init__()
        self._models = models
        self._engine = engine
        self._settings = settings
        self._focus_token = focus_token
        self._ask = ask
        self.rows: dict[str, ModelRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        models.changed.connect(self._show)
        engine.changed.connect(self._show)

    def build(self) -> Iterator[None]:
        """One more model with each step."""
        for row in self._models.rows:
            self._add(row.id)
            self._show()
            yield

    def _show(self) -> None:
        face = self._engine.face
        is_of_use = not face.is_primary and (not self._engine.is_needed or face.moving)
        for row in self._models.rows:
            if row.id not in self.rows:
                continue
            question = self._models.question
            asks = question.ask if question and question.model_id == row.id else None
            is_forgotten = self._models.forgotten == row.id
            is_next = row.is_first and is_of_use
            self.rows[row.id].show_row(row, asks, is_forgotten=is_forgotten, is_next=is_next)

    def _add(self, model_id: str) -> None:
        row = self._models.row(model_id)
        if row is None:
            return
        page = partial(self._models.open_page, model_id)
        steps = partial(GatedSteps, self._settings, row.name, page, self._focus_token)
        widget = ModelRow(self._models, row, steps)
        widget.place_wanted.connect(self._on_place_wanted)
        if self.rows:
            self._column.addWidget(lines.horizontal(self))
        self._column.addWidget(widget)
        self.rows[model_id] = widget

    def _on_place_wanted(self, model_id: str, what: Act) -> None:
        self._ask(self, what, partial(self._on_place, model_id))

    def _on_place(self, model_id: str, path: str) -> None:
        self._models.take(model_id, path)


def _tr(text: str) -> str:
    return QCoreApplication.translate("model_list", text)
