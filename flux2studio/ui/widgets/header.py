"""The top of the window: its name, the pages, what this session cost, settings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui import icons
from flux2studio.ui.keymap import with_key
from flux2studio.ui.widgets import lines

HEIGHT = 44


class Header(QWidget):
    page_chosen = Signal(int)
    settings_wanted = Signal()
    money_wanted = Signal()
    left_toggled = Signal(bool)
    right_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.name = QLabel("flux2studio", self)
        self.name.setProperty("role", "section")
        self.studio = self._tab(self.tr("Studio"), with_key(self.tr("Make pictures"), "studio"))
        self.history = self._tab(
            self.tr("History"), with_key(self.tr("Everything ever made"), "history")
        )
        self.compare = self._tab(
            self.tr("Compare"),
            with_key(self.tr("Two to four pictures against each other"), "compare"),
        )
        self.cost = QPushButton(self)
        self.cost.setProperty("role", "link-soft")
        self.cost.setAccessibleName(self.tr("What pictures cost"))
        self.cost.hide()
        self.left = self._icon("panel-left", self.tr("LoRAs"), self.tr("Show or hide the LoRAs"))
        self.right = self._icon(
            "panel-right", self.tr("Form and jobs"), self.tr("Show or hide the form and the jobs")
        )
        self.help = self._icon("help", self.tr("Help"), self.tr("Guide, keys, and what this is"))
        self.help.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.settings = self._icon(
            "gear", self.tr("Settings"), with_key(self.tr("Settings"), "settings")
        )
        self._steps = QHBoxLayout()
        self._lay_out()
        self._connect()
        self.show_page(0)

    def show_page(self, page: int) -> None:
        """Mark a tab; 0 the studio, 1 the history, 2 the comparison, 3 the survey."""
        (self.studio, self.history, self.compare, self.history)[page].setChecked(True)
        for button in (self.left, self.right):
            button.setVisible(page == 0)

    def show_money(self, summary: str, explanation: str) -> None:
        """Show what pictures cost so far; empty says nothing and takes no room."""
        self.cost.setText(summary)
        self.cost.setToolTip(explanation)
        self.cost.setAccessibleDescription(summary)
        self.cost.setVisible(bool(summary))

    def offer_steps(self, *actions: QAction) -> None:
        """Undo and redo as buttons, which say what they would do."""
        before: QWidget = self.cost
        for at, action in enumerate(actions):
            button = QToolButton(self)
            button.setProperty("role", "icon")
            button.setDefaultAction(action)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._steps.insertWidget(at, button)
            self.setTabOrder(before, button)
            before = button

    def show_panels(self, *, left: bool, right: bool) -> None:
        self.left.setChecked(left)
        self.right.setChecked(right)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addStrut(HEIGHT - 1)
        row.addWidget(self.name)
        row.addSpacing(12)
        row.addWidget(self.studio)
        row.addWidget(self.history)
        row.addWidget(self.compare)
        row.addStretch(1)
        row.addWidget(self.cost)
        row.addSpacing(12)
        row.addLayout(self._steps)
        for button in (self.left, self.right, self.help, self.settings):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row, 1)
        layout.addWidget(lines.horizontal(self))

    def _connect(self) -> None:
        tabs = QButtonGroup(self)
        tabs.addButton(self.studio, 0)
        tabs.addButton(self.history, 1)
        tabs.addButton(self.compare, 2)
        tabs.idClicked.connect(self.page_chosen)
        self.settings.clicked.connect(self.settings_wanted)
        self.cost.clicked.connect(self.money_wanted)
        self.left.clicked.connect(self.left_toggled)
        self.right.clicked.connect(self.right_toggled)

    def _tab(self, text: str, tip: str) -> QPushButton:
        tab = QPushButton(text, self)
        tab.setProperty("role", "tab")
        tab.setCheckable(True)
        tab.setToolTip(tip)
        return tab

    def _icon(self, icon: str, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setCheckable(icon.startswith("panel"))
        button.setAccessibleName(name)
        button.setToolTip(tip)
        icons.set_icon(button, icon)
        return button
