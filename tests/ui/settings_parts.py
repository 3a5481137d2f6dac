"""Plain stand-ins for what the settings ask: a purse and an account."""

from __future__ import annotations

from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError
from flux2studio.core.spending import Totals
from flux2studio.services.update_check import UpdateCheck
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore
from flux2studio.storage.update_notes import UpdateNotes
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.viewmodels.updates import UpdatesViewModel


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


def updates_of(tasks, folder, feed="http://127.0.0.1:9/", visited=None):
    """Whether there is a newer version than 1.0, as ``feed`` says."""
    store = SettingsStore(folder / "settings.json", {})
    settings = SettingsViewModel(store.load(), store, Secrets({}, {}), (), tasks)
    check = UpdateCheck(
        notes=UpdateNotes(folder / "updates.json"),
        is_on=lambda: settings.settings.update_check,
        current="1.0",
        feed=feed,
    )
    visited = [] if visited is None else visited
    return UpdatesViewModel(
        lambda: check,
        settings,
        tasks,
        RunControl(),
        lambda url: visited.append(url.toString()) is None,
    )
