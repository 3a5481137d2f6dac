"""Shows the form when a recipe is back in it, asks which parts, and says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from flux2studio.core.request import LoraUse
from flux2studio.ui.viewmodels.recall import RecallViewModel
from flux2studio.ui.viewmodels.recall_choice import CameBack, RecallChoice
from flux2studio.ui.widgets.main_window import MainWindow, Page

if TYPE_CHECKING:
    from flux2studio.ui.widgets.recall_dialog import RecallDialog


class RecallDesk(QObject):
    def __init__(
        self,
        recall: RecallViewModel,
        mark_missing: Callable[[Collection[str]], None],
        window: MainWindow,
        parent: QObject | None = None,
    ) -> None:
        """``mark_missing`` has LoRAs marked in the form, by their sources."""
        super().__init__(parent or window)
        self._mark_missing = mark_missing
        self._window = window
        recall.asked.connect(self.ask)
        recall.came_back.connect(self._on_came_back)
        recall.failed.connect(window.messages.show_error)

    def ask(self, choice: RecallChoice) -> RecallDialog:
        """Let the artist choose, before anything changes."""
        from flux2studio.ui.widgets.recall_dialog import RecallDialog

        dialog = RecallDialog(choice, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(choice.deleteLater)
        dialog.open()
        return dialog

    def _on_came_back(self, what: CameBack) -> None:
        self._window.show_page(Page.STUDIO)
        self._mark_missing([use.source for use in what.missing_loras])
        self._tell_references(what.missing_references)
        self._tell_loras(what.missing_loras)

    def _tell_references(self, names: Sequence[str]) -> None:
        if not names:
            return
        listed = ", ".join(f"“{name}”" for name in names)
        one, many = self.tr("The reference {0} is gone."), self.tr("The references {0} are gone.")
        self._window.messages.warn(
            (one if len(names) == 1 else many).format(listed),
            self.tr("The rest of the recipe is in the form. Drop the picture on a slot again.")
            if len(names) == 1
            else self.tr("The rest of the recipe is in the form. Drop them on slots again."),
        )

    def _tell_loras(self, uses: Sequence[LoraUse]) -> None:
        if not uses:
            return
        listed = ", ".join(f"“{use.name or use.source}”" for use in uses)
        one, many = self.tr("The LoRA {0} is missing."), self.tr("The LoRAs {0} are missing.")
        self._window.messages.warn(
            (one if len(uses) == 1 else many).format(listed),
            self.tr("It is in the form. Locate or add it in the LoRA panel, or switch it off.")
            if len(uses) == 1
            else self.tr("They are in the form. Locate or add them in the LoRA panel."),
        )
