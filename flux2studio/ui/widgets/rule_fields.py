"""A labelled number and a labelled choice that follow a rule of the model catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QVBoxLayout, QWidget

from flux2studio.core.models import NumberRange
from flux2studio.ui.widgets.fields import FieldGuard, label, roomy, set_property


class NumberField(QWidget):
    """Hidden when the model does not take the number."""

    chosen = Signal(float)

    def __init__(self, name: str, decimals: int, guard: FieldGuard) -> None:
        super().__init__()
        self.box = QDoubleSpinBox()
        self.box.setDecimals(decimals)
        self.box.setKeyboardTracking(False)
        self.box.setAccessibleName(name)
        self.box.setMinimumWidth(48)
        self.box.setFixedHeight(32)
        self.box.lineEdit().setTextMargins(6, 0, 0, 0)
        guard.watch(self.box)
        _stack(self, name, self.box)
        self.box.valueChanged.connect(self.chosen)

    def show_value(self, value: float, rule: NumberRange | None) -> None:
        """A value outside the rule stays as it is, to be marked and mended."""
        self.setVisible(rule is not None)
        if rule is None:
            return
        with QSignalBlocker(self.box):
            self.box.setRange(min(rule.minimum, value), max(rule.maximum, value))
            self.box.setSingleStep(rule.step)
            self.box.setValue(value)
        self.box.setToolTip(f"{rule.minimum:g} – {rule.maximum:g}")

    def mark(self, wrong: bool) -> None:
        set_property(self.box, "state", "bad" if wrong else "")

    def commit(self) -> None:
        self.box.interpretText()


class ChoiceField(QWidget):
    """Hidden when there is nothing to choose."""

    chosen = Signal(str)

    def __init__(self, name: str, guard: FieldGuard) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setAccessibleName(name)
        self.box.setMinimumWidth(48)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        roomy(self.box)
        guard.watch(self.box)
        _stack(self, name, self.box)
        self.box.activated.connect(self._on_activated)

    def show_value(self, value: str, values: Iterable[str], words: Mapping[str, str]) -> None:
        """``words`` are what the artist reads for a value, where it is not the value itself."""
        taken = list(values)
        self.setVisible(bool(taken))
        if taken and value not in taken:
            taken.append(value)
        fill_choice(self.box, {item: words.get(item, item) for item in taken}, value)

    def mark(self, wrong: bool) -> None:
        set_property(self.box, "state", "bad" if wrong else "")

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(str(self.box.itemData(index)))


def fill_choice(box: QComboBox, items: Mapping[str, str], value: str) -> None:
    """Show ``items`` (value to words) with ``value`` chosen; silent."""
    with QSignalBlocker(box):
        if [box.itemData(at) for at in range(box.count())] != list(items):
            box.clear()
            for item, words in items.items():
                box.addItem(words, str(item))
        box.setCurrentIndex(box.findData(str(value)))


def _stack(parent: QWidget, name: str, field: QWidget) -> None:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(label(name, buddy=field))
    column.addWidget(field)
