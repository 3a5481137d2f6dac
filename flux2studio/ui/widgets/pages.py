"""The pages of the window, of which one is shown; those seldom wanted are built when they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:  # the first paint waits for as little as can be
    from flux2studio.ui.widgets.compare_page import ComparePage
    from flux2studio.ui.widgets.filmstrip import Filmstrip
    from flux2studio.ui.widgets.history_page import HistoryPage
    from flux2studio.ui.widgets.stage import Stage
    from flux2studio.ui.widgets.studio_page import StudioPage
    from flux2studio.ui.widgets.survey_page import SurveyPage


class Page(IntEnum):
    STUDIO = 0
    HISTORY = 1
    COMPARE = 2
    SURVEY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Panels:
    """The parts of the window, built elsewhere; the last ones when they are first shown."""

    stage: Stage
    filmstrip: Filmstrip
    loras: QWidget
    compose: QWidget
    jobs: QWidget
    history: HistoryPage
    compare: Callable[[], ComparePage]
    survey: Callable[[], SurveyPage] | None = None


class Zooming(Protocol):
    """What the keys of the zoom work on."""

    def fit(self) -> None: ...
    def actual_size(self) -> None: ...
    def toggle_fit(self) -> None: ...
    def zoom_in(self) -> None: ...
    def zoom_out(self) -> None: ...


class Pages(QStackedWidget):
    left = Signal()  # by the page itself, to where it was opened

    def __init__(self, studio: StudioPage, panels: Panels, parent: QWidget) -> None:
        super().__init__(parent)
        self._panels = panels
        self.page = Page.STUDIO
        self._opened_from: dict[Page, Page] = {}
        self.compare: ComparePage | None = None
        self.survey: SurveyPage | None = None
        self.addWidget(studio)
        self.addWidget(panels.history)
        self._places: dict[Page, QWidget] = {Page.STUDIO: studio, Page.HISTORY: panels.history}

    def show_page(self, page: Page) -> bool:
        """Return whether it was another page before."""
        if page is self.page or not self._build(page):
            return False
        if self._opened_from.get(self.page) is not page:  # else it is the way back
            self._opened_from[page] = self.page
        self.page = page
        self.setCurrentWidget(self._places[page])
        self.take_focus()
        return True

    @property
    def before(self) -> Page:
        """Where the page of now was opened."""
        return self._opened_from.get(self.page, Page.HISTORY)

    def take_focus(self) -> None:
        match self.page:
            case Page.STUDIO:
                self._panels.stage.view.setFocus()
            case Page.HISTORY:
                self._panels.history.grid.setFocus()
            case Page.COMPARE if self.compare is not None:
                self.compare.take_focus()
            case Page.SURVEY if self.survey is not None:
                self.survey.take_focus()

    @property
    def zoomed(self) -> Zooming | None:
        """What the keys of the zoom work on."""
        match self.page:
            case Page.STUDIO:
                return self._panels.stage.view
            case Page.HISTORY:
                return self._panels.history.grid
            case Page.COMPARE:
                return self.compare
            case Page.SURVEY:
                return self.survey

    def hold_before(self, on: bool) -> None:
        """Show what a picture was made from, or the other of two, while a key is held."""
        if self.page is not Page.COMPARE:
            self._panels.stage.hold_before(on)
        elif self.compare is not None:
            self.compare.hold_before(on)

    def _build(self, page: Page) -> bool:
        """Return whether there is such a page."""
        if page is Page.COMPARE and self.compare is None:
            self.compare = self._panels.compare()
            self._take(page, self.compare)
            self.compare.left.connect(self.left)
        elif page is Page.SURVEY and self.survey is None and self._panels.survey is not None:
            self.survey = self._panels.survey()
            self._take(page, self.survey)
            self.survey.left.connect(self.left)
        return page in self._places

    def _take(self, page: Page, widget: QWidget) -> None:
        self.addWidget(widget)
        self._places[page] = widget
