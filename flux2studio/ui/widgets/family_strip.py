"""What a picture was made from, the picture, and what it led to, in one row that scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.cropping import box
from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry
from flux2studio.core.request import ReferenceImage
from flux2studio.ui import words
from flux2studio.ui.viewmodels.family import FamilyLook, FamilyViewModel
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.widgets.family_tile import SIDE, FamilyTile
from flux2studio.ui.widgets.fields import label
from flux2studio.ui.widgets.icon_label import IconLabel

_GAP = 4
_IN_VIEW = 2  # of what it was made from; more begin left of what is in view
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_BAR = 10  # pixels of a scroll bar with its distance
Fetch = Callable[[], QPixmap | None]


class FamilyStrip(QWidget):
    """Takes no room for a picture without family. A click or Enter opens a step in the inspector,
    a double click on the stage."""

    def __init__(
        self, family: FamilyViewModel, history: HistoryViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._family, self._history = family, history
        self.tiles: list[FamilyTile] = []
        self._waiting: dict[str, tuple[FamilyTile, Fetch]] = {}  # by the key of their thumbnail
        self.setAccessibleName(self.tr("Family of this picture"))
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidgetResizable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        family.changed.connect(self.show_look)
        family.thumbnail_ready.connect(self._on_thumbnail)
        self.hide()

    def show_look(self, look: FamilyLook | None) -> None:
        this = self._family.generation
        if look is None:
            return  # what was shown stays until the answer, or the page would jump
        self._clear()
        self.setVisible(this is not None and not look.is_alone)
        if this is None or look.is_alone:
            return
        page = QWidget()
        page.setProperty("role", "page")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        before = self._before(look)
        after = [self._entry_tile(entry, self.tr("Led to")) for entry in look.family.children]
        middle = self._tile(
            self.tr("This picture"), this.id, partial(self._picture, this), this=True
        )
        if before:
            side = _RIGHT if len(before) > _IN_VIEW else _LEFT
            row.addLayout(_group(self.tr("Made from"), before, side))
            row.addLayout(_arrow())
        row.addLayout(_group(self.tr("This"), [middle]))
        if after:
            row.addLayout(_arrow())
            row.addLayout(_group(self.tr("Led to"), after))
        row.addStretch(1)
        self._area.setWidget(page)
        self._area.setFixedHeight(page.sizeHint().height() + _BAR)
        page.resize(page.sizeHint().expandedTo(self._area.viewport().size()))
        row.activate()
        bar = self._area.horizontalScrollBar()
        middle_x = middle.mapTo(page, middle.rect().center()).x()
        bar.setValue(middle_x - self._area.viewport().width() // 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the keyboard reaches is scrolled into view."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, FamilyTile):
            self._area.ensureWidgetVisible(watched, SIDE // 2)
        return False

    def _before(self, look: FamilyLook) -> list[FamilyTile]:
        name = self.tr("Made from")
        tiles = [self._entry_tile(entry, name) for entry in look.family.parents]
        tiles += [self._reference_tile(reference) for reference in look.others]
        for _ in look.family.lost:
            told = self.tr("Made from a picture that is no longer in the history")
            tiles.append(self._lost_tile(told))
        return tiles

    def _entry_tile(self, entry: Entry, how: str) -> FamilyTile:
        generation = entry.generation
        prompt = " ".join(generation.request.prompt.split()) or generation.path.name
        name = f"{how}: {prompt}\n{words.moment(generation.recipe.created_at)}"
        tile = self._tile(name, entry.id, partial(self._picture, generation))
        tile.clicked.connect(partial(self._history.choose, generation))
        tile.opened.connect(partial(self._history.open, generation))
        return tile

    def _reference_tile(self, reference: ReferenceImage) -> FamilyTile:
        name = self.tr("Made from a reference: {0}").format(reference.name)
        fetch = partial(self._seen_of, reference)
        tile = self._tile(name, reference.sha256, fetch)
        tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tile.unsetCursor()
        if self._family.is_gone(reference):
            tile.show_word(self.tr("gone"))
        return tile

    def _lost_tile(self, name: str) -> FamilyTile:
        tile = FamilyTile(name, self.tr("lost"), self)
        self.tiles.append(tile)
        return tile

    def _tile(self, name: str, key: str, fetch: Fetch, *, this: bool = False) -> FamilyTile:
        tile = FamilyTile(name, is_this=this)
        tile.installEventFilter(self)
        found = fetch()
        tile.show_picture(found)
        if found is None:
            self._waiting[key] = (tile, fetch)
        self.tiles.append(tile)
        return tile

    def _picture(self, generation: Generation) -> QPixmap | None:
        return self._history.thumbnail(generation)

    def _seen_of(self, reference: ReferenceImage) -> QPixmap | None:
        """The part of it that was sent."""
        found = self._family.picture_of(reference)
        if found is None or reference.crop is None:
            return found
        seen = box(reference.crop, found.width(), found.height())
        return found.copy(QRect(seen.left, seen.top, seen.width, seen.height))

    def _on_thumbnail(self, key: str) -> None:
        if (waiting := self._waiting.pop(key, None)) is None:
            return
        tile, fetch = waiting
        found = fetch()
        tile.show_picture(found)
        if found is None:
            tile.show_word(self.tr("gone"))

    def _clear(self) -> None:
        self.tiles.clear()
        self._waiting.clear()
        if (old := self._area.takeWidget()) is not None:
            old.deleteLater()


def _group(
    name: str,
    tiles: Sequence[FamilyTile],
    side: Qt.AlignmentFlag = _LEFT,
) -> QVBoxLayout:
    """Tiles beside each other, below what they are to the picture: said on the ``side`` of it."""
    row = QHBoxLayout()
    row.setSpacing(_GAP)
    for tile in tiles:
        row.addWidget(tile)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label(name), 0, side)
    column.addLayout(row)
    return column


def _arrow() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label(" "))
    sign = IconLabel("chevron-right", 16)
    column.addWidget(sign, 1, Qt.AlignmentFlag.AlignVCenter)
    return column
