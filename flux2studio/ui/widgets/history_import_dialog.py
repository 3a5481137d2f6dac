"""Pictures of other programs for the history: a folder, what lies in it, and what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.foreign_recipe import TOOLS
from flux2studio.core.history_import import OURS, ImportReport
from flux2studio.ui.viewmodels.history_import import HistoryImportViewModel, Phase
from flux2studio.ui.viewmodels.lora_work import number_words
from flux2studio.ui.widgets.dialogs import resize_on_screen
from flux2studio.ui.widgets.fields import ElidedLabel, label
from flux2studio.ui.widgets.file_dialogs import AskFolder, ask_folder
from flux2studio.ui.widgets.progress_line import ProgressLine
from flux2studio.ui.widgets.trouble import Trouble

SIZE = QSize(560, 440)

_UNREADABLE_MAX = 5  # files that are named one by one


class HistoryImportDialog(QDialog):
    """Stays open at the end, to say what was taken in and what was not."""

    def __init__(
        self,
        importing: HistoryImportViewModel,
        parent: QWidget | None = None,
        ask: AskFolder = ask_folder,
    ) -> None:
        super().__init__(parent)
        self._importing = importing
        self._ask = ask
        self.setWindowTitle(self.tr("Import pictures"))
        resize_on_screen(self, SIZE)
        self.where = ElidedLabel()
        self.choose = QPushButton(self.tr("Choose a folder…"))
        self.counts = QGridLayout()
        self.counts.setHorizontalSpacing(16)
        self.counts.setVerticalSpacing(6)
        self.counts.setColumnStretch(0, 1)
        self.plain = QCheckBox(self.tr("Also pictures without a recipe"))
        self.plain.setProperty("role", "switch")
        self.words = label("", "soft")
        self.words.setWordWrap(True)
        self.trouble = Trouble(self.tr("Import pictures"))
        self.bar = ProgressLine()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel = QPushButton()
        self.take = QPushButton()
        self.take.setProperty("role", "primary")
        self._lay_out()
        self._connect()
        self._show()

    def done(self, result: int) -> None:
        self._importing.stop()
        super().done(result)

    def choose_folder(self) -> None:
        now = next(iter(self._importing.places), Path.home())
        self._ask(self, str(now.parent if now.suffix else now), self._on_folder)

    def _lay_out(self) -> None:
        intro = label(
            self.tr(
                "Pictures of Stable Diffusion web UI, ComfyUI, InvokeAI, SwarmUI, Fooocus and Draw"
                " Things stay where they lie. They are read and never changed."
            ),
            "soft",
        )
        intro.setWordWrap(True)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.where, 1)
        place.addWidget(self.choose)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Import pictures"), "section"))
        column.addWidget(intro)
        column.addLayout(place)
        column.addLayout(self.counts)
        column.addWidget(self.plain)
        column.addWidget(self.words)
        column.addWidget(self.trouble)
        column.addStretch(1)
        column.addWidget(self.bar)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.choose_folder)
        self.plain.toggled.connect(self._importing.take_plain)
        self.cancel.clicked.connect(self._on_cancel)
        self.take.clicked.connect(self._on_take)
        self._importing.changed.connect(self._show)

    def _on_folder(self, folder: str) -> None:
        self._importing.look(Path(folder))

    def _on_cancel(self) -> None:
        if self._importing.phase in (Phase.LOOKING, Phase.TAKING):
            self._importing.stop()
        else:
            self.reject()

    def _on_take(self) -> None:
        if self._importing.phase is Phase.DONE:
            self.accept()
        else:
            self._importing.take()

    def _show(self) -> None:
        importing, phase = self._importing, self._importing.phase
        runs = phase in (Phase.LOOKING, Phase.TAKING)
        self.where.say(self._where())
        self.choose.setEnabled(not runs)
        self.choose.setVisible(phase is not Phase.DONE)
        self._show_counts()
        look = importing.look_found
        self.plain.setVisible(bool(look.without) and phase is not Phase.DONE)
        self.plain.setEnabled(not runs)
        self.plain.setChecked(importing.plain)
        self.plain.setText(self.tr("Also {0} without a recipe").format(number_words(look.without)))
        self.words.setText(self._words())
        self.words.setVisible(bool(self.words.text()))
        self.trouble.show_problem(importing.problem)
        self.bar.setVisible(runs)
        done, total = importing.progress
        self.bar.show_fraction(done / total if total else None)
        self._show_buttons(runs=runs)

    def _where(self) -> str:
        places = self._importing.places
        if len(places) > 1:
            return ", ".join(place.name for place in places)
        return str(places[0]) if places else self.tr("No folder yet")

    def _show_buttons(self, *, runs: bool) -> None:
        phase = self._importing.phase
        self.cancel.setText(self.tr("Stop") if runs else self.tr("Cancel"))
        self.cancel.setVisible(phase is not Phase.DONE)
        wanted = self._importing.wanted
        is_open = phase is Phase.READY and wanted > 0
        was_enabled = self.take.isEnabled()
        self.take.setEnabled(is_open or phase is Phase.DONE)
        self.take.setDefault(is_open or phase is Phase.DONE)
        if self.take.isEnabled() and not was_enabled:  # not to what was pushed there meanwhile
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)
        if phase is Phase.DONE:
            self.take.setText(self.tr("Done"))
        elif wanted:
            self.take.setText(self.tr("Import {0}").format(number_words(wanted)))
        else:
            self.take.setText(self.tr("Import"))

    def _show_counts(self) -> None:
        while (item := self.counts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if self._importing.phase is Phase.DONE:
            return
        found = sorted(self._importing.look_found.found.items(), key=lambda pair: -pair[1])
        for row, (tool, count) in enumerate(found):
            name = "flux2studio" if tool == OURS else TOOLS.get(tool, tool)
            number = label(number_words(count))
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.counts.addWidget(label(name), row, 0)
            self.counts.addWidget(number, row, 1)

    def _words(self) -> str:
        importing = self._importing
        look = importing.look_found
        if importing.phase is Phase.LOOKING:
            done, total = importing.progress
            text = self.tr("Looking at {0} of %Ln picture(s)…", "", total)
            return text.format(number_words(done))
        if importing.phase is Phase.TAKING:
            done, total = importing.progress
            text = self.tr("{0} of %Ln picture(s) (is|are) in.", "", total)
            return text.format(number_words(done))
        if importing.phase is Phase.DONE:
            return self._told(importing.report)
        if importing.phase is Phase.READY:
            return " ".join(self._asides(look.already, look.unreadable)) or (
                "" if look.total or look.without else self.tr("There are no pictures here.")
            )
        return self.tr("Stopped.") if importing.was_stopped else ""

    def _asides(self, already: int, unreadable: int) -> list[str]:
        parts = []
        if already:
            words = self.tr("Already in the history: {0}.")
            parts.append(words.format(number_words(already)))
        if unreadable:
            parts.append(self.tr("Cannot be read: {0}.").format(number_words(unreadable)))
        return parts

    def _told(self, report: ImportReport) -> str:
        parts = [self.tr("New in the history: {0}.").format(number_words(report.added))]
        parts += self._asides(report.already, len(report.unreadable))
        if report.without_recipe:
            words = self.tr("Left out, without a recipe: {0}.")
            parts.append(words.format(number_words(report.without_recipe)))
        names = [path.name for path in report.unreadable[:_UNREADABLE_MAX]]
        if names:
            more = "…" if len(report.unreadable) > len(names) else ""
            parts.append("(" + ", ".join(names) + more + ")")
        return " ".join(parts)
