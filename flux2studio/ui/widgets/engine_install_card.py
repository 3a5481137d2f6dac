"""In the form: the engine that this computer still lacks, and the way to get it right here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from flux2studio.ui import icons
from flux2studio.ui.viewmodels.engine_install import EngineInstallViewModel
from flux2studio.ui.viewmodels.engine_install_face import Act, Face
from flux2studio.ui.widgets.engine_install_words import act_words
from flux2studio.ui.widgets.fields import Sentence, label, sentence, set_property
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.widgets.progress_line import ProgressLine


class MissingEngine(QFrame):
    """Takes no room while there is an engine."""

    page_wanted = Signal()

    def __init__(self, engine: EngineInstallViewModel) -> None:
        super().__init__()
        self._engine = engine
        self._act: Act | None = None
        self.setProperty("role", "card")
        self.name = label(self.tr("The engine"), "title")
        self.words = Sentence()
        self.bar = ProgressLine()
        self.progress = Sentence()
        self.problem = Sentence()
        self.main = QPushButton()
        self.details = QPushButton(self.tr("About it"))
        self.details.setAccessibleName(self.tr("About the engine"))
        self._lay_out()
        self.main.clicked.connect(self._on_main)
        self.details.clicked.connect(self.page_wanted)
        engine.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.setVisible(self._engine.is_needed)
        if not self._engine.is_needed:
            return
        face = self._engine.face
        self._act = face.main if not face.why_not else None
        self.words.say(_words(face))
        self.bar.setVisible(face.moving)
        self.bar.show_fraction(face.fraction)
        self.bar.setAccessibleName(f"{face.state}: {face.progress}")
        self.progress.say(face.progress)
        self.problem.say(sentence(face.problem) or face.why_not, "warn")
        self.main.setText(act_words(self._act) if self._act else self.tr("Set it up…"))
        self.main.setAccessibleName(f"{self.main.text()}: {self.name.text()}")
        set_property(self.main, "role", "" if face.moving else "primary")
        self.setAccessibleName(f"{self.name.text()}. {face.state}. {face.progress}".strip())

    def _on_main(self) -> None:
        if self._act is not None:
            self._engine.act(self._act)
        else:
            self.page_wanted.emit()

    def _lay_out(self) -> None:
        icons.set_icon(self.details, "chip", icons.Tone.SOFT)
        self.details.setProperty("role", "link-soft")
        self.main.setProperty("role", "primary")  # nothing can be made here until then
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
        top.addWidget(IconLabel("chip", 18, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(top)
        for part in (self.bar, self.progress, self.problem):
            column.addWidget(part)
        column.addLayout(buttons)


def _words(face: Face) -> str:
    is_offer = face.main is Act.INSTALL and face.takes
    return f"{face.state} · {face.takes}" if is_offer else face.state
