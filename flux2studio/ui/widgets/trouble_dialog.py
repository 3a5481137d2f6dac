"""Told in a window of its own: why the app cannot open, and what can be done about it at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import StudioError
from flux2studio.logs import redact
from flux2studio.ui.widgets.fields import label
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.words import said

WIDTH = 440  # pixels for the words

AskFolder = Callable[[QWidget], str]


def ask_folder(parent: QWidget) -> str:
    return QFileDialog.getExistingDirectory(parent, _tr("Choose another folder"))


class TroubleDialog(QDialog):
    """``exec`` it: there is no window to say it in. ``folder`` is what was chosen instead.

    ``wants_again``: the same once more. ``offers_folder``: another place would do.
    """

    def __init__(
        self, error: StudioError, *, offers_folder: bool = False, ask: AskFolder = ask_folder
    ) -> None:
        super().__init__()
        self.setWindowTitle("flux2studio")
        self._ask = ask
        self.folder: Path | None = None
        self.wants_again = False
        self.sentence = _words(said(str(error)), "section")
        self.sentence.setMinimumWidth(WIDTH)  # of the dialog itself, the layout knows better
        self.hint = _words(said(error.hint), "soft")
        self.hint.setVisible(bool(error.hint))
        self.more = _words(
            self.tr(
                "In another folder flux2studio begins anew: with its own list of pictures,"
                " settings and LoRAs. What is in this one stays as it is."
            ),
            "soft",
        )
        self.more.setVisible(offers_folder)
        self.details = QPlainTextEdit(redact(error.details), readOnly=True)
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setFixedHeight(120)
        self.details.hide()
        self.show_details = self._button(self.tr("Details"), self._toggle_details)
        self.show_details.setCheckable(True)
        self.show_details.setProperty("role", "flat")
        self.show_details.setVisible(bool(error.details))
        self.copy = self._button(self.tr("Copy"), self._copy)
        self.copy.setProperty("role", "flat")
        self.copy.setAccessibleName(self.tr("Copy what is said here"))
        self.again = self._button(self.tr("Try again"), self._try_again)
        self.quit = self._button(self.tr("Quit"), self.reject)
        self.choose = self._button(self.tr("Choose another folder…"), self._choose)
        self.choose.setProperty("role", "primary")
        self.choose.setVisible(offers_folder)
        self.again.setVisible(offers_folder)
        self._lay_out()
        (self.choose if offers_folder else self.quit).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def text(self) -> str:
        """All that is said."""
        parts = (self.sentence.text(), self.hint.text(), self.details.toPlainText())
        return "\n".join(part for part in parts if part)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        for part in (self.sentence, self.hint, self.more):
            words.addWidget(part)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(IconLabel("warning", 24, "warn"), alignment=Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.show_details)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        for button in (self.quit, self.again, self.choose):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addLayout(top)
        column.addWidget(self.details)
        column.addLayout(foot)

    def _toggle_details(self) -> None:
        self.details.setVisible(self.show_details.isChecked())
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.copy.setText(self.tr("Copied"))

    def _try_again(self) -> None:
        self.wants_again = True
        self.accept()

    def _choose(self) -> None:
        if chosen := self._ask(self):
            self.folder = Path(chosen)
            self.accept()

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(act)
        return button


def _words(text: str, role: str) -> QLabel:
    words = label(text, role)
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


def _tr(text: str) -> str:
    return QCoreApplication.translate("trouble_dialog", text)
