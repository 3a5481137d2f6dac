"""What can be done with LoRAs of the library: with one, or with all that are selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from flux2studio.core.lora import Lora
from flux2studio.core.lora_marks import Facet, is_away
from flux2studio.core.request import LoraKind
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.widgets.name_question import ask_name
from flux2studio.ui.widgets.rounded import rounded

_NAMES_MAX = 20  # tags or collections in a menu, the most used first


class LoraMenu(QMenu):
    def __init__(
        self, loras: LorasViewModel, chosen: Sequence[Lora], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        rounded(self)
        self._loras = loras
        self._chosen = list(chosen)
        self._ids = [lora.id for lora in chosen]
        self._add_use()
        if len(self._chosen) == 1:
            self._add_for_one(self._chosen[0])
        self.addSeparator()
        self._add_mine()
        self.addSeparator()
        if self._words():
            self._add("copy", self.tr("Copy trigger words"), partial(_copy, self._words()))
        if len(self._chosen) == 1:
            self._add_place(self._chosen[0])
        elif self._are_twins():
            unite = partial(loras.edits.unite, self._ids[0], self._ids[1:])
            self._add("swap", self.tr("Make one card of them"), unite)
        if any(lora.kind is LoraKind.FILE for lora in self._chosen):
            organise = partial(loras.organise_asked.emit, self._ids)
            self._add("drag", self.tr("Organise files…"), organise)
        self.addSeparator()
        remove = partial(loras.edits.remove, self._ids)
        self._add("trash", self.tr("Remove from the library"), remove)

    def _add_use(self) -> None:
        """Those that are in use are not put in a second time."""
        used = self._loras.in_use()
        more = [lora_id for lora_id in self._ids if lora_id not in used]
        words = self.tr("Use") if more else self.tr("In use")
        self._add("plus", words, partial(self._loras.use, "\n".join(more)))
        self.actions()[-1].setEnabled(bool(more))

    def _add_for_one(self, lora: Lora) -> None:
        signals = self._loras
        self._add("info", self.tr("Details…"), partial(signals.details_asked.emit, lora.id))
        self._add("grid", self.tr("Try scales…"), partial(signals.sheet_asked.emit, lora.id))
        preview = partial(signals.preview_asked.emit, lora.id)
        self._add("image", self.tr("Set the picture shown as its preview"), preview)

    def _add_mine(self) -> None:
        edits, ids = self._loras.edits, self._ids
        favourite = not all(lora.favourite for lora in self._chosen)
        words = self.tr("Favourite") if favourite else self.tr("No favourite any more")
        self._add("star", words, partial(edits.edit, ids, favourite=favourite))
        self._add_ratings(rounded(self.addMenu(self.tr("Rating"))))
        self._add_names(
            rounded(self.addMenu(self.tr("Collections"))),
            Facet.COLLECTION,
            self.tr("New collection…"),
        )
        self._add_names(rounded(self.addMenu(self.tr("Tags"))), Facet.TAG, self.tr("New tag…"))

    def _add_ratings(self, menu: QMenu) -> None:
        held = {lora.rating for lora in self._chosen}
        for stars in range(5, -1, -1):
            text = "★" * stars if stars else self.tr("None")
            action = menu.addAction(text)
            action.setText(f"{text}\t{stars}")
            action.setCheckable(True)
            action.setChecked(held == {stars})
            edit = partial(self._loras.edits.edit, self._ids, rating=stars)
            action.triggered.connect(_plain(edit))

    def _add_names(self, menu: QMenu, facet: Facet, new: str) -> None:
        """Those there are, checked where all chosen have them; and a new one."""
        field = "collections" if facet is Facet.COLLECTION else "tags"
        counts = self._loras.finder.shelf.names(facet)
        for name in sorted((name for name, _ in counts.most_common(_NAMES_MAX)), key=str.casefold):
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            has = all(name in getattr(lora, field) for lora in self._chosen)
            action.setChecked(has)
            action.triggered.connect(_plain(partial(self._name, field, name, has=has)))
        if counts:
            menu.addSeparator()
        menu.addAction(new, partial(self._ask_name, field, new))

    def _name(self, field: str, name: str, *, has: bool = False) -> None:
        add, remove = ((), [name]) if has else ([name], ())
        self._loras.edits.tag(self._ids, add, remove, field)

    def _ask_name(self, field: str, title: str) -> None:
        owner = self.parentWidget()
        loras, ids = self._loras, self._ids
        ask_name(
            owner, title.removesuffix("…"), "", lambda name: loras.edits.tag(ids, [name], (), field)
        )

    def _add_place(self, lora: Lora) -> None:
        self._add("copy", self.tr("Copy its address"), partial(_copy, lora.source))
        if lora.missing:
            locate = partial(self._loras.locate_asked.emit, lora.id)
            self._add("search", self.tr("Find its file…"), locate)
        elif lora.kind is LoraKind.FILE:
            folder = partial(_open_folder, Path(lora.source).parent)
            self._add("folder", self.tr("Show in the file manager"), folder)
        if is_away(lora) or (lora.missing and lora.places):
            download = partial(self._loras.download_asked.emit, lora.id)
            words = self.tr("Download again") if lora.missing else self.tr("Download")
            self._add("download", words, download)

    def _are_twins(self) -> bool:
        twins = self._loras.finder.shelf.twins
        same = {lora.autov3 or lora.sha256 for lora in self._chosen}
        return len(same) == 1 and all(lora_id in twins for lora_id in self._ids)

    def _words(self) -> str:
        words = [word for lora in self._chosen for word in lora.trigger_words]
        return ", ".join(dict.fromkeys(words))

    def _add(self, icon: str, text: str, act: Callable[[], object]) -> None:
        action = QAction(text, self)
        icons.set_icon(action, icon)
        action.triggered.connect(_plain(act))
        self.addAction(action)


def _plain(act: Callable[[], object]) -> Callable[[bool], None]:
    """Take no notice of whether the action is checked now."""

    def call(_checked: bool) -> None:
        act()

    return call


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
