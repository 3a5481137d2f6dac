"""What each reference adds to the price, in whole megapixels and in money."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from flux2studio.core.cost import billed_for_reference
from flux2studio.core.request import ReferenceImage
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.words import money


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """``megapixels`` are those billed, 0 where references cost nothing; ``usd`` is their price."""

    megapixels: int = 0
    usd: float = 0.0
    at_least: bool = False

    @property
    def words(self) -> str:
        """ "2 MP billed · ≈ $0.04"; empty where nothing is billed."""
        if not self.megapixels:
            return ""
        sign = "≥" if self.at_least else "≈"
        text = _tr("{0} MP billed · {1} {2}")
        return text.format(self.megapixels, sign, money(self.usd))


def share_of(reference: ReferenceImage, compose: ComposeViewModel) -> Share:
    """Return what this one adds, whether it is on or not."""
    return _share(billed_for_reference(reference, compose.model), compose)


def share_of_all(compose: ComposeViewModel) -> Share:
    """Return what those that are sent add together."""
    cost = compose.cost
    return _share(cost.reference_units if cost else 0, compose)


def _share(megapixels: int, compose: ComposeViewModel) -> Share:
    cost = compose.cost
    if cost is None or not megapixels:
        return Share()
    each = cost.usd_per_unit * cost.factor * cost.surcharge
    return Share(megapixels=megapixels, usd=megapixels * each, at_least=cost.at_least)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReferenceCosts", text)
