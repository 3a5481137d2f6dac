"""What the doctor found: what is wrong first, with what to do about it; a report to give away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import StudioError
from flux2studio.ui.viewmodels.doctor import DoctorViewModel, Finding
from flux2studio.ui.widgets import lines
from flux2studio.ui.widgets.dialogs import ScrollingPage, resize_on_screen
from flux2studio.ui.widgets.fields import label
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.widgets.page import Page
from flux2studio.ui.widgets.progress_line import ProgressLine

SIZE = QSize(760, 640)
_SIGNS = {True: ("check", "ok"), False: ("warning", "bad")}


class DoctorDialog(QDialog):
    """Looks as soon as it is there, and again when that is wanted."""

    def __init__(self, view_model: DoctorViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view_model = view_model
        view_model.setParent(self)
        view_model.found.connect(self._on_found)
        view_model.failed.connect(self._on_failed)
        self.setWindowTitle(self.tr("Check this installation"))
        self.summary = label("", "soft")
        self.summary.setWordWrap(True)
        self.waiting = ProgressLine()
        self.waiting.setAccessibleName(self.tr("Looking…"))
        self.again = self._button(self.tr("Look again"), self.look)
        self.copy = self._button(self.tr("Copy report"), self._copy)
        self.copy.setToolTip(
            self.tr("Without keys, your name, folders of yours and addresses: safe to pass on")
        )
        self.close_button = self._button(self.tr("Close"), self.accept)
        self._rows = Page()
        self._area = ScrollingPage(self._rows)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        resize_on_screen(self, SIZE)
        self.look()

    def look(self) -> None:
        """Examine everything, once more if need be."""
        self.summary.setText(self.tr("Looking at versions, folders, keys and the graphics card…"))
        for button in (self.again, self.copy):
            button.setEnabled(False)
        self.waiting.show_fraction(None)
        self.waiting.show()
        self.view_model.look()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 20, 24, 12)
        head.setSpacing(4)
        head.addWidget(label(self.tr("Check this installation"), "page-title"))
        head.addWidget(self.summary)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(self.copy)
        foot.addWidget(self.again)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.waiting)
        column.addWidget(lines.horizontal(self))
        column.addWidget(self._area, 1)
        column.addWidget(lines.horizontal(self))
        column.addLayout(foot)

    def _on_found(self) -> None:
        wrong = self.view_model.wrong
        all_well = self.tr("All is well. If something is wrong all the same, copy the report.")
        self.summary.setText(self.tr("%n thing(s) to mend.", "", wrong) if wrong else all_well)
        for button in (self.again, self.copy):
            button.setEnabled(True)
        self.copy.setText(self.tr("Copy report"))
        self.waiting.hide()
        self._show_rows()

    def _on_failed(self, error: StudioError) -> None:
        self.summary.setText(f"{error} {error.hint}".strip())
        self.again.setEnabled(True)
        self.waiting.hide()

    def _show_rows(self) -> None:
        findings = self.view_model.findings
        rows = self._rows = Page()
        grid = QGridLayout(rows)
        grid.setContentsMargins(24, 16, 24, 16)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for number, finding in enumerate(findings):
            if finding.ok is not None:
                icon, token = _SIGNS[finding.ok]
                sign = IconLabel(icon, 16, token)
                sign.setAccessibleName(self.tr("Well") if finding.ok else self.tr("Wrong"))
                grid.addWidget(sign, number, 0, Qt.AlignmentFlag.AlignTop)
            name = label(finding.name, "soft")
            grid.addWidget(name, number, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._value(finding), number, 2, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(findings), 1)
        self._area.show_page(rows)

    def _value(self, finding: Finding) -> QLabel:
        text = f"{finding.value}\n{finding.hint}".strip()
        value = label(text, "strong" if finding.ok is False else "read")
        value.setWordWrap(True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(f"{finding.name}: {text}")
        return value

    def _copy(self, _checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(self.view_model.report)
        self.copy.setText(self.tr("Copied"))

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(partial(_press, act))
        return button


def _press(act: Callable[[], object], _checked: bool = False) -> None:
    act()
