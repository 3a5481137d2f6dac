"""The cards of the LoRA library, in as many columns as fit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QMenu, QScrollBar, QWidget

from flux2studio.core.lora import Lora
from flux2studio.ui import theme
from flux2studio.ui.models.lora_model import LoraRole
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.widgets.entries_menu import entries_menu
from flux2studio.ui.widgets.lora_delegate import GAP, HEIGHT, LoraDelegate

_NARROWEST = 92  # pixels of a card


class LoraGrid(QListView):
    chosen = Signal(str)  # id of a LoRA to put in use
    remove_asked = Signal(str)

    def __init__(self, loras: LorasViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loras = loras
        self.setModel(loras.model)
        self._delegate = LoraDelegate(loras.model)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar of its own in the gap of the last column: the list keeps room for its own one
        # even where it is not shown, and a column would be lost to it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.hide()
        self._bar.valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self._bar.setValue)
        self.verticalScrollBar().rangeChanged.connect(self._on_scrollable)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("LoRA library"))
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(self._on_chosen)
        self.customContextMenuRequested.connect(self._on_menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        lora = self._current()
        if lora is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if not event.isAutoRepeat():
                self.chosen.emit(lora.id)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit(lora.id)
        else:
            super().keyPressEvent(event)

    def menu(self, lora: Lora) -> QMenu:
        return entries_menu(
            self,
            [
                ("plus", self.tr("Use"), partial(self.chosen.emit, lora.id)),
                ("copy", self.tr("Copy its source"), partial(_copy, lora.source)),
                (
                    "trash",
                    self.tr("Remove from the library"),
                    partial(self.remove_asked.emit, lora.id),
                ),
            ],
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = max(1, event.size().width())
        columns = max(1, min(width // (_NARROWEST + GAP), 12))
        self._delegate.cell = QSize((width - 1) // columns, HEIGHT + GAP)
        self.setGridSize(self._delegate.cell)
        self._bar.setGeometry(self.width() - 10, 0, 10, self.height())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._loras.model.rowCount() == 0:
            self._paint_empty()

    def _paint_empty(self) -> None:
        """An empty place says what belongs there and how to put it there."""
        if self._loras.query.strip() and self._loras.count:
            title = self.tr("Nothing found")
            text = self.tr("No LoRA has “{0}” in its name, trigger words or source.").format(
                self._loras.query.strip()
            )
        else:
            title = self.tr("No LoRAs yet")
            text = self.tr(
                "Drop .safetensors files here, or add a Hugging Face repository or a link."
                " Files stay where they are."
            )
        look = theme.of(QGuiApplication.palette())
        painter = QPainter(self.viewport())
        box = self.viewport().rect().adjusted(8, 0, -8, 0)
        middle = box.center().y() - 40
        flags = Qt.AlignmentFlag.AlignHCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.setPen(QColor(look.text))
        painter.setFont(theme.sized(self.font(), theme.TEXT, self.font().Weight.DemiBold))
        painter.drawText(QRect(box.left(), middle, box.width(), 22), flags, title)
        painter.setPen(QColor(look.soft))
        painter.setFont(theme.sized(self.font(), theme.LABEL))
        painter.drawText(QRect(box.left(), middle + 24, box.width(), 90), flags, text)
        painter.end()

    def _current(self) -> Lora | None:
        lora: Lora | None = self.currentIndex().data(LoraRole.LORA)
        return lora

    def _on_scrollable(self, low: int, high: int) -> None:
        self._bar.setRange(low, high)
        self._bar.setPageStep(self.verticalScrollBar().pageStep())
        self._bar.setVisible(high > low)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(LoraRole.LORA).id)

    def _on_menu(self, point: QPoint) -> None:
        lora: Lora | None = self.indexAt(point).data(LoraRole.LORA)
        if lora is not None:
            menu = self.menu(lora)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(point))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
