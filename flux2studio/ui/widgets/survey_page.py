"""The page of the survey: what is chosen, as large as it goes, until the best one is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QToolButton, QVBoxLayout, QWidget

from flux2studio.ui import icons
from flux2studio.ui.keymap import explain, keymap
from flux2studio.ui.viewmodels.survey import FEWEST, SurveyViewModel
from flux2studio.ui.widgets import lines
from flux2studio.ui.widgets.compare_rooms import BesideRoom
from flux2studio.ui.widgets.culling import PICKS, STARS
from flux2studio.ui.widgets.notice import Notice
from flux2studio.ui.widgets.pictures_page import PicturesPage
from flux2studio.ui.widgets.survey_bar import SurveyBar
from flux2studio.ui.widgets.view_transform import Gaze

_COMPARED_MAX = 4
_KEYS = (*PICKS, *STARS, "survey_out", "compare_link", "open_picture")


class SurveyPage(PicturesPage):
    """P, X, U and digits mark the active picture, / leaves it out; Esc leads back."""

    opened = Signal(object)  # Generation, to be shown on the stage

    def __init__(self, view_model: SurveyViewModel, parent: QWidget | None = None) -> None:
        bar = SurveyBar()
        super().__init__(view_model, bar, parent)
        self.bar = bar
        self._survey = view_model
        self._room = BesideRoom(view_model, self.links, self)
        self.outs: list[QToolButton] = []
        self.room.grown.connect(self._add_outs)
        self.empty = Notice("grid", self, on_stage=True)
        self.empty.say(
            self.tr("Nothing to choose from yet"),
            self.tr("Choose two to twelve pictures in the history and press N."),
            self.tr("Go to the history"),
        )
        self._rooms = QStackedWidget(self)
        self._rooms.setProperty("role", "stage")
        self._rooms.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._steps: Mapping[int, Callable[[], int]] = {
            Qt.Key.Key_Left: lambda: -1,
            Qt.Key.Key_Right: lambda: 1,
            Qt.Key.Key_Up: lambda: -self.room.columns,
            Qt.Key.Key_Down: lambda: self.room.columns,
        }
        self._lay_out()
        self._connect()
        self._show_sides()

    @property
    def room(self) -> BesideRoom:
        return self._room

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not held and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not held and event.key() in self._steps and self._survey.sides:
            self._survey.move(self._steps[event.key()]())
            self.take_focus()
        elif not self._on_key(keymap().pressed(event, _KEYS)):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_sides()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.room.clear()

    def _on_key(self, action: str) -> bool:
        model = self._survey
        match action:
            case "":
                return False
            case "survey_out":
                model.leave_out()
            case "compare_link":
                self.bar.link.toggle()
            case "open_picture":
                self._open()
            case _:
                self._mark(action)
        return True

    def _open(self) -> None:
        if (generation := self._survey.generation) is not None:
            self.opened.emit(generation)

    def _lay_out(self) -> None:
        for room in (self.room, self.empty):
            self._rooms.addWidget(room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(lines.horizontal(self))
        layout.addWidget(self._rooms, 1)

    def _connect(self) -> None:
        self._survey.sides_changed.connect(self._show_sides)
        self.bar.undo.clicked.connect(self._survey.put_back)

    def _show_sides(self) -> None:
        model, bar = self._survey, self.bar
        count = len(model.sides)
        had_focus = self.room.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._rooms.setCurrentWidget(self.room if count else self.empty)
        bar.show_count(count)
        bar.undo.setEnabled(model.can_put_back)
        bar.compare.setEnabled(FEWEST <= count <= _COMPARED_MAX)
        for button in (bar.link, bar.fit, bar.full):
            button.setEnabled(bool(count))
        self._allow_leaving_out()
        if self.isVisible() and count:
            self.links.all_follow(Gaze())
            self.room.show_all()
            if had_focus:
                self.take_focus()

    def _add_outs(self) -> None:
        """One to each foot."""
        for foot in self.room.feet[len(self.outs) :]:
            self.outs.append(self._out_button(len(self.outs)))
            foot.add(self.outs[-1])
        self._allow_leaving_out()

    def _allow_leaving_out(self) -> None:
        for out in self.outs:
            out.setEnabled(len(self._survey.sides) > self._survey.fewest)

    def _out_button(self, index: int) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setAccessibleName(self.tr("Leave picture {0} out").format(index + 1))
        icons.set_icon(button, "eye-off", icons.Tone.SOFT)
        explain(button, "survey_out", self.tr("Leave it out of the survey"))
        button.clicked.connect(partial(self._leave_out, index))
        return button

    def _leave_out(self, index: int, _checked: bool = False) -> None:
        self._survey.leave_out(index)
        self.take_focus()
