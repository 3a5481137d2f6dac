"""Judging pictures in the grid: one key marks what is chosen, and leads on where that is wished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent

from flux2studio.core.errors import StudioError
from flux2studio.core.history import Entry, Label, MarkChange, Pick
from flux2studio.ui.keymap import keymap
from flux2studio.ui.picture_mime import PICTURES
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.widgets.history_grid import HistoryGrid

_ADVANCE = "history_auto_advance"
PICKS = {"pick": Pick.PICKED, "reject": Pick.REJECTED, "unflag": Pick.NONE}
STARS = {f"star_{stars}": stars for stars in range(6)}
JUDGING = (*PICKS, *STARS)  # actions
_LABELS = {
    "label_6": Label.RED,
    "label_7": Label.YELLOW,
    "label_8": Label.GREEN,
    "label_9": Label.BLUE,
}
_KEYS = (*JUDGING, *_LABELS, "tags", "copy")
_Flag = QItemSelectionModel.SelectionFlag


class Culling(QObject):
    """P, X and U, 0 to 5, 6 to 9 mark; with ``auto_advance`` or Shift the next one comes."""

    tags_wanted = Signal()
    advance_changed = Signal(bool)
    copied = Signal(int)  # so many pictures
    failed = Signal(object)  # StudioError

    def __init__(self, history: HistoryViewModel, grid: HistoryGrid) -> None:
        super().__init__(grid)
        self._history = history
        self._grid = grid
        memory = history.memory
        self.auto_advance = memory is not None and str(memory.value(_ADVANCE, "")) == "true"
        grid.installEventFilter(self)

    def chosen(self) -> Sequence[int]:
        """Return the numbers of what is selected, else of the picture under the keyboard."""
        numbers = self._grid.chosen_numbers()
        current = self._grid.current_entry()
        return numbers or ([current.number] if current is not None else [])

    def entries(self) -> list[Entry]:
        """Return those of them that were looked at."""
        current = self._grid.current_entry()
        return self._grid.chosen() or ([current] if current is not None else [])

    def mark(self, change: MarkChange, *, leads_on: bool = False) -> None:
        """Mark what is chosen. One picture alone gives way to the next when that is wished."""
        numbers = self.chosen()
        self._history.marks.change(numbers, change)
        if len(numbers) == 1 and (self.auto_advance or leads_on):
            self._lead_on()

    def label(self, label: Label) -> None:
        """Give a colour, or take it away where all that is chosen has it."""
        entries = self.entries()
        has_it = bool(entries) and all(entry.marks.label is label for entry in entries)
        self.mark(MarkChange(label=Label.NONE if has_it else label))

    def set_auto_advance(self, on: bool) -> None:
        self.auto_advance = on
        if self._history.memory is not None:
            self._history.memory.setValue(_ADVANCE, "true" if on else "false")
        self.advance_changed.emit(on)

    def copy(self) -> None:
        """Put what is chosen on the clipboard as files, and one alone as a picture, too."""
        if not self._grid.selectionModel().hasSelection():
            current = self._grid.currentIndex()
            self._grid.selectionModel().select(current, _Flag.Select)
        entries = self._grid.chosen()
        try:
            files = self._grid.chosen_mime()
        except StudioError as error:
            self.failed.emit(error)
            return
        if files is None:
            return
        copy = partial(self._copy, files.urls(), bytes(files.data(PICTURES).data()))
        if len(entries) == 1:
            without = partial(_without_pixels, copy)
            self._history.pixels(entries[0].generation, copy, without)
        else:
            copy(QImage())

    def _copy(self, files: Sequence[QUrl], ids: bytes, image: QImage) -> None:
        """In an object of the toolkit's own, which may outlive the interpreter."""
        mime = QMimeData()
        mime.setUrls(files)
        mime.setData(PICTURES, ids)
        if not image.isNull():
            mime.setImageData(image)
        QGuiApplication.clipboard().setMimeData(mime)
        self.copied.emit(len(files))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The grid itself would look for pictures that begin with a letter."""
        if watched is not self._grid or not isinstance(event, QKeyEvent):
            return False
        return event.type() is QEvent.Type.KeyPress and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        match keymap().pressed(event, _KEYS):
            case "":
                return False
            case "copy":
                self.copy()
            case "tags":
                self.tags_wanted.emit()
            case action if action in _LABELS:
                self.label(_LABELS[action])
            case action:
                self.mark(change_of(action), leads_on=leads_on(event, action))
        return True

    def _lead_on(self) -> None:
        """The last picture stays: there is no next."""
        row = self._grid.currentIndex().row() + 1
        if row < self._history.model.rowCount():
            index = self._history.model.index(row)
            self._grid.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)


def change_of(action: str) -> MarkChange:
    """What one of ``JUDGING`` does to a picture."""
    if action in STARS:
        return MarkChange(rating=STARS[action])
    return MarkChange(pick=PICKS[action])


def leads_on(event: QKeyEvent, action: str) -> bool:
    """Whether the next picture is to come: with Shift or Caps, where a letter judges."""
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return action in PICKS and (shift or event.text().isupper())


def _without_pixels(copy: Callable[[QImage], None], _error: StudioError) -> None:
    """A damaged file is a file all the same."""
    copy(QImage())
