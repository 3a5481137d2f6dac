"""The list of earlier prompts: type to find, arrows, Enter puts the prompt into the form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from flux2studio.core.generation import Generation
from flux2studio.core.prompt_page import EarlierPrompt
from flux2studio.ui import icons
from flux2studio.ui.models.prompt_model import PROMPT_ROLE, PromptModel
from flux2studio.ui.viewmodels.earlier_prompts import EarlierPrompts
from flux2studio.ui.widgets.fields import Sentence, label
from flux2studio.ui.widgets.prompt_line_delegate import LINE, PromptLineDelegate
from flux2studio.ui.widgets.rounded import rounded

_WIDTH, _LINES = 560, 7
_GAP = 8  # pixels beside it
_PAUSE_MS = 120  # while one types
_LIST_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EarlierPromptsPopup(QDialog):
    """``thumbnail`` returns a small picture, or None and asks for it; then comes ``refresh``."""

    chosen = Signal(str)

    def __init__(
        self,
        prompts: EarlierPrompts,
        thumbnail: Callable[[Generation], QPixmap | None],
        near: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent or near.window(), Qt.WindowType.Popup)
        self._prompts = prompts
        self._near = near
        self.setProperty("role", "popover")
        rounded(self)
        self.setWindowTitle(self.tr("Earlier prompts"))
        self.setAccessibleName(self.windowTitle())
        self.search = QLineEdit()
        self.list = QListView()
        self.note = Sentence()
        self._found = prompts.search()
        self.model = PromptModel(self._found, self)
        self.list.setItemDelegate(PromptLineDelegate(thumbnail, self.list))
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._find("")

    def refresh(self) -> None:
        """A small picture has come."""
        self.list.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Beside the form, over the stage, as far as the screen has room: the form stays seen."""
        super().showEvent(event)
        self.move(self._place())
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """The search line hands on the keys that are for the list."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _LIST_KEYS:
            self.list.keyPressEvent(event)
            return True
        if event.key() in _ENTER:
            self._choose(self.list.currentIndex())
            return True
        return False

    def _place(self) -> QPoint:
        corner = self._near.mapToGlobal(QPoint(-self.width() - _GAP, 0))
        screen = self.screen().availableGeometry()
        top = min(corner.y(), screen.bottom() - self.height() - _GAP)
        return QPoint(max(corner.x(), screen.left()), max(top, screen.top()))

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Find an earlier prompt"))
        self.search.setAccessibleName(self.tr("Find an earlier prompt"))
        self.search.setMinimumHeight(36)
        lens = self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        icons.set_icon(lens, "search", icons.Tone.SOFT)
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFixedHeight(LINE * _LINES)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Earlier prompts"))
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        keys = label(self.tr("Enter: put it into the form · Esc: close"), "label")
        for widget in (self.search, self.list, self.note, keys):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._on_typed)
        self._typing.timeout.connect(self._on_pause)
        self.list.clicked.connect(self._choose)
        self.model.rowsInserted.connect(self._on_rows)

    def _on_typed(self) -> None:
        self._typing.start()

    def _on_pause(self) -> None:
        self._find(self.search.text())

    def _find(self, words: str) -> None:
        before, self._found = self._found, self._prompts.search(words)
        self._found.ended.connect(self._on_ended)
        self.note.say("")
        self.model.show(self._found)
        if before is not self._found:
            before.deleteLater()

    def _on_rows(self) -> None:
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))

    def _on_ended(self) -> None:
        if self._found.found or self._found.has_more:
            return
        words = self.search.text().strip()
        self.note.say(
            self.tr("No earlier prompt has “{0}”.").format(words)
            if words
            else self.tr("None yet: every prompt that made a picture will be here.")
        )

    def _choose(self, index: QModelIndex) -> None:
        one: EarlierPrompt | None = index.data(PROMPT_ROLE)
        if one is not None:
            self.accept()
            self.chosen.emit(one.prompt)
