"""Where the same weights can be had: the place in use first, each with what can be done there."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from flux2studio.core.lora import Lora, LoraPlace, PlaceKind
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.lora_page import LoraPageViewModel
from flux2studio.ui.widgets.fields import ElidedLabel, label

_ICONS = {
    PlaceKind.FILE: "folder",
    PlaceKind.REPOSITORY: "cloud",
    PlaceKind.URL: "link",
    PlaceKind.CIVITAI: "cloud",
}


class LoraPlaces(QWidget):
    def __init__(self, page: LoraPageViewModel) -> None:
        super().__init__()
        self._page = page
        self._shown: tuple[object, ...] = ()
        self.rows: list[PlaceRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.show_places()

    def show_places(self) -> None:
        lora, places = self._page.lora, self._page.places
        if self._shown == (places, lora.source, lora.missing):
            return
        self._shown = (places, lora.source, lora.missing)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [PlaceRow(self._page, place) for place in places]
        for row in self.rows:
            self._column.addWidget(row)


class PlaceRow(QWidget):
    def __init__(self, page: LoraPageViewModel, place: LoraPlace) -> None:
        super().__init__()
        self.place = place
        used = page.is_used(place)
        self.address = ElidedLabel(place.address)
        self.state = label(self._state(page.lora, place, used), self._role(page.lora, used))
        self.use = self._button("check", self.tr("Use it from here"))
        self.open = self._button(
            "open" if place.kind is not PlaceKind.FILE else _ICONS[PlaceKind.FILE],
            self.tr("Show in folder")
            if place.kind is PlaceKind.FILE
            else self.tr("Open in the browser"),
        )
        self.remove = self._button("close", self.tr("Know of it no more; what lies there stays"))
        self.use.setVisible(not used and not place.file)
        self.remove.setVisible(not used)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.address, 1)
        for button in (self.use, self.open, self.remove):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.state)
        self.use.clicked.connect(partial(self._on_use, page))
        self.open.clicked.connect(partial(self._on_open, page))
        self.remove.clicked.connect(partial(self._on_remove, page))

    def _button(self, icon: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setToolTip(words)
        button.setAccessibleName(f"{words}: {self.place.address}")
        icons.set_icon(button, icon, icons.Tone.SOFT)
        return button

    def _state(self, lora: Lora, place: LoraPlace, used: bool) -> str:
        kinds = {
            PlaceKind.FILE: self.tr("File"),
            PlaceKind.REPOSITORY: self.tr("Hugging Face"),
            PlaceKind.URL: self.tr("Link"),
            PlaceKind.CIVITAI: self.tr("Civitai"),
        }
        parts = [kinds[place.kind], place.file, place.revision[:8]]
        if used:
            parts.append(self.tr("not where it was") if lora.missing else self.tr("in use"))
        return " · ".join(part for part in parts if part)

    def _role(self, lora: Lora, used: bool) -> str:
        return "warn" if used and lora.missing else "label"

    def _on_use(self, page: LoraPageViewModel) -> None:
        page.use_place(self.place)

    def _on_remove(self, page: LoraPageViewModel) -> None:
        page.remove_place(self.place)

    def _on_open(self, page: LoraPageViewModel) -> None:
        page.open_place(self.place)
