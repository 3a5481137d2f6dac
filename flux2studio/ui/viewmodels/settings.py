"""State of the settings: keys and where they are kept, hosts, folder, appearance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import StudioError
from flux2studio.core.models import BackendEntry
from flux2studio.storage.secrets import KeyPlace
from flux2studio.storage.settings import Settings, Theme, check_host
from flux2studio.ui.tasks import Tasks

HOSTS = ("aimlapi_url", "fal_queue_url", "fal_run_url", "fal_rest_url")


class Store(Protocol):
    """Where the settings are kept. ``save`` blocks and raises StorageError."""

    def save(self, settings: Settings) -> None: ...


class KeySafe(Protocol):
    """Where the keys are kept. All of it blocks, and may wait for the system to ask."""

    @property
    def reason(self) -> str: ...
    def source(self, service: str) -> KeyPlace: ...
    def set(self, service: str, key: str) -> KeyPlace: ...
    def forget(self, service: str) -> None: ...


class SettingsViewModel(QObject):
    """``services`` are the backends that need a key. A key is never read back, only replaced."""

    changed = Signal(object)  # Settings
    theme_changed = Signal(str)  # "system", "dark" or "light"
    keys_changed = Signal()
    key_accepted = Signal(str)  # id of the service
    key_refused = Signal(str, object)  # id of the service, StudioError
    rejected = Signal(object)  # StudioError; its field names the setting

    def __init__(
        self,
        settings: Settings,
        store: Store,
        secrets: KeySafe,
        services: Sequence[BackendEntry],
        tasks: Tasks,
        usual_folder: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._store = store
        self._secrets = secrets
        self._tasks = tasks
        self.services = tuple(services)
        self.usual_folder = usual_folder
        self._places: dict[str, KeyPlace] = {}
        self._busy: set[str] = set()

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def theme(self) -> str:
        return str(self._settings.theme)

    @property
    def pictures_folder(self) -> str:
        return self._settings.pictures_folder or self.usual_folder

    def load_keys(self) -> None:
        """Find out which services have a key; the answers come one by one."""
        for service in self.services:
            self._ask(service.id)

    def has_key(self, service: str) -> bool:
        return self._places.get(service, KeyPlace.NONE) is not KeyPlace.NONE

    def can_forget(self, service: str) -> bool:
        return self._places.get(service) in (KeyPlace.KEYRING, KeyPlace.SESSION)

    def is_busy(self, service: str) -> bool:
        return service in self._busy

    def where(self, service: str) -> str:
        """Where the key is kept, in words; nothing where there is none."""
        if service in self._busy:
            return self.tr("Asking the system's keyring…")
        match self._places.get(service):
            case KeyPlace.KEYRING:
                return self.tr("Kept in the system's keyring.")
            case KeyPlace.SESSION:
                why = self._secrets.reason
                return f"{self.tr('Kept until flux2studio is closed.')} {why}".strip()
            case KeyPlace.ENVIRONMENT:
                variable = next((s.key for s in self.services if s.id == service), "")
                return self.tr("Taken from the environment variable {0}.").format(variable)
        return ""

    def set_key(self, service: str, text: str) -> None:
        """Keep a key. It leaves this object at once and is not logged."""
        self._start(service)
        self._tasks.run(
            partial(self._secrets.set, service, text),
            partial(self._on_kept, service),
            partial(self._on_refused, service),
        )

    def forget_key(self, service: str) -> None:
        self._start(service)
        self._tasks.run(
            partial(self._secrets.forget, service),
            partial(self._on_forgotten, service),
            partial(self._on_refused, service),
        )

    def choose_theme(self, theme: str) -> None:
        if theme != self.theme:
            self.change(theme=Theme(theme))
            self.theme_changed.emit(theme)

    def change(self, **values: Any) -> None:
        """Change some settings; a host that cannot be used is refused with its field."""
        try:
            for name in HOSTS:
                if name in values:
                    values[name] = check_host(str(values[name]).strip(), name)
        except StudioError as error:
            self.rejected.emit(error)
            return
        settings = replace(self._settings, **values)
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)
            self._tasks.run(partial(self._store.save, settings), failed=self.rejected.emit)

    def reset_hosts(self) -> None:
        usual = Settings()
        self.change(**{name: getattr(usual, name) for name in HOSTS})

    def _ask(self, service: str) -> None:
        self._start(service)
        self._tasks.run(
            partial(self._secrets.source, service),
            partial(self._on_place, service),
            partial(self._on_refused, service),
        )

    def _start(self, service: str) -> None:
        self._busy.add(service)
        self.keys_changed.emit()

    def _on_place(self, service: str, place: KeyPlace) -> None:
        self._busy.discard(service)
        self._places[service] = place
        self.keys_changed.emit()

    def _on_kept(self, service: str, place: KeyPlace) -> None:
        self._on_place(service, place)
        self.key_accepted.emit(service)

    def _on_forgotten(self, service: str, _: object) -> None:
        self._ask(service)

    def _on_refused(self, service: str, error: StudioError) -> None:
        self._busy.discard(service)
        self.keys_changed.emit()
        self.key_refused.emit(service, error)
