"""Under the choice of a model of this computer: its memory plan, or what is missing of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.request import GenerationRequest
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.model_rows import Act, Row
from flux2studio.ui.viewmodels.this_computer import ThisComputer
from flux2studio.ui.widgets.engine_install_card import MissingEngine
from flux2studio.ui.widgets.fields import Sentence, label, sentence, set_property
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.widgets.progress_line import ProgressLine

_HERE = frozenset({Act.DOWNLOAD, Act.RESUME, Act.PAUSE})  # what needs no more than a click


class LocalPanel(QWidget):
    """Takes no room for a hosted model."""

    page_wanted = Signal()

    def __init__(self, compose: ComposeViewModel, here: ThisComputer) -> None:
        super().__init__()
        self._compose = compose
        self._here = here
        self.plan = Sentence()
        self.trouble = Sentence()
        self.engine = MissingEngine(here.engine)
        self.missing = MissingModel(here)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.engine, self.missing, self.plan, self.trouble):
            column.addWidget(part)
        self.engine.page_wanted.connect(self.page_wanted)
        self.missing.page_wanted.connect(self.page_wanted)
        compose.draft_changed.connect(self._show)
        here.fits.changed.connect(self._show_again)
        here.engine.changed.connect(self._show_again)  # which follows the computer
        here.models.changed.connect(self._show_again)
        self._show(compose.draft)

    def _show_again(self) -> None:
        self._show(self._compose.draft)

    def _show(self, draft: GenerationRequest) -> None:
        model = self._compose.model
        if model.local is not None and self.isHidden() and self._here.computer.hardware:
            self._here.look()  # what was free some time ago may not be any more
        self.setVisible(model.local is not None)
        if model.local is None:
            return
        fit = self._here.fits.plan(draft, model)
        self.plan.say(fit.words, fit.tone)
        lacks = self._here.engine.is_needed  # which its card says
        self.trouble.show_problem(None if lacks else self._here.computer.engine_problem, "warn")
        is_missing = self._here.models.problem(model) is not None
        is_next = not lacks or self._here.engine.face.moving
        row = self._here.models.row(model.id) if is_missing else None
        self.missing.show_row(row, is_next=is_next)


class MissingModel(QFrame):
    """A model that is not, or not wholly, on this computer, and the way to get it right here."""

    page_wanted = Signal()

    def __init__(self, here: ThisComputer) -> None:
        super().__init__()
        self._models = here.models
        self._row: Row | None = None
        self.setProperty("role", "card")
        self.name = label("", "title")
        self.words = Sentence()
        self.bar = ProgressLine()
        self.progress = label("")
        self.problem = Sentence()
        self.main = QPushButton()
        self.details = QPushButton(self.tr("All models"))
        self._lay_out()
        self.main.clicked.connect(self._on_main)
        self.details.clicked.connect(self.page_wanted)
        self.hide()

    def show_row(self, row: Row | None, *, is_next: bool = True) -> None:
        """``is_next``: nothing else comes first, such as the engine."""
        self.setVisible(row is not None)
        is_primary = is_next and row is not None and not row.moving
        set_property(self.main, "role", "primary" if is_primary else "")
        if row is None or row == self._row:
            self._row = row
            return
        self._row = row
        self.name.setText(row.name)
        self.words.say(f"{row.state} · {row.licence.name}")
        self.bar.setVisible(row.moving)
        self.bar.show_fraction(row.fraction)
        self.bar.setAccessibleName(f"{row.name}: {row.progress}")
        self.progress.setText(row.progress)
        self.progress.setVisible(row.moving)
        self.problem.say(sentence(row.problem), "bad")
        self.main.setText(self._main_words(row))
        self.main.setVisible(row.act is not None)
        self.main.setAccessibleName(f"{self.main.text()}: {row.name}")
        self.setAccessibleName(f"{row.name}. {row.state}. {row.progress}".strip())

    def _main_words(self, row: Row) -> str:
        if not self._is_simple(row):
            return self.tr("Set it up…")
        return {
            Act.DOWNLOAD: self.tr("Download"),
            Act.RESUME: self.tr("Resume"),
            Act.PAUSE: self.tr("Pause"),
        }[row.act or Act.DOWNLOAD]

    def _is_simple(self, row: Row) -> bool:
        """Nothing is asked before it: no licence to agree to, no folder to choose."""
        asks = row.licence.needs_acceptance and row.act is not Act.PAUSE
        return row.act in _HERE and not asks

    def _on_main(self) -> None:
        row = self._row
        if row is None or row.act is None:
            return
        if self._is_simple(row):
            self._models.act(row.id, row.act)
            return
        if row.act is not Act.FOLDER:
            self._models.act(row.id, row.act)  # its question is asked on the page
        self.page_wanted.emit()

    def _lay_out(self) -> None:
        icons.set_icon(self.details, "chip", icons.Tone.SOFT)
        self.details.setProperty("role", "link-soft")
        self.main.setProperty("role", "primary")  # nothing can be generated until then
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.main, 1)
        buttons.addWidget(self.details)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.words)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(IconLabel("download", 18, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.bar)
        column.addWidget(self.progress)
        column.addWidget(self.problem)
        column.addLayout(buttons)
