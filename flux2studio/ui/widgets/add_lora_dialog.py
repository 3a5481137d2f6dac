"""Asks for a LoRA, shows what it is, and brings it into the collection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QStandardPaths, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import StudioError
from flux2studio.core.request import LoraKind, lora_kind
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.lora_adding import LoraAddingViewModel, Phase
from flux2studio.ui.viewmodels.lora_work import download_words
from flux2studio.ui.widgets.drop_sources import accept_copy
from flux2studio.ui.widgets.fields import Sentence, label, sentence, set_property
from flux2studio.ui.widgets.file_dialogs import open_near
from flux2studio.ui.widgets.lora_offer import LoraOffer
from flux2studio.ui.widgets.progress_line import ProgressLine

AskFiles = Callable[[QWidget, Callable[[list[str]], None]], None]
SITES = ("huggingface", "civitai")  # whose token may be what is missing
WIDTH, MARGIN = 560, 24


def ask_lora_files(parent: QWidget, chosen: Callable[[list[str]], None]) -> None:
    dialog = QFileDialog(parent, _tr("Choose LoRA files"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    open_near(dialog, QStandardPaths.StandardLocation.DownloadLocation)
    dialog.setNameFilters(["LoRA (*.safetensors)", _tr("All files") + " (*)"])
    dialog.filesSelected.connect(chosen)
    dialog.open()


class AddLoraDialog(QDialog):
    """Closes itself when what was asked for is in the library; an error stays at the field."""

    files_chosen = Signal(object)  # list[Path]: folders or several files, for the import table
    card_wanted = Signal(str)  # id of the card that is this already
    token_wanted = Signal(str)  # the site whose token is missing

    def __init__(
        self,
        adding: LoraAddingViewModel,
        ask: AskFiles = ask_lora_files,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._adding = adding
        self._ask = ask
        self.setWindowTitle(self.tr("Add a LoRA"))
        self.setAcceptDrops(True)
        self.source = QLineEdit()
        self.source.setPlaceholderText(self.tr("owner/name, https://…, or a path"))
        self.source.setAccessibleName(self.tr("Repository, link, Civitai page or path"))
        icons.add_clear_button(self.source)
        self.note = Sentence()
        self.token = QPushButton(self.tr("Enter a token…"))
        self.token.setProperty("role", "link")
        self.offer = LoraOffer(adding)
        self.bar = ProgressLine()
        self.bar.setAccessibleName(self.tr("Download"))
        self.progress = label("")
        self.files = QPushButton(self.tr("Choose files…"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.stop = QPushButton(self.tr("Stop"))
        self.add = QPushButton()
        self.add.setProperty("role", "primary")
        for button in (self.files, self.cancel, self.stop, self.token):
            button.setAutoDefault(False)
        self.add.setDefault(True)
        self._lay_out()
        self._connect()
        self._show()

    def begin(self, text: str) -> None:
        """Put ``text`` in the field and look at it at once."""
        self.source.setText(text)
        if text.strip():
            self._adding.look()

    def take(self, mime: QMimeData) -> bool:
        """Take what was dropped or pasted; folders and several files go to the import table."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if len(paths) > 1 or (paths and not paths[0].suffix):
            self._hand_on(paths)
            return True
        links = [url.toString() for url in mime.urls() if not url.isLocalFile()]
        lines = mime.text().split() if mime.hasText() else []
        wanted = [*map(str, paths), *links, *lines]
        if wanted:
            self.begin(wanted[0])
        return bool(wanted)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            set_property(self.source, "state", "aimed")
            accept_copy(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        set_property(self.source, "state", "")

    def dropEvent(self, event: QDropEvent) -> None:
        set_property(self.source, "state", "")
        if self.take(event.mimeData()):
            accept_copy(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._adding.close()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        self._adding.close()
        super().done(result)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 20, MARGIN, 20)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Add a LoRA"), "section"))
        column.addWidget(
            label(self.tr("Repository, link, Civitai page or path"), buddy=self.source)
        )
        column.addWidget(self.source)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.note, 1)
        line.addWidget(self.token, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        column.addWidget(self.offer)
        column.addWidget(self.bar)
        column.addWidget(self.progress)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.files)
        buttons.addStretch(1)
        for button in (self.stop, self.cancel, self.add):
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addItem(QSpacerItem(WIDTH - 2 * MARGIN, 0))
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def _connect(self) -> None:
        self.source.textChanged.connect(self._adding.type)
        self.add.clicked.connect(self._on_go)
        self.stop.clicked.connect(self._adding.stop)
        self.cancel.clicked.connect(self.reject)
        self.files.clicked.connect(self._on_files)
        self.token.clicked.connect(self._on_token)
        self.offer.show_wanted.connect(self._on_card)
        self._adding.changed.connect(self._show)

    def _show(self) -> None:
        adding = self._adding
        if adding.phase is Phase.DONE:
            self.accept()
            return
        self.offer.show_offer()
        self._show_note(adding.problem)
        self._show_progress()
        self._show_buttons()

    def _show_note(self, problem: StudioError | None) -> None:
        at_field = problem is not None and self._adding.phase is Phase.ASKING
        set_property(self.source, "state", "bad" if at_field else "")
        self.token.setVisible(problem is not None and problem.field in SITES)
        if problem is not None:
            self.note.say(sentence(problem), "bad")
        elif self._adding.phase is Phase.LOOKING:
            self.note.say(self.tr("Looking at it…"), "label")
        elif self._adding.phase is Phase.ASKING:
            self.note.say(self._kind_words(), "label")
        else:
            self.note.say("")

    def _kind_words(self) -> str:
        return {
            LoraKind.REPOSITORY: self.tr("A Hugging Face repository."),
            LoraKind.URL: self.tr("A link to a file or a page."),
            LoraKind.FILE: self.tr("A file on this computer."),
            LoraKind.UNKNOWN: self.tr("For example “owner/name” on huggingface.co."),
        }[lora_kind(self._adding.text)]

    def _show_progress(self) -> None:
        adding, told = self._adding, self._adding.progress
        runs = adding.phase is Phase.FETCHING and adding.download and not adding.is_here
        kept = adding.phase is Phase.STOPPED
        self.bar.setVisible(runs or (kept and told is not None))
        self.progress.setVisible(runs or kept)
        fraction = told.done_bytes / told.total_bytes if told and told.total_bytes else None
        self.bar.show_fraction(fraction if told else (None if runs else 0.0))
        words = download_words(told) if told else self.tr("Asking for the file…")
        if kept:
            words = self.tr("Stopped. What came so far is kept.")
        self.progress.setText(words)

    def _show_buttons(self) -> None:
        adding = self._adding
        running = adding.phase is Phase.FETCHING
        self.source.setEnabled(not running)
        self.files.setVisible(adding.offer is None)
        self.stop.setVisible(running)
        self.cancel.setText(self.tr("Go on in the background") if running else self.tr("Cancel"))
        self.add.setVisible(not running)
        self.add.setText(self._go_words())
        why = self._why_not()
        self.add.setEnabled(not why)
        self.add.setToolTip(why)

    def _go_words(self) -> str:
        adding = self._adding
        if adding.offer is None:
            return self.tr("Look")
        if adding.phase is Phase.STOPPED:
            return self.tr("Go on")
        fetches = adding.download and not adding.is_here
        return self.tr("Download and add") if fetches else self.tr("Add")

    def _why_not(self) -> str:
        adding, file = self._adding, self._adding.file
        if not adding.text:
            return self.tr("Type or paste a repository, a link or a path first.")
        if adding.phase is Phase.LOOKING:
            return self.tr("It is being looked at.")
        if adding.known is not None:
            return self.tr("It is in your collection already.")
        return file.problem if file is not None else ""

    def _on_go(self) -> None:
        if self._adding.offer is None:
            self._adding.look()
        else:
            self._adding.add()

    def _on_files(self) -> None:
        self._ask(self, self._on_chosen)

    def _on_chosen(self, files: Sequence[str]) -> None:
        if len(files) == 1:
            self.begin(files[0])
        elif files:
            self._hand_on([Path(file) for file in files])

    def _hand_on(self, paths: list[Path]) -> None:
        self.files_chosen.emit(paths)
        self.reject()

    def _on_token(self) -> None:
        if (problem := self._adding.problem) is not None:
            self.token_wanted.emit(problem.field)

    def _on_card(self, lora_id: str) -> None:
        self.card_wanted.emit(lora_id)
        self.reject()


def _tr(text: str) -> str:
    return QCoreApplication.translate("add_lora_dialog", text)
