"""What floats below the picture: how it is looked at, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from flux2studio.core.request import ReferenceImage
from flux2studio.ui import icons
from flux2studio.ui.icons import Tone
from flux2studio.ui.keymap import explain
from flux2studio.ui.widgets.rounded import rounded
from flux2studio.ui.widgets.tab_order import follow_layout
from flux2studio.ui.words import decimal

AWAY = 16  # pixels between what floats and the edge


class ReferenceButton(QPushButton):
    """Says which reference is compared, and offers the others where there are several."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = 0
        self.setProperty("role", "overlay")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the words
        icons.set_icon(self, "chevron-down", Tone.OVERLAY)
        self.setMenu(rounded(QMenu(self)))
        self.hide()

    def offer(self, references: Sequence[ReferenceImage], index: int) -> None:
        self._index = index
        self.setVisible(len(references) > 1)
        self.menu().clear()
        for place, reference in enumerate(references):
            action = self.menu().addAction(f"{place + 1}  {reference.name}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(place == index)
            action.triggered.connect(partial(self._on_chosen, place))
        if references:
            name = references[index].name
            self.setAccessibleName(self.tr("Compared with reference {0}").format(index + 1))
            self.setToolTip(self.tr("Compared with reference {0}, {1}").format(index + 1, name))

    def say(self, *, with_words: bool) -> None:
        words = self.tr("Reference {0}") if with_words else "{0}"
        self.setText(words.format(self._index + 1))

    def _on_chosen(self, place: int, _checked: bool = False) -> None:
        self.chosen.emit(place)


class StageBar(QFrame):
    """Floats below the picture. The buttons are public: the window connects its actions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "overlay")
        self.fit = self._button("fit", self.tr("Fit"))
        explain(self.fit, "fit", self.tr("Show the whole picture"))
        self.full = self._button("", self.tr("100 %"))
        explain(self.full, "full", self.tr("One pixel of the picture on one of the screen"))
        self.zoom = QLabel(self)
        self.zoom.setProperty("role", "overlay")
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom.setAccessibleName(self.tr("Zoom"))
        self.zoom.setMinimumWidth(self.zoom.fontMetrics().horizontalAdvance("3,200 %") + 8)
        self.compare = self._button("compare", self.tr("Before / after"))
        self.compare.setCheckable(True)
        self.difference = self._button("difference", "", name=self.tr("Difference"))
        self.difference.setCheckable(True)
        self.hold = self._button("eye", self.tr("Hold"))
        self.which = ReferenceButton(self)
        self.side = self._button(
            "columns",
            "",
            self.tr("Reference and result side by side, with what differs"),
            self.tr("Side by side"),
        )
        self.use = self._button(
            "image", self.tr("Use as reference"), self.tr("Put this picture on a reference slot")
        )
        self.copy = self._button("copy", "", name=self.tr("Copy"))
        explain(self.copy, "copy", self.tr("Copy the picture and its file"))
        self.reveal = self._button(
            "folder", "", self.tr("Open the folder this picture lies in"), self.tr("Show in folder")
        )
        gives_way = (self.use, self.hold, self.fit, self.compare)
        self._words = {button: button.text() for button in gives_way}
        self._tips = {
            self.compare: ("compare", self.tr("Divide: reference and result")),
            self.hold: ("before", self.tr("Show the reference for as long as it is held")),
            self.difference: ("difference", self.tr("Show where reference and result differ")),
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        compared = (self.compare, self.hold, self.which, self.difference, self.side)
        for part in (self.fit, self.full, self.zoom, *compared, self.use, self.copy, self.reveal):
            layout.addWidget(part)
        follow_layout(self)

    def show_zoom(self, zoom: float) -> None:
        """``zoom``: pixels of the screen for one of the picture."""
        percent = zoom * 100
        number = decimal(percent, 0) if percent >= 10 else decimal(percent, 1)
        self.zoom.setText(self.tr("%1 %").replace("%1", number))

    def allow_comparing(self, on: bool) -> None:
        """Nothing can be compared with what is not there; the tool tips say so."""
        why = self.tr("This picture was made without a reference to compare it with")
        for button, (action, words) in self._tips.items():
            button.setEnabled(on)
            explain(button, action, words if on else why)

    def fit_into(self, width: int) -> None:
        """Leave words away, one by one, where there is no room; the tool tips say the same.

        Where even that is not enough, what the keys and the menu do as well goes.
        """
        extras = (self.zoom, self.copy, self.reveal, self.full, self.hold, self.use, self.side)
        for silent in range(len(self._words) + 2 + len(extras)):
            self.which.say(with_words=silent == 0)
            for place, part in enumerate(extras, start=len(self._words) + 2):
                part.setVisible(place > silent)
            for place, (button, text) in enumerate(self._words.items(), start=2):
                button.setText(text if place > silent else "")
            if self.sizeHint().width() <= width - 2 * AWAY:
                return

    def _button(self, icon: str, text: str, tip: str = "", name: str = "") -> QPushButton:
        button = QPushButton(f" {text}" if icon and text else text, self)
        button.setProperty("role", "overlay")
        button.setToolTip(tip)
        button.setAccessibleName(name or text)
        if icon:
            icons.set_icon(button, icon, Tone.OVERLAY)
        return button
