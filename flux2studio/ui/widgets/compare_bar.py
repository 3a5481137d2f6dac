"""Above a comparison: the way back, how pictures are set against each other, and the zoom."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from flux2studio.core.request import ReferenceImage
from flux2studio.ui import icons
from flux2studio.ui.keymap import explain, with_key
from flux2studio.ui.viewmodels.compare import CompareViewModel, Way
from flux2studio.ui.widgets.fields import label
from flux2studio.ui.widgets.rounded import Choice

HEIGHT = 48
_REFERENCE_WIDTH = 220


class CompareBar(QWidget):
    """The buttons are public: the page connects what needs its views."""

    left = Signal()

    def __init__(self, view_model: CompareViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self.setFixedHeight(HEIGHT)
        self.back = self._button("chevron-left", self.tr("Back"), self.tr("Back (Esc)"))
        self.back.clicked.connect(self.left)
        self.ways = self._way_buttons()
        self.reference_label = label(self.tr("Against"), "soft")
        self.reference = Choice(self)
        self.reference.setFixedWidth(_REFERENCE_WIDTH)
        self.reference.setAccessibleName(self.tr("Reference to compare with"))
        self.reference.activated.connect(view_model.choose_reference)
        self.swap = self._button(
            "swap",
            self.tr("Swap"),
            with_key(self.tr("Let the pictures change places"), "compare_swap"),
        )
        self.link = self._button(
            "link",
            self.tr("Linked"),
            with_key(self.tr("Zoom and move all pictures together"), "compare_link"),
        )
        self.link.setCheckable(True)
        self.link.setChecked(True)
        self.fit = self._button(
            "fit", self.tr("Fit"), with_key(self.tr("Show the whole pictures"), "fit")
        )
        self.full = self._button("", self.tr("100 %"), with_key(self.tr("Pixel for pixel"), "full"))
        self._lay_out()

    def show_way(self, way: Way) -> None:
        self.ways[way].setChecked(True)

    def show_references(self, references: tuple[ReferenceImage, ...], chosen: int) -> None:
        """Offer them where there are several."""
        self.reference.clear()
        for number, reference in enumerate(references, start=1):
            self.reference.addItem(f"{number}  {reference.name}")
        self.reference.setCurrentIndex(chosen)
        for part in (self.reference_label, self.reference):
            part.setVisible(len(references) > 1)

    def _way_buttons(self) -> dict[Way, QPushButton]:
        group = QButtonGroup(self)
        buttons = {}
        divided = self.tr("Two, divided by a line")
        held = self.tr("One, and the other while a key is held")
        differing = self.tr("Bright where two differ, black where they are the same")
        for way, icon, text, key, tip in (
            (Way.BESIDE, "columns", self.tr("Side by side"), "beside", self.tr("All at once")),
            (Way.SLIDER, "compare", self.tr("Slider"), "slider", divided),
            (Way.HOLD, "eye", self.tr("Hold"), "hold", held),
            (Way.DIFFERENCE, "difference", self.tr("Difference"), "", differing),
        ):
            button = self._button(icon, text, tip)
            explain(button, f"compare_{key}" if key else "difference", tip)
            button.setCheckable(True)
            button.clicked.connect(partial(self._on_way, way))
            group.addButton(button)
            buttons[way] = button
        return buttons

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addSpacing(12)
        for button in self.ways.values():
            row.addWidget(button)
        row.addSpacing(12)
        row.addWidget(self.reference_label)
        row.addWidget(self.reference)
        row.addStretch(1)
        for button in (self.swap, self.link, self.fit, self.full):
            row.addWidget(button)

    def _on_way(self, way: Way, _checked: bool = False) -> None:
        self._view_model.choose_way(way)

    def _button(self, icon: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(f" {text}" if icon else text, self)
        button.setProperty("role", "flat")
        button.setAccessibleName(text)
        button.setToolTip(tip)
        if icon:
            icons.set_icon(button, icon)
        return button
