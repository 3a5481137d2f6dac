"""State of the settings: keys and where they are kept, hosts, money, privacy, appearance."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from flux2studio.core.errors import StorageError, StudioError
from flux2studio.storage.drives import cloud_of
from flux2studio.storage.secrets import KeyPlace
from flux2studio.storage.settings import Settings, Theme, check_host, check_setting
from flux2studio.ui.tasks import Tasks

HOSTS = (
    "aimlapi_url",
    "fal_queue_url",
    "fal_run_url",
    "fal_rest_url",
    "fal_api_url",
    "huggingface_url",
    "civitai_url",
)

# Where the artist makes a key, as the services' own documents say.
KEY_PAGES: Mapping[str, str] = {
    "aimlapi": "https://aimlapi.com/app/keys",
    "fal": "https://fal.ai/dashboard/keys",
    "huggingface": "https://huggingface.co/settings/tokens",
    "civitai": "https://civitai.com/user/account",
}


class Part(StrEnum):
    """The pages of the settings, in their order."""

    SERVICES = "services"
    COMPUTER = "computer"
    LORAS = "loras"
    MONEY = "money"
    PRIVACY = "privacy"
    GENERAL = "general"
    KEYS = "keys"
    ABOUT = "about"


class KeyOwner(Protocol):
    """A service or site that takes a key; ``key`` is its usual environment variable."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def key(self) -> str: ...


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
    """``services`` are the backends that need a key, ``sources`` where LoRAs may need one.

    A key is never read back, only replaced.
    """

    changed = Signal(object)  # Settings
    saved = Signal()  # what was changed is on the disk, and counts everywhere
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
        services: Sequence[KeyOwner],
        tasks: Tasks,
        usual_folder: str = "",
        sources: Sequence[KeyOwner] = (),
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.spoken = settings.language  # by the window, for as long as it is open
        self._saving = _Saving(store, settings)
        self._secrets = secrets
        self._tasks = tasks
        self._open_url = open_url
        self.services = tuple(services)
        self.sources = tuple(sources)
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

    @property
    def cloud(self) -> str:
        """The program that copies the pictures folder into a cloud, empty without one."""
        return cloud_of(Path(self.pictures_folder))

    def load_keys(self) -> None:
        """Find out who has a key; the answers come one by one."""
        for owner in (*self.services, *self.sources):
            self._ask(owner.id)

    def key_page(self, service: str) -> str:
        """The page on which the artist makes a key; empty when it is not known."""
        return KEY_PAGES.get(service, "")

    def open_key_page(self, service: str) -> None:
        self._open_url(QUrl(self.key_page(service)))

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
                owners = (*self.services, *self.sources)
                variable = next((owner.key for owner in owners if owner.id == service), "")
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

    def change(self, **values: Any) -> bool:
        """Change some settings; one that cannot be used is refused with its field.

        Returns whether they were taken.
        """
        try:
            for name in HOSTS:
                if name in values:
                    values[name] = check_host(str(values[name]).strip(), name)
            settings = replace(self._settings, **values)
            for name in values:
                check_setting(settings, name)
        except StudioError as error:
            self.rejected.emit(error)
            return False
        if settings != self._settings:
            self._settings = settings
            self.changed.emit(settings)
            self._saving.wanted = settings
            self._tasks.run(self._saving.save, self._on_saved, self.rejected.emit)
        return True

    def change_limit(self, text: str) -> bool:
        """Do the same with the monthly limit as it was typed, in US dollars; empty is none."""
        try:
            usd = float(text.strip().removeprefix("$").strip().replace(",", ".") or 0)
        except ValueError:
            field = "monthly_limit_usd"
            problem, hint = self.tr("That is no amount of money."), self.tr("Type a number, as 20.")
            self.rejected.emit(StorageError(problem, hint=hint, field=field))
            return False
        return self.change(monthly_limit_usd=usd)

    def introduce(self, service: str) -> None:
        """It has been said, and seen, what leaves the machine for ``service``."""
        if service not in self._settings.introduced:
            self.change(introduced=(*self._settings.introduced, service))

    def reset_hosts(self) -> None:
        usual = Settings()
        self.change(**{name: getattr(usual, name) for name in HOSTS})

    def _on_saved(self, _: object) -> None:
        self.saved.emit()

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


class _Saving:
    """Saves what was chosen last, on whichever worker: no older choice is written after it."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._lock = threading.Lock()
        self.wanted = settings

    def save(self) -> None:
        """Blocking. Raises StorageError."""
        with self._lock:
            self._store.save(self.wanted)
