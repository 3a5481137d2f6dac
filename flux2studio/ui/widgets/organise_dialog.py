"""Putting LoRA files in order: where to, by which template, and every move before it is made."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.lora_moves import FIELDS
from flux2studio.ui.models.move_model import Column
from flux2studio.ui.viewmodels.lora_organising import LoraOrganisingViewModel, Phase
from flux2studio.ui.viewmodels.lora_work import number_words
from flux2studio.ui.widgets import lines
from flux2studio.ui.widgets.dialogs import resize_on_screen
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label
from flux2studio.ui.widgets.file_dialogs import AskFolder, ask_folder
from flux2studio.ui.widgets.flow import FlowBox
from flux2studio.ui.widgets.progress_line import ProgressLine
from flux2studio.ui.widgets.tick_view import PathDelegate, TickView

SIZE = QSize(1080, 680)
WIDTHS: Mapping[int, int] = {Column.NAME: 150, Column.FROM: 220, Column.STATE: 330}
_TYPING_MS = 300  # without a key: then the plan is made anew
_LEFT_MAX = 3  # LoRAs that stayed, named one by one
_CHIPS = ("base", "collection", "tag", "author", "licence", "rating", "name", "file")


class OrganiseDialog(QDialog):
    """Closes itself when all that was ticked has moved."""

    def __init__(
        self,
        organising: LoraOrganisingViewModel,
        parent: QWidget | None = None,
        ask: AskFolder = ask_folder,
    ) -> None:
        super().__init__(parent)
        self._organising = organising
        self._ask = ask
        self.setWindowTitle(self.tr("Organise files"))
        resize_on_screen(self, SIZE)
        self.where = ElidedLabel()
        self.choose = _link(self.tr("Choose a folder…"))
        self.template = QLineEdit(organising.template)
        self.template.setAccessibleName(self.tr("Template for folders and names"))
        self.everything = QCheckBox(self.tr("All LoRAs of the collection"))
        self.everything.setProperty("role", "switch")
        self.tick_all = _link(self.tr("Tick all that can move"))
        self.tick_none = _link(self.tr("Tick none"))
        self.table = self._make_table()
        self.problem = Sentence()
        self.bar = ProgressLine()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.words = label("", "soft")
        self.undo = _link("")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.move_files = QPushButton()
        self.move_files.setProperty("role", "primary")
        self.move_files.setDefault(True)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self._connect()
        self._show()

    def done(self, result: int) -> None:
        self._organising.stop()
        super().done(result)

    def _make_table(self) -> TickView:
        table = TickView(self._organising.model, WIDTHS, Column.TO)
        table.setAccessibleName(self.tr("Every move"))
        for column in (Column.FROM, Column.TO):
            table.setItemDelegateForColumn(column, PathDelegate(table))
        return table

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 20, 24, 12)
        head.setSpacing(8)
        head.addWidget(label(self.tr("Organise files"), "section"))
        head.addWidget(
            label(self.tr("Files are moved on their disk; none is copied or written over."), "soft")
        )
        head.addLayout(_row(label(self.tr("Into")), self.where, self.choose, stretches=1))
        head.addLayout(
            _row(label(self.tr("Template"), buddy=self.template), self.template, stretches=1)
        )
        head.addWidget(self._chips())
        head.addLayout(_row(self.everything, QWidget(), self.tick_all, self.tick_none, stretches=1))
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.setSpacing(8)
        for part in (self.problem, self.bar, self.words):
            foot.addWidget(part)
        foot.addLayout(_row(self.undo, QWidget(), self.cancel, self.move_files, stretches=1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(lines.horizontal(self))
        rows = QHBoxLayout()
        rows.setContentsMargins(18, 0, 4, 0)
        rows.addWidget(self.table)
        column.addLayout(rows, 1)
        column.addWidget(lines.horizontal(self))
        column.addLayout(foot)

    def _chips(self) -> FlowBox:
        """One click puts a field where the cursor is."""
        flow = FlowBox(6)
        chips: list[QWidget] = []
        for name in _CHIPS:
            assert name in FIELDS
            chip = QPushButton(f"{{{name}}}")
            chip.setProperty("role", "chip")
            chip.setAutoDefault(False)
            chip.setAccessibleName(self.tr("Put in {0}").format(name))
            chip.clicked.connect(partial(self._on_field, name))
            chips.append(chip)
        flow.fill(chips)
        return flow

    def _connect(self) -> None:
        organising = self._organising
        self.choose.clicked.connect(self._on_choose)
        self.template.textChanged.connect(self._on_typed)
        self._typing.timeout.connect(self._on_rest)
        self.everything.toggled.connect(organising.choose_all)
        self.tick_all.clicked.connect(organising.model.tick_all)
        self.tick_none.clicked.connect(organising.model.tick_none)
        self.undo.clicked.connect(organising.undo)
        self.cancel.clicked.connect(self._on_cancel)
        self.move_files.clicked.connect(organising.move)
        organising.changed.connect(self._show)
        organising.model.ticked_changed.connect(self._show_ticked)

    def _on_choose(self) -> None:
        now = str(self._organising.root or "")
        self._ask(self, now, self._on_chosen)

    def _on_chosen(self, folder: str) -> None:
        self._organising.choose_root(Path(folder))

    def _on_field(self, name: str, _checked: bool = False) -> None:
        self.template.insert(f"{{{name}}}")
        self.template.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_typed(self) -> None:
        self._typing.start()
        self.move_files.setEnabled(False)  # the plan that is shown is not of this template

    def _on_rest(self) -> None:
        self._organising.choose_template(self.template.text())
        self._show_ticked()

    def _on_cancel(self) -> None:
        if self._organising.phase is Phase.MOVING:
            self._organising.stop()  # what has moved stays moved, with its undo
        else:
            self.reject()

    def _show(self) -> None:
        organising = self._organising
        result = organising.result
        if organising.phase is Phase.DONE and result is not None and not result.left:
            self.accept()
            return
        root = organising.root
        self.where.say(str(root) if root is not None else self.tr("Choose a folder first."))
        self.everything.setVisible(bool(organising.chosen))
        self.everything.setChecked(organising.everything)
        if organising.problem is not None:
            self.problem.show_problem(organising.problem)
        else:
            self.problem.say(self._left_words(), "warn")
        moving = organising.phase is Phase.MOVING
        for widget in (self.table, self.template, self.choose, self.everything, self.undo):
            widget.setEnabled(not moving)
        self._show_progress()
        self.undo.setText(self.tr("Move the last {0} back").format(number_words(organising.last)))
        self.undo.setVisible(organising.last > 0 and organising.phase is not Phase.DONE)
        self._show_ticked()

    def _left_words(self) -> str:
        """What did not move after all, in a line for each."""
        result = self._organising.result
        if result is None:
            return ""
        said = [f"“{name}”: {why}" for name, why in result.left[:_LEFT_MAX]]
        more = len(result.left) - _LEFT_MAX
        if more > 0:
            said.append(self.tr("and %Ln more", "", more))
        return "\n".join(said)

    def _show_progress(self) -> None:
        organising = self._organising
        done, total = organising.progress
        moving = organising.phase is Phase.MOVING
        self.bar.setVisible(moving or organising.phase is Phase.PLANNING)
        self.bar.show_fraction(done / total if total else None)
        words = self.tr("Moved {0} of {1}").format(number_words(done), number_words(total))
        self.words.setText(words)
        self.words.setVisible(moving and total > 0)

    def _show_ticked(self) -> None:
        organising = self._organising
        count = len(organising.model.ticked)
        ready = organising.phase is Phase.READY and not self._typing.isActive()
        self.move_files.setText(
            self.tr("Move %Ln LoRA(s)", "", count) if count else self.tr("Move")
        )
        self.move_files.setEnabled(ready and count > 0)
        self.move_files.setToolTip("" if count else self.tr("Nothing that is ticked would move."))
        closes = organising.phase is Phase.DONE
        self.cancel.setText(self.tr("Close") if closes else self.tr("Cancel"))
        for button in (self.tick_all, self.tick_none):
            button.setEnabled(ready)


def _row(*widgets: QWidget, stretches: int) -> QHBoxLayout:
    """Widgets beside each other; the one at ``stretches`` takes the room."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for at, widget in enumerate(widgets):
        row.addWidget(widget, 1 if at == stretches else 0)
    return row


def _link(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setAutoDefault(False)
    return button
