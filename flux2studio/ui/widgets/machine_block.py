"""The GPU of this computer and the engine on it: what is there, and what lies in its memory."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from flux2studio.ui import theme
from flux2studio.ui.viewmodels.computer import ComputerViewModel
from flux2studio.ui.viewmodels.engine_install import EngineInstallViewModel
from flux2studio.ui.widgets.fields import label, set_property
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.widgets.settings_parts import paragraph
from flux2studio.ui.widgets.trouble import Trouble

_SIGN = 28


class MachineBlock(QWidget):
    def __init__(self, computer: ComputerViewModel, install: EngineInstallViewModel) -> None:
        super().__init__()
        self._computer = computer
        self._install = install
        self.name = _wrapped("", "title")
        self.facts = paragraph("")
        self.machine = _wrapped("", "label")
        self.again = QPushButton(self.tr("Look again"))
        self.again.setAccessibleName(self.tr("Look for a GPU again"))
        self.engine = _wrapped("", "soft")
        self.start = QPushButton(self.tr("Start now"))
        self.start.setAccessibleName(self.tr("Start the engine now"))
        self.start.setToolTip(self.tr("Shows whether it works here, before the first picture"))
        self.trouble = Trouble(self.tr("the engine"))
        self.loaded = _wrapped("", "soft")
        self.free = QPushButton(self.tr("Free memory"))
        self.free.setToolTip(self.tr("The model leaves the GPU; the next picture loads it again"))
        self._lay_out()
        self.again.clicked.connect(computer.look)
        self.again.clicked.connect(install.look)
        self.start.clicked.connect(computer.start_engine)
        self.free.clicked.connect(computer.free_memory)
        install.changed.connect(self._show)  # which follows the computer
        self._show()

    def _show(self) -> None:
        computer = self._computer
        self.name.setText(computer.name)
        self.facts.setText(computer.facts)
        self.facts.setVisible(bool(computer.facts))
        self.machine.setText(computer.machine)
        self.machine.setVisible(bool(computer.machine))
        self.engine.setText(computer.engine_words)
        set_property(self.engine, "role", "" if computer.is_running else "soft")
        lacks = self._install.is_needed  # what to do about it stands below
        if lacks:
            self.engine.setText(self._install.face.state)
        self.start.setVisible(computer.can_start and not lacks)
        self.trouble.show_problem(None if lacks else computer.engine_problem)
        self.loaded.setText(computer.loaded or self.tr("No model is loaded."))
        self.free.setVisible(bool(computer.loaded))
        self.free.setEnabled(computer.can_free)

    def _lay_out(self) -> None:
        self.again.setProperty("role", "link")
        for button in (self.again, self.start, self.free):
            button.setAutoDefault(False)
        words = QVBoxLayout()
        words.setSpacing(3)
        for part in (self.name, self.facts, self.machine):
            words.addWidget(part)
        gpu = QHBoxLayout()
        gpu.setSpacing(14)
        gpu.addWidget(IconLabel("chip", _SIGN), 0, Qt.AlignmentFlag.AlignTop)
        gpu.addLayout(words, 1)
        gpu.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(gpu)
        column.addSpacing(8)
        column.addLayout(_line(self.tr("Engine"), self.engine, self.start))
        column.addWidget(self.trouble)
        column.addLayout(_line(self.tr("In memory"), self.loaded, self.free))


def _line(name: str, words: QWidget, button: QPushButton) -> QHBoxLayout:
    title = label(name, "")
    title.setMinimumWidth(theme.lines(88))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(title)
    row.addWidget(words, 1)
    row.addWidget(button)
    row.addStrut(32)
    return row


def _wrapped(text: str, role: str) -> QLabel:
    words = label(text, role)
    words.setWordWrap(True)
    return words
