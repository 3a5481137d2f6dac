"""The filters of the LoRA collection: chips for those that are on, all of them in a popover."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from flux2studio.core.lora_marks import Facet, Mark, Source, State
from flux2studio.ui import words
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.lora_finder import LoraFinder
from flux2studio.ui.widgets.fields import header, label, set_property
from flux2studio.ui.widgets.flow import FlowBox
from flux2studio.ui.widgets.lora_delegate import short_base
from flux2studio.ui.widgets.rounded import rounded

_WIDTH, _HIGHEST = 300, 520  # pixels
_VALUES_MAX = 24  # tags or collections in the popover, the most used first
_GAP = 6
_ORDER = (
    Facet.STATE,
    Facet.BASE,
    Facet.RATING,
    Facet.COLLECTION,
    Facet.TAG,
    Facet.RIGHTS,
    Facet.LICENCE,
    Facet.SOURCE,
)


class LoraFilters(FlowBox):
    """Those one needs most, at hand: the model's base, favourites; then what else is on."""

    def __init__(
        self, finder: LoraFinder, others: Iterable[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(_GAP, parent)
        self._finder = finder
        self._others = list(others)
        self._shown: tuple[object, ...] = ()
        self.more = _chip(self.tr("Filter…"))
        self.more.setToolTip(self.tr("Base, rating, collection, tag, licence, source, state"))
        self.more.clicked.connect(self.open_popover)
        finder.wish_changed.connect(self.show_filters)
        finder.base_changed.connect(self.show_filters)
        self.show_filters()

    def show_filters(self) -> None:
        finder = self._finder
        quick: list[Mark] = [(Facet.BASE, finder.base)] if finder.base else []
        quick.append((Facet.STATE, State.FAVOURITE))
        active = [(facet, value) for facet, values in finder.filters.items() for value in values]
        rest = [mark for mark in active if mark not in quick]
        state = (tuple(quick), tuple(rest), tuple(active))
        if state == self._shown:
            return
        self._shown = state
        chips = [self._quick(mark) for mark in quick]
        removable = [self._removable(mark) for mark in rest]
        self.fill([*chips, *self._others, self.more, *removable, *self._clear(len(active))])

    def open_popover(self) -> FilterPopover:
        popover = FilterPopover(self._finder, self)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = self.more.mapToGlobal(QPoint(0, self.more.height() + 4))
        popover.open_at(place)
        return popover

    def _quick(self, mark: Mark) -> QPushButton:
        chip = _chip(short_base(value_words(mark)))
        chip.setCheckable(True)
        chip.setChecked(self._finder.has(*mark))
        chip.setAccessibleName(self.tr("Only {0}").format(value_words(mark)))
        chip.setToolTip(quoted(chip.accessibleName()))
        chip.clicked.connect(partial(self._toggle, mark))
        return chip

    def _removable(self, mark: Mark) -> QPushButton:
        chip = _chip(f"{value_words(mark)}  ×")
        set_property(chip, "role", "chip-on")
        chip.setAccessibleName(self.tr("No longer only {0}").format(value_words(mark)))
        chip.setToolTip(self.tr("{0}: remove this filter").format(facet_words(mark[0])))
        chip.clicked.connect(partial(self._toggle, mark))
        return chip

    def _clear(self, active: int) -> list[QWidget]:
        if active < 2:
            return []
        clear = _chip(self.tr("Clear"))
        set_property(clear, "role", "link-soft")
        clear.setAccessibleName(self.tr("Remove all filters"))
        clear.clicked.connect(self._finder.clear_filters)
        return [clear]

    def _toggle(self, mark: Mark, _checked: bool = False) -> None:
        self._finder.toggle(*mark)


class FilterPopover(QFrame):
    """Every value that a card has, with the number of cards it would show."""

    def __init__(self, finder: LoraFinder, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._finder = finder
        self.setProperty("role", "popover")
        rounded(self)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Filters"))
        self.clear = QPushButton(self.tr("Clear"))
        self.clear.setProperty("role", "link")
        self.clear.clicked.connect(finder.clear_filters)
        self._flows: dict[Facet, FlowBox] = {}
        self._holders: dict[Facet, QWidget] = {}
        self._page = QWidget()
        column = self._column = QVBoxLayout(self._page)
        column.setContentsMargins(12, 4, 12, 12)
        column.setSpacing(_GAP)
        for facet in _ORDER:
            self._add(column, facet)
        column.addStretch(1)
        self._lay_out()
        finder.wish_changed.connect(self._show)
        self._show()

    def open_at(self, place: QPoint) -> None:
        """Show it below ``place``, moved so that the screen has room for it."""
        wanted = self._column.heightForWidth(_WIDTH) + 52
        room = self.screen().availableGeometry()
        self.resize(_WIDTH, min(wanted, _HIGHEST, room.height() - 16))
        right, below = room.right() - self.width() - 4, room.bottom() - self.height() - 4
        self.move(min(place.x(), right), max(room.top(), min(place.y(), below)))
        self.show()
        first = self._page.findChild(QPushButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._finder.wish_changed.disconnect(self._show)
        super().closeEvent(event)

    def _add(self, column: QVBoxLayout, facet: Facet) -> None:
        heading = label(facet_words(facet))
        flow = FlowBox(_GAP)
        flow.setAccessibleName(facet_words(facet))
        self._flows[facet] = flow
        holder = self._holders[facet] = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 6, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(heading)
        lines.addWidget(flow)
        column.addWidget(holder)

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidget(self._page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        head.addLayout(header(label(self.tr("Filters"), "title"), self.clear))
        outer.addLayout(head)
        outer.addWidget(area, 1)

    def _show(self) -> None:
        """The counts follow what is chosen; a chip keeps its place and the focus."""
        counts = self._finder.counts()
        for facet, flow in self._flows.items():
            known = {mark: None for mark in counts if mark[0] is facet}
            known |= {(facet, value): None for value in self._finder.filters.get(facet, ())}
            self._fill(flow, _sorted(known, counts), counts)
            self._holders[facet].setVisible(bool(known))
        self.clear.setEnabled(bool(self._finder.filters))

    def _fill(self, flow: FlowBox, marks: list[Mark], counts: dict[Mark, int]) -> None:
        there = {chip.property("mark"): chip for chip in flow.findChildren(QPushButton)}
        chips: list[QWidget] = []
        for mark in marks:
            chip = there.get("\n".join(mark)) or self._chip(mark)
            chip.setText(f"{value_words(mark)}  {words.count(counts.get(mark, 0))}")
            chip.setChecked(self._finder.has(*mark))
            chip.setAccessibleName(
                self.tr("{0}: {1}, %Ln LoRA(s)", "", counts.get(mark, 0)).format(
                    facet_words(mark[0]), value_words(mark)
                )
            )
            chips.append(chip)
        flow.fill(chips)

    def _chip(self, mark: Mark) -> QPushButton:
        chip = _chip("")
        chip.setCheckable(True)
        chip.setProperty("mark", "\n".join(mark))
        chip.clicked.connect(partial(self._toggle, mark))
        return chip

    def _toggle(self, mark: Mark, _checked: bool = False) -> None:
        self._finder.toggle(*mark)


def facet_words(facet: Facet) -> str:
    return {
        Facet.BASE: _tr("Made for"),
        Facet.RIGHTS: _tr("Commercial use"),
        Facet.LICENCE: _tr("Licence"),
        Facet.RATING: _tr("Rating"),
        Facet.COLLECTION: _tr("Collection"),
        Facet.TAG: _tr("Tag"),
        Facet.SOURCE: _tr("Source"),
        Facet.STATE: _tr("State"),
    }[facet]


def value_words(mark: Mark) -> str:
    """A value as one reads it; tags, collections and licences are words already."""
    facet, value = mark
    match facet:
        case Facet.BASE:
            named = {"": _tr("Unknown base"), "other": _tr("Other base")}
            return named.get(value, value)
        case Facet.RATING:
            return _stars(int(value))
        case Facet.RIGHTS | Facet.SOURCE | Facet.STATE:
            return _named(facet, value)
    return value


def _named(facet: Facet, value: str) -> str:
    names: dict[Mark, str] = {
        (Facet.RIGHTS, "yes"): _tr("Allowed"),
        (Facet.RIGHTS, "no"): _tr("Not allowed"),
        (Facet.RIGHTS, "unknown"): _tr("Not known"),
        (Facet.SOURCE, Source.FILE): _tr("This computer"),
        (Facet.SOURCE, Source.HUGGING_FACE): "Hugging Face",
        (Facet.SOURCE, Source.CIVITAI): "Civitai",
        (Facet.SOURCE, Source.LINK): _tr("Link"),
        (Facet.STATE, State.FAVOURITE): _tr("Favourite"),
        (Facet.STATE, State.MISSING): _tr("Missing"),
        (Facet.STATE, State.AWAY): _tr("Not downloaded"),
        (Facet.STATE, State.UPDATE): _tr("Update"),
        (Facet.STATE, State.DUPLICATE): _tr("Duplicate"),
        (Facet.STATE, State.WRONG): _tr("Other base"),
        (Facet.STATE, State.EDITS): _tr("Edit LoRA"),
        (Facet.STATE, State.UNUSED): _tr("Never used"),
    }
    return names[facet, value]


def _stars(stars: int) -> str:
    if not stars:
        return _tr("Not rated")
    return "★" * stars if stars == 5 else _tr("{0} and more").format("★" * stars)


def _sorted(known: Iterable[Mark], counts: dict[Mark, int]) -> list[Mark]:
    """Stars from the top; all else by name, of the most used."""
    marks = sorted(known, key=lambda mark: (-counts.get(mark, 0), mark[1]))[:_VALUES_MAX]
    if marks and marks[0][0] is Facet.RATING:
        return sorted(marks, key=lambda mark: mark[1], reverse=True)
    return sorted(marks, key=lambda mark: (not mark[1], value_words(mark).casefold()))


def _chip(text: str) -> QPushButton:
    chip = QPushButton(text.replace("&", "&&"))
    chip.setProperty("role", "chip")
    chip.setCursor(Qt.CursorShape.PointingHandCursor)
    return chip


def _tr(text: str) -> str:
    return QCoreApplication.translate("LoraFilters", text)
