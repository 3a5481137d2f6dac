"""What becomes of a drop on the stage, or anywhere in the window where no field takes it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject

from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.widgets.compose_panel import ComposePanel
from flux2studio.ui.widgets.drop_sources import find_pictures, holds_loras, may_hold_pictures
from flux2studio.ui.widgets.drop_target import DropTarget
from flux2studio.ui.widgets.lora_panel import LoraPanel
from flux2studio.ui.widgets.main_window import MainWindow, Page, Panels
from flux2studio.ui.widgets.slot_button import SLOT_MIME


class DropDesk(QObject):
    """Pictures become references, LoRA files go to the LoRAs; of the rest it is said why not."""

    def __init__(
        self,
        compose: ComposeViewModel,
        form: ComposePanel,
        loras: LoraPanel,
        window: MainWindow,
        panels: Panels,
    ) -> None:
        super().__init__(window)
        self._compose = compose
        self._form = form
        self._loras = loras
        self._window = window
        self.stage = DropTarget(panels.stage.view, self.words, self.take, cover=panels.stage)
        self.anywhere = DropTarget(window, self.words, self.take, foreign=True)
        self.anywhere.hint.lie_low()

    def words(self, mime: QMimeData) -> str:
        """What a drop would do."""
        if mime.hasFormat(SLOT_MIME) or not may_hold_pictures(mime):
            return ""
        if holds_loras(mime):
            return self.tr("Add to your LoRAs")
        slots = self._compose.slots
        if len(slots.references) >= slots.maximum:
            return self.tr("No slot is free: drop it on the one to replace")
        if (pictures := self._form.references.count(mime)) != 1:
            return self.tr("Use as references") if pictures else self.tr("No picture in it")
        number = len(self._compose.draft.active_references) + 1
        return self.tr("Use as reference: image {0}").format(number)

    def take(self, mime: QMimeData) -> None:
        if holds_loras(mime):
            self._loras.take(mime)
            return
        found = find_pictures(mime)
        if found.refusal is not None:
            self._window.messages.show_error(found.refusal)
            return
        self._window.show_page(Page.STUDIO)
        self._form.references.take(mime)
