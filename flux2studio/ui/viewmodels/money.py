"""What this session and this month cost, in words and by service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QLocale, QObject, Signal

from flux2studio.core.spending import Totals
from flux2studio.ui import words
from flux2studio.ui.bridge import Bell


class Ledger(Protocol):
    """The sums, kept in memory; ``listener`` is called on worker threads."""

    @property
    def session(self) -> Totals: ...
    @property
    def month(self) -> Totals: ...
    @property
    def limit_usd(self) -> float: ...
    def subscribe(self, listener: Callable[[], None]) -> None: ...


class MoneyViewModel(QObject):
    """``names`` are those of the services by their ids."""

    changed = Signal()

    def __init__(
        self, ledger: Ledger, names: Mapping[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._names = dict(names)
        self._bell = Bell(self)
        self._bell.rung.connect(self.changed)
        ledger.subscribe(self._bell.ring)

    @property
    def summary(self) -> str:
        """One short line; nothing is said of nothing."""
        session, month = self._ledger.session, self._ledger.month
        parts = []
        if session.usd:
            parts.append(self.tr("{0} this session").format(_money(session)))
        if month.usd:
            parts.append(self.tr("{0} in {1}").format(_money(month), month_name()))
        return " · ".join(parts)

    @property
    def this_month(self) -> str:
        """What the month cost so far, beside what is left."""
        month = self._ledger.month
        return self.tr("this month {0}").format(_money(month)) if month.usd else ""

    @property
    def explanation(self) -> str:
        """Both sums by service, what is only estimated, and the limit."""
        parts = [
            self._by_service(self.tr("This session"), self._ledger.session),
            self._by_service(month_name(), self._ledger.month),
        ]
        if self._ledger.limit_usd:
            limit = self.tr("You are asked before a month goes above {0}.")
            parts.append(limit.format(words.money(self._ledger.limit_usd)))
        return "\n\n".join(part for part in parts if part)

    def lines(self) -> list[tuple[str, str]]:
        """This month as name and sum, service by service, the whole last."""
        month = self._ledger.month
        by_service = [(self._name(i), words.money(usd)) for i, usd in _largest_first(month)]
        return [*by_service, (self.tr("{0} so far").format(month_name()), _money(month))]

    @property
    def doubt(self) -> str:
        """How much of the month nobody has confirmed yet, in a sentence."""
        return self._doubt(self._ledger.month)

    def _by_service(self, title: str, totals: Totals) -> str:
        if not totals.usd:
            return ""
        lines = [f"{title}: {_money(totals)}"]
        lines += [f"{self._name(i)} {words.money(usd)}" for i, usd in _largest_first(totals)]
        doubt = self._doubt(totals)
        return "\n".join([*lines, doubt] if doubt else lines)

    def _doubt(self, totals: Totals) -> str:
        if not totals.estimated_usd:
            return ""
        text = self.tr("{0} of it is our estimate: the service has not said what it cost.")
        return text.format(words.money(totals.estimated_usd))

    def _name(self, service: str) -> str:
        return self._names.get(service, service)


def month_name() -> str:
    return QLocale().standaloneMonthName(words.today().month)


def _money(totals: Totals) -> str:
    """Marked where it is not sure."""
    return f"≈ {words.money(totals.usd)}" if totals.estimated_usd else words.money(totals.usd)


def _largest_first(totals: Totals) -> list[tuple[str, float]]:
    return sorted(totals.by_backend.items(), key=lambda entry: -entry[1])
