"""Settings: where LoRAs are looked for and downloaded to, newer versions, backups."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import StudioError
from flux2studio.core.lora_import_plan import RowState
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.lora_settings import LoraSettings
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label, side_by_side
from flux2studio.ui.widgets.file_dialogs import AskFolder
from flux2studio.ui.widgets.settings_parts import SettingsPage, Switch

LOOK_MS = 500
FILES = "flux2studio LoRAs (*.zip)"

AskZip = Callable[[QWidget, bool, Callable[[str], None]], None]


def ask_zip(parent: QWidget, saves: bool, chosen: Callable[[str], None]) -> None:
    title = _tr("Export the LoRAs") if saves else _tr("Choose a backup")
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, home, FILES)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if saves:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile("loras.zip")
    dialog.fileSelected.connect(chosen)
    dialog.open()


class LorasPage(SettingsPage):
    def __init__(
        self,
        settings: SettingsViewModel,
        loras: LoraSettings,
        ask: AskFolder,
        ask_file: AskZip = ask_zip,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._loras = loras
        self._ask = ask
        self._ask_file = ask_file
        self.rows: list[QWidget] = []
        self._roots = QVBoxLayout()
        self.add_root = QPushButton(self.tr("Add a folder…"))
        self.scan = QPushButton(self.tr("Look again now"))
        self.pause = QPushButton()
        self.pause.setProperty("role", "link")
        self.progress = label("", "soft")
        self.progress.setWordWrap(True)
        self.roots_problem = Sentence()
        self.folder = ElidedLabel()
        self.folder_problem = Sentence()
        self.choose_folder = QPushButton(self.tr("Choose…"))
        self.usual_folder = QPushButton(self.tr("Usual place"))
        self.updates = Switch(
            self.tr("Look for newer versions"),
            self.tr("Once a day, Hugging Face and Civitai are asked about the LoRAs from there."),
        )
        self.last = label("", "soft")
        self.last.setWordWrap(True)
        self.back_up = QPushButton(self.tr("Make one now"))
        self.export = QPushButton(self.tr("Export…"))
        self.bring_in = QPushButton(self.tr("Import…"))
        self.question = QFrame()
        self.words = QLabel()
        self.yes = QPushButton(self.tr("Bring them in"))
        self.no = QPushButton()
        self.note = Sentence()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._lay_out()
        self._connect()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._loras.load()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _lay_out(self) -> None:
        self.section(
            self.tr("Folders"),
            self.tr("What appears in them is offered to you. Nothing in them is ever changed."),
        )
        self._roots.setSpacing(4)
        self.column.addLayout(self._roots)
        self.column.addLayout(side_by_side(self.add_root, self.scan))
        self.column.addLayout(side_by_side(self.progress, self.pause))
        self.column.addWidget(self.roots_problem)
        self.section(self.tr("Downloads"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose_folder)
        row.addWidget(self.usual_folder)
        self.column.addLayout(row)
        self.column.addWidget(self.folder_problem)
        self.column.addWidget(self.updates)
        self.section(
            self.tr("Backup"),
            self.tr(
                "Every day your words, ratings and pictures of all LoRAs are kept in one file."
                " An import adds to what you have and never replaces your words."
            ),
        )
        self.column.addWidget(self.last)
        self.column.addLayout(side_by_side(self.back_up, self.export, self.bring_in))
        self._lay_out_question()
        self.column.addWidget(self.note)
        self.finish()

    def _lay_out_question(self) -> None:
        self.question.setProperty("role", "card")
        self.words.setWordWrap(True)
        column = QVBoxLayout(self.question)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addLayout(side_by_side(self.yes, self.no))
        self.column.addWidget(self.question)

    def _connect(self) -> None:
        loras = self._loras
        self.add_root.clicked.connect(self._on_add_root)
        self.scan.clicked.connect(loras.scan)
        self.pause.clicked.connect(self._on_pause)
        self.choose_folder.clicked.connect(self._on_choose_folder)
        self.usual_folder.clicked.connect(partial(self._on_folder, ""))
        self.updates.toggled.connect(self._on_updates)
        self.back_up.clicked.connect(loras.back_up)
        self.export.clicked.connect(self._on_export)
        self.bring_in.clicked.connect(self._on_import)
        self.yes.clicked.connect(loras.take)
        self.no.clicked.connect(loras.not_now)
        self._timer.timeout.connect(self._show_progress)
        loras.changed.connect(self._show)
        self._settings.changed.connect(self._show)
        self._settings.rejected.connect(self._on_rejected)

    def _show(self) -> None:
        loras, settings = self._loras, self._settings.settings
        self._show_roots()
        self._show_progress()
        self.roots_problem.show_problem(loras.folder_problem)
        self.folder.say(settings.loras_folder or loras.usual_folder)
        self.usual_folder.setVisible(bool(settings.loras_folder))
        self.updates.show_value(settings.lora_updates)
        last = loras.last_backup
        none = self.tr("No backup yet: the first is made minutes after the first LoRA came.")
        self.last.setText(self.tr("Last one: {0}").format(last.name) if last else none)
        self.last.setToolTip(str(last or ""))
        self._show_question()
        if loras.backup_problem is not None:
            self.note.show_problem(loras.backup_problem)
        else:
            self.note.say(loras.note, "label")

    def _show_roots(self) -> None:
        shown = [row.accessibleName() for row in self.rows]
        if shown == [str(root) for root in self._loras.roots]:
            return
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._root_row(root) for root in self._loras.roots]
        for row in self.rows:
            self._roots.addWidget(row)

    def _root_row(self, root: Path) -> QWidget:
        widget = QWidget()
        widget.setAccessibleName(str(root))
        remove = QToolButton()
        remove.setProperty("role", "icon")
        remove.setToolTip(self.tr("Look into it no more; cards and files stay"))
        remove.setAccessibleName(self.tr("Look no more into {0}").format(root))
        icons.set_icon(remove, "close", icons.Tone.SOFT)
        remove.clicked.connect(partial(self._on_remove_root, root))
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(ElidedLabel(str(root)), 1)
        row.addWidget(remove)
        return widget

    def _show_progress(self) -> None:
        loras = self._loras
        self.progress.setText(loras.progress.capitalize() or self.tr("All files are known."))
        self.progress.setVisible(bool(loras.roots))
        self.scan.setVisible(bool(loras.roots))
        self.pause.setText(self.tr("Go on") if loras.is_paused else self.tr("Pause"))
        self.pause.setVisible(bool(loras.roots) and (loras.is_paused or bool(loras.progress)))

    def _show_question(self) -> None:
        report = self._loras.question
        is_taking = self._loras.is_taking
        self.question.setVisible(report is not None or is_taking)
        self.yes.setVisible(not is_taking)
        self.no.setText(self.tr("Stop") if is_taking else self.tr("Not now"))
        self.bring_in.setEnabled(not is_taking)
        if is_taking:
            self.words.setText(self.tr("They are being brought in…"))
        elif report is not None:
            new, adds, same = RowState.NEW, RowState.ADDS, RowState.SAME
            lines = (
                self.tr("%Ln LoRA(s) (is|are) new.", "", report.count(new)),
                self.tr("%Ln (gets|get) words (it|they) lacked.", "", report.count(adds)),
                self.tr("%Ln (stays|stay) as (it is|they are).", "", report.count(same)),
            )
            self.words.setText(" ".join(lines))

    def _on_add_root(self) -> None:
        self._ask(self, "", self._on_root)

    def _on_root(self, folder: str) -> None:
        self._loras.add_root(Path(folder))

    def _on_remove_root(self, root: Path, _checked: bool = False) -> None:
        self._loras.remove_root(root)

    def _on_pause(self) -> None:
        self._loras.pause(not self._loras.is_paused)

    def _on_choose_folder(self) -> None:
        now = self._settings.settings.loras_folder or self._loras.usual_folder
        self._ask(self, now, self._on_folder)

    def _on_folder(self, folder: str, _checked: bool = False) -> None:
        if self._settings.change(loras_folder=folder):
            words = self.tr("Downloads go there from now on; what is elsewhere stays there.")
            self.folder_problem.say(words, "label")

    def _on_updates(self, on: bool) -> None:
        self._settings.change(lora_updates=on)

    def _on_export(self) -> None:
        self._ask_file(self, True, self._on_export_to)

    def _on_export_to(self, path: str) -> None:
        self._loras.export(Path(path))

    def _on_import(self) -> None:
        self._ask_file(self, False, self._on_import_from)

    def _on_import_from(self, path: str) -> None:
        self._loras.look_at(Path(path))

    def _on_rejected(self, error: StudioError) -> None:
        if error.field == "loras_folder":
            self.folder_problem.show_problem(error)


def _tr(text: str) -> str:
    return QCoreApplication.translate("settings_loras", text)
