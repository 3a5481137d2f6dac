"""An account at AIML API: what is left in it, and what its models cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flux2studio.backends.aimlapi_platform import ask, root_of
from flux2studio.core.control import RunControl
from flux2studio.core.cost import USD_MAX
from flux2studio.core.errors import BackendError
from flux2studio.core.hosted import Balance, UnitPrice


class AimlapiAccount:
    """Blocking. ``base_url`` and ``key`` are asked at each call. All methods raise BackendError."""

    def __init__(self, base_url: Callable[[], str], key: Callable[[], str | None]) -> None:
        self._base_url = base_url
        self._key = key

    def balance(self, control: RunControl) -> Balance:
        answer = ask(f"{root_of(self._base_url())}/v2/billing", (), self._key() or "", control)
        match answer:
            case {"current_balance": float() | int() as amount, **rest} if abs(amount) < USD_MAX:
                return Balance(amount=float(amount), currency=str(rest.get("currency") or "USD"))
        raise BackendError(
            "AIML API does not say what is left in the account.",
            hint="Look at aimlapi.com/app/billing.",
        )

    def prices(self, endpoints: Iterable[str], control: RunControl) -> dict[str, UnitPrice]:
        """The price of each endpoint that has one for all requests. Goes out without the key."""
        wanted = sorted(set(endpoints))
        query = [("include", "pricing"), *(("id", endpoint) for endpoint in wanted)]
        answer = ask(f"{root_of(self._base_url())}/v1/models", query, None, control)
        models = answer.get("data")
        found: dict[str, UnitPrice] = {}
        for model in models if isinstance(models, list) else []:
            if isinstance(model, dict) and (price := _price(model)):
                found |= {name: price for name in _names(model) if name in wanted}
        return found


def _names(model: dict[str, Any]) -> Iterator[str]:
    """A model may live on under another name (docs.aimlapi.com, “Model catalogue”)."""
    aliases = model.get("aliases")
    for name in (model.get("id"), *(aliases if isinstance(aliases, list) else [])):
        if isinstance(name, str):
            yield name


def _price(model: dict[str, Any]) -> UnitPrice | None:
    """``per`` is how many units the price is for; it differs from model to model."""
    match model:
        case {
            "pricing": {
                "kind": "fixed",
                "units": [{"price": float() | int() as price, "unit": str(unit), **rest}],
            }
        }:
            per = rest.get("per", 1)
            if isinstance(per, int | float) and 0 < per < USD_MAX and 0 <= price < USD_MAX:
                return UnitPrice(amount=price / per, unit=unit)
    return None
