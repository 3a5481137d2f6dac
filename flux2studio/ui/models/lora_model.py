"""Shows LoRAs as a Qt list: an immutable snapshot of what was found, and what is in use."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, NamedTuple

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
from flux2studio.core.lora_marks import is_away, is_wrong
from flux2studio.core.request import LoraKind
from flux2studio.ui import effects
from flux2studio.ui.tips import quoted

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LORA_MIME = "application/x-flux2studio-lora"  # the ids of LoRAs of the library, one a line


class LoraRole(IntEnum):
    LORA = Qt.ItemDataRole.UserRole + 1
    CARD = Qt.ItemDataRole.UserRole + 2


class Card(NamedTuple):
    """A LoRA as it is shown now."""

    lora: Lora
    in_use: bool
    wrong: bool  # made for another base than the model chosen
    has_update: bool  # a newer version is at its site
    is_off: bool = False  # it is in the request, and switched off there


class LoraModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loras: list[Lora] = []
        self._rows: dict[str, int] | None = {}  # made when one is asked for
        self._in_use: frozenset[str] = frozenset()
        self._off: frozenset[str] = frozenset()  # of those
        self._updates: frozenset[str] = frozenset()
        self._needed = ""

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._loras)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        lora = self._loras[index.row()]
        match role:
            case LoraRole.LORA:
                return lora
            case LoraRole.CARD:
                return self._card(lora)
            case Qt.ItemDataRole.DisplayRole:
                return lora.name
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.describe(lora)
            case Qt.ItemDataRole.ToolTipRole:
                return quoted(self.describe(lora))
        return None

    def _card(self, lora: Lora) -> Card:
        return Card(
            lora,
            lora.source in self._in_use,
            is_wrong(lora.base, self._needed),
            lora.id in self._updates,
            lora.source in self._off,
        )

    def describe(self, lora: Lora) -> str:
        """Everything the card has no room for, one thing a line."""
        kind = self.kind_words(lora)
        words = ", ".join(lora.trigger_words)
        lines = (
            lora.name,
            lora.source,
            " · ".join(word for word in (lora.base, kind) if word),
            self.tr("Trigger words: {0}").format(words) if words else "",
            self._mine(lora),
            *self._states_in_words(lora),
        )
        return "\n".join(line for line in lines if line)

    def _mine(self, lora: Lora) -> str:
        stars = self.tr("{0} of 5 stars").format(lora.rating) if lora.rating else ""
        favourite = self.tr("favourite") if lora.favourite else ""
        parts = (favourite, stars, *lora.collections, *lora.tags)
        return " · ".join(part for part in parts if part)

    def _states_in_words(self, lora: Lora) -> list[str]:
        lines = []
        if lora.missing:
            lines.append(self.tr("The file is not where it was."))
        if is_wrong(lora.base, self._needed):
            lines.append(
                self.tr("Made for {0}; the model chosen is {1}.").format(lora.base, self._needed)
            )
        if lora.id in self._updates:
            lines.append(self.tr("A newer version is there."))
        if is_away(lora):
            lines.append(self.tr("Not on this computer; it is fetched when it is used."))
        if lora.proof is not None:
            lines.append(self.tr("On this computer it {0}.").format(effects.words(lora.proof)))
        if lora.source in self._in_use:
            lines.append(self.tr("In use"))
        return lines

    def kind_words(self, lora: Lora) -> str:
        return {
            LoraKind.REPOSITORY: self.tr("repository"),
            LoraKind.URL: self.tr("link"),
            LoraKind.FILE: self.tr("file"),
        }.get(lora.kind, "")

    def row_of(self, lora_id: str) -> int:
        """Return where a LoRA stands, or -1 where it is not shown."""
        if self._rows is None:
            self._rows = {lora.id: row for row, lora in enumerate(self._loras)}
        return self._rows.get(lora_id, -1)

    def show(self, loras: Sequence[Lora]) -> None:
        """Show these; where they stand as before, only what changed of them is drawn anew."""
        before, now = self._loras, list(loras)
        if len(now) == len(before):
            other = [row for row, old in enumerate(before) if old is not now[row]]
            if all(before[row].id == now[row].id for row in other):
                self._loras = now
                self._tell(other)
                return
        self.beginResetModel()
        self._loras = now
        self._rows = None
        self.endResetModel()

    def mark(self, sources: frozenset[str], off: frozenset[str] = frozenset()) -> None:
        """Say which LoRAs are in the request, and which of them are switched off there."""
        if (sources, off) != (self._in_use, self._off):
            self._in_use, self._off = sources, off
            self._tell_all()

    def mark_updates(self, ids: frozenset[str]) -> None:
        """Say of which LoRAs a newer version is there."""
        self._updates = ids
        self._tell_all()

    def need(self, base: str) -> None:
        """Say what the model now chosen needs; those for another base are marked."""
        if base != self._needed:
            self._needed = base
            self._tell_all()

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [LORA_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = sorted(index.row() for index in indexes)
        ids = "\n".join(self._loras[row].id for row in rows)
        data.setData(LORA_MIME, QByteArray(ids.encode()))
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def _tell_all(self) -> None:
        if self._loras:
            self._tell([0, len(self._loras) - 1])

    def _tell(self, rows: Sequence[int]) -> None:
        if rows:
            self.dataChanged.emit(self.index(rows[0]), self.index(rows[-1]))
