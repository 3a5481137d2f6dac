"""A sheet of scales and seeds: its price, the question at the limit, pictures as they come."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.core.errors import SpendingLimitError
from flux2studio.ui.lora_sheets import LoraSheets
from tests.screens.waiting import wait, wait_until

_LIMIT = SpendingLimitError(
    "This run of about $0.63 would take the month to $10.12, above your limit of $10.00.",
    hint="Send it all the same, or raise the limit in the settings.",
    field="price",
)


class SheetTour:
    """The price is that of a service; the pictures are made by practice."""

    def __init__(self, app: App) -> None:
        self._app = app

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        models = self._app.view_models
        sheets = self._app.window.findChild(LoraSheets)
        assert sheets is not None
        before = models.compose.draft
        lora = models.loras.all()[0]
        models.compose.choose_backend("fal")
        models.compose.edit(prompt="A harbour at night", references=(), loras=())
        dialog = sheets.open(lora.id)
        assert dialog is not None
        wait()
        yield "lora-sheet", dialog
        dialog._sheet.question = _LIMIT
        dialog._sheet.changed.emit()
        yield "lora-sheet-limit", dialog
        dialog._sheet.not_now()
        models.compose.choose_backend("practice")
        dialog._sheet.choose("0 0.5 0.75 1", "7 8")
        dialog.make.click()
        wait_until(dialog.cells()[2].isEnabled)
        dialog.cells()[1].click()
        yield "lora-sheet-filling", dialog
        wait_until(lambda: not dialog._sheet.is_running)
        wait()
        yield "lora-sheet-full", dialog
        dialog.close()
        models.compose.load(before)
