"""The picture on the stage: what is dropped on it is handed on, and Tab hides the panels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from flux2studio.ui.keymap import keymap
from flux2studio.ui.widgets.drop_sources import accept_copy
from flux2studio.ui.widgets.picture_layer import Draw
from flux2studio.ui.widgets.picture_view import PictureView


class StageView(PictureView):
    """``dropped`` hands on what was dropped; take what you need before it returns."""

    dropped = Signal(QMimeData)
    panels_toggled = Signal()

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(draw, parent)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Stage"))

    def event(self, event: QEvent) -> bool:
        """Tab would lead on before the key press is heard."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_back = event.key() == Qt.Key.Key_Backtab
            if not is_back and keymap().pressed(event, ("panels_stage",)):
                self.panels_toggled.emit()
                return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if event.source() is not self and (data.hasUrls() or data.hasImage()):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        accept_copy(event)
        self.dropped.emit(event.mimeData())
