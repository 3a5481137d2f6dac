"""The LoRA library beside the stage: find, add, use, remove."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.errors import LoraError, StudioError
from flux2studio.core.lora import Lora
from flux2studio.ui import icons
from flux2studio.ui.models.lora_model import LORA_MIME
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.widgets.add_lora_dialog import AddLoraDialog, AskFiles, ask_lora_files
from flux2studio.ui.widgets.drop_zone import DropZone
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, header, label, sentence
from flux2studio.ui.widgets.lora_delegate import GAP
from flux2studio.ui.widgets.lora_grid import LoraGrid

_UNDO_MS = 12_000
_GRID_MARGIN = 12 - GAP  # pixels
_FILES_MAX = 200  # in one drop


class LoraPanel(QWidget):
    def __init__(
        self,
        loras: LorasViewModel,
        ask: AskFiles = ask_lora_files,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._loras = loras
        self._ask = ask
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.setMinimumWidth(200)
        self.count = label("")
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search name, trigger, source"))
        self.search.setAccessibleName(self.tr("Search the LoRAs"))
        self.search.setClearButtonEnabled(True)
        self._lens = QAction(self)
        icons.set_icon(self._lens, "search", icons.Tone.SOFT)
        self.search.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self.grid = LoraGrid(loras)
        self.note = Sentence()
        self.removed = ElidedLabel()
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setProperty("role", "link")
        self.undo.setAccessibleName(self.tr("Undo: put the LoRA back"))
        self.add = DropZone(self.tr("Drop a file, or add\na repository or link"))
        self.add.setToolTip(self.tr("Add a LoRA"))
        self._timer = QTimer(self, singleShot=True, interval=_UNDO_MS)
        self._lay_out()
        self._connect()
        self._on_changed()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def open_dialog(self) -> AddLoraDialog:
        """Ask for a repository, a link or files."""
        dialog = AddLoraDialog(self._loras, self._ask, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def take(self, mime: QMimeData) -> None:
        """Add what was dropped: files, links, or the name of a repository."""
        files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        links = [url.toString() for url in mime.urls() if url.scheme() == "https"]
        text = mime.text().strip() if mime.hasText() else ""
        sources = files or links or [line.strip() for line in text.splitlines() if line.strip()]
        if not sources:
            self._on_rejected(
                LoraError(
                    self.tr("This is not a LoRA."),
                    hint=self.tr("Drop .safetensors files, a link, or owner/name."),
                )
            )
        for source in sources[:_FILES_MAX]:
            self._loras.add(source)
        if len(sources) > _FILES_MAX:
            self.note.say(self.tr("Only the first {0} are added.").format(_FILES_MAX), "warn")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the search field, down goes to the cards and Enter uses the only one found."""
        down = event.key() == Qt.Key.Key_Down
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.search.hasFocus() and (down or enter) and self._loras.model.rowCount():
            self.grid.setCurrentIndex(self._loras.model.index(0))
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if not mime.hasFormat(LORA_MIME) and (mime.hasUrls() or mime.hasText()):
            self.add.aim(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.add.aim(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.add.aim(False)
        self.take(event.mimeData())
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        # The cards carry their gap on the right, so they reach further than the rest.
        head, column = QVBoxLayout(), QVBoxLayout()
        for part in (head, column):
            part.setContentsMargins(0, 0, 12 - _GRID_MARGIN, 0)
            part.setSpacing(10)
        head.addLayout(header(label(self.tr("LoRAs"), "title"), self.count))
        head.addWidget(self.search)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, _GRID_MARGIN, 12)
        outer.setSpacing(10)
        outer.addLayout(head)
        outer.addWidget(self.grid, 1)
        outer.addLayout(column)
        self._undo_bar = QWidget()
        row = QHBoxLayout(self._undo_bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.removed, 1)
        row.addWidget(self.undo)
        self._undo_bar.hide()
        column.addWidget(self._undo_bar)
        column.addWidget(self.note)
        column.addWidget(self.add)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._loras.search)
        self.grid.chosen.connect(self._loras.use)
        self.grid.remove_asked.connect(self._loras.remove)
        self.add.clicked.connect(self.open_dialog)
        self.undo.clicked.connect(self._on_undo)
        self._timer.timeout.connect(self._undo_bar.hide)
        self._loras.changed.connect(self._on_changed)
        self._loras.added.connect(self._on_added)
        self._loras.removed.connect(self._on_removed)
        self._loras.rejected.connect(self._on_rejected)

    def _on_changed(self) -> None:
        shown, all_ = self._loras.model.rowCount(), self._loras.count
        text = self.tr("{0} of {1}").format(shown, all_) if shown != all_ else str(all_)
        self.count.setText(text if all_ else "")
        self.grid.viewport().update()

    def _on_added(self, lora: Lora) -> None:
        self.note.say("")
        if self.search.text():
            self.search.clear()
        for row in range(self._loras.model.rowCount()):
            index = self._loras.model.index(row)
            if index.data() == lora.name:
                self.grid.setCurrentIndex(index)
                self.grid.scrollTo(index)
                break

    def _on_removed(self, lora: Lora) -> None:
        self.removed.say(self.tr("“{0}” removed.").format(lora.name))
        self._undo_bar.show()
        self._timer.start()

    def _on_undo(self) -> None:
        self._undo_bar.hide()
        self._loras.undo_remove()

    def _on_rejected(self, error: StudioError) -> None:
        if any(dialog.isVisible() for dialog in self.findChildren(AddLoraDialog)):
            return  # it is said there, at the field
        self.note.say(sentence(error), "bad")
