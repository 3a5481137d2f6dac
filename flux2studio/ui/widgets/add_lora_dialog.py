"""Asks for a LoRA: a repository, a link, or files."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import StudioError
from flux2studio.core.request import LoraKind, lora_kind
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.widgets.fields import Sentence, label, sentence, set_property
from flux2studio.ui.widgets.file_dialogs import open_near

AskFiles = Callable[[QWidget, Callable[[list[str]], None]], None]


def ask_lora_files(parent: QWidget, chosen: Callable[[list[str]], None]) -> None:
    dialog = QFileDialog(parent, parent.tr("Choose LoRA files"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    open_near(dialog, QStandardPaths.StandardLocation.DownloadLocation)
    dialog.setNameFilters(["LoRA (*.safetensors)", parent.tr("All files") + " (*)"])
    dialog.filesSelected.connect(chosen)
    dialog.open()


class AddLoraDialog(QDialog):
    """Closes itself when what was asked for is in the library; an error stays at the field."""

    def __init__(
        self, loras: LorasViewModel, ask: AskFiles = ask_lora_files, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._loras = loras
        self._ask = ask
        self._asked = 0
        self.setWindowTitle(self.tr("Add a LoRA"))
        self.setMinimumWidth(440)
        self.source = QLineEdit()
        self.source.setPlaceholderText(self.tr("owner/name, https://…, or a path"))
        self.source.setAccessibleName(self.tr("Repository, link or path"))
        self.source.setClearButtonEnabled(True)
        self.note = Sentence()
        self.files = QPushButton(self.tr("Choose files…"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.add = QPushButton(self.tr("Add"))
        self.add.setProperty("role", "primary")
        self.add.setDefault(True)
        self._lay_out()
        self._connect()
        self._describe("")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Add a LoRA"), "section"))
        explanation = label(
            self.tr(
                "Files stay where they are. A repository or link is fetched when it is used, by"
                " the service itself where it can."
            ),
            "soft",
        )
        explanation.setWordWrap(True)
        column.addWidget(explanation)
        column.addSpacing(8)
        column.addWidget(label(self.tr("Repository, link or path"), buddy=self.source))
        column.addWidget(self.source)
        column.addWidget(self.note)
        column.addSpacing(12)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.files)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.add)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.source.textChanged.connect(self._describe)
        self.add.clicked.connect(self._on_add)
        self.cancel.clicked.connect(self.reject)
        self.files.clicked.connect(self._on_files)
        self._loras.added.connect(self._on_added)
        self._loras.rejected.connect(self._on_rejected)

    def _describe(self, text: str) -> None:
        words = {
            LoraKind.REPOSITORY: self.tr("A Hugging Face repository."),
            LoraKind.URL: self.tr("A link to a file."),
            LoraKind.FILE: self.tr("A file on this computer. Hosted services cannot read it."),
            LoraKind.UNKNOWN: self.tr("For example “owner/name” on huggingface.co."),
        }
        set_property(self.source, "state", "")
        self.note.say(words[lora_kind(text.strip())], "label")
        self.add.setEnabled(bool(text.strip()))
        why = self.tr("Type or paste a repository, a link or a path first.")
        self.add.setToolTip("" if text.strip() else why)

    def _on_add(self) -> None:
        self._start([self.source.text()])

    def _on_files(self) -> None:
        self._ask(self, self._start)

    def _start(self, sources: list[str]) -> None:
        self._asked += len(sources)
        self.add.setEnabled(False)
        self.note.say(self.tr("Reading…"), "label")
        for source in sources:
            self._loras.add(source)

    def _on_added(self) -> None:
        if self._asked:
            self._asked -= 1
            if not self._asked:
                self.accept()

    def _on_rejected(self, error: StudioError) -> None:
        if self._asked:
            self._asked -= 1
            self.add.setEnabled(True)
            set_property(self.source, "state", "bad")
            self.note.say(sentence(error), "bad")
            self.source.setFocus(Qt.FocusReason.OtherFocusReason)
