"""One reference slot: a picture, a place for one, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QEnterEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QToolButton, QWidget

from flux2studio.ui import icons, motion, theme
from flux2studio.ui.keymap import keymap
from flux2studio.ui.viewmodels.mask_layer import as_layer
from flux2studio.ui.viewmodels.slots import Slot
from flux2studio.ui.widgets.drop_sources import accept_copy, may_hold_pictures
from flux2studio.ui.widgets.entries_menu import Entry, entries_menu
from flux2studio.ui.widgets.fields import sentence
from flux2studio.ui.widgets.mask_paint import veiled
from flux2studio.ui.widgets.slot_paint import EDGE, Look, SlotPainter

SLOT_MIME = "application/x-flux2studio-slot"  # the index of a slot of this window
_MOVES = {"slot_left": -1, "slot_right": 1}
_KEYS = ("paste", "clear_slot", "slot_mask", *_MOVES)
_TURN_MS = 60
_FIRST = "1"  # the badge of the picture whose mask is in use


class SlotButton(QAbstractButton):
    """Shows one slot and says what the artist did to it; holds nothing itself."""

    dropped = Signal(object)  # QMimeData
    paste_asked = Signal()
    clear_asked = Signal()
    toggle_asked = Signal()
    move_asked = Signal(int)  # to this index
    open_asked = Signal()
    mask_asked = Signal()
    mask_file_asked = Signal()
    mask_dropped = Signal(object)  # QMimeData
    mask_removed = Signal()

    def __init__(self, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.index = index
        self._slot: Slot | None = None
        self._badge = ""
        self._first_free = self._last = self._takes_mask = False
        self._aimed = False
        self._turn = 0
        self._picture: QPixmap | None = None
        self._picture_of = b""
        self._veil: QPixmap | None = None
        self._veil_of = b""
        self._press = QPoint()
        self.setFixedSize(EDGE, EDGE)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.open_asked)
        self.clear = QToolButton(self)
        self._make_clear()
        self.ticker = motion.Ticker(self, _TURN_MS)
        self.ticker.timeout.connect(self._on_turn)

    def sizeHint(self) -> QSize:
        return QSize(EDGE, EDGE)

    def _make_clear(self) -> None:
        """A small cross on the picture for the mouse; the keyboard has Delete."""
        icons.set_icon(self.clear, "close", icons.Tone.OVERLAY)
        self.clear.setProperty("role", "overlay")
        self.clear.setStyleSheet(
            "min-height: 0; padding: 0; border-radius: 4px; background: rgba(26, 26, 26, 220);"
        )
        self.clear.setGeometry(EDGE - 27, 7, 20, 20)
        self.clear.setIconSize(QSize(12, 12))
        self.clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear.setToolTip(self.tr("Clear"))
        self.clear.clicked.connect(self.clear_asked)
        self.clear.hide()

    def show_slot(
        self,
        slot: Slot | None,
        badge: str,
        *,
        first_free: bool,
        last: bool,
        takes_mask: bool = False,
    ) -> None:
        """``badge`` is the number the model knows the picture by, empty when it is not sent;
        ``last`` is the filled slot with none after it. ``takes_mask``: the model takes one."""
        self._slot, self._badge, self._first_free = slot, badge, first_free
        self._last, self._takes_mask = last, takes_mask
        mask = slot.mask if slot else b""
        if mask != self._veil_of:
            self._veil_of = mask
            self._veil = veiled(as_layer(QImage.fromData(mask))) if mask else None
        thumbnail = slot.thumbnail if slot else b""
        if thumbnail != self._picture_of:
            self._picture_of = thumbnail
            self._picture = QPixmap()
            self._picture.loadFromData(thumbnail)
        self._describe()
        self._show_clear(self.underMouse())
        self.ticker.run(slot is not None and slot.loading)
        self.update()

    def _show_clear(self, near: bool) -> None:
        self.clear.setVisible(self._slot is not None and near)

    def _describe(self) -> None:
        slot, number = self._slot, self.index + 1
        if slot is None:
            name = self.tr("Reference {0}, empty").format(number)
            tip = self.tr("Drop a picture, paste one (Ctrl+V), or click to choose a file.")
        elif slot.loading:
            name = self.tr("Reference {0}, being read: {1}").format(number, slot.name)
            tip = slot.name
        elif slot.error is not None:
            name = self.tr("Reference {0}: {1}").format(number, slot.error)
            tip = sentence(slot.error)
        else:
            name = self.tr("Reference {0}: {1}, {2}").format(number, slot.name, self._size())
            tip = f"{slot.name}\n{self._size()}"
            if not self._badge:
                name = self.tr("{0}, switched off").format(name)
                tip = self.tr("{0}\nSwitched off: kept, not sent.").format(tip)
            if self._has_mask:
                name = self.tr("{0}, with a mask").format(name)
                tip = f"{tip}\n{self._mask_words()}"
            if self._takes_mask:
                tip = f"{tip}\n{self._mask_tip()}"
        self.setAccessibleName(name)
        self.clear.setAccessibleName(self.tr("Clear reference {0}").format(number))
        self.setToolTip(tip)

    @property
    def _has_mask(self) -> bool:
        reference = self._slot.reference if self._slot else None
        return reference is not None and reference.mask is not None

    @property
    def _masks(self) -> bool:
        """Whether its mask is in use: that of the first picture sent is."""
        return self._has_mask and self._badge == _FIRST

    def _mask_words(self) -> str:
        if self._masks:
            return self.tr("With a mask: only what is marked is painted anew.")
        return self.tr("Its mask rests: only that of image 1 is used.")

    def _mask_tip(self) -> str:
        return self.tr(
            "M paints its mask; a picture dropped with Ctrl becomes one: what is see-through\n"
            "in it is painted anew, or where nothing is, what is white."
        )

    def _size(self) -> str:
        reference = self._slot.reference if self._slot else None
        return f"{reference.width} × {reference.height}" if reference else ""

    def _look(self) -> Look:
        slot = self._slot
        failed = slot is not None and slot.error is not None and not slot.loading
        words = str(slot.error) if slot and failed else ""
        if slot is None and self._first_free:
            words = self.tr("drop, paste\nor click")
        return Look(
            picture=self._picture if slot and slot.thumbnail else None,
            veil=self._veil if self._masks else None,
            masked=self._has_mask,
            badge=self._badge or (self.tr("off") if slot and slot.reference else ""),
            size=self._size(),
            words=words,
            off=slot is not None and not self._badge,
            loading=slot is not None and slot.loading,
            failed=failed,
            aimed=self._aimed,
            focus=self.hasFocus(),
            hover=self.underMouse(),
            turn=self._turn,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        SlotPainter(painter, self._look(), theme.of(self.palette()), self.font()).paint()
        painter.end()

    def _on_turn(self) -> None:
        self._turn = (self._turn + 20) % 360
        self.update()

    # Keys and mouse

    def enterEvent(self, event: QEnterEvent) -> None:
        self._show_clear(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._show_clear(False)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = keymap().pressed(event, _KEYS)
        if action == "paste":
            self.paste_asked.emit()
        elif action == "slot_mask" and self._may_be_masked:
            self.mask_asked.emit()
        elif action in _MOVES and self._slot:
            self.move_asked.emit(self.index + _MOVES[action])
        elif action == "clear_slot" and self._slot:
            self.clear_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._press).manhattanLength()
        held = event.buttons() & Qt.MouseButton.LeftButton
        if held and self._slot and far >= QApplication.startDragDistance():
            self.setDown(False)
            self._drag()
        else:
            super().mouseMoveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with this slot, for the mouse and the menu key."""
        choose = self.tr("Replace…") if self._slot else self.tr("Choose a file…")
        entries: list[Entry] = [
            ("folder", choose, self.click),
            ("copy", self.tr("Paste"), self.paste_asked.emit),
        ]
        if self._slot is not None:
            entries += [*self._switch_entry(), *self._mask_entries(), *self._move_entries()]
            entries.append(("close", self.tr("Clear"), self.clear_asked.emit))
        return entries_menu(self, entries)

    def _switch_entry(self) -> Iterator[Entry]:
        if self._slot is not None and self._slot.reference is not None:
            on = bool(self._badge)
            word = self.tr("Switch off") if on else self.tr("Switch on")
            yield "eye-off" if on else "eye", word, self.toggle_asked.emit

    @property
    def _may_be_masked(self) -> bool:
        slot = self._slot
        ready = slot is not None and slot.reference is not None and slot.error is None
        return ready and (self._takes_mask or self._has_mask)

    def _mask_entries(self) -> Iterator[Entry]:
        if self._may_be_masked:
            paint = self.tr("Edit mask…") if self._has_mask else self.tr("Paint mask…")
            yield "brush", paint, self.mask_asked.emit
            yield "image", self.tr("Use picture as mask…"), self.mask_file_asked.emit
        if self._has_mask:
            yield "eraser", self.tr("Remove mask"), self.mask_removed.emit

    def _move_entries(self) -> Iterator[Entry]:
        move = self.move_asked.emit
        if self.index > 0:
            yield "chevron-left", self.tr("Move left"), partial(move, self.index - 1)
        if not self._last:
            yield "chevron-right", self.tr("Move right"), partial(move, self.index + 1)

    # Drag and drop

    def _drag(self) -> None:
        data = QMimeData()
        data.setData(SLOT_MIME, QByteArray(str(self.index).encode()))
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.setHotSpot(self._press)
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(SLOT_MIME) or may_hold_pictures(event.mimeData()):
            accept_copy(event)
            self._aim(event.isAccepted())

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._aim(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """With Ctrl, a picture becomes the mask of the one that is there."""
        self._aim(False)
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        own = event.mimeData().hasFormat(SLOT_MIME)
        as_mask = held and not own and self._may_be_masked
        (self.mask_dropped if as_mask else self.dropped).emit(event.mimeData())
        accept_copy(event)

    def _aim(self, aimed: bool) -> None:
        self._aimed = aimed
        self.update()
