"""The page on which two to four pictures are compared, with what differs in their recipes."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from flux2studio.core.models import Catalogue
from flux2studio.ui.keymap import keymap
from flux2studio.ui.viewmodels.compare import CompareViewModel, Way
from flux2studio.ui.widgets import lines
from flux2studio.ui.widgets.compare_bar import CompareBar
from flux2studio.ui.widgets.compare_rooms import BesideRoom, PairRoom, Room
from flux2studio.ui.widgets.compare_table import CompareTable
from flux2studio.ui.widgets.culling import PICKS, STARS
from flux2studio.ui.widgets.notice import Notice
from flux2studio.ui.widgets.pictures_page import PicturesPage
from flux2studio.ui.widgets.tab_order import follow_layout
from flux2studio.ui.widgets.view_transform import Gaze

TABLE_SHARE = 0.34  # of the height, at the most, until it is moved by hand
_WAYS = {
    "compare_beside": Way.BESIDE,
    "compare_slider": Way.SLIDER,
    "compare_hold": Way.HOLD,
}
_KEYS = (*_WAYS, *PICKS, *STARS, "compare_swap", "compare_link")


class ComparePage(PicturesPage):
    """Letters choose the way, digits and P, X, U mark the active picture; Esc leads back."""

    def __init__(
        self, view_model: CompareViewModel, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        bar = CompareBar(view_model)
        super().__init__(view_model, bar, parent)
        self.bar = bar
        self._by_hand = False
        self._parts = (0, 0)  # by their number
        self._paths: frozenset[Path] = frozenset()
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._rooms = QStackedWidget(self._split)
        self.beside = BesideRoom(view_model, self.links, self._rooms)
        self._built: list[Room] = [self.beside]
        self.table = CompareTable(view_model, catalogue)
        self.empty = Notice("columns", self._rooms, on_stage=True)
        self.empty.say(
            self.tr("Nothing is compared yet"),
            self.tr("Choose two to four pictures in the history and press C."),
            self.tr("Go to the history"),
        )
        self._rooms.setProperty("role", "stage")
        self._rooms.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out()
        self._connect()
        self._show_sides()

    @property
    def room(self) -> Room:
        return self.beside if self._view_model.way is Way.BESIDE else self.pair

    @cached_property
    def pair(self) -> PairRoom:
        """It is built when it is looked at first."""
        room = PairRoom(self._view_model, self.links, self._rooms)
        self._rooms.insertWidget(1, room)
        self._built.append(room)
        return room

    def hold_before(self, on: bool) -> None:
        for room in self._built:
            room.hold_before(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_place = not held and self._on_place_key(event.key())
        if not is_place and not self._on_key(keymap().pressed(event, _KEYS)):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_pictures()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for room in self._built:
            room.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _on_key(self, action: str) -> bool:
        model = self._view_model
        match action:
            case "":
                return False
            case "compare_swap":
                model.swap()
            case "compare_link":
                self.bar.link.toggle()
            case _ if action in _WAYS:
                model.choose_way(_WAYS[action])
            case _:
                self._mark(action)
        return True

    def _on_place_key(self, key: int) -> bool:
        match key:
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down if self.room is not self.beside:
                self._view_model.step(1, 1 if key == Qt.Key.Key_Down else -1)
            case _:
                return False
        return True

    def _lay_out(self) -> None:
        for room in (self.beside, self.empty):
            self._rooms.addWidget(room)
        self._split.addWidget(self._rooms)
        self._split.addWidget(self.table)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.setChildrenCollapsible(False)
        self.table.setMinimumHeight(64)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(lines.horizontal(self))
        layout.addWidget(self._split, 1)

    def _connect(self) -> None:
        model = self._view_model
        model.sides_changed.connect(self._show_sides)
        model.rows_changed.connect(self._share_height)
        model.way_changed.connect(self._on_way)
        model.pair_changed.connect(self._show_pictures)
        self.bar.swap.clicked.connect(model.swap)
        self._split.splitterMoved.connect(self._on_moved)

    def _on_way(self, _: Way) -> None:
        """What was looked at stays in view."""
        before = self.pair if self.room is self.beside else self.beside
        gaze = before.active_view.transform.gaze()
        had_focus = before.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._show_sides()
        if self.links.are_linked or self.room is not self.beside:
            self.room.follow(gaze)
        if had_focus:
            self.take_focus()

    def _show_sides(self) -> None:
        model = self._view_model
        has_sides = bool(model.sides)
        paths = frozenset(side.path for side in model.sides)
        if paths != self._paths:  # others than before: all of each is shown first
            self._paths = paths
            self.links.all_follow(Gaze())
        self._rooms.setCurrentWidget(self.room if has_sides else self.empty)
        self.table.setVisible(has_sides)
        self.bar.show_way(model.way)
        self.bar.show_references(model.references, model.reference)
        for button in (*self.bar.ways.values(), self.bar.swap, self.bar.fit, self.bar.full):
            button.setEnabled(has_sides)
        self.bar.link.setEnabled(has_sides and model.way is Way.BESIDE)
        self._show_pictures()
        self._share_height()

    def _show_pictures(self) -> None:
        for room in self._built:
            if room is self.room and self.isVisible():
                room.show_all()
            else:
                room.clear()
        self._order_tabs()

    def _order_tabs(self) -> None:
        """What is built later comes last with Tab, wherever it is put; so the way is laid anew."""
        parts = len(self._built), len(self.beside.views)
        if parts != self._parts:
            self._parts = parts
            follow_layout(self)

    def _on_moved(self) -> None:
        self._by_hand = True

    def _share_height(self) -> None:
        if not self._by_hand and self._view_model.sides:
            whole = self._split.height()
            wanted = self.table.wanted_height(self.width())
            table = max(64, min(wanted, round(TABLE_SHARE * whole)))
            self._split.setSizes([max(0, whole - table), table])
