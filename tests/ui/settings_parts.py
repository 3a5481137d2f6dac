"""Plain stand-ins for what the settings ask: a purse and an account."""

from __future__ import annotations

from flux2studio.core.errors import BackendError
from flux2studio.core.spending import Totals


class Purse:
    """Holds sums as the ledger does; ``put`` tells whoever listens, from any thread."""

    def __init__(self, session=None, month=None, limit_usd=0.0):
        self.session = session or Totals()
        self.month = month or Totals()
        self.limit_usd = limit_usd
        self._listeners = []

    def subscribe(self, listener):
        self._listeners.append(listener)

    def put(self, session, month):
        self.session, self.month = session, month
        for listener in self._listeners:
            listener()


def no_balance(service):
    raise BackendError("The key may not ask for the balance.")
