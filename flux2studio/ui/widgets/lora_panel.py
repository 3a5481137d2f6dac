"""The LoRA collection beside the stage: find, add, use, tidy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from flux2studio.core.errors import LoraError, StudioError
from flux2studio.core.lora import Lora
from flux2studio.ui import icons
from flux2studio.ui import words as spoken
from flux2studio.ui.models.lora_model import LORA_MIME
from flux2studio.ui.viewmodels.lora_edits import Done
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.widgets.card_plan import GAP
from flux2studio.ui.widgets.drop_sources import accept_copy
from flux2studio.ui.widgets.drop_zone import DropZone
from flux2studio.ui.widgets.fields import Sentence, header, label, sentence
from flux2studio.ui.widgets.lora_empty import LoraEmpty
from flux2studio.ui.widgets.lora_filters import LoraFilters
from flux2studio.ui.widgets.lora_grid import LoraGrid
from flux2studio.ui.widgets.lora_searches_menu import SearchesChip
from flux2studio.ui.widgets.lora_sets_menu import SetsMenu
from flux2studio.ui.widgets.lora_sort import LoraSort
from flux2studio.ui.widgets.offer_bar import OfferBar

_UNDO_MS = 12_000
_GRID_MARGIN = 12 - GAP  # pixels


class LoraPanel(QWidget):
    """Esc clears what narrows the cards."""

    def __init__(
        self,
        loras: LorasViewModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._loras = loras
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.setMinimumWidth(200)
        self.count = label("")
        self.sort = LoraSort(loras.finder)
        place = self.sort.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # what is below must not move when it comes
        self.sort.setSizePolicy(place)
        self.search = self._search_line()
        self.sets = QPushButton(self.tr("Sets"))
        self.sets.setProperty("role", "chip")
        self.sets.setAccessibleName(self.tr("Sets of LoRAs"))
        self.sets.setMenu(SetsMenu(loras, self.sets))
        self.searches = SearchesChip(loras)
        self.filters = LoraFilters(loras.finder, [self.sets, self.searches])
        self.grid = LoraGrid(loras)
        self.empty = LoraEmpty(loras)
        self.note = Sentence()
        self.done = OfferBar(self.tr("Undo"), self.tr("Undo what was done last"), _UNDO_MS)
        self.news = OfferBar(self.tr("Review…"), self.tr("Look at the new files"))
        self.add = DropZone(self.tr("Drop a file or folder, or\nadd a repository or link"))
        self.add.setToolTip(self.tr("Add a LoRA"))
        self._lay_out()
        self._connect()
        self._on_changed()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def take(self, mime: QMimeData) -> None:
        """Add what was dropped: one file at once, several or a folder after a look at them."""
        files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        links = [url.toString() for url in mime.urls() if url.scheme() == "https"]
        text = mime.text().strip() if mime.hasText() else ""
        sources = links or [line.strip() for line in text.splitlines() if line.strip()]
        if len(files) == 1 and Path(files[0]).suffix:
            self._loras.add(files[0])
        elif files:
            self._loras.import_asked.emit([Path(file) for file in files])
        elif sources:
            for source in sources:
                self._loras.add_asked.emit(source)
        else:
            self._on_rejected(
                LoraError(
                    self.tr("This is not a LoRA."),
                    hint=self.tr("Drop .safetensors files, a link, or owner/name."),
                )
            )

    def dismiss(self) -> bool:
        """Clear what narrows the cards; False: nothing does."""
        is_narrowed = self._loras.finder.is_narrowed
        if is_narrowed:
            self._loras.finder.clear()
        return is_narrowed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the search field, down goes to the cards and Enter uses the only one found."""
        searching = self.search.hasFocus() and self._loras.model.rowCount() > 0
        if searching and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._enter_grid()
        elif event.key() != Qt.Key.Key_Escape or not self.dismiss():
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if not mime.hasFormat(LORA_MIME) and (mime.hasUrls() or mime.hasText()):
            accept_copy(event)
            self.add.aim(event.isAccepted())

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.add.aim(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.add.aim(False)
        self.take(event.mimeData())
        accept_copy(event)

    def _search_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(self.tr("Search name, word, tag"))
        line.setAccessibleName(self.tr("Search the LoRAs"))
        line.setToolTip(
            self.tr(
                "Words, “two words”, -word, base:klein4b, tag:ink, rating:>=4, licence:apache,"
                " in:collection, source:civitai, is:missing, is:favourite, is:duplicate"
            )
        )
        icons.add_clear_button(line)
        lens = line.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        icons.set_icon(lens, "search", icons.Tone.SOFT)
        return line

    def _lay_out(self) -> None:
        # The cards carry their gap on the right, so they reach further than the rest.
        head, column = QVBoxLayout(), QVBoxLayout()
        for part in (head, column):
            part.setContentsMargins(0, 0, 12 - _GRID_MARGIN, 0)
            part.setSpacing(8)
        head.addLayout(header(label(self.tr("LoRAs"), "title"), self.sort, self.count))
        head.addWidget(self.search)
        head.addWidget(self.filters)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 4, _GRID_MARGIN, 12)
        outer.setSpacing(10)
        outer.addLayout(head)
        outer.addWidget(self._pages, 1)
        outer.addLayout(column)
        for widget in (self.done, self.note, self.news, self.add):
            column.addWidget(widget)

    def _connect(self) -> None:
        loras = self._loras
        self.search.textChanged.connect(loras.search)
        self.grid.chosen.connect(loras.use)
        self.add.clicked.connect(self._on_add)
        self.empty.add_wanted.connect(self._on_add)
        self.empty.folder_wanted.connect(self._on_folder)
        self.done.button.clicked.connect(self._on_undo)
        self.news.button.clicked.connect(self._on_review)
        loras.changed.connect(self._on_changed)
        loras.finder.wish_changed.connect(self._on_wish_changed)
        loras.folders.changed.connect(self._on_folders)
        loras.added.connect(self._on_added)
        loras.edits.done.connect(self._on_done)
        loras.sets.done.connect(self._on_done)
        loras.searches.done.connect(self._on_done)
        loras.rejected.connect(self._on_rejected)

    def _enter_grid(self) -> None:
        if not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self._loras.model.index(0))
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        shown, all_ = self._loras.model.rowCount(), self._loras.count
        text = spoken.count(all_)
        if shown != all_:
            text = self.tr("{0} of {1}").format(spoken.count(shown), text)
        self.count.setText(text if all_ else "")
        self.filters.show_filters()
        self.filters.setVisible(all_ > 0)
        self.sort.setVisible(all_ > 1)
        self.empty.refresh()
        self._pages.setCurrentWidget(self.grid if shown else self.empty)

    def _on_wish_changed(self) -> None:
        if self.search.text() != self._loras.query:  # cleared elsewhere
            self.search.setText(self._loras.query)
        self.grid.verticalScrollBar().setValue(0)

    def _on_folders(self) -> None:
        """What the folders are doing, or the files in them that have no card yet."""
        folders = self._loras.folders
        count = len(folders.new)
        if folders.words and not self._loras.count:
            self.news.say("")  # it is said where the cards will be
        elif folders.words:
            self.news.say(folders.words, offers=bool(count))
        elif count:
            self.news.say(self.tr("%Ln new file(s) in your folders", "", count))
        else:
            self.news.say("")
        self.empty.refresh()

    def _on_add(self) -> None:
        self._loras.add_asked.emit("")

    def _on_folder(self) -> None:
        self._loras.import_asked.emit([])

    def _on_review(self) -> None:
        self._loras.import_asked.emit(list(self._loras.folders.new))

    def _on_added(self, lora: Lora) -> None:
        self.note.say("")
        self._loras.finder.clear()
        self.grid.show_lora(lora.id)

    def _on_done(self, done: Done) -> None:
        self.note.say("")
        self.done.say(done.words, offers=done.offers_undo)

    def _on_undo(self) -> None:
        self.done.hide()
        self._loras.edits.undo(says=True)

    def _on_rejected(self, error: StudioError) -> None:
        if any(dialog.isVisible() for dialog in self.window().findChildren(QDialog)):
            return  # it is said there, at the field
        self.note.say(sentence(error), "bad")
