"""The facets of the history as chips: a menu for each, and what the line asks for."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from flux2studio.core.history_query import Field, Term, parse
from flux2studio.ui import words
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.history_search import Facet, FindingViewModel
from flux2studio.ui.widgets.fields import set_property
from flux2studio.ui.widgets.flow import FlowBox
from flux2studio.ui.widgets.rounded import rounded

PICKED, REJECTED = "is:picked", "is:rejected"
_GAP = 6
_NAME_MAX = 32  # letters of a value on a chip
_ONE_AT_A_TIME = (Field.RATING, Field.DATE, Field.LABEL)
_ORDER = (
    Field.RATING,
    Field.LABEL,
    Field.DATE,
    Field.TAG,
    Field.LORA,
    Field.MODEL,
    Field.BACKEND,
    Field.TOOL,
    Field.IS,
)


class HistoryChips(FlowBox):
    """Keeps nothing itself: the line says what is chosen, and ``wanted`` what it shall be."""

    wanted = Signal(str)

    def __init__(self, finding: FindingViewModel, parent: QWidget | None = None) -> None:
        super().__init__(_GAP, parent)
        self._finding = finding
        self._line = ""
        self._shown: tuple[object, ...] | None = None
        self.quick = {query: self._quick(query) for query in (PICKED, REJECTED)}
        self.menus: dict[Field, QPushButton] = {}
        self.removable: list[QPushButton] = []
        finding.facets_changed.connect(self._show)
        self.show_line("")

    def show_line(self, line: str) -> None:
        self._line = line
        self._show()

    def _show(self) -> None:
        terms = [term for term in _terms(self._line) if term.field is not Field.ANY]
        asked = [self._line[term.start : term.end] for term in terms]
        facets = self._finding.facets
        there = [field for field in _ORDER if facets.get(field)]
        names = [self._name(text, term) for text, term in zip(asked, terms, strict=True)]
        state = (asked, names, there)
        for query, chip in self.quick.items():
            chip.setChecked(query in asked)
        if state == self._shown:
            return
        self._shown = state
        rest = [(text, term) for text, term in zip(asked, terms, strict=True)]
        self.removable = [
            self._removable(text, term) for text, term in rest if text not in self.quick
        ]
        self.menus = {field: self.menus.get(field) or self._menu_chip(field) for field in there}
        self.fill([*self.quick.values(), *self.menus.values(), *self.removable])

    def _quick(self, query: str) -> QPushButton:
        name = _tr("Picked") if query == PICKED else _tr("Rejected")
        chip = _chip(name, self)
        chip.setCheckable(True)
        chip.setAccessibleName(_tr("Only {0}").format(name))
        chip.clicked.connect(partial(self._toggle, query))
        return chip

    def _menu_chip(self, field: Field) -> QPushButton:
        chip = _chip(f"{field_words(field)} ⌄", self)
        chip.setAccessibleName(_tr("Search by: {0}").format(field_words(field)))
        menu = rounded(QMenu(chip))
        menu.aboutToShow.connect(partial(self._fill_menu, field, menu))
        chip.setMenu(menu)
        return chip

    def _fill_menu(self, field: Field, menu: QMenu) -> None:
        menu.clear()
        asked = {self._line[term.start : term.end] for term in _terms(self._line)}
        for facet in self._finding.facets.get(field, ()):
            if facet.query in self.quick:
                continue
            action = menu.addAction(facet.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(facet.query in asked)
            action.triggered.connect(partial(self._toggle, facet.query))
        self._finding.load()

    def _removable(self, text: str, term: Term) -> QPushButton:
        name = self._name(text, term)
        chip = _chip(f"{name}  ×", self)
        set_property(chip, "role", "chip-on")
        chip.setAccessibleName(_tr("No longer only {0}").format(name))
        chip.setToolTip(quoted(_tr("{0}: take it out of the search").format(text)))
        chip.clicked.connect(partial(self._toggle, text))
        return chip

    def _name(self, text: str, term: Term) -> str:
        """What one reads: a value that the facets know by its name, else what was typed."""
        known: tuple[Facet, ...] = self._finding.facets.get(term.field, ())
        name = next((facet.name for facet in known if facet.query == text), "")
        if not name:
            name = text
        elif term.field not in (Field.IS, Field.RATING):
            name = f"{field_words(term.field)}: {name}"
        return name if len(name) <= _NAME_MAX else f"{name[: _NAME_MAX - 1]}…"

    def _toggle(self, query: str, _checked: bool = False) -> None:
        self.wanted.emit(toggled(self._line, query))


def toggled(line: str, query: str) -> str:
    """Return ``line`` without the term ``query``, or with it where it was not there.

    Of stars, days and labels it then is the only one.
    """
    terms = _terms(line)
    same = [term for term in terms if line[term.start : term.end] == query]
    new = _terms(query)
    is_alone = not same and new and new[0].field in _ONE_AT_A_TIME
    doomed = [term for term in terms if term.field is new[0].field] if is_alone else same
    for term in reversed(doomed):
        line = line[: term.start].rstrip() + " " + line[term.end :].lstrip()
    line = line.strip()
    return line if same else f"{line} {query}".strip()


def field_words(field: Field) -> str:
    return {
        Field.RATING: _tr("Stars"),
        Field.LABEL: _tr("Label"),
        Field.DATE: _tr("Date"),
        Field.TAG: _tr("Tag"),
        Field.LORA: _tr("LoRA"),
        Field.MODEL: _tr("Model"),
        Field.BACKEND: _tr("Made with"),
        Field.TOOL: _tr("Imported from"),
        Field.IS: _tr("State"),
        Field.ALBUM: _tr("Album"),
    }.get(field, field.value)


def _terms(line: str) -> tuple[Term, ...]:
    today: date = words.today()
    return parse(line, today).terms


def _chip(text: str, parent: QWidget) -> QPushButton:
    chip = QPushButton(text.replace("&", "&&"), parent)
    chip.setProperty("role", "chip")
    return chip


def _tr(text: str) -> str:
    return QCoreApplication.translate("HistoryChips", text)
