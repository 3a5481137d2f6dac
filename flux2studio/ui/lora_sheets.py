"""Opens the sheets of LoRAs, keeps them while they are wanted, and does what is asked there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from flux2studio.core.lora import Lora
from flux2studio.services.usual_time import usual_seconds
from flux2studio.studio import Studio
from flux2studio.ui.conductor import ViewModels
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.widgets.main_window import MainWindow, Page
from flux2studio.ui.words import decimal

if TYPE_CHECKING:
    from flux2studio.core.generation import Generation
    from flux2studio.ui.viewmodels.lora_sheet import LoraSheetViewModel, SheetServices
    from flux2studio.ui.widgets.sheet_dialog import SheetDialog


class LoraSheets(QObject):
    """A sheet that was closed while its pictures are made is there when it is opened again."""

    def __init__(
        self,
        studio: Studio,
        models: ViewModels,
        tasks: Tasks,
        window: MainWindow,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or window)
        self._studio, self._models, self._tasks = studio, models, tasks
        self._window = window
        self._sheets: dict[str, LoraSheetViewModel] = {}
        self._dialogs: dict[str, SheetDialog] = {}  # those that lie open
        models.loras.sheet_asked.connect(self.open)

    def open(self, lora_id: str) -> SheetDialog | None:
        from flux2studio.ui.widgets.sheet_dialog import SheetDialog

        if (dialog := self._dialogs.get(lora_id)) is not None:
            dialog.raise_()
            dialog.activateWindow()
            return dialog
        if (sheet := self._sheets.get(lora_id) or self._new(lora_id)) is None:
            return None
        self._dialogs[lora_id] = dialog = SheetDialog(sheet, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.stage_wanted.connect(self._on_stage)
        dialog.scale_wanted.connect(self._on_scale)
        dialog.preview_wanted.connect(self._models.loras.edits.set_preview)
        dialog.pair_wanted.connect(self._on_pair)
        dialog.again_wanted.connect(partial(self._on_again, dialog, lora_id))
        self._models.loras.edits.failed.connect(dialog.problem.show_problem)
        dialog.finished.connect(partial(self._leave, sheet))
        dialog.show()
        return dialog

    def _new(self, lora_id: str) -> LoraSheetViewModel | None:
        from flux2studio.ui.viewmodels.lora_sheet import LoraSheetViewModel

        loras = self._models.loras
        if (lora := loras.find(lora_id)) is None:
            return None
        sheet = LoraSheetViewModel(
            lora,
            self._models.compose,
            self._services(),
            self._tasks,
            self._models.bridge,
            loras.refusal,
            parent=self,
        )
        sheet.made.connect(partial(self._sheets.__setitem__, lora_id, sheet))
        return sheet

    def _leave(self, sheet: LoraSheetViewModel, _result: int) -> None:
        """A sheet of which nothing was made is not kept."""
        del self._dialogs[sheet.lora.id]
        if not sheet.is_made:
            sheet.deleteLater()

    def _services(self) -> SheetServices:
        from flux2studio.ui.viewmodels.lora_sheet import SheetServices

        studio = self._studio
        return SheetServices(
            catalogue=studio.catalogue,
            start=studio.generation.start,
            cancel=studio.generation.cancel,
            priced=studio.prices.priced,
            check_limit=studio.spending.check_limit,
            model_problem=self._models.here.models.problem,
            usual_seconds=partial(usual_seconds, studio.history.repository),
        )

    def _on_again(self, dialog: SheetDialog, lora_id: str) -> None:
        done = self._sheets.pop(lora_id)
        dialog.close()
        done.deleteLater()
        self.open(lora_id)

    def _on_stage(self, generation: Generation) -> None:
        self._window.show_page(Page.STUDIO)
        self._models.stage.show(generation)

    def _on_scale(self, lora_id: str, scale: float) -> None:
        work = partial(self._studio.loras.edit, lora_id, default_scale=scale)
        self._tasks.run(work, self._on_scale_kept, self._window.messages.show_error)

    def _on_scale_kept(self, lora: Lora) -> None:
        self._models.loras.take_in([lora])
        self._window.messages.say(
            self.tr("“{0}” is used at {1} from now on.").format(
                lora.name, decimal(lora.default_scale)
            ),
            self.tr("Undo"),
            partial(self._models.loras.edits.undo, says=True),
        )

    def _on_pair(self, lora_id: str, without: Path, with_lora: Path) -> None:
        work = partial(self._studio.loras.set_pair, lora_id, without, with_lora)
        self._tasks.run(work, self._on_pair_kept, self._window.messages.show_error)

    def _on_pair_kept(self, lora: Lora) -> None:
        self._models.loras.take_in([lora])
        words = self.tr("The card of “{0}” shows what it does.").format(lora.name)
        self._window.messages.say(words)
