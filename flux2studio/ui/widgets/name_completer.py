"""Offers the names of the references while one is typed behind an @, with their pictures."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap, QStandardItem, QStandardItemModel, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit

from flux2studio.core.prompt_names import Mention, begun, key, name_of
from flux2studio.ui.text_places import from_qt, to_qt
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.slot import Slot
from flux2studio.ui.widgets.rounded import rounded

_ICON = QSize(28, 28)
_ROW = 36  # pixels
_WIDTH = 240
_NAME = Qt.ItemDataRole.UserRole


class NameCompleter(QObject):
    """Enter and Tab take the chosen name, Escape leaves what was typed."""

    def __init__(self, text: QPlainTextEdit, compose: ComposeViewModel) -> None:
        super().__init__(text)
        self._text = text
        self._compose = compose
        self._model = QStandardItemModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setWidget(text)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.popup = rounded(QListView())
        self.popup.setIconSize(_ICON)
        self.popup.setAccessibleName(self.tr("Names of the references"))
        self.popup.setUniformItemSizes(True)
        self.completer.setPopup(self.popup)
        self.completer.setCompletionRole(_NAME)
        self.completer.activated.connect(self._take)

    @property
    def is_open(self) -> bool:
        return self.popup.isVisible()

    def close(self) -> None:
        self.popup.hide()

    def offer(self) -> None:
        """Show the names that begin as the one before the cursor does; none: hide the list."""
        typed = self._begun()
        found = self._matching(typed.name) if typed is not None else []
        is_whole = len(found) == 1 and typed is not None and key(_name(found[0])) == key(typed.name)
        if typed is None or not found or is_whole:
            self.close()
            return
        self._fill(found)
        self.completer.complete(self._place(typed))
        self.popup.setCurrentIndex(self._model.index(0, 0))

    def is_being_typed(self, mention: Mention) -> bool:
        """Whether the cursor stands right behind this name, which may not be whole yet."""
        cursor = self._text.textCursor()
        text = self._text.toPlainText()
        return self._text.hasFocus() and from_qt(text, cursor.position()) == mention.end

    def _begun(self) -> Mention | None:
        cursor = self._text.textCursor()
        line = cursor.block().text()
        return None if cursor.hasSelection() else begun(line, _at(cursor, line))

    def _matching(self, start: str) -> list[Slot]:
        """Those that are sent first."""
        slots = [slot for slot in self._compose.slots.slots if slot.reference]
        found = [slot for slot in slots if key(_name(slot)).startswith(key(start))]
        return sorted(found, key=lambda slot: not _is_sent(slot))

    def _fill(self, slots: list[Slot]) -> None:
        self._model.clear()
        numbers = {each: n for n, each in enumerate(self._compose.draft.active_references, 1)}
        for slot in slots:
            picture = QPixmap()
            picture.loadFromData(slot.thumbnail)
            number = numbers.get(slot.reference) if slot.reference else None
            what = (
                self.tr("image {0}").format(number) if number else self.tr("switched off, not sent")
            )
            item = QStandardItem(QIcon(picture), f"@{_name(slot)}   {what}")
            item.setData(_name(slot), _NAME)
            item.setSizeHint(QSize(_WIDTH, _ROW))
            item.setEditable(False)
            self._model.appendRow(item)

    def _place(self, typed: Mention) -> QRect:
        """Below the @, so that the list does not wander while one types."""
        cursor = self._text.textCursor()
        line = cursor.block().text()
        back = cursor.positionInBlock() - to_qt(line, typed.start)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, back)
        place = self._text.cursorRect(cursor)
        place.translate(self._text.viewport().pos())
        place.setWidth(_WIDTH + 2 * self.popup.frameWidth())
        return place.adjusted(0, 0, 0, 4)

    def _take(self, name: str) -> None:
        typed = self._begun()
        if typed is None:
            return
        cursor = self._text.textCursor()
        line = cursor.block().text()
        back = cursor.positionInBlock() - to_qt(line, typed.start)
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, back)
        after = line[typed.end : typed.end + 1]
        space = " " if not after or after.isalnum() else ""
        cursor.insertText(f"@{name}{space}")
        self._text.setTextCursor(cursor)


def _at(cursor: QTextCursor, line: str) -> int:
    return from_qt(line, cursor.positionInBlock())


def _name(slot: Slot) -> str:
    return name_of(slot.reference) if slot.reference else ""


def _is_sent(slot: Slot) -> bool:
    return slot.reference is not None and slot.reference.enabled
