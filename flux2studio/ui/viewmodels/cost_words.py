"""What a run will cost, as the button shows it, and of what that is made."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from flux2studio.core.cost import CostEstimate
from flux2studio.ui.words import money


def tag(cost: CostEstimate) -> str:
    """For the button: the sign says whether it may be more."""
    return ("≥ " if cost.at_least else "≈ ") + money(cost.usd)


def spoken(cost: CostEstimate) -> str:
    """The same for a screen reader."""
    text = _tr("at least {0}") if cost.at_least else _tr("about {0}")
    return text.format(money(cost.usd))


def parts(cost: CostEstimate) -> list[str]:
    """One line each: what is counted, at what price, and whatever makes it more."""
    lines = [_megapixels(cost), _unit_price(cost)]
    if cost.surcharge != 1:
        lines.append(_tr("Large LoRA files: × {0}").format(_factor(cost.surcharge)))
    if cost.factor != 1:
        lines.append(_tr("What this service adds: × {0}").format(_factor(cost.factor)))
    lines.append(_tr("Prices of {0}").format(_day(cost.as_of)))
    if cost.at_least:
        lines.append(_tr("It may be more: not everything that counts is known before."))
    return lines


def _megapixels(cost: CostEstimate) -> str:
    pictures = _tr("{0} MP of pictures").format(cost.output_units)
    if not cost.reference_units:
        return pictures
    return _tr("{0} + {1} MP of references").format(pictures, cost.reference_units)


def _unit_price(cost: CostEstimate) -> str:
    each = _tr("{0} a megapixel").format(money(cost.usd_per_unit))
    if cost.usd_first_unit is None:
        return each
    return _tr("{0} the first, then {1}").format(money(cost.usd_first_unit), each)


def _factor(factor: float) -> str:
    return QLocale().toString(factor, "g", 4)


def _day(as_of: str) -> str:
    """A date, or a month where the list tells no more."""
    whole = f"{as_of}-01" if as_of.count("-") == 1 else as_of
    try:
        when = date.fromisoformat(whole)
    except ValueError:
        return as_of
    form = "d MMM yyyy" if whole == as_of else "MMMM yyyy"
    return QLocale().toString(QDate(when.year, when.month, when.day), form)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CostWords", text)
