"""The tools a crop is made with: its shape, standing or lying, and its size in pixels."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSpinBox, QToolButton, QWidget

from flux2studio.core.cropping import Box
from flux2studio.ui import icons, theme
from flux2studio.ui.widgets.fields import bare, label

_LARGEST = 99_999


class CropTools(QWidget):
    """``result`` is the size of the picture that is to be made. Says what was chosen."""

    aspect_chosen = Signal(float)  # width over height, 0 for none
    size_chosen = Signal(int, int)

    def __init__(self, result: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stands = False
        self._ratio = 0.0
        self._group = QButtonGroup(self)
        as_result = result.width() / max(result.height(), 1)
        tip = self.tr("The shape of the result, {0} × {1}").format(result.width(), result.height())
        self.free = self._shape(self.tr("Free"), self.tr("Any shape"), 0.0)
        self.as_result = self._shape(self.tr("As result"), tip, as_result)
        self.shapes = [
            self.free,
            self.as_result,
            self._shape("1:1", self.tr("Square"), 1.0),
            *(
                self._shape(f"{a}:{b}", self.tr("{0} to {1}").format(a, b), a / b)
                for a, b in ((3, 2), (4, 3), (16, 9))
            ),
        ]
        self.free.setChecked(True)
        self.turn = QToolButton()
        icons.set_icon(self.turn, "swap")
        self.turn.setProperty("role", "icon")
        self.turn.setAccessibleName(self.tr("Standing or lying"))
        self.turn.setToolTip(self.tr("Standing or lying (X)"))
        self.turn.clicked.connect(self.swap)
        self.width_box = self._box(self.tr("Width of the crop in pixels"))
        self.height_box = self._box(self.tr("Height of the crop in pixels"))
        self._lay_out()

    def show_frame(self, frame: Box, size: QSize) -> None:
        for box, value, most in (
            (self.width_box, frame.width, size.width()),
            (self.height_box, frame.height, size.height()),
        ):
            with QSignalBlocker(box):
                box.setMaximum(max(most, 1))
                box.setValue(value)

    def swap(self) -> None:
        """Lay a standing shape down, or stand it up; a free one turns once."""
        if self._ratio:
            self._stands = not self._stands
            self._tell()
        else:
            self.size_chosen.emit(self.height_box.value(), self.width_box.value())

    def _choose(self, ratio: float, _checked: bool = False) -> None:
        self._ratio = ratio
        self._tell()

    def _tell(self) -> None:
        self.aspect_chosen.emit(1 / self._ratio if self._ratio and self._stands else self._ratio)

    def _on_size(self, _value: int) -> None:
        self.size_chosen.emit(self.width_box.value(), self.height_box.value())

    def _shape(self, text: str, tip: str, ratio: float) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setProperty("role", "flat")
        button.setToolTip(tip)
        button.setAccessibleName(tip if text[:1].isdigit() else text)
        button.clicked.connect(partial(self._choose, ratio))
        self._group.addButton(button)
        return button

    def _box(self, name: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1, _LARGEST)
        box.setKeyboardTracking(False)
        box.setAccessibleName(name)
        box.setFixedSize(theme.lines(64), 32)
        box.setAlignment(Qt.AlignmentFlag.AlignRight)
        bare(box, 6)
        box.valueChanged.connect(self._on_size)
        return box

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in self.shapes:
            row.addWidget(button)
        row.addWidget(self.turn)
        row.addSpacing(12)
        row.addWidget(self.width_box)
        row.addWidget(label("×"))
        row.addWidget(self.height_box)
        row.addStretch(1)
