"""All presets in one list: put into the form, order, rename, update, remove, hand on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui import icons
from flux2studio.ui.shipped_presets import is_shipped
from flux2studio.ui.viewmodels.presets import PresetsViewModel
from flux2studio.ui.widgets.dialogs import resize_on_screen
from flux2studio.ui.widgets.fields import Sentence, label
from flux2studio.ui.widgets.file_dialogs import open_near
from flux2studio.ui.widgets.name_question import ask_name

_SIZE = QSize(620, 460)
_FILTER = "*.json"
_ICON = QSize(22, icons.SIZE)  # with room between it and the words

AskPath = Callable[[QWidget, bool, Callable[[str], None]], None]  # True: to write


def ask_path(parent: QWidget, to_write: bool, chosen: Callable[[str], None]) -> None:
    """Open a file dialog for a file of presets; the window stays alive meanwhile."""
    title = _tr("Export presets") if to_write else _tr("Import presets")
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilter(_tr("Presets ({0})").format(_FILTER))
    open_near(dialog, QStandardPaths.StandardLocation.DocumentsLocation)
    if to_write:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile("flux2studio-presets.json")
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(chosen)
    dialog.open()


class PresetsDialog(QDialog):
    """The artist's own can be dragged into another order; Alt with the arrows does the same."""

    def __init__(
        self,
        presets: PresetsViewModel,
        save: Callable[[], object],
        ask: AskPath = ask_path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presets, self._ask = presets, ask
        self.setWindowTitle(self.tr("Presets"))
        self.list = QListWidget()
        self.details = label("", "soft")
        self.said = Sentence()
        self.use = self._button("check", self.tr("Put into the form"), self._on_use)
        self.update_it = self._button("refresh", self.tr("Update from the form"), self._on_update)
        self.rename = self._button("pencil", self.tr("Rename…"), self._on_rename)
        self.up = self._button("chevron-up", self.tr("Move up"), partial(self._move, -1))
        self.down = self._button("chevron-down", self.tr("Move down"), partial(self._move, 1))
        self.remove = self._button("trash", self.tr("Remove"), self._on_remove)
        self.save = self._button("plus", self.tr("Save the form…"), save)
        self.import_ = self._button("download", self.tr("Import…"), self._on_import)
        self.export = self._button("upload", self.tr("Export…"), self._on_export)
        self.bring_back = self._button("undo", self.tr("Bring removed ones back"), self._on_back)
        self._lay_out()
        self._connect()
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self._on_remove()
        elif event.key() == Qt.Key.Key_F2 and self.rename.isEnabled():
            self._on_rename()
        else:
            super().keyPressEvent(event)

    def _button(self, icon: str, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        icons.set_icon(button, icon)
        button.setIconSize(_ICON)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        self.list.setAccessibleName(self.tr("Presets"))
        self.list.setProperty("role", "framed")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.details.setWordWrap(True)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setMinimumHeight(76)
        side = QVBoxLayout()
        side.setSpacing(8)
        for button in (self.use, self.update_it, self.rename, self.up, self.down, self.remove):
            side.addWidget(button)
        side.addStretch(1)
        for button in (self.save, self.import_, self.export, self.bring_back):
            side.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self.details)
        left.addWidget(self.said)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(side)
        resize_on_screen(self, _SIZE)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemActivated.connect(self._on_use)
        self.list.model().rowsMoved.connect(self._on_dragged)
        self._presets.changed.connect(self._show)
        self._presets.done.connect(self._on_done)
        self._presets.failed.connect(self.said.show_problem)

    @property
    def _current(self) -> str:
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _show(self) -> None:
        current, row = self._current, max(self.list.currentRow(), 0)
        self.list.clear()
        for preset in self._presets.all:
            item = QListWidgetItem(preset.name)
            item.setData(Qt.ItemDataRole.UserRole, preset.id)
            if is_shipped(preset):
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)
                item.setToolTip(self.tr("Came with the app"))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            self.list.addItem(item)
            if preset.id == current:
                row = self.list.count() - 1
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.bring_back.setVisible(self._presets.has_hidden)
        self.export.setEnabled(bool(self._presets.own))
        self.export.setToolTip(
            "" if self._presets.own else self.tr("There is none of your own to export yet.")
        )
        self._on_current()

    def _on_current(self) -> None:
        preset = self._presets.find(self._current)
        is_own = preset is not None and not is_shipped(preset)
        at = self._own_ids().index(self._current) if is_own else -1
        self.details.setText(self._presets.told(preset) if preset is not None else "")
        self.use.setEnabled(preset is not None)
        self.remove.setEnabled(preset is not None)
        for button in (self.update_it, self.rename):
            button.setEnabled(is_own)
            button.setToolTip("" if is_own else self.tr("It came with the app and stays as it is."))
        self.up.setEnabled(at > 0)
        self.down.setEnabled(is_own and at < len(self._presets.own) - 1)

    def _own_ids(self) -> list[str]:
        return [one.id for one in self._presets.own]

    def _move(self, by: int, _checked: bool = False) -> None:
        ids = self._own_ids()
        if self._current not in ids:
            return
        at = ids.index(self._current)
        to = min(max(at + by, 0), len(ids) - 1)
        ids.insert(to, ids.pop(at))
        self._presets.order(ids)

    def _on_dragged(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        self._presets.order([str(item.data(Qt.ItemDataRole.UserRole)) for item in items])

    def _on_use(self) -> None:
        self._presets.apply(self._current)

    def _on_update(self) -> None:
        self._presets.update(self._current)

    def _on_remove(self) -> None:
        self._presets.remove(self._current)

    def _on_back(self) -> None:
        self._presets.show_shipped()

    def _on_rename(self) -> None:
        preset = self._presets.find(self._current)
        if preset is not None:
            renamed = partial(self._presets.rename, preset.id)
            ask_name(self, self.tr("Rename the preset"), preset.name, renamed)

    def _on_import(self) -> None:
        self._ask(self, False, self._read)

    def _on_export(self) -> None:
        self._ask(self, True, self._write)

    def _read(self, path: str) -> None:
        self._presets.read_file(Path(path))

    def _write(self, path: str) -> None:
        self._presets.write_file(self._own_ids(), Path(path))

    def _on_done(self, done: object) -> None:
        self.said.say(str(getattr(done, "words", "")), "label")


def _tr(text: str) -> str:
    return QCoreApplication.translate("presets_dialog", text)
