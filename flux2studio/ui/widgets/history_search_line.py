"""The search line of the history, with what could be meant in a list below it."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from flux2studio.core.history_completion import Completion
from flux2studio.ui import icons, theme, words
from flux2studio.ui.icons import Tone
from flux2studio.ui.keymap import keymap
from flux2studio.ui.viewmodels.history_search import FindingViewModel

_ROW = 28  # pixels
_WIDTH = 440
_EDGE = 5
_HINT = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class HistorySearchLine(QLineEdit):
    """Down and up walk the list, Tab and Enter take what is chosen, Esc puts the list away.

    ``entered``: Enter or Down without a list leads on to the pictures.
    """

    entered = Signal()

    def __init__(self, finding: FindingViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding = finding
        self._offered: tuple[Completion, ...] = ()
        self._popup: CompletionList | None = None
        self.setPlaceholderText(self.tr("Search: words, “a phrase”, rating:>=4, -without"))
        self.setAccessibleName(self.tr("Search the history"))
        self.setAccessibleDescription(self.tr("Ctrl+Space lists what can be meant"))
        icons.add_clear_button(self)
        action = QAction(self)
        icons.set_icon(action, "search", Tone.SOFT)
        self.addAction(action, QLineEdit.ActionPosition.LeadingPosition)
        self.textEdited.connect(self._on_edited)
        finding.completed.connect(self._on_completed)

    @property
    def offered(self) -> tuple[Completion, ...]:
        """What the list shows, nothing while there is none."""
        return self._offered if self._popup is not None and self._popup.isVisible() else ()

    def ask(self) -> None:
        """Have listed what could be meant at the cursor."""
        self._finding.complete(self.text(), self.cursorPosition())

    def take(self, row: int) -> None:
        """Put what is listed in a row in the place of what was begun."""
        chosen = self._offered[row]
        rest = self.text()[chosen.end :]
        is_whole = not chosen.text.endswith(":")
        gap = " " if is_whole and not rest.startswith(" ") else ""
        self.setText(self.text()[: chosen.start] + chosen.text + gap + rest)
        self.setCursorPosition(chosen.start + len(chosen.text) + (1 if is_whole else 0))
        self.close_list()
        if not is_whole:
            self.ask()

    def close_list(self) -> None:
        self._offered = ()
        if self._popup is not None:
            self._popup.hide()

    def event(self, event: QEvent) -> bool:
        """Tab takes what is chosen in the list; Escape belongs to the list while it is there."""
        if isinstance(event, QKeyEvent) and self.offered:
            if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
                self.take(max(0, self._row))
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keymap().pressed(event, ("complete",)):
            self.ask()
        elif self.offered and self._walks(event.key()):
            return
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_list()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.close_list()
        super().focusOutEvent(event)

    @property
    def _row(self) -> int:
        return self._popup.currentRow() if self._popup is not None else -1

    def _walks(self, key: int) -> bool:
        """Whether ``key`` was for the list."""
        if self._popup is None:
            return False
        match key:
            case Qt.Key.Key_Down:
                self._popup.setCurrentRow(min(self._row + 1, len(self._offered) - 1))
            case Qt.Key.Key_Up if self._row >= 0:
                self._popup.setCurrentRow(self._row - 1)
            case Qt.Key.Key_Escape:
                self.close_list()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._row >= 0:
                self.take(self._row)
            case _:
                return False
        return True

    def _on_edited(self, text: str) -> None:
        """Between two words nothing is begun that could be completed."""
        before = text[: self.cursorPosition()]
        if before and not before[-1].isspace():
            self.ask()
        else:
            self.close_list()

    def _on_completed(self, text: str, found: tuple[Completion, ...]) -> None:
        if text != self.text() or not self.hasFocus() or not found:
            self.close_list()
            return
        self._offered = found
        if self._popup is None:
            self._popup = CompletionList(self)
            self._popup.chosen.connect(self.take)
        self._popup.show_found(found)


class CompletionList(QListWidget):
    """Lies over the window below the line, and never takes the focus from it."""

    chosen = Signal(int)

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line.window())
        self._line = line
        self.setProperty("role", "popup")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("What can be meant"))
        self.setItemDelegate(_CompletionDelegate(self))
        self.itemClicked.connect(self._on_clicked)

    def show_found(self, found: tuple[Completion, ...]) -> None:
        self.clear()
        for completion in found:
            item = QListWidgetItem(completion.shown)
            item.setData(_HINT, words.said(completion.hint))
            said = f"{completion.shown}, {words.said(completion.hint)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.addItem(item)
        place = self._line.mapTo(self._line.window(), QPoint(0, self._line.height() + 4))
        width = min(max(_WIDTH, self._line.width() // 2), self._line.width())
        self.setGeometry(QRect(place.x(), place.y(), width, len(found) * _ROW + 2 * _EDGE))
        self.raise_()
        self.show()

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.row(item))


class _CompletionDelegate(QStyledItemDelegate):
    """What is put in on the left, what it means on the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        size.setHeight(_ROW)
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.of(option.palette)
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(look.wash if is_chosen else look.hover))
            painter.drawRoundedRect(rect, 4, 4)
        inner = rect.adjusted(8, 0, -8, 0)
        hint = str(index.data(_HINT) or "")
        painter.setFont(theme.sized(option.font, theme.LABEL))
        painter.setPen(theme.colour(look.soft))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, right, hint)
        used = painter.fontMetrics().horizontalAdvance(hint) + 16 if hint else 0
        painter.setFont(theme.sized(option.font, theme.TEXT))
        painter.setPen(theme.colour(look.accent if is_chosen else look.text))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        middle = Qt.TextElideMode.ElideMiddle
        shown = painter.fontMetrics().elidedText(str(index.data()), middle, inner.width() - used)
        painter.drawText(inner, left, shown)
        painter.restore()
