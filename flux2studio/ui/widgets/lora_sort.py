"""In which order the LoRAs stand: a word that opens the choice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from flux2studio.core.lora_search import Order
from flux2studio.ui.viewmodels.lora_finder import LoraFinder
from flux2studio.ui.widgets.rounded import rounded


class LoraSort(QToolButton):
    def __init__(self, finder: LoraFinder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finder = finder
        self.setProperty("role", "link-soft")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        menu = rounded(QMenu(self))
        self._group = QActionGroup(menu)
        for order, words in self._words().items():
            action = QAction(words, menu)
            action.setData(order.value)
            action.setCheckable(True)
            self._group.addAction(action)
            menu.addAction(action)
        self.setMenu(menu)
        self._group.triggered.connect(self._on_chosen)
        finder.wish_changed.connect(self._show)
        self._show()

    def _words(self) -> dict[Order, str]:
        return {
            Order.ADDED: self.tr("Newest"),
            Order.NAME: self.tr("Name"),
            Order.LAST_USED: self.tr("Last used"),
            Order.MOST_USED: self.tr("Most used"),
            Order.RATING: self.tr("Best rated"),
        }

    def _on_chosen(self, action: QAction) -> None:
        self._finder.sort(Order(action.data()))

    def _show(self) -> None:
        order = self._finder.order
        for action in self._group.actions():
            action.setChecked(action.data() == order.value)
        self.setText(f"{self._words()[order]} ⌄")
        self.setAccessibleName(self.tr("Order: {0}").format(self._words()[order]))
        self.setToolTip(self.tr("In which order the LoRAs stand"))
