"""Below a picture of a comparison: which one it is, its stars, and whether it is picked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from flux2studio.core.history import NO_MARKS, MarkChange, Pick
from flux2studio.ui import icons, theme
from flux2studio.ui.icons import Tone
from flux2studio.ui.keymap import with_key
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.compare import Side
from flux2studio.ui.widgets.fields import ElidedLabel, label
from flux2studio.ui.widgets.star_row import StarRow

HEIGHT = 36
NAMED_FROM, STARRED_FROM = 460, 260  # pixels of width; narrower, the keys give stars


class CompareFoot(QWidget):
    """``stepped`` asks for the next (1) or the one before (-1) in this place."""

    marked = Signal(object)  # MarkChange
    stepped = Signal(int)
    use_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.widths(HEIGHT))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._file = ""
        self._has_stars = True
        self.name = label("", "title")
        self.file = ElidedLabel("", self)
        self.file.setProperty("role", "soft")
        self.stars = StarRow(self)
        self.stars.chosen.connect(self._on_stars)
        self.pick = self._button("check", with_key(self.tr("Pick"), "pick"), checkable=True)
        self.reject = self._button("close", with_key(self.tr("Reject"), "reject"), checkable=True)
        self.pick.clicked.connect(partial(self._on_pick, Pick.PICKED))
        self.reject.clicked.connect(partial(self._on_pick, Pick.REJECTED))
        self.use = self._button("image", self.tr("Use as reference"))
        self.use.clicked.connect(self.use_wanted)
        self.earlier = self._button("chevron-left", self.tr("The picture before, here"))
        self.later = self._button("chevron-right", self.tr("The next picture, here"))
        self.earlier.clicked.connect(partial(self._on_step, -1))
        self.later.clicked.connect(partial(self._on_step, 1))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(6)
        row.addWidget(self.earlier)
        row.addWidget(self.later)
        row.addWidget(self.name)
        row.addWidget(self.file, 1)
        row.addWidget(self.stars)
        row.addWidget(self.pick)
        row.addWidget(self.reject)
        row.addWidget(self.use)
        self.show_steps(False)
        self._row = row

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def add(self, button: QToolButton) -> None:
        """Put one more button at the end."""
        self._row.addWidget(button)

    def show_side(self, side: Side, *, is_active: bool) -> None:
        marks = side.entry.marks if side.entry is not None else NO_MARKS
        self.name.setText(side.name)
        self._file = side.file
        self.file.say(side.file if self.width() >= NAMED_FROM else "")
        prompt = side.recipe.request.prompt if side.recipe is not None else ""
        self.setToolTip(quoted(f"{side.file}\n\n{prompt}".strip()))
        self.stars.show_rating(marks.rating)
        self._show_pick(marks.pick)
        for part in (self.pick, self.reject, self.use):
            part.setVisible(side.entry is not None)
        self._has_stars = side.entry is not None
        self._show_stars()
        self.show_active(is_active)

    def show_active(self, on: bool) -> None:
        """Say that marks given by a key are for this one."""
        role = "accent" if on else "title"
        if self.name.property("role") != role:
            self.name.setProperty("role", role)
            self.name.style().polish(self.name)
        self.name.setAccessibleDescription(self.tr("Keys mark this one") if on else "")

    def show_steps(self, on: bool) -> None:
        self.earlier.setVisible(on)
        self.later.setVisible(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A name of which a few letters are to be seen says nothing."""
        super().resizeEvent(event)
        self.file.say(self._file if event.size().width() >= NAMED_FROM else "")
        self._show_stars()

    def _show_stars(self) -> None:
        self.stars.setVisible(self._has_stars and self.width() >= STARRED_FROM)

    def _show_pick(self, pick: Pick) -> None:
        for button, mine, tone in (
            (self.pick, Pick.PICKED, Tone.ACCENT),
            (self.reject, Pick.REJECTED, Tone.TEXT),
        ):
            is_on = pick is mine
            button.setChecked(is_on)
            icons.set_icon(button, str(button.property("iconName")), tone if is_on else Tone.SOFT)

    def _on_stars(self, rating: int) -> None:
        self.marked.emit(MarkChange(rating=rating))

    def _on_pick(self, pick: Pick, _checked: bool = False) -> None:
        button = self.pick if pick is Pick.PICKED else self.reject
        self.marked.emit(MarkChange(pick=pick if button.isChecked() else Pick.NONE))

    def _on_step(self, by: int, _checked: bool = False) -> None:
        self.stepped.emit(by)

    def _button(self, icon: str, name: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setCheckable(checkable)
        button.setAccessibleName(name)
        button.setToolTip(name)
        icons.set_icon(button, icon, Tone.SOFT)
        return button
