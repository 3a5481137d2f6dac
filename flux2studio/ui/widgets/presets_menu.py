"""The menu of presets: one click puts one into the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from flux2studio.core.presets import Preset
from flux2studio.ui import icons
from flux2studio.ui.shipped_presets import is_shipped
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.presets import PresetsViewModel
from flux2studio.ui.widgets.rounded import rounded

_SHOWN_MAX = 24  # of the artist's own; a longer menu leaves the screen


class PresetsMenu(QMenu):
    """Filled each time it opens. ``save`` and ``manage`` open their dialogs."""

    def __init__(
        self,
        presets: PresetsViewModel,
        save: Callable[[], object],
        manage: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        rounded(self)
        self._presets = presets
        self._save, self._manage = save, manage
        self.setToolTipsVisible(True)
        self.setAccessibleName(self.tr("Presets"))
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        self.clear()
        came = [one for one in self._presets.all if is_shipped(one)]
        styles = [one for one in came if one.style]
        settings = [one for one in came if one not in styles]
        for group in (self._presets.own[:_SHOWN_MAX], styles, settings):
            self._add(group)
            self.addSeparator()  # those with nothing between are one
        icons.set_icon(self.addAction(self.tr("Save as a preset…"), self._save), "plus")
        icons.set_icon(self.addAction(self.tr("All presets…"), self._manage), "sliders")

    def _add(self, presets: Iterable[Preset]) -> None:
        for preset in presets:
            action = self.addAction(preset.name.replace("&", "&&"))
            action.setToolTip(quoted(self._presets.told(preset)))
            action.triggered.connect(partial(self._on_chosen, preset.id))

    def _on_chosen(self, preset_id: str, _checked: bool = False) -> None:
        self._presets.apply(preset_id)
