"""Shows earlier prompts as a Qt list that reads on as one scrolls."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from flux2studio.core.prompt_page import EarlierPrompt
from flux2studio.ui.viewmodels.earlier_prompts import PromptSearch

PROMPT_ROLE = Qt.ItemDataRole.UserRole + 1
_LETTERS = 400  # that a screen reader says

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PromptModel(QAbstractListModel):
    def __init__(self, search: PromptSearch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._shown: list[EarlierPrompt] = list(search.found)
        search.grown.connect(self._on_grown)

    def show(self, search: PromptSearch) -> None:
        """Show what another search finds."""
        self.beginResetModel()
        self._search.grown.disconnect(self._on_grown)
        self._search = search
        self._shown = list(search.found)
        search.grown.connect(self._on_grown)
        self.endResetModel()
        search.read_on()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        one = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(one.prompt[:_LETTERS].split())
            case _ if role == PROMPT_ROLE:
                return one
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._search.has_more

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            self._search.read_on()

    def _on_grown(self, count: int) -> None:
        first = len(self._shown)
        self.beginInsertRows(_ROOT, first, first + count - 1)
        self._shown += self._search.found[first : first + count]
        self.endInsertRows()
