"""Words of a card as chips: typed in, changed, removed, and dragged to another group."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from flux2studio.ui import icons
from flux2studio.ui.widgets.flow import FlowBox
from flux2studio.ui.widgets.rounded import rounded

WORD_MIME = "application/x-flux2studio-word"


class WordChip(QPushButton):
    """A click opens what can be done with it; Del removes it; it can be dragged."""

    removed = Signal()

    def __init__(self, word: str, role: str, parent: QWidget) -> None:
        super().__init__(word.replace("&", "&&"), parent)
        self.word = word
        self._pressed = QPoint()
        self.setProperty("role", role)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved < QApplication.startDragDistance():
            return
        mime = QMimeData()
        mime.setData(WORD_MIME, self.word.encode())
        mime.setText(self.word)
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(self.grab())
        self.setDown(False)
        drag.exec(Qt.DropAction.MoveAction)


class WordChips(QWidget):
    """``changed`` carries all words when the artist changed them; ``moved`` one dropped here."""

    changed = Signal(object)  # tuple[str, ...]
    moved = Signal(str)  # from another group to this one
    handed_over = Signal(str)  # from this group to the other, by menu

    def __init__(self, name: str, add: str, role: str = "chip-on", other: str = "") -> None:
        """``name`` is what screen readers say, ``other`` the menu's words to hand a word over."""
        super().__init__()
        self._name, self._role, self._other = name, role, other
        self.words: tuple[str, ...] = ()
        self.setAccessibleName(name)
        self.setAcceptDrops(bool(other))
        self.chips = FlowBox(6)
        self.field = QLineEdit()
        self.field.setPlaceholderText(add)
        self.field.setAccessibleName(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.chips)
        column.addWidget(self.field)
        self.field.editingFinished.connect(self._on_typed)

    def show_words(self, words: Sequence[str]) -> None:
        if tuple(words) == self.words and self.chips.findChildren(WordChip):
            return
        self.words = tuple(words)
        self.chips.fill([self._chip(word) for word in words])
        self.chips.setVisible(bool(words))

    def menu_of(self, word: str) -> QMenu:
        menu = rounded(QMenu(self))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._other:
            move = menu.addAction(self._other)
            icons.set_icon(move, "swap")
            move.triggered.connect(partial(self._on_handed_over, word))
        change = menu.addAction(self.tr("Change…"))
        icons.set_icon(change, "brush")
        change.triggered.connect(partial(self._on_change, word))
        remove = menu.addAction(self.tr("Remove"))
        icons.set_icon(remove, "trash")
        remove.triggered.connect(partial(self._on_removed, word))
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        word = bytes(event.mimeData().data(WORD_MIME).data()).decode()
        if word and word not in self.words:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.moved.emit(bytes(event.mimeData().data(WORD_MIME).data()).decode())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field adds the word; it is not for the dialog's button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _chip(self, word: str) -> WordChip:
        chip = WordChip(word, self._role, self.chips)
        chip.setAccessibleName(f"{self._name}: {word}")
        chip.setToolTip(self.tr("Click to change it, Del removes it"))
        chip.clicked.connect(partial(self._on_chip, word, chip))
        chip.removed.connect(partial(self._on_removed, word))
        return chip

    def _on_chip(self, word: str, chip: WordChip, _checked: bool = False) -> None:
        self.menu_of(word).popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _on_typed(self) -> None:
        typed = [word.strip() for word in self.field.text().split(",")]
        new = [word for word in typed if word]
        self.field.clear()
        if new:
            self.changed.emit(tuple(dict.fromkeys((*self.words, *new))))

    def _on_change(self, word: str) -> None:
        """Back into the field, to be typed anew."""
        self._on_removed(word)
        self.field.setText(word)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_removed(self, word: str) -> None:
        self.changed.emit(tuple(known for known in self.words if known != word))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_handed_over(self, word: str) -> None:
        self.handed_over.emit(word)
