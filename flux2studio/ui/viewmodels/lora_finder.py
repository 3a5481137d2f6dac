"""What of the LoRA collection is shown: the search, the filters and the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from PySide6.QtCore import QObject, QSettings, Signal

from flux2studio.core.lora_marks import Facet, Mark
from flux2studio.core.lora_search import Narrowing, Order, Shelf, Wish
from flux2studio.core.lora_searches import LoraSearch, marks_of

_ORDER = "loras/order"
_ONE = frozenset({Facet.RATING})  # of these one value at a time makes sense


class LoraFinder(QObject):
    """Searching takes milliseconds, so it is done at once, in the UI thread.

    ``memory`` keeps the order until the next start.
    """

    found = Signal(object)  # list[Lora], all that is to be shown
    wish_changed = Signal()  # search, filters or order
    base_changed = Signal()  # what the model now chosen needs

    def __init__(self, memory: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._query = ""
        self._base = ""
        self._filters: dict[Facet, tuple[str, ...]] = {}
        self._shelf = Shelf(order=_kept(memory))
        self._narrowing = Narrowing()

    @property
    def shelf(self) -> Shelf:
        return self._shelf

    @property
    def order(self) -> Order:
        return self._shelf.order

    @property
    def query(self) -> str:
        return self._query

    @property
    def base(self) -> str:
        """What the model now chosen needs, empty where any base will do."""
        return self._base

    @property
    def filters(self) -> Mapping[Facet, tuple[str, ...]]:
        return self._filters

    @property
    def is_narrowed(self) -> bool:
        return bool(self._query.strip() or self._filters)

    def put(self, shelf: Shelf) -> None:
        """Show what of ``shelf`` fits."""
        self._shelf = shelf if shelf.order is self.order else shelf.ordered(self.order)
        self._look()

    def search(self, query: str) -> None:
        if query != self._query:
            self._query = query
            self._wish_anew()

    def toggle(self, facet: Facet, value: str) -> None:
        """Filter by a value too, or no longer."""
        held = self._filters.get(facet, ())
        if value in held:
            values = tuple(one for one in held if one != value)
        else:
            values = (value,) if facet in _ONE else (*held, value)
        self._filters = {**self._filters, facet: values}
        self._filters = {facet: values for facet, values in self._filters.items() if values}
        self._wish_anew()

    def has(self, facet: Facet, value: str) -> bool:
        return value in self._filters.get(facet, ())

    def clear_filters(self) -> None:
        if self._filters:
            self._filters = {}
            self._wish_anew()

    def clear(self) -> None:
        """Show everything."""
        if self.is_narrowed:
            self._query, self._filters = "", {}
            self._wish_anew()

    def sort(self, order: Order) -> None:
        if order is not self.order:
            self._sort(order)
            self._wish_anew()

    def wished(self, name: str) -> LoraSearch:
        """Return what is asked for now, as it is kept under a name."""
        return LoraSearch(
            name=name, query=self._query, marks=marks_of(self._filters), order=self.order
        )

    def show(self, search: LoraSearch) -> None:
        """Ask for what a kept search asks for, in its order."""
        self._query, self._filters = search.query, search.filters
        self._sort(search.order)
        self._wish_anew()

    def need(self, base: str) -> None:
        """Know what the model now chosen needs: “is:wrong” depends on it."""
        if base != self._base:
            self._base = base
            self.base_changed.emit()
            if self.is_narrowed:
                self._look()

    def counts(self) -> Counter[Mark]:
        """How many cards each value would show."""
        return self._shelf.counts(self._wish())

    def _sort(self, order: Order) -> None:
        if order is not self.order:
            self._shelf = self._shelf.ordered(order)
            if self._memory is not None:
                self._memory.setValue(_ORDER, order.value)

    def _wish(self) -> Wish:
        return Wish(query=self._query, filters=self._filters, base=self._base)

    def _wish_anew(self) -> None:
        self._look()
        self.wish_changed.emit()

    def _look(self) -> None:
        self.found.emit(self._narrowing.find(self._shelf, self._wish()))


def _kept(memory: QSettings | None) -> Order:
    if memory is not None:
        with suppress(ValueError):  # nothing kept, or by another version
            return Order(str(memory.value(_ORDER)))
    return Order.ADDED
