"""What runs cost today: asked of the services once a day, else as the catalogue has it."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import msgspec

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StorageError, StudioError
from flux2studio.core.hosted import Balance
from flux2studio.core.models import Catalogue, Model, Price
from flux2studio.storage.disk import make_folder, replace_file

log = logging.getLogger(__name__)

_A_DAY = timedelta(days=1)
_FAR_OFF = 10  # times dearer or cheaper than known: a mistake of somebody, not a price
_MEGAPIXELS = frozenset({"megapixel", "megapixels", "mp"})


class Quote(Protocol):
    """A price as a service says it."""

    @property
    def amount(self) -> float: ...
    @property
    def unit(self) -> str: ...
    @property
    def currency(self) -> str: ...


class Account(Protocol):
    """The artist's account at a service. Both block, and raise StudioError."""

    def prices(self, endpoints: Iterable[str], control: RunControl) -> Mapping[str, Quote]: ...

    def balance(self, control: RunControl) -> Balance: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceSource:
    """``host`` is where ``account`` asks. A service without a key is not asked: it is not used."""

    account: Account
    host: Callable[[], str]
    has_key: Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceOrigin:
    """``live``: the service said it, on ``as_of``. ``note`` is why what it said is not used."""

    as_of: str
    live: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What one service said, by the ids of the models; ``usd`` a megapixel."""

    read_at: datetime
    host: str
    usd: dict[str, float] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


class PriceBook:
    """Thread-safe; only ``load`` and ``refresh`` block. ``path`` is a file of the cache."""

    def __init__(
        self,
        catalogue: Catalogue,
        sources: Mapping[str, PriceSource],
        path: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._catalogue = catalogue
        self._sources = sources
        self._path = path
        self._now = now
        self._sheets: Mapping[str, _Sheet] = {}
        self._asking = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Hear, on the thread that asked, that prices are others than before."""
        self._listeners.append(listener)

    def priced(self, model: Model) -> Model:
        """Return ``model`` with today's price."""
        sheet = self._sheets.get(model.backend)
        if sheet is None or model.price is None or model.id not in sheet.usd:
            return model
        return replace(model, price=_live(model.price, sheet.usd[model.id], _day(sheet)))

    def origin(self, model: Model) -> PriceOrigin:
        """Where the price of ``priced(model)`` comes from."""
        sheet = self._sheets.get(model.backend)
        built_in = model.price.as_of if model.price else ""
        if sheet is None:
            return PriceOrigin(as_of=built_in)
        if model.id in sheet.usd:
            return PriceOrigin(as_of=_day(sheet), live=True)
        return PriceOrigin(as_of=built_in, note=sheet.notes.get(model.id, ""))

    def load(self) -> None:
        """Take what was said at an earlier start, by the hosts that are asked now."""
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=dict[str, _Sheet])
        except (OSError, ValueError):  # not asked yet, or spoilt: a cache
            return
        hosts = {backend: source.host() for backend, source in self._sources.items()}
        self._use({name: sheet for name, sheet in kept.items() if sheet.host == hosts.get(name)})

    def refresh(self, control: RunControl | None = None) -> None:
        """Ask each service that was not asked within a day; what cannot be read stays as it was."""
        with self._asking:
            if not self._sheets:
                self.load()
            for backend, source in self._sources.items():
                self._refresh(backend, source, control or RunControl())

    def _refresh(self, backend: str, source: PriceSource, control: RunControl) -> None:
        try:
            host = source.host()
            if self._is_fresh(backend, host) or not source.has_key():
                return
            models = [m for m in self._catalogue.models_of(backend) if m.price]
            quotes = source.account.prices([model.endpoint for model in models], control)
        except StudioError as error:
            log.info("The prices of %s cannot be read: %s", backend, error)
            return
        self._use({**self._sheets, backend: _sheet(models, quotes, self._now(), host)})
        self._keep()

    def _is_fresh(self, backend: str, host: str) -> bool:
        sheet = self._sheets.get(backend)
        return (
            sheet is not None
            and sheet.host == host
            and timedelta() <= self._now() - sheet.read_at < _A_DAY
        )

    def _use(self, sheets: Mapping[str, _Sheet]) -> None:
        self._sheets = sheets
        for listener in self._listeners:
            listener()

    def _keep(self) -> None:
        try:
            make_folder(self._path.parent)
            replace_file(self._path, msgspec.json.encode(dict(self._sheets)))
        except (OSError, StorageError) as error:
            log.info("The prices are not kept: %s", error)


def _sheet(
    models: Iterable[Model], quotes: Mapping[str, Quote], now: datetime, host: str
) -> _Sheet:
    usd: dict[str, float] = {}
    notes: dict[str, str] = {}
    for model in models:
        quote = quotes.get(model.endpoint)
        if quote is None or model.price is None:
            continue
        if note := _objection(quote, model.price):
            notes[model.id] = note
        else:
            usd[model.id] = quote.amount
    return _Sheet(read_at=now, host=host, usd=usd, notes=notes)


def _objection(quote: Quote, price: Price) -> str:
    """Why a quoted price cannot be used; empty for a good one."""
    if quote.currency.upper() != "USD" or quote.unit.strip().lower() not in _MEGAPIXELS:
        return f"The service counts in {quote.currency} for “{quote.unit[:40]}” now."
    if price.usd_first_megapixel is not None:
        return "The service names one price, and has two: for the first megapixel and the others."
    known = price.usd_per_megapixel * price.factor
    if not math.isfinite(quote.amount) or not known / _FAR_OFF < quote.amount < known * _FAR_OFF:
        return f"The service names a price that cannot be right: {quote.amount:g} USD."
    return ""


def _live(price: Price, usd: float, day: str) -> Price:
    """What a reseller names has its own share in it."""
    return replace(price, usd_per_megapixel=usd, factor=1.0, as_of=day)


def _day(sheet: _Sheet) -> str:
    return sheet.read_at.astimezone().date().isoformat()
