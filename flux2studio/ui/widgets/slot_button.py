"""One reference slot: a picture, a place for one, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
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
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.mask_layer import as_layer
from flux2studio.ui.widgets import slot_words
from flux2studio.ui.widgets.drop_sources import accept_copy, may_hold_pictures
from flux2studio.ui.widgets.entries_menu import Entry, entries_menu
from flux2studio.ui.widgets.mask_paint import veiled
from flux2studio.ui.widgets.slot_paint import EDGE, Look, SlotPainter, caption
from flux2studio.ui.widgets.slot_words import SlotState
from flux2studio.ui.words import said

SLOT_MIME = "application/x-flux2studio-slot"  # the index of a slot of this window
_MOVES = {"slot_left": -1, "slot_right": 1}
_TURN_MS = 60


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
    crop_asked = Signal()
    name_asked = Signal()
    show_asked = Signal()  # open the picture itself

    def __init__(
        self,
        index: int,
        parent: QWidget | None = None,
        count: Callable[[QMimeData], int] = lambda mime: len(mime.urls()) or 1,
    ) -> None:
        """``count`` says how many pictures a drop would bring, as far as it is known."""
        super().__init__(parent)
        self.index = index
        self._count = count
        self._is_own_drag = self._as_mask_now = False  # what is dragged: a slot, to be a mask
        self._state = SlotState(index=index)
        self._aim = ""
        self._turn = 0
        self._picture: QPixmap | None = None
        self._picture_of = b""
        self._veil: QPixmap | None = None
        self._veil_of = b""
        self._press = QPoint()
        self.setFixedSize(self.sizeHint())
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
        """A line of its own for the name, where there is one."""
        return QSize(EDGE, EDGE + caption(self.font()) if self._state.name else EDGE)

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

    def show_slot(self, state: SlotState) -> None:
        if state == self._state and self.accessibleName():  # as with each letter of the prompt
            return
        self._state = state
        self.setFixedSize(self.sizeHint())
        slot = state.slot
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
        self.clear.setVisible(self._state.slot is not None and near)

    def _describe(self) -> None:
        self.setAccessibleName(slot_words.spoken(self._state))
        clear = self.tr("Clear reference {0}").format(self.index + 1)
        self.clear.setAccessibleName(clear)
        self.setToolTip(quoted(slot_words.tip(self._state)))

    def _look(self) -> Look:
        state, slot = self._state, self._state.slot
        words = said(str(slot.error)) if slot and state.failed else ""
        if slot is None and state.first_free:
            words = self.tr("drop, paste\nor click")
        billed = state.share.megapixels if state.badge and not state.failed else 0
        return Look(
            picture=self._picture if slot and slot.thumbnail else None,
            veil=self._veil if state.masks else None,
            masked=state.has_mask,
            badge=state.badge or (self.tr("off") if state.reference else ""),
            size=state.size,
            words=words,
            name=f"@{state.name}" if state.name and not state.failed else "",
            mentioned=state.mentioned,
            billed=self.tr("{0} MP").format(billed) if billed else "",
            cropped=state.reference is not None and state.reference.crop is not None,
            off=slot is not None and not state.badge,
            loading=slot is not None and slot.loading,
            failed=state.failed,
            aim=self._aim,
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
        deed = self._deeds().get(keymap().pressed(event, self._deeds()))
        if deed is not None:
            deed()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def _deeds(self) -> dict[str, Callable[[], None]]:
        """What the keys do with this slot as it is."""
        state = self._state
        deeds: dict[str, Callable[[], None]] = {"paste": self.paste_asked.emit}
        if state.slot is not None:
            deeds["clear_slot"] = self.clear_asked.emit
            for action, step in _MOVES.items():
                deeds[action] = partial(self.move_asked.emit, self.index + step)
        if state.reference is not None:
            deeds["slot_switch"] = self.toggle_asked.emit
            deeds["slot_name"] = self.name_asked.emit
        if state.is_ready:
            deeds["slot_crop"] = self.crop_asked.emit
        if state.may_be_masked:
            deeds["slot_mask"] = self.mask_asked.emit
        return deeds

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._press).manhattanLength()
        held = event.buttons() & Qt.MouseButton.LeftButton
        if held and self._state.slot and far >= QApplication.startDragDistance():
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
        choose = self.tr("Replace…") if self._state.slot else self.tr("Choose a file…")
        entries: list[Entry] = [
            ("folder", choose, self.click),
            ("copy", self.tr("Paste"), self.paste_asked.emit),
        ]
        if self._state.slot is not None:
            entries += [*self._picture_entries(), *self._mask_entries(), *self._move_entries()]
            entries.append(("close", self.tr("Clear"), self.clear_asked.emit))
        return entries_menu(self, entries)

    def _picture_entries(self) -> Iterator[Entry]:
        if self._state.reference is None:
            return
        if self._state.is_ready:
            yield "open", self.tr("Open"), self.show_asked.emit
            yield "crop", self.tr("Crop…"), self.crop_asked.emit
        yield "tag", self.tr("Name…"), self.name_asked.emit
        on = bool(self._state.badge)
        word = self.tr("Switch off") if on else self.tr("Switch on")
        yield "eye-off" if on else "eye", word, self.toggle_asked.emit

    def _mask_entries(self) -> Iterator[Entry]:
        if self._state.may_be_masked:
            paint = self.tr("Edit mask…") if self._state.has_mask else self.tr("Paint mask…")
            yield "brush", paint, self.mask_asked.emit
            yield "image", self.tr("Use picture as mask…"), self.mask_file_asked.emit
        if self._state.has_mask:
            yield "eraser", self.tr("Remove mask"), self.mask_removed.emit

    def _move_entries(self) -> Iterator[Entry]:
        move = self.move_asked.emit
        if self.index > 0:
            yield "chevron-left", self.tr("Move left"), partial(move, self.index - 1)
        if not self._state.last:
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
            self._show_aim(self._aim_of(event) if event.isAccepted() else "")

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """A key held meanwhile changes what the drop would do."""
        accept_copy(event)
        self._show_aim(self._aim_of(event))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_aim("")

    def dropEvent(self, event: QDropEvent) -> None:
        """With Ctrl, a picture becomes the mask of the one that is there."""
        self._show_aim("")
        (self.mask_dropped if self._as_mask(event) else self.dropped).emit(event.mimeData())
        accept_copy(event)

    def show_count(self, pictures: int) -> None:
        """So many pictures are dragged over it: what the drop would do can be told better."""
        if self._aim and not self._is_own_drag:
            as_mask = self._as_mask_now
            self._show_aim(slot_words.aim(self._state, pictures, own=False, as_mask=as_mask))

    def _aim_of(self, event: QDropEvent) -> str:
        mime = event.mimeData()
        own = self._is_own_drag = mime.hasFormat(SLOT_MIME)
        as_mask = self._as_mask_now = self._as_mask(event)
        pictures = 1 if own else self._count(mime)
        return slot_words.aim(self._state, pictures, own=own, as_mask=as_mask)

    def _as_mask(self, event: QDropEvent) -> bool:
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        own = event.mimeData().hasFormat(SLOT_MIME)
        return held and not own and self._state.may_be_masked

    def _show_aim(self, words: str) -> None:
        if words != self._aim:
            self._aim = words
            self.update()
