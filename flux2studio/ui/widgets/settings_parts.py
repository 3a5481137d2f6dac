"""What the pages of the settings are made of: sections, choices with a sentence, switches."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui.widgets.fields import label
from flux2studio.ui.widgets.page import Page
from flux2studio.ui.widgets.yielding import WrappingBox

_INDENT = 25  # where the words of a radio button begin


class SettingsPage(Page):
    """One page, filled from above with ``column``; ``grown``: one that was shown early is whole."""

    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(10)

    def section(self, title: str, sentence: str = "") -> None:
        """Begin a part of the page; ``sentence`` says what it is about."""
        if self.column.count():
            self.column.addSpacing(18)
        heading = label(title, "section")
        heading.setWordWrap(True)
        self.column.addWidget(heading)
        if sentence:
            self.column.addWidget(paragraph(sentence))

    def finish(self) -> None:
        self.column.addStretch(1)


class ChoiceList(QWidget):
    """One of several, each with a sentence of what it means."""

    chosen = Signal(str)

    def __init__(self, name: str, entries: Iterable[tuple[str, str, str]]) -> None:
        """``entries`` are value, title and sentence."""
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for value, title, sentence in entries:
            button = QRadioButton(title)
            button.setAccessibleName(f"{name}: {title}")
            button.setAccessibleDescription(sentence)
            button.clicked.connect(partial(self._on_clicked, value))
            self._group.addButton(button)
            self.buttons[value] = button
            words = paragraph(sentence)
            words.setContentsMargins(_INDENT, 0, 0, 8)
            column.addWidget(button)
            column.addWidget(words)

    def show_value(self, value: str) -> None:
        self.buttons[value].setChecked(True)

    def _on_clicked(self, value: str, _checked: bool = False) -> None:
        self.chosen.emit(value)


class Segments(QWidget):
    """One of a few, side by side."""

    chosen = Signal(str)

    def __init__(self, name: str, entries: Iterable[tuple[str, str]]) -> None:
        """``entries`` are value and words."""
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for value, words in entries:
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}: {words}")
            button.clicked.connect(partial(self._on_clicked, value))
            self._group.addButton(button)
            self.buttons[value] = button
            row.addWidget(button)
        row.addStretch(1)

    def show_value(self, value: str) -> None:
        """A value that is none of these, from an edited file, leaves all of them off."""
        self._group.setExclusive(False)
        for own, button in self.buttons.items():
            button.setChecked(own == value)
            # Tab leads to the one that is chosen, arrow keys to the others.
            is_way_in = own == value or value not in self.buttons
            way_in, aside = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(way_in if is_way_in else aside)
        self._group.setExclusive(True)

    def _on_clicked(self, value: str, _checked: bool = False) -> None:
        self.chosen.emit(value)


class Switch(QWidget):
    """On or off, with a sentence of what that means."""

    toggled = Signal(bool)

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.box = WrappingBox(title)
        self.box.setProperty("role", "switch")
        self.box.setAccessibleDescription(sentence)
        words = paragraph(sentence)
        words.setContentsMargins(_INDENT + 15, 0, 0, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.box)
        column.addWidget(words)
        self.box.clicked.connect(self.toggled)

    def show_value(self, on: bool) -> None:
        self.box.setChecked(on)


def paragraph(text: str) -> QLabel:
    """Soft words over several lines that take the width there is."""
    result = label(text, "soft")
    result.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    result.setSizePolicy(policy)
    return result
