"""The menu of LoRA sets: put one in use, keep what is in use, rename, remove."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from flux2studio.core.lora import LoraSet
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.widgets.name_question import ask_name
from flux2studio.ui.widgets.rounded import rounded
from flux2studio.ui.words import decimal


class SetsMenu(QMenu):
    """Filled each time it opens, so that it needs no one to tell it what changed."""

    def __init__(self, loras: LorasViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rounded(self)
        self._loras = loras
        self.setToolTipsVisible(True)
        self.setAccessibleName(self.tr("Sets of LoRAs"))
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        self.clear()
        for menu in self.findChildren(QMenu):
            menu.deleteLater()
        for lora_set in self._loras.sets.all:
            self._add_set(lora_set)
        if not self._loras.sets.all:
            nothing = self.addAction(self.tr("No sets yet: LoRAs that go together, with scales"))
            nothing.setEnabled(False)
        self.addSeparator()
        save = self.addAction(self.tr("Save those in use as a set…"))
        icons.set_icon(save, "plus")
        save.setEnabled(bool(self._loras.sets.in_use))
        save.setToolTip("" if save.isEnabled() else self.tr("No LoRA is in use."))
        save.triggered.connect(self._on_save)

    def _add_set(self, lora_set: LoraSet) -> None:
        sets = self._loras.sets
        found = sets.members(lora_set)
        missing = [one for one in found if one.missing]
        menu = rounded(self.addMenu(lora_set.name.replace("&", "&&")))
        menu.setToolTipsVisible(True)
        if missing:
            icons.set_icon(menu.menuAction(), "warning")
        for one in found:
            words = f"{one.use.name or one.use.source}  {decimal(one.use.scale)}"
            if one.missing:
                words = self.tr("{0} (missing)").format(words)
            menu.addAction(words.replace("&", "&&")).setEnabled(False)
        menu.addSeparator()
        for text, replaces in ((self.tr("Use these only"), True), (self.tr("Add these"), False)):
            action = menu.addAction(text)
            action.setEnabled(len(missing) < len(found))
            action.triggered.connect(partial(self._on_apply, lora_set.id, replaces))
        menu.addSeparator()
        rename = menu.addAction(self.tr("Rename…"), partial(self._on_rename, lora_set))
        icons.set_icon(rename, "pencil")
        remove = menu.addAction(self.tr("Remove"), partial(sets.remove, lora_set.id))
        icons.set_icon(remove, "trash")

    def _on_apply(self, set_id: str, replaces: bool, _checked: bool = False) -> None:
        self._loras.sets.apply(set_id, replaces=replaces)

    def _on_save(self) -> None:
        uses = self._loras.sets.in_use
        name = " + ".join(use.name for use in uses if use.name)[:60]
        sets = self._loras.sets
        title = self.tr("Save as a set")
        ask_name(self.parentWidget(), title, name, lambda chosen: sets.save(chosen, uses))

    def _on_rename(self, lora_set: LoraSet) -> None:
        sets = self._loras.sets
        title = self.tr("Rename the set")
        ask_name(self.parentWidget(), title, lora_set.name, partial(sets.rename, lora_set.id))
