"""Shows the LoRA library as a Qt list, as far as it matches the search."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from flux2studio.core.lora import Lora
from flux2studio.core.request import LoraKind
from flux2studio.ui import effects

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LORA_MIME = "application/x-flux2studio-lora"  # the id of a LoRA of the library


class LoraRole(IntEnum):
    LORA = Qt.ItemDataRole.UserRole + 1
    IN_USE = Qt.ItemDataRole.UserRole + 2


class LoraModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loras: list[Lora] = []
        self._in_use: frozenset[str] = frozenset()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._loras)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        lora = self._loras[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return lora.name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.describe(lora)
            case LoraRole.LORA:
                return lora
            case LoraRole.IN_USE:
                return lora.source in self._in_use
        return None

    def describe(self, lora: Lora) -> str:
        """Everything the card has no room for, one thing a line."""
        kind = self.kind_words(lora)
        lines = [lora.name, lora.source, " · ".join(word for word in (lora.base, kind) if word)]
        if lora.trigger_words:
            lines.append(self.tr("Trigger words: {0}").format(", ".join(lora.trigger_words)))
        if lora.missing:
            lines.append(self.tr("The file is not where it was."))
        if lora.proof is not None:
            lines.append(self.tr("On this computer it {0}.").format(effects.words(lora.proof)))
        if lora.source in self._in_use:
            lines.append(self.tr("In use"))
        return "\n".join(line for line in lines if line)

    def kind_words(self, lora: Lora) -> str:
        return {
            LoraKind.REPOSITORY: self.tr("repository"),
            LoraKind.URL: self.tr("link"),
            LoraKind.FILE: self.tr("file"),
        }.get(lora.kind, "")

    def show(self, loras: Sequence[Lora]) -> None:
        if list(loras) != self._loras:
            self.beginResetModel()
            self._loras = list(loras)
            self.endResetModel()

    def mark(self, sources: frozenset[str]) -> None:
        """Say which LoRAs are in use."""
        if sources != self._in_use:
            self._in_use = sources
            if self._loras:
                self.dataChanged.emit(self.index(0), self.index(len(self._loras) - 1))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [LORA_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        lora: Lora = indexes[0].data(LoraRole.LORA)
        data.setData(LORA_MIME, QByteArray(lora.id.encode()))
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction
