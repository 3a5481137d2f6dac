"""Names of references in the prompt stand out: in the accent, or underlined where one is gone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from flux2studio.core.prompt_names import Mention, key, mentions
from flux2studio.ui import theme
from flux2studio.ui.text_places import from_qt, to_qt


class PromptColours(QObject):
    """Paints over the text and leaves it as it is: nothing of it is an edit."""

    def __init__(self, text: QPlainTextEdit) -> None:
        super().__init__(text)
        self._text = text
        self._names: tuple[str, ...] = ()
        self._sent: frozenset[str] = frozenset()
        self._painted: tuple[object, ...] | None = None  # which is asked for more than once a key
        text.textChanged.connect(self._on_text_changed)
        text.installEventFilter(self)

    def show_names(self, names: Sequence[str], sent: Sequence[str]) -> None:
        """``names`` are those of all slots, ``sent`` those of the pictures that are sent."""
        self._names, self._sent = tuple(names), frozenset(map(key, sent))
        self.paint()

    def paint(self) -> None:
        text = self._text.toPlainText()
        found = mentions(text, self._names) if "@" in text else ()
        shown = tuple(each for each in found if not self._is_begun(text, each))
        state = (shown, self._sent, theme.of(self._text.palette()))
        if state == self._painted:
            return
        self._painted = state
        if shown or self._text.extraSelections():
            self._text.setExtraSelections([self._mark(text, each) for each in shown])

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.PaletteChange:
            self.paint()
        return False

    def _on_text_changed(self) -> None:
        """Where the marks lie now is for the text to say: it may have been put in anew."""
        self._painted = None
        self.paint()

    def _is_begun(self, text: str, mention: Mention) -> bool:
        """A name that is being typed is not wrong yet."""
        at = from_qt(text, self._text.textCursor().position())
        is_known = key(mention.name) in self._sent
        return not is_known and at == mention.end and self._text.hasFocus()

    def _mark(self, text: str, mention: Mention) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(to_qt(text, mention.start))
        cursor.setPosition(to_qt(text, mention.end), QTextCursor.MoveMode.KeepAnchor)
        look = theme.of(self._text.palette())
        form = QTextCharFormat()
        if key(mention.name) in self._sent:
            form.setForeground(QColor(look.accent))
        else:
            form.setForeground(QColor(look.bad))
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(QColor(look.bad))
        _put(mark, cursor, form)
        return mark


def _put(mark: QTextEdit.ExtraSelection, cursor: QTextCursor, form: QTextCharFormat) -> None:
    """The stubs of PySide know these as read only."""
    mark.cursor = cursor
    mark.format = form
