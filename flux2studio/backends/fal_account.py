"""An account at fal: what runs cost, what is left, and taking back what fal kept of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from flux2studio.backends.fal_platform import FalPlatform
from flux2studio.core.control import RunControl
from flux2studio.core.cost import USD_MAX
from flux2studio.core.errors import BackendError
from flux2studio.core.hosted import Balance, UnitPrice

_AT_ONCE = 50  # endpoints in one question (fal.ai/docs, “Pricing”)


class FalAccount:
    """Blocking. ``api`` and ``key`` are asked at each call. All methods raise BackendError."""

    def __init__(self, api: Callable[[], str], key: Callable[[], str | None]) -> None:
        self._api = api
        self._key = key

    def prices(self, endpoints: Iterable[str], control: RunControl) -> dict[str, UnitPrice]:
        """The price of each endpoint that fal names one for."""
        wanted, found = sorted(set(endpoints)), dict[str, UnitPrice]()
        for start in range(0, len(wanted), _AT_ONCE):
            query = [("endpoint_id", endpoint) for endpoint in wanted[start : start + _AT_ONCE]]
            for entry in self._platform(control).pages("models/pricing", query, "prices"):
                if price := _price(entry):
                    found[str(entry.get("endpoint_id"))] = price
        return found

    def balance(self, control: RunControl) -> Balance:
        """Raises NotAllowedError for a key without the scope “ADMIN”."""
        answer = self._platform(control).get("account/billing", [("expand", "credits")])
        match answer.get("credits"):
            case {"current_balance": float() | int() as amount, **rest} if abs(amount) < USD_MAX:
                return Balance(amount=float(amount), currency=str(rest.get("currency", "USD")))
        raise BackendError(
            "fal does not say what is left in the account.",
            hint="Look at fal.ai/dashboard/billing.",
        )

    def erase(self, request_id: str, control: RunControl) -> None:
        """Delete what fal keeps of a finished request, its pictures included; may be repeated.

        Raises NotAllowedError for a key that may not.
        """
        path = f"models/requests/{quote(request_id, safe='')}/payloads"
        answer = self._platform(control).delete(path, {"Idempotency-Key": f"erase-{request_id}"})
        left = answer.get("cdn_delete_results")
        problems = [
            str(entry["exception"])
            for entry in (left if isinstance(left, list) else [])
            if isinstance(entry, dict) and entry.get("exception")
        ]
        if problems:
            raise BackendError(
                "fal could not delete every picture of the run.",
                hint="It is asked again later.",
                details="; ".join(problems)[:300],
            )

    def _platform(self, control: RunControl) -> FalPlatform:
        return FalPlatform(self._api(), self._key(), control)


def _price(entry: dict[str, Any]) -> UnitPrice | None:
    match entry:
        case {"unit_price": float() | int() as amount, "unit": str(unit), **rest}:
            if 0 <= amount < USD_MAX:
                currency = str(rest.get("currency") or "USD")
                return UnitPrice(amount=float(amount), unit=unit, currency=currency)
    return None
