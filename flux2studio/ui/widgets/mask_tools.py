"""The tools a mask is painted with: what, how large, back and forth, the whole of it."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
)

from flux2studio.ui import icons
from flux2studio.ui.keymap import with_key
from flux2studio.ui.widgets.fields import bare, label
from flux2studio.ui.widgets.mask_view import BRUSH_MAX, BRUSH_MIN, Tool

_STOPS = 200  # of the slider, which grows by factors


class MaskTools(QWidget):
    """Says what was chosen; holds nothing but its buttons."""

    tool_chosen = Signal(Tool)
    size_chosen = Signal(float)  # pixels of the picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.tools = {
            Tool.BRUSH: self._tool(
                "brush", with_key(self.tr("Brush: mark what is painted anew"), "mask_brush")
            ),
            Tool.ERASER: self._tool(
                "eraser", with_key(self.tr("Eraser: take marks away"), "mask_eraser")
            ),
            Tool.RECTANGLE: self._tool(
                "select", with_key(self.tr("Rectangle: mark all of it"), "mask_rectangle")
            ),
            Tool.LASSO: self._tool(
                "lasso", with_key(self.tr("Lasso: mark what it encloses"), "mask_lasso")
            ),
        }
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.slider.setRange(0, _STOPS)
        self.slider.setFixedWidth(120)
        self.slider.setAccessibleName(self.tr("Size of the brush"))
        self.slider.setToolTip(self.tr("Size of the brush ([ and ], or Ctrl and the wheel)"))
        self.number = QSpinBox()
        self.number.setRange(int(BRUSH_MIN), int(BRUSH_MAX))
        self.number.setKeyboardTracking(False)
        self.number.setAccessibleName(self.tr("Size of the brush in pixels"))
        self.number.setFixedSize(56, 32)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        bare(self.number, 6)
        self.undo = self._button("undo", with_key(self.tr("Undo"), "undo"))
        self.redo = self._button("redo", with_key(self.tr("Redo"), "redo"))
        self.invert = self._button("invert", with_key(self.tr("Invert"), "mask_invert"))
        self.clear = self._button("trash", with_key(self.tr("Clear"), "mask_clear"))
        self.load = self._button("folder", self._load_tip())
        self.load.setAccessibleName(self.tr("Load a mask from a file"))
        self._lay_out()
        for tool, button in self.tools.items():
            button.clicked.connect(lambda _=False, tool=tool: self.tool_chosen.emit(tool))
        self.slider.valueChanged.connect(self._on_slid)
        self.number.valueChanged.connect(self._on_typed)

    def show_tool(self, tool: Tool) -> None:
        self.tools[tool].setChecked(True)

    def show_size(self, size: float) -> None:
        with QSignalBlocker(self.slider), QSignalBlocker(self.number):
            self.slider.setValue(_stop_of(size))
            self.number.setValue(round(size))

    def show_steps(self, *, undo: bool, redo: bool) -> None:
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in self.tools.values():
            row.addWidget(button)
        row.addSpacing(12)
        row.addWidget(label(self.tr("Size"), buddy=self.number))
        row.addWidget(self.slider)
        row.addWidget(self.number)
        row.addSpacing(12)
        for button in (self.undo, self.redo):
            row.addWidget(button)
        row.addSpacing(12)
        for button in (self.invert, self.clear, self.load):
            row.addWidget(button)
        row.addStretch(1)

    def _tool(self, icon: str, tip: str) -> QToolButton:
        button = self._button(icon, tip)
        button.setCheckable(True)
        self._group.addButton(button)
        return button

    def _button(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        icons.set_icon(button, icon)
        button.setProperty("role", "icon")
        button.setToolTip(tip)
        button.setAccessibleName(tip.partition(" (")[0])
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _load_tip(self) -> str:
        return self.tr(
            "Load a mask from a file of the picture's size. What is see-through in it is painted"
            " anew; where nothing is, what is white."
        )

    def _on_slid(self, stop: int) -> None:
        self.size_chosen.emit(BRUSH_MIN * (BRUSH_MAX / BRUSH_MIN) ** (stop / _STOPS))

    def _on_typed(self, size: int) -> None:
        self.size_chosen.emit(float(size))


def _stop_of(size: float) -> int:
    return round(_STOPS * math.log(size / BRUSH_MIN) / math.log(BRUSH_MAX / BRUSH_MIN))
