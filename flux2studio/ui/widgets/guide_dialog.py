"""The guide beside the work: pages to choose from, a search, links that lead into the app."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui import icons, theme
from flux2studio.ui.guide import GuidePage, Link, Place, pages
from flux2studio.ui.keymap import keymap
from flux2studio.ui.widgets import lines
from flux2studio.ui.widgets.dialogs import ScrollingPage, resize_on_screen
from flux2studio.ui.widgets.fields import label
from flux2studio.ui.widgets.flow import FlowBox
from flux2studio.ui.widgets.guide_drawing import GuideDrawing
from flux2studio.ui.widgets.page import Page

SIZE = QSize(840, 700)
SIDE = 216
MARGIN = 32
_READ_WIDTH = 640  # a longer line is hard to read


class GuideText(Page):
    """One page, as it is read."""

    wanted = Signal(object)  # Place

    def __init__(self, page: GuidePage) -> None:
        super().__init__()
        self.page = page
        self.parts: list[QWidget] = []
        self.links: dict[Place, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 24, MARGIN, 24)
        column.setSpacing(4)
        column.addWidget(label(page.title, "page-title"))
        column.addSpacing(4)
        column.addWidget(GuideDrawing(page.drawing, page.seen))
        for part in page.parts:
            column.addSpacing(8)
            if part.title:
                column.addWidget(label(part.title, "section"))
            words = _read(part.text)
            self.parts.append(words)
            column.addWidget(words)
        column.addSpacing(16)
        column.addWidget(self._links())
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines that can be read at a glance, on a wide window as well."""
        super().resizeEvent(event)
        aside = max(MARGIN, self.width() - _READ_WIDTH - MARGIN)
        layout = self.layout()
        if layout is not None and layout.contentsMargins().right() != aside:
            layout.setContentsMargins(MARGIN, 24, aside, 24)

    def _links(self) -> QWidget:
        box = FlowBox(8, self)
        for link in self.page.links:
            self.links[link.place] = self._link(link)
        box.fill(list(self.links.values()))
        return box

    def _link(self, link: Link) -> QPushButton:
        button = QPushButton(link.text)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._on_link, link.place))
        return button

    def _on_link(self, place: Place, _checked: bool = False) -> None:
        self.wanted.emit(place)


class GuideDialog(QDialog):
    """Stays open beside the window; ``wanted`` says where a link leads."""

    wanted = Signal(object)  # Place

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guide"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the guide"))
        self.search.setAccessibleName(self.tr("Search the guide"))
        icons.add_clear_button(self.search)
        lens = self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        icons.set_icon(lens, "search", icons.Tone.SOFT)
        self.nothing = QLabel(self.tr("Nothing here is called that."))
        self.nothing.setProperty("role", "soft")
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setAutoDefault(False)
        self.tabs: dict[str, QPushButton] = {}
        self.texts: dict[str, GuideText] = {}
        self._areas: dict[str, ScrollingPage] = {}
        self._stack = QStackedWidget()
        self._lay_out(pages(keymap().shown))
        resize_on_screen(self, SIZE)
        self.search.textChanged.connect(self._show_found)
        self.close_button.clicked.connect(self.close)
        self.show_page(next(iter(self.texts)))

    def show_page(self, page: str) -> None:
        self.tabs[page].setChecked(True)
        self._stack.setCurrentWidget(self._areas[page])
        if words := self.search.text():
            text = self.texts[page]
            if (number := text.page.part_with(words)) >= 0:
                self._areas[page].ensureWidgetVisible(text.parts[number], 0, 80)

    @property
    def shown(self) -> GuideText:
        """The page that is read now."""
        return next(
            text
            for page, text in self.texts.items()
            if self._areas[page] is self._stack.currentWidget()
        )

    def _lay_out(self, guide: tuple[GuidePage, ...]) -> None:
        side = QWidget()
        side.setFixedWidth(theme.widths(SIDE))
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 20, 12, 16)
        column.setSpacing(4)
        title = label(self.tr("Guide"), "page-title")
        title.setContentsMargins(8, 0, 0, 10)
        column.addWidget(title)
        column.addWidget(self.search)
        column.addSpacing(8)
        group = QButtonGroup(self)
        for page in guide:
            tab = self._add(page)
            group.addButton(tab)
            column.addWidget(tab)
        column.addWidget(self.nothing)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(lines.horizontal(self))
        right.addLayout(foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(side)
        outer.addWidget(lines.vertical(self))
        outer.addLayout(right, 1)

    def _add(self, page: GuidePage) -> QPushButton:
        tab = QPushButton(f" {page.title}")
        tab.setProperty("role", "nav")
        tab.setCheckable(True)
        tab.setAutoDefault(False)
        tab.setAccessibleName(page.title)
        icons.set_icon(tab, page.icon, icons.Tone.SOFT)
        tab.clicked.connect(partial(self._on_tab, page.id))
        text = GuideText(page)
        text.wanted.connect(self.wanted)
        area = ScrollingPage(text)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack.addWidget(area)
        self.tabs[page.id], self.texts[page.id], self._areas[page.id] = tab, text, area
        return tab

    def _on_tab(self, page: str, _checked: bool = False) -> None:
        self.show_page(page)

    def _show_found(self, words: str) -> None:
        """Leave the pages that have all the words, and go to the first one with them."""
        found = [page for page, text in self.texts.items() if text.page.holds(words)]
        for page, tab in self.tabs.items():
            tab.setVisible(page in found)
        self.nothing.setVisible(not found)
        if found:
            now = self.shown.page.id
            self.show_page(now if now in found else found[0])


def _read(text: str) -> QLabel:
    words = label(text, "read")
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words
