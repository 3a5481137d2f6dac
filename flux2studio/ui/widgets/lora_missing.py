"""What can be done about a LoRA whose file is gone: locate it, download it again, forget it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.lora import Lora
from flux2studio.core.request import LoraKind
from flux2studio.ui import words
from flux2studio.ui.viewmodels.lora_finding import LoraFinding, can_be_fetched
from flux2studio.ui.viewmodels.lora_work import download_words
from flux2studio.ui.widgets.fields import Sentence, label
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.widgets.progress_line import ProgressLine

AskFile = Callable[[QWidget, Lora, Path, Callable[[str], None]], None]


def ask_lora_file(parent: QWidget, lora: Lora, folder: Path, chosen: Callable[[str], None]) -> None:
    """Begin in ``folder``."""
    dialog = QFileDialog(parent, _tr("Where is “{0}” now?").format(lora.name), str(folder))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(["LoRA (*.safetensors)", _tr("All files") + " (*)"])
    dialog.fileSelected.connect(chosen)
    dialog.open()


class LoraMissing(QFrame):
    """Takes no room while the file is there and nothing runs."""

    forget_wanted = Signal(str)  # id of the LoRA

    def __init__(
        self, finding: LoraFinding, ask: AskFile = ask_lora_file, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._finding = finding
        self._ask = ask
        self._lora: Lora | None = None
        self.setProperty("role", "card")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.problem = Sentence()
        self.bar = ProgressLine()
        self.bar.setAccessibleName(self.tr("Download"))
        self.words = label("")
        self.locate = _button(self.tr("Locate…"))
        self.download = _button(self.tr("Download again"))
        self.forget = _button(self.tr("Forget"))
        self.forget.setToolTip(self.tr("Takes the card out of the collection; undo brings it back"))
        self.stop = _button(self.tr("Stop"))
        self.no = _button(self.tr("No"))
        self.anyway = _button(self.tr("Use it anyway"))
        self._lay_out()
        self._connect()

    def show_lora(self, lora: Lora) -> None:
        self._lora = lora
        self._show()

    def _show(self) -> None:
        lora, finding = self._lora, self._finding
        if lora is None:
            return
        can_fetch = can_be_fetched(lora)
        linked = can_fetch and lora.kind is not LoraKind.FILE  # never fetched so far
        waits = finding.is_busy or finding.question is not None or finding.problem is not None
        self.setVisible(lora.missing or linked or waits)
        self.sentence.setText(self._sentence(lora, linked))
        self.problem.show_problem(finding.problem)
        asks, busy = finding.question is not None, finding.is_busy
        self.bar.setVisible(busy)
        told = finding.progress
        self.bar.show_fraction(
            told.done_bytes / told.total_bytes if told and told.total_bytes else None
        )
        self.words.setVisible(finding.is_fetching)
        self.words.setText(download_words(told) if told else self.tr("Asking for the file…"))
        self.locate.setVisible(lora.missing and not (busy or asks))
        self.download.setVisible(can_fetch and not (busy or asks))
        self.download.setText(
            self.tr("Download to this computer") if linked else self.tr("Download again")
        )
        self.forget.setVisible(lora.missing and not (busy or asks))
        self.stop.setVisible(busy)
        self.no.setVisible(asks)
        self.anyway.setVisible(asks)

    def _sentence(self, lora: Lora, linked: bool) -> str:
        finding = self._finding
        if finding.question is not None:
            return words.told(finding.question)
        if finding.is_reading:
            return self.tr("Comparing the file with what is known of it…")
        if finding.is_fetching:
            return self.tr("Fetching its file")
        if linked:
            return self.tr("A link: hosted services read it there. It is not on this computer.")
        if can_be_fetched(lora):
            return self.tr("The file is not where it was. Its card stays.")
        return self.tr("The file is not where it was, and no other place is known. Its card stays.")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(IconLabel("info", 16, "soft"), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.sentence, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(top)
        for part in (self.problem, self.bar, self.words):
            column.addWidget(part)
        rows = ((self.locate, self.forget, self.no), (self.download, self.stop, self.anyway))
        for buttons in rows:
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button)
            column.addLayout(row)

    def _connect(self) -> None:
        finding = self._finding
        finding.changed.connect(self._show)
        self.locate.clicked.connect(self.begin_locating)
        self.download.clicked.connect(self.begin_download)
        self.forget.clicked.connect(self._on_forget)
        self.stop.clicked.connect(finding.stop)
        self.no.clicked.connect(finding.not_that_one)
        self.anyway.clicked.connect(finding.locate_anyway)

    def begin_locating(self) -> None:
        """Ask for the file, where it was or as near as there is a folder still."""
        if self._lora is not None:
            self._finding.look_where_it_was(self._lora, partial(self._ask_in, self._lora))

    def _ask_in(self, lora: Lora, folder: Path) -> None:
        self._ask(self, lora, folder, self._on_file)

    def begin_download(self) -> None:
        if self._lora is not None:
            self._finding.download(self._lora)

    def _on_file(self, path: str) -> None:
        if self._lora is not None:
            self._finding.locate(self._lora, Path(path))

    def _on_forget(self) -> None:
        if self._lora is not None:
            self.forget_wanted.emit(self._lora.id)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button


def _tr(text: str) -> str:
    return QCoreApplication.translate("lora_missing", text)
