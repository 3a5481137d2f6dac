"""Trying scales: what is to be made and its price, then a grid that fills as pictures come."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.lora_sheet import CELLS_MAX
from flux2studio.ui.viewmodels import cost_words
from flux2studio.ui.viewmodels.lora_sheet import CellState, LoraSheetViewModel
from flux2studio.ui.viewmodels.lora_work import time_words
from flux2studio.ui.widgets import lines
from flux2studio.ui.widgets.dialogs import ScrollingPage, resize_on_screen
from flux2studio.ui.widgets.fields import Sentence, label
from flux2studio.ui.widgets.page import Page
from flux2studio.ui.widgets.sheet_cell import SheetCell
from flux2studio.ui.words import decimal

SIZE = QSize(980, 720)


class SheetDialog(QDialog):
    """Lies beside the window, so that a picture can be looked at on the stage."""

    stage_wanted = Signal(object)  # Generation
    scale_wanted = Signal(str, float)  # id of the LoRA, its new default scale
    preview_wanted = Signal(str, object)  # id of the LoRA, path of a picture
    pair_wanted = Signal(str, object, object)  # id of the LoRA, paths without and with it
    again_wanted = Signal()  # another sheet

    def __init__(self, sheet: LoraSheetViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._cells: dict[int, SheetCell] = {}
        self.setWindowTitle(self.tr("Try scales of “{0}”").format(sheet.lora.name))
        resize_on_screen(self, SIZE)
        self.scales = self._line(sheet.scales, self.tr("Scales"))
        self.seeds = self._line(sheet.seeds, self.tr("Seeds"))
        self.number = QSpinBox()
        self.number.setRange(1, CELLS_MAX)
        self.number.setAccessibleName(self.tr("Number of seeds"))
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing = label(self.tr("A column for each scale, a row for each seed"), "soft")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = label("", "soft")
        self.problem = Sentence()
        self.make = QPushButton()
        self.make.setProperty("role", "primary")
        self.not_now = self._button(self.tr("Not now"), sheet.not_now)
        self.anyway = self._button(self.tr("Make them anyway"), sheet.make_anyway)
        self.stop = self._button(self.tr("Cancel the rest"), sheet.stop)
        self.again = self._button(self.tr("Another sheet"), self.again_wanted.emit)
        self.to_stage = self._button(self.tr("Show on the stage"), self._on_stage)
        self.to_scale = self._button("", self._on_scale)
        self.to_preview = self._button(self.tr("Set as preview"), self._on_preview)
        self.to_pair = self._button(self.tr("Keep as its pair"), self._on_pair)
        self._chosen = QButtonGroup(self)
        self._page = Page()
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(24, 16, 24, 16)
        self._grid.setSpacing(6)
        self._grid.addWidget(self.nothing, 0, 0)
        self._lay_out()
        self._connect()
        self._on_made()
        self._show()

    def chosen(self) -> CellState | None:
        button = self._chosen.checkedButton()
        return button.state if isinstance(button, SheetCell) else None

    def cells(self) -> list[SheetCell]:
        return list(self._cells.values())

    def _line(self, text: str, name: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setAccessibleName(name)
        return line

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: act())
        return button

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 20, 24, 12)
        head.setSpacing(8)
        head.addWidget(label(self.windowTitle(), "section"))
        fields = QHBoxLayout()
        fields.setSpacing(8)
        fields.addWidget(label(self.tr("Scales"), buddy=self.scales))
        fields.addWidget(self.scales, 3)
        fields.addWidget(label(self.tr("Seeds"), buddy=self.number))
        fields.addWidget(self.number)
        fields.addWidget(self.seeds, 3)
        head.addLayout(fields)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for button in (self.again, self.stop, self.not_now, self.anyway, self.make):
            row.addWidget(button)
        head.addLayout(row)
        head.addWidget(self.problem)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.setSpacing(8)
        foot.addStretch(1)
        for button in (self.to_stage, self.to_scale, self.to_preview, self.to_pair):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(lines.horizontal(self))
        column.addWidget(ScrollingPage(self._page), 1)
        column.addWidget(lines.horizontal(self))
        column.addLayout(foot)

    def _connect(self) -> None:
        sheet = self._sheet
        self.scales.textEdited.connect(self._on_typed)
        self.seeds.textEdited.connect(self._on_typed)
        self.number.valueChanged.connect(sheet.choose_count)
        self.make.clicked.connect(sheet.make)
        self._chosen.buttonClicked.connect(self._show_chosen)
        sheet.changed.connect(self._show)
        sheet.made.connect(self._on_made)
        sheet.cell_changed.connect(self._on_cell)

    def _on_typed(self) -> None:
        self._sheet.choose(self.scales.text(), self.seeds.text())

    def _on_made(self) -> None:
        """Lay out the cells: a column for each scale, a row for each seed."""
        self.nothing.setVisible(not self._sheet.is_made)
        for state in self._sheet.cells:
            cell, at = SheetCell(state), state.cell
            self._cells[id(state)] = cell
            self._chosen.addButton(cell)
            self._grid.addWidget(cell, at.row + 1, at.column + 1)
            if not at.row:
                self._grid.addWidget(_head(decimal(at.scale)), 0, at.column + 1)
            if not at.column:
                self._grid.addWidget(_head(str(at.seed)), at.row + 1, 0)
        if self._sheet.is_made and self._sheet.sheet is not None:
            self._grid.setRowStretch(len(self._sheet.sheet.seeds) + 1, 1)
            self._grid.setColumnStretch(len(self._sheet.sheet.scales) + 1, 1)

    def _on_cell(self, state: CellState) -> None:
        if (cell := self._cells.get(id(state))) is not None:
            cell.show_state()
        self._show_chosen()

    def _show(self) -> None:
        sheet = self._sheet
        if self.scales.text() != sheet.scales:
            self.scales.setText(sheet.scales)
        if self.seeds.text() != sheet.seeds:
            self.seeds.setText(sheet.seeds)
        if sheet.sheet is not None and self.number.value() != len(sheet.sheet.seeds):
            self.number.blockSignals(True)
            self.number.setValue(len(sheet.sheet.seeds))
            self.number.blockSignals(False)
        for field in (self.scales, self.seeds, self.number):
            field.setEnabled(not sheet.is_made)
        asks = sheet.question is not None
        self.problem.show_problem(sheet.question or sheet.problem, "warn" if asks else "bad")
        self.words.setText(self._words())
        price = cost_words.tag(sheet.cost) if sheet.cost is not None else ""
        self.make.setText(f"{self._make_words()}   {price}".rstrip())
        self.make.setToolTip("\n".join(cost_words.parts(sheet.cost)) if sheet.cost else "")
        self.make.setVisible(not sheet.is_made and not asks)
        self.make.setEnabled(sheet.problem is None and sheet.count > 0)
        for button in (self.not_now, self.anyway):
            button.setVisible(asks)
        self.stop.setVisible(sheet.is_running)
        self.again.setVisible(sheet.is_made and not sheet.is_running)
        self._show_chosen()

    def _make_words(self) -> str:
        count = self._sheet.count
        return self.tr("Make %Ln picture(s)", "", count) if count else self.tr("Make")

    def _words(self) -> str:
        """How many, and how long they will take where that is known."""
        sheet = self._sheet
        if sheet.sheet is None:
            return ""
        words = self.tr("{0} scales × {1} seeds; all else is as in the form").format(
            len(sheet.sheet.scales), len(sheet.sheet.seeds)
        )
        if sheet.seconds:
            long = self.tr("about {0}").format(time_words(sheet.seconds * sheet.count))
            return f"{words} · {long}"
        return words

    def _show_chosen(self) -> None:
        state = self.chosen()
        picture = state.generation if state is not None else None
        scale = decimal(state.cell.scale) if state is not None else "…"
        self.to_scale.setText(self.tr("Take {0} as its scale").format(scale))
        for button in (self.to_stage, self.to_scale, self.to_preview):
            button.setEnabled(picture is not None)
        without = self._sheet.without(state) if state is not None else None
        can_pair = picture is not None and without is not None and without != picture
        self.to_pair.setEnabled(can_pair)
        why = self.tr("It needs the picture of the same seed at scale 0.")
        self.to_pair.setToolTip("" if can_pair else why)

    def _on_stage(self) -> None:
        if (state := self.chosen()) is not None:
            self.stage_wanted.emit(state.generation)

    def _on_scale(self) -> None:
        if (state := self.chosen()) is not None:
            self.scale_wanted.emit(self._sheet.lora.id, state.cell.scale)

    def _on_preview(self) -> None:
        if (state := self.chosen()) is not None and state.generation is not None:
            self.preview_wanted.emit(self._sheet.lora.id, state.generation.path)

    def _on_pair(self) -> None:
        state = self.chosen()
        if state is None or state.generation is None:
            return
        if (without := self._sheet.without(state)) is not None:
            self.pair_wanted.emit(self._sheet.lora.id, without.path, state.generation.path)


def _head(text: str) -> QLabel:
    """What stands over a column or before a row."""
    head = label(text, "soft")
    head.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return head
