"""The quick way to a LoRA: type, arrows, Enter. Nothing needs the mouse, nothing stays open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import StudioError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_marks import is_wrong
from flux2studio.core.lora_search import Order
from flux2studio.ui import icons, theme
from flux2studio.ui.models.lora_model import LoraModel, LoraRole
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.widgets.fields import Sentence, label, sentence
from flux2studio.ui.widgets.lora_line_delegate import LINE, LoraLineDelegate
from flux2studio.ui.widgets.rounded import rounded
from flux2studio.ui.words import decimal

_WIDTH, _LINES = 560, 8
_DOWNWARD = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LoraPicker(QDialog):
    """The search keeps the focus; what was used last is offered before anything is typed."""

    def __init__(self, loras: LorasViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._loras = loras
        self._shelf = loras.finder.shelf.ordered(Order.LAST_USED)
        self.setProperty("role", "popover")
        rounded(self)
        self.setWindowTitle(self.tr("Add a LoRA"))
        self.setAccessibleName(self.windowTitle())
        self.model = LoraModel(self)
        self.search = QLineEdit()
        self.list = QListView()
        self.details = label("", "soft")
        self.note = Sentence()
        self.keys = label(
            self.tr("Enter: add · Shift+Enter: add, stay · Tab: details · Esc: close"), "label"
        )
        self._lay_out()
        self._connect()
        self._follow()
        self._on_typed("")

    def showEvent(self, event: QShowEvent) -> None:
        """In the upper middle of the window, where one looks."""
        super().showEvent(event)
        owner = self.parentWidget()
        if owner is not None:
            window = owner.window()
            place = QPoint((window.width() - self.width()) // 2, window.height() // 8)
            self.move(window.mapToGlobal(place))
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """The search line hands on the keys that are for the list."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._did(event)
        return False

    def _did(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _DOWNWARD:
            self.list.keyPressEvent(event)
        elif key in _ENTER:
            if not event.isAutoRepeat():
                stays = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._use(self.list.currentIndex(), stays=stays)
        elif key == Qt.Key.Key_Tab:
            self.show_details(self.details.isHidden())
        else:
            return False
        return True

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Add a LoRA: name, trigger word, tag, base:…"))
        self.search.setAccessibleName(self.tr("Search the LoRAs"))
        self.search.setMinimumHeight(36)
        lens = self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        icons.set_icon(lens, "search", icons.Tone.SOFT)
        self.list.setModel(self.model)
        self.list.setItemDelegate(LoraLineDelegate(self._loras.covers, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFixedHeight(theme.lines(LINE) * _LINES)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("LoRAs found"))
        self.details.setWordWrap(True)
        self.keys.setWordWrap(True)
        self.details.hide()
        self.setFixedWidth(theme.widths(_WIDTH))
        foot = QHBoxLayout()
        foot.addWidget(self.keys, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        for widget in (self.search, self.list, self.details, self.note):
            column.addWidget(widget)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._on_typed)
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self._loras.rejected.connect(self._on_rejected)
        self._loras.changed.connect(self._follow)
        if self._loras.covers is not None:
            self._loras.covers.ready.connect(self.list.viewport().update)

    def _follow(self) -> None:
        """What is in use and which base is needed, as the panel shows it."""
        self.model.mark(self._loras.sources_in_use(), self._loras.sources_off())
        self.model.need(self._loras.finder.base)

    def _on_typed(self, text: str) -> None:
        self.note.say("")
        base = self._loras.finder.base
        found = self._shelf.matching(text, base)
        self.model.show(sorted(found, key=lambda lora: lora.missing or is_wrong(lora.base, base)))
        self.list.setCurrentIndex(self.model.index(0))
        if not self.model.rowCount():
            said = self.tr("No LoRA has “{0}”.").format(text.strip())
            self.note.say(said if text.strip() else self.tr("No LoRAs yet."))

    def _use(self, index: QModelIndex, *, stays: bool) -> None:
        lora: Lora | None = index.data(LoraRole.LORA)
        if lora is None:
            return
        self.note.say("")
        self._loras.use(lora.id)
        self._follow()
        if not index.data(LoraRole.CARD).in_use:
            if self.note.isHidden():
                self.note.say(self.tr("There is no room for it; the form says why."), "warn")
        elif stays:
            self.search.selectAll()
        else:
            self.accept()

    def show_details(self, on: bool) -> None:
        self.details.setVisible(on)
        self._on_current(self.list.currentIndex())
        self.adjustSize()

    def _on_clicked(self, index: QModelIndex) -> None:
        self._use(index, stays=False)

    def _on_current(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        lora: Lora | None = index.data(LoraRole.LORA)
        if self.details.isVisible():
            self.details.setText(self._told(lora) if lora is not None else "")

    def _told(self, lora: Lora) -> str:
        rights = " · ".join(part for part in (lora.licence, lora.credit) if part)
        scale = self.tr("Scale {0}").format(decimal(lora.default_scale))
        parts = (self.model.describe(lora), scale, rights, lora.notes, lora.description)
        return "\n".join(part[:300] for part in parts if part)

    def _on_rejected(self, error: StudioError) -> None:
        self.note.say(sentence(error), "bad")
