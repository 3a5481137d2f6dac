"""The picture on the stage: what is dropped on it is handed on, and Tab hides the panels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from flux2studio.ui.widgets.drop_sources import accept_copy
from flux2studio.ui.widgets.picture_view import PictureView
from flux2studio.ui.widgets.zoom_view import Scale


class StageView(PictureView):
    """``dropped`` hands on what was dropped; take what you need before it returns."""

    dropped = Signal(QMimeData)
    panels_toggled = Signal()

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(scale, parent)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Stage"))

    def event(self, event: QEvent) -> bool:
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and event.type() is QEvent.Type.KeyPress:
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
