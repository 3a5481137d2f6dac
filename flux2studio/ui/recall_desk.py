"""Shows the form when a recipe is back in it, asks which parts, and says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from flux2studio.core.request import LoraUse
from flux2studio.ui.viewmodels.recall import RecallViewModel
from flux2studio.ui.viewmodels.recall_choice import CameBack, RecallChoice
from flux2studio.ui.widgets.main_window import MainWindow, Page
from flux2studio.ui.words import listed

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
        self._window.studio.show_form()
        self._window.status.say(self.tr("The recipe is in the form. Generate makes the picture."))
        self._mark_missing([use.source for use in what.missing_loras])
        self._tell_references(what.missing_references)
        self._tell_loras(what.missing_loras)

    def _tell_references(self, names: Sequence[str]) -> None:
        if not names:
            return
        shown = listed(names)
        gone = self.tr("The reference(s) {0} (is|are) gone.", "", len(names))
        again = self.tr(
            "The rest of the recipe is in the form. Drop (it|them) on (a slot|slots) again.",
            "",
            len(names),
        )
        self._window.messages.warn(
            gone.format(shown),
            again,
        )

    def _tell_loras(self, uses: Sequence[LoraUse]) -> None:
        if not uses:
            return
        shown = listed(use.name or use.source for use in uses)
        missing = self.tr("The LoRA(s) {0} (is|are) missing.", "", len(uses))
        self._window.messages.warn(
            missing.format(shown),
            self.tr(
                "(It is|They are) in the form. Locate or add (it|them) in the LoRA panel,"
                " or switch (it|them) off.",
                "",
                len(uses),
            ),
        )
