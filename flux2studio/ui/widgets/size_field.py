"""Width and height in one field, with swap, presets, and the size of a reference."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QMenu, QSpinBox, QToolButton, QWidget

from flux2studio.core.models import SIZE_PRESETS, SizeRule
from flux2studio.core.request import GenerationRequest, ReferenceImage, Size
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.reference_size import fitted
from flux2studio.ui.widgets.fields import FieldFrame, FieldGuard, bare
from flux2studio.ui.widgets.rounded import rounded

_LARGEST = 99_999  # pixels; more cannot be typed


class SizeField(FieldFrame):
    """``chosen`` is a size the model takes; ``snapped`` says what became of another one."""

    chosen = Signal(object)  # Size
    snapped = Signal(str)

    def __init__(self, guard: FieldGuard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule: SizeRule | None = None
        self._references: tuple[ReferenceImage, ...] = ()
        self.width_box = self._box(guard, self.tr("Width in pixels"))
        self.height_box = self._box(guard, self.tr("Height in pixels"))
        self.swap = self._button("swap", self.tr("Swap width and height"))
        self.presets = self._button("chevron-down", self.tr("Size presets"))
        self.row.setSpacing(0)
        self.row.addWidget(self.width_box, 1)
        self.row.addWidget(self.swap)
        self.row.addWidget(self.height_box, 1)
        self.row.addWidget(self.presets)
        self.width_box.editingFinished.connect(self.commit)
        self.height_box.editingFinished.connect(self.commit)
        self.swap.clicked.connect(self._on_swap)
        self.presets.clicked.connect(self._on_presets)

    def show_size(self, draft: GenerationRequest, rule: SizeRule) -> None:
        self._rule = rule
        self._references = draft.active_references
        for box, value in (
            (self.width_box, draft.size.width),
            (self.height_box, draft.size.height),
        ):
            with QSignalBlocker(box):
                box.setSingleStep(rule.step)
                box.setValue(value)
        tip = self.tr("{0} to {1} pixels, in steps of {2}").format(
            rule.minimum, rule.maximum, rule.step
        )
        self.width_box.setToolTip(tip)
        self.height_box.setToolTip(tip)

    @property
    def typed(self) -> Size | None:
        """What stands there, taken over or not; None where a side is empty."""
        sides = [box.cleanText().strip() for box in (self.width_box, self.height_box)]
        if not all(side.isdecimal() and int(side) for side in sides):
            return None
        return Size(width=int(sides[0]), height=int(sides[1]))

    def commit(self) -> None:
        """Take over what was typed, as the model's rule wants it."""
        if self._rule is None:
            return
        self.width_box.interpretText()
        self.height_box.interpretText()
        typed = Size(width=self.width_box.value(), height=self.height_box.value())
        size = self._rule.snapped(typed)
        self._say(typed, size)
        self.chosen.emit(size)

    def take_reference(self, reference: ReferenceImage) -> None:
        """The size of a picture, scaled into the model's limits with its proportions kept."""
        if self._rule is not None:
            self.snapped.emit("")
            self.chosen.emit(fitted(reference, self._rule))

    def menu(self) -> QMenu:
        menu = rounded(QMenu(self))
        for name, size in SIZE_PRESETS.items():
            words = self._preset_words()[name]
            fits = self._rule.snapped(size) if self._rule else size
            action = menu.addAction(f"{words}\t{fits.width} × {fits.height}")
            action.triggered.connect(partial(self._on_preset, fits))
        if self._references:
            menu.addSeparator()
        for number, reference in enumerate(self._references, 1):
            text = self.tr("As reference {0}").format(number)
            action = menu.addAction(f"{text}\t{reference.seen.width} × {reference.seen.height}")
            action.triggered.connect(partial(self._on_reference, reference))
        return menu

    def _say(self, typed: Size, size: Size) -> None:
        rule = self._rule
        if size == typed or rule is None:
            self.snapped.emit("")
            return
        self.snapped.emit(
            self.tr(
                "{0} × {1} became {2} × {3}: this model takes {4} to {5} pixels, in steps of {6}."
            ).format(
                typed.width,
                typed.height,
                size.width,
                size.height,
                rule.minimum,
                rule.maximum,
                rule.step,
            )
        )

    def _on_swap(self) -> None:
        with QSignalBlocker(self.width_box), QSignalBlocker(self.height_box):
            width = self.width_box.value()
            self.width_box.setValue(self.height_box.value())
            self.height_box.setValue(width)
        self.commit()

    def _on_presets(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_preset(self, size: Size, _checked: bool = False) -> None:
        self.snapped.emit("")
        self.chosen.emit(size)

    def _on_reference(self, reference: ReferenceImage, _checked: bool = False) -> None:
        self.take_reference(reference)

    def _preset_words(self) -> dict[str, str]:
        return {
            "square_hd": self.tr("Square, large"),
            "square": self.tr("Square"),
            "portrait_4_3": self.tr("Portrait 3:4"),
            "portrait_16_9": self.tr("Portrait 9:16"),
            "landscape_4_3": self.tr("Landscape 4:3"),
            "landscape_16_9": self.tr("Landscape 16:9"),
        }

    def _box(self, guard: FieldGuard, name: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1, _LARGEST)
        box.setProperty("role", "plain")
        box.setFrame(False)
        box.setAccessibleName(name)
        box.setMinimumWidth(30)
        bare(box)
        guard.watch(box)
        return box

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        icons.set_icon(button, icon)
        button.setProperty("role", "icon")
        button.setProperty("inField", True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFixedSize(22, 28)
        return button
