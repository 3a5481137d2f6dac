"""A labelled number and a labelled choice that follow a rule of the model catalogue."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QVBoxLayout, QWidget

from flux2studio.core.models import NumberRange
from flux2studio.ui.widgets.fields import FieldGuard, label, roomy, set_property
from flux2studio.ui.widgets.rounded import Choice
from flux2studio.ui.words import decimal

_TYPED_MAX = 24  # letters that can be typed into a number


class OpenBox(QDoubleSpinBox):
    """Lets anything be typed, so that it can be said what is wrong with it; steps stay inside."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        state, text, position = super().validate(text, position)
        if state == QValidator.State.Invalid and len(text) <= _TYPED_MAX:
            state = QValidator.State.Intermediate
        return state, text, position


class NumberField(QWidget):
    """Hidden when the model does not take the number.

    What is typed outside the rule is ``chosen`` as it is, to be marked, and becomes the nearest
    number once the field is left: ``snapped`` says so.
    """

    chosen = Signal(float)
    snapped = Signal(str)
    complained = Signal(str)  # why what is typed is no number, or nothing

    def __init__(self, name: str, decimals: int, guard: FieldGuard) -> None:
        super().__init__()
        self._name = name
        self._rule: NumberRange | None = None
        self._typed: float | None = None  # since the field has the focus
        self._is_nonsense = False
        self.box = OpenBox()
        self.box.setDecimals(decimals)
        self.box.setKeyboardTracking(False)
        self.box.setAccessibleName(name)
        self.box.setMinimumWidth(48)
        self.box.setFixedHeight(32)
        self.box.lineEdit().setTextMargins(6, 0, 0, 0)
        guard.watch(self.box)
        _stack(self, name, self.box)
        self.box.valueChanged.connect(self._on_value)
        self.box.lineEdit().textEdited.connect(self._on_typed)
        self.box.editingFinished.connect(self._on_finished)

    @property
    def is_nonsense(self) -> bool:
        """What stands in the field is no number."""
        return self._is_nonsense

    def show_value(self, value: float, rule: NumberRange | None) -> None:
        """A value outside the rule stays as it is, to be marked and mended."""
        self.setVisible(rule is not None)
        self._rule = rule
        if rule is None or (self._typed is not None and self._typed == value):
            return  # what is being typed keeps its form, such as "2."
        with QSignalBlocker(self.box):
            self.box.setRange(min(rule.minimum, value), max(rule.maximum, value))
            self.box.setSingleStep(rule.step)
            self.box.setValue(value)

    def mark(self, wrong: bool) -> None:
        set_property(self.box, "state", "bad" if wrong or self._is_nonsense else "")

    def commit(self) -> None:
        """Take over what is half typed and can be taken."""
        if self._typed is None or self._is_inside(self._typed):
            self.box.interpretText()

    def _on_typed(self, text: str) -> None:
        number, is_number = self.box.locale().toDouble(text)
        had = self._is_nonsense
        self._is_nonsense = not is_number or not math.isfinite(number)
        if self._is_nonsense:
            self._typed = None
            if text.strip(" -+"):
                self.mark(True)
                self.complained.emit(_tr("“{0}” is no number.").format(text[:_TYPED_MAX]))
            else:
                self._is_nonsense = False  # it is being typed anew
        else:
            self._typed = round(number, self.box.decimals())
            if not self._may_grow(self._typed):
                self.chosen.emit(self._typed)
        if had and not self._is_nonsense:
            self.mark(False)
            self.complained.emit("")

    def _on_value(self, value: float) -> None:
        if self._typed is None:
            self.chosen.emit(value)

    def _on_finished(self) -> None:
        """What no model takes becomes the nearest number that this one does."""
        typed, self._typed = self._typed, None
        if self._is_nonsense:
            self._is_nonsense = False
            self.mark(False)
            self.complained.emit("")
        if typed is None or self._rule is None:
            return
        rule = self._rule
        nearest = min(max(typed, rule.minimum), rule.maximum)
        self.chosen.emit(nearest)
        self.show_value(nearest, rule)
        if nearest != typed:
            words = _tr("{0} became {1}: this model takes {2} to {3}.")
            values = (typed, nearest, rule.minimum, rule.maximum)
            self.snapped.emit(words.format(*(decimal(value) for value in values)))

    def _is_inside(self, value: float) -> bool:
        return self._rule is None or self._rule.minimum <= value <= self._rule.maximum

    def _may_grow(self, value: float) -> bool:
        """The start of a number that is not small: one more digit may make it right."""
        rule = self._rule
        return rule is not None and 0 < value < rule.minimum and value * 10 <= rule.maximum


class ChoiceField(QWidget):
    """Hidden when there is nothing to choose."""

    chosen = Signal(str)

    def __init__(self, name: str, guard: FieldGuard) -> None:
        super().__init__()
        self.box = Choice()
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


def _tr(text: str) -> str:
    return QCoreApplication.translate("RuleFields", text)


def _stack(parent: QWidget, name: str, field: QWidget) -> None:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(label(name, buddy=field))
    column.addWidget(field)
