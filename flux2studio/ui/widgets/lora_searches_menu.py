"""The kept searches of the LoRA collection: a chip that names the one shown, and its menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from flux2studio.core.lora_searches import LoraSearch
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.widgets.fields import set_property
from flux2studio.ui.widgets.name_question import ask_name
from flux2studio.ui.widgets.rounded import rounded

_LETTERS = 18  # of a name that the chip has room for


class SearchesChip(QPushButton):
    def __init__(self, loras: LorasViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loras = loras
        self.setProperty("role", "chip")
        self.setMenu(SearchesMenu(loras, self))
        loras.searches.changed.connect(self._show)
        loras.finder.wish_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        current = self._loras.searches.current
        name = current.name if current is not None else self.tr("Saved")
        short = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
        self.setText(short.replace("&", "&&"))
        set_property(self, "role", "chip" if current is None else "chip-on")
        self.setAccessibleName(
            self.tr("Saved searches")
            if current is None
            else self.tr("Saved searches: {0} is shown").format(name)
        )
        self.setToolTip(self.accessibleName())


class SearchesMenu(QMenu):
    """Filled each time it opens, so that it needs no one to tell it what changed."""

    def __init__(self, loras: LorasViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rounded(self)
        self._loras = loras
        self.setToolTipsVisible(True)
        self.setAccessibleName(self.tr("Saved searches"))
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        self.clear()
        searches = self._loras.searches
        current = searches.current
        for search in searches.all:
            action = self.addAction(search.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(search is current)
            action.triggered.connect(partial(self._on_apply, search.id))
        if not searches.all:
            nothing = self.addAction(self.tr("None yet: a search with its filters and order"))
            nothing.setEnabled(False)
        self.addSeparator()
        save = self.addAction(self.tr("Save this search…"))
        icons.set_icon(save, "plus")
        save.setEnabled(self._loras.finder.is_narrowed and current is None)
        if not save.isEnabled():
            save.setToolTip(
                self.tr("It is kept already.")
                if current is not None
                else self.tr("Type something, or choose a filter, first.")
            )
        save.triggered.connect(self._on_save)
        if current is not None:
            self._add_changes(current)

    def _add_changes(self, search: LoraSearch) -> None:
        name = search.name.replace("&", "&&")
        words = self.tr("Rename “{0}”…").format(name)
        icons.set_icon(self.addAction(words, partial(self._on_rename, search)), "pencil")
        words = self.tr("Remove “{0}”").format(name)
        remove = partial(self._loras.searches.remove, search.id)
        icons.set_icon(self.addAction(words, remove), "trash")

    def _on_apply(self, search_id: str, _checked: bool = False) -> None:
        self._loras.searches.apply(search_id)

    def _on_save(self) -> None:
        """The name of the search one began with stands there, and would be replaced."""
        searches = self._loras.searches
        name = searches.last.name if searches.last is not None else self._loras.query.strip()
        ask_name(self.parentWidget(), self.tr("Save this search"), name, searches.save)

    def _on_rename(self, search: LoraSearch) -> None:
        title = self.tr("Rename the search")
        renamed = partial(self._loras.searches.rename, search.id)
        ask_name(self.parentWidget(), title, search.name, renamed)
