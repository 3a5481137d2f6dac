"""The list of keys, as they are now, to be searched."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui import icons
from flux2studio.ui.actions import ActionSpec, native, specs
from flux2studio.ui.keymap import Keymap, keymap
from flux2studio.ui.widgets.dialogs import ScrollingPage, resize_on_screen

_COLUMNS = 3

Line = tuple[str, str, str]  # group, words, keys


class KeysDialog(QDialog):
    """``change_wanted``: the artist wants others."""

    change_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        title = QLabel(self.tr("Keys"), self)
        title.setProperty("role", "page-title")
        hint = QLabel(self.tr("Single letters work while no text field has the focus."), self)
        hint.setProperty("role", "soft")
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search for an action or a key"))
        self.search.setAccessibleName(self.tr("Search the keys"))
        icons.add_clear_button(self.search)
        self.nothing = QLabel(self.tr("No key is called that."), self)
        self.nothing.setProperty("role", "soft")
        self.nothing.hide()
        self.change = QPushButton(self.tr("Change keys…"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._rows: list[tuple[str, tuple[QLabel, ...], QLabel]] = []
        self._lay_out(title, hint)
        self.search.textChanged.connect(self._show_found)
        self.change.clicked.connect(self._on_change)
        self.close_button.clicked.connect(self.accept)

    def showEvent(self, event: QShowEvent) -> None:
        """Dressed for the screen, its parts know how large they are."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        beside = QSize(bar, 0)  # the list is longer than most screens are high
        if (self.sizeHint() + beside).width() > self.screen().availableSize().width():
            for _, (words, _sign), _heading in self._rows:
                words.setWordWrap(True)  # no one looks for keys sideways
        resize_on_screen(self, self.sizeHint() + beside)
        super().showEvent(event)

    def _lay_out(self, title: QLabel, hint: QLabel) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.change)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        self.change.setAutoDefault(False)
        self.close_button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(6)
        for part in (title, hint):
            layout.addWidget(part)
        layout.addSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.nothing)
        layout.addSpacing(10)
        layout.addWidget(ScrollingPage(self._columns()), 1)
        layout.addSpacing(10)
        layout.addLayout(foot)

    def _columns(self) -> QWidget:
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(36)
        found = lines_of(specs(), keymap())
        groups = [list(group) for _, group in groupby(found, key=lambda line: line[0])]
        for some in _shared_out(groups):
            column = QVBoxLayout()
            column.setSpacing(14)
            for group in some:
                column.addLayout(self._block(group))
            column.addStretch(1)
            columns.addLayout(column, 1)
        return page

    def _block(self, group: list[Line]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        heading = QLabel(group[0][0], self)
        heading.setProperty("role", "title")
        grid.addWidget(heading, 0, 0, 1, 2)
        for at, (_, text, keys) in enumerate(group, start=1):
            words, sign = QLabel(text, self), QLabel(keys, self)
            sign.setProperty("role", "key")
            sign.setVisible(bool(keys))
            grid.addWidget(words, at, 0)
            grid.addWidget(sign, at, 1, Qt.AlignmentFlag.AlignRight)
            said = f"{group[0][0]} {text} {keys}".casefold()
            self._rows.append((said, (words, sign), heading))
        grid.setColumnStretch(0, 1)
        return grid

    def _show_found(self, text: str) -> None:
        """Leave what has all the words; a heading stays with the last of its lines."""
        words = text.casefold().split()
        headings: dict[QLabel, bool] = {}
        for said, parts, heading in self._rows:
            fits = all(word in said for word in words)
            headings[heading] = headings.get(heading, False) or fits
            for part in parts:
                part.setVisible(fits and bool(part.text()))
        for heading, has_lines in headings.items():
            heading.setVisible(has_lines)
        self.nothing.setVisible(not any(headings.values()))

    def _on_change(self) -> None:
        self.accept()
        self.change_wanted.emit()


def lines_of(listed: Iterable[ActionSpec], keys: Keymap) -> list[Line]:
    """Return one line for an action, and one for a whole series that has its usual keys."""
    result: list[Line] = []
    for series, members in groupby(listed, key=lambda spec: spec.series or spec.id):
        some = list(members)
        first, last = some[0], some[-1]
        if len(some) > 1 and all(keys.is_usual(spec.id) for spec in some):
            result.append((first.group, series, f"{keys.shown(first.id)} … {last.keys[0][-1]}"))
        else:
            result += [(one.group, one.text, _shown(keys, one)) for one in some]
    return result


def _shown(keys: Keymap, spec: ActionSpec) -> str:
    """The first two keys; that Enter of the keypad does the same goes without saying."""
    found = keys.keys(spec.id)
    return "  ".join(native(key) for key in found[:2] if not key.endswith("Enter"))


def _shared_out(groups: list[list[Line]]) -> list[list[list[Line]]]:
    """In columns of about the same length, in their order; a heading is a line, too."""
    total = sum(len(group) + 2 for group in groups)
    columns: list[list[list[Line]]] = [[] for _ in range(_COLUMNS)]
    done = 0
    for group in groups:
        middle = done + (len(group) + 2) / 2
        columns[min(int(middle * _COLUMNS / total), _COLUMNS - 1)].append(group)
        done += len(group) + 2
    return columns
