"""What was spent: the sum over some jobs, and the limit that the artist set to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flux2studio.core.phrase import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What one job cost. ``estimated``: the service did not say so, or not yet."""

    job_id: str
    at: datetime
    backend: str
    usd: float
    estimated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """In US dollars. ``estimated_usd`` is the part of ``usd`` that nobody has confirmed."""

    usd: float = 0.0
    estimated_usd: float = 0.0
    by_backend: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """A month that would go above its limit: ``spent_usd`` until now and ``estimate_usd``."""

    limit_usd: float
    spent_usd: float
    estimate_usd: float


def totals(spent: Iterable[Spent]) -> Totals:
    """Add up what jobs cost."""
    usd = estimated = 0.0
    by_backend: dict[str, float] = {}
    for one in spent:
        usd += one.usd
        estimated += one.usd if one.estimated else 0.0
        by_backend[one.backend] = by_backend.get(one.backend, 0.0) + one.usd
    return Totals(usd=usd, estimated_usd=estimated, by_backend=by_backend)


def dollars(usd: float) -> str:
    """An amount to read: in cents, or in tenths of one where a picture costs so little."""
    if round(usd, 2) == round(usd, 3):
        return phrase("${amount:.2f}", amount=usd)
    return phrase("${amount:.3f}", amount=usd)


def month_start(now: datetime) -> datetime:
    """Return the first moment of the month on the clock of this computer."""
    first = now.astimezone().replace(day=1, hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return first.astimezone()  # its own offset from UTC: summer time may have begun since
