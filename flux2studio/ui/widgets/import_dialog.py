"""The table of what was found in folders and files, to be ticked and taken into the collection."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.lora_import import RowState
from flux2studio.ui.models.import_model import Column, state_words
from flux2studio.ui.viewmodels.lora_importing import LoraImportingViewModel, Phase
from flux2studio.ui.viewmodels.lora_work import number_words, size_words
from flux2studio.ui.widgets import lines
from flux2studio.ui.widgets.dialogs import resize_on_screen
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label
from flux2studio.ui.widgets.progress_line import ProgressLine
from flux2studio.ui.widgets.tick_view import PathDelegate, TickView

SIZE = QSize(1080, 680)
WIDTHS: Mapping[int, int] = {Column.NAME: 230, Column.BASE: 124, Column.SIZE: 80, Column.STATE: 320}


class ImportDialog(QDialog):
    """Closes itself when what is ticked is in the collection."""

    def __init__(self, importing: LoraImportingViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._importing = importing
        self.setWindowTitle(self.tr("Add LoRAs"))
        resize_on_screen(self, SIZE)
        self.where = ElidedLabel()
        self.where.setProperty("role", "soft")
        self.states: dict[RowState | None, QPushButton] = {}
        self._chosen = QButtonGroup(self)
        self.tick_new = _link(self.tr("Tick all new"))
        self.tick_none = _link(self.tr("Tick none"))
        self.table = self._make_table()
        self.nothing = label("", "soft")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.unreadable = Sentence()
        self.problem = Sentence()
        self.bar = ProgressLine()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.words = label("")
        self.watch = QCheckBox(self.tr("Look into this folder from now on"))
        self.watch.setProperty("role", "switch")
        self.watch.setChecked(importing.watch)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.take = QPushButton()
        self.take.setProperty("role", "primary")
        self.take.setDefault(True)
        self._lay_out()
        self._connect()
        self._show()

    def done(self, result: int) -> None:
        self._importing.stop()
        super().done(result)

    def _make_table(self) -> TickView:
        table = TickView(self._importing.model, WIDTHS, Column.FILE)
        table.setAccessibleName(self.tr("LoRAs found"))
        table.setItemDelegateForColumn(Column.FILE, PathDelegate(table))
        table.setSortingEnabled(True)
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        return table

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 20, 24, 12)
        head.setSpacing(8)
        head.addWidget(label(self.tr("Add LoRAs"), "section"))
        head.addWidget(self.where)
        head.addLayout(self._filters())
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.setSpacing(8)
        for part in (self.unreadable, self.problem, self.bar, self.words):
            foot.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.watch)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.take)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(lines.horizontal(self))
        rows = QHBoxLayout()
        rows.setContentsMargins(18, 0, 4, 0)
        rows.addWidget(self.table)
        column.addLayout(rows, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(lines.horizontal(self))
        column.addLayout(foot)

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for state in (None, *RowState):
            chip = QPushButton()
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.clicked.connect(partial(self._on_state, state))
            self._chosen.addButton(chip)
            self.states[state] = chip
            row.addWidget(chip)
        self.states[None].setChecked(True)
        row.addStretch(1)
        row.addWidget(self.tick_new)
        row.addWidget(self.tick_none)
        return row

    def _connect(self) -> None:
        importing = self._importing
        self.tick_new.clicked.connect(importing.model.tick_new)
        self.tick_none.clicked.connect(importing.model.tick_none)
        self.watch.toggled.connect(importing.keep_watching)
        self.cancel.clicked.connect(self._on_cancel)
        self.take.clicked.connect(importing.take)
        importing.changed.connect(self._show)
        importing.model.ticked_changed.connect(self._show_ticked)

    def _on_state(self, state: RowState | None, _checked: bool = False) -> None:
        self._importing.model.filter(state)

    def _on_cancel(self) -> None:
        if self._importing.phase is Phase.TAKING:
            self._importing.stop()  # what is in already comes, with its undo
        else:
            self.reject()

    def _show(self) -> None:
        importing = self._importing
        if importing.phase is Phase.DONE:
            self.accept()
            return
        self.where.say("   ".join(str(place) for place in importing.places))
        self._show_states()
        self._show_rows()
        self.unreadable.say(
            "\n".join(f"{each.path}: {each.why}" for each in importing.table.unreadable[:3]), "warn"
        )
        self.problem.show_problem(importing.problem)
        self._show_progress()
        several = len(importing.folders) > 1
        self.watch.setText(
            self.tr("Look into these folders from now on")
            if several
            else self.tr("Look into this folder from now on")
        )
        self.watch.setVisible(bool(importing.folders))
        self._show_ticked()

    def _show_states(self) -> None:
        counts = self._importing.model.counts
        for state, chip in self.states.items():
            count = counts[state] if state else counts.total()
            words = state_words(state) if state else self.tr("All")
            chip.setText(f"{words}  {number_words(count)}")
            chip.setAccessibleName(self.tr("Show {0}: {1}").format(words, count))
            chip.setVisible(bool(count) or state in (None, RowState.NEW))
            chip.setEnabled(self._importing.phase is Phase.READY)

    def _show_rows(self) -> None:
        importing = self._importing
        reading = importing.phase is Phase.READING
        has_rows = bool(importing.model.counts)
        ready = importing.phase is Phase.READY
        is_new = ready and not self.table.isEnabled()
        self.table.setEnabled(ready)
        self.table.setVisible(has_rows)
        if is_new:
            self.table.setFocus()  # Enter takes what is ticked; Cancel would throw it away
        self.nothing.setVisible(not has_rows)
        self.nothing.setText(
            self.tr("Reading what is there. Nothing is changed.")
            if reading
            else self.tr("No .safetensors files here.\nDrop another folder on the LoRA panel.")
        )

    def _show_progress(self) -> None:
        importing = self._importing
        running = importing.phase in (Phase.READING, Phase.TAKING)
        done, total = importing.progress
        self.bar.setVisible(running)
        self.bar.show_fraction(done / total if total else None)
        form = (
            self.tr("Reading {0} of {1}")
            if importing.phase is Phase.READING
            else self.tr("Adding {0} of {1}")
        )
        words = form.format(number_words(done), number_words(total)) if total else ""
        self.words.setText(words)
        self.words.setVisible(running and bool(words))

    def _show_ticked(self) -> None:
        importing = self._importing
        count = len(importing.model.ticked)
        ready = importing.phase is Phase.READY
        self.take.setText(self.tr("Add %Ln LoRA(s)", "", count) if count else self.tr("Add"))
        self.take.setEnabled(ready and count > 0)
        why = "" if count else self.tr("Tick what you want first.")
        self.take.setToolTip(why if ready else self.tr("It is being read."))
        self.take.setToolTip(self.take.toolTip() or self._size_words())
        for button in (self.tick_new, self.tick_none):
            button.setEnabled(ready)

    def _size_words(self) -> str:
        size = size_words(self._importing.model.ticked_bytes)
        return self.tr("{0}; the files stay where they are").format(size)


def _link(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setAutoDefault(False)
    return button
