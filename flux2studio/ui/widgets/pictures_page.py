"""A page on which pictures lie side by side: how they are zoomed, judged and left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from flux2studio.core.errors import StudioError
from flux2studio.core.history import MarkChange
from flux2studio.ui.viewmodels.compare import CompareViewModel
from flux2studio.ui.widgets.compare_bar import CompareBar
from flux2studio.ui.widgets.compare_rooms import Room
from flux2studio.ui.widgets.compare_view import LinkedViews
from flux2studio.ui.widgets.culling import PICKS, STARS
from flux2studio.ui.widgets.survey_bar import SurveyBar


class PicturesPage(QWidget):
    """What is shown of the pictures, and the keys of its own, a subclass adds.

    ``bar`` stands above them; it is put into the layout there.
    """

    left = Signal()

    def __init__(
        self,
        view_model: CompareViewModel,
        bar: CompareBar | SurveyBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._bar = bar
        bar.setParent(self)  # before all else of the page: Tab comes to it first
        self.links = LinkedViews(self)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        view_model.picture_ready.connect(self._show_picture)
        view_model.failed.connect(self._show_problem)
        bar.left.connect(self.left)
        bar.link.toggled.connect(self._on_link)
        bar.fit.clicked.connect(self.fit)
        bar.full.clicked.connect(self.actual_size)

    @property
    def room(self) -> Room:
        """Where the pictures lie now."""
        raise NotImplementedError

    # What the keys of the window do here

    def take_focus(self) -> None:
        """Put the keyboard on the active picture."""
        shown = self.room.active_view if self._view_model.sides else self._bar.back
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        self.room.active_view.fit()

    def actual_size(self) -> None:
        self.room.active_view.actual_size()

    def toggle_fit(self) -> None:
        self.room.active_view.toggle_fit()

    def zoom_in(self) -> None:
        self.room.active_view.zoom_in()

    def zoom_out(self) -> None:
        self.room.active_view.zoom_out()

    def event(self, event: QEvent) -> bool:
        """Here Esc leads back; elsewhere the window ends the running job with it."""
        if not (event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)):
            return super().event(event)
        if is_escape := event.key() == Qt.Key.Key_Escape:
            event.accept()
        return is_escape

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        screen = self.screen()
        size = screen.size() * screen.devicePixelRatio()
        self._view_model.look(size.width() * size.height())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._view_model.look_away()

    def _mark(self, action: str) -> None:
        """Judge the active picture; ``action`` is one of ``culling.JUDGING``."""
        is_pick = action in PICKS
        change = MarkChange(pick=PICKS[action]) if is_pick else MarkChange(rating=STARS[action])
        self._view_model.mark(change)

    def _show_picture(self, index: int) -> None:
        if self.isVisible():
            self.room.show_picture(index)

    def _show_problem(self, index: int, _: StudioError) -> None:
        self._show_picture(index)

    def _on_link(self, on: bool) -> None:
        self.links.link(on, self.room.active_view)
