"""Tags of pictures: chips that are typed, completed and removed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QVBoxLayout, QWidget

from flux2studio.ui.widgets.fields import label
from flux2studio.ui.widgets.rounded import rounded
from flux2studio.ui.widgets.word_chips import WordChips

_WIDTH = 300  # pixels


class TagEditor(QWidget):
    """Shows the tags that are there; ``changed`` tells those added and those removed."""

    changed = Signal(object, object)  # tuple[str, ...], tuple[str, ...]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = WordChips(self.tr("Tags"), self.tr("Add tags, with commas between"))
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.chips.field.setCompleter(completer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chips)
        self.chips.changed.connect(self._on_changed)

    def show_tags(self, tags: Sequence[str]) -> None:
        self.chips.show_words(tags)

    def offer(self, names: Iterable[str]) -> None:
        """Complete what is typed with these."""
        self._known.setStringList(list(names))

    def _on_changed(self, tags: tuple[str, ...]) -> None:
        before = self.chips.words
        added = tuple(tag for tag in tags if tag not in before)
        removed = tuple(tag for tag in before if tag not in tags)
        self.show_tags(tags)
        self.changed.emit(added, removed)


class TagPopover(QFrame):
    """Esc and Enter in the empty field close it; the focus goes back to where it was."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popover")
        rounded(self)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Tags"))
        self.editor = TagEditor()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(words, "title"))
        column.addWidget(self.editor)
        self.setFixedWidth(_WIDTH)
        self.editor.changed.connect(self.adjustSize)

    def open_above(self, place: QPoint) -> None:
        """Show it with its lower left corner at ``place``, where the screen has room for it."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = min(place.x(), room.right() - self.width() - 4)
        self.move(max(room.left(), left), max(room.top(), place.y() - self.height()))
        self.show()
        self.editor.chips.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.editor.chips.field.clear()  # what is half written is no tag
            self.close()
        else:
            super().keyPressEvent(event)
