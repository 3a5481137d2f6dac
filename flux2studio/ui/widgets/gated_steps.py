"""What has to be done, step by step, before a gated model can be fetched."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.fields import label
from flux2studio.ui.widgets.settings_parts import paragraph

SITE = "huggingface"
_TOP = Qt.AlignmentFlag.AlignTop


class GatedSteps(QWidget):
    """``open_page`` leads to the model's page, ``focus_token`` to the field of the token."""

    def __init__(
        self,
        settings: SettingsViewModel,
        name: str,
        open_page: Callable[[], None],
        focus_token: Callable[[], None],
    ) -> None:
        super().__init__()
        self._settings = settings
        self.page = self._link(self.tr("Open the page"), name)
        self.make = self._link(self.tr("Make one"), name)
        self.enter = self._link("", name)
        self._told = paragraph("")
        self.page.clicked.connect(open_page)
        self.make.clicked.connect(self._on_make)
        self.enter.clicked.connect(focus_token)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        asks = self.tr("Its makers ask for consent. On the model’s page, signed in, accept it.")
        token = self.tr("Make a token there that may read; it is what this app signs in with.")
        for row, (words, link) in enumerate(
            ((paragraph(asks), self.page), (paragraph(token), self.make), (self._told, self.enter))
        ):
            grid.addWidget(label(f"{row + 1}", "accent"), row, 0, _TOP)
            grid.addWidget(words, row, 1, _TOP)
            grid.addWidget(link, row, 2, _TOP | Qt.AlignmentFlag.AlignLeft)
        settings.keys_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        has = self._settings.has_key(SITE)
        self._told.setText(
            self.tr("Your token for Hugging Face is set.")
            if has
            else self.tr("Enter the token here, under Services.")
        )
        self.enter.setText(self.tr("Change it") if has else self.tr("Enter it"))

    def _on_make(self) -> None:
        self._settings.open_key_page(SITE)

    def _link(self, words: str, name: str) -> QPushButton:
        link = QPushButton(words)
        link.setProperty("role", "link")
        link.setAutoDefault(False)
        link.setStyleSheet("padding: 0 4px 0 0; min-height: 16px;")
        link.setAccessibleDescription(name)
        return link
