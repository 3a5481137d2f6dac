"""The settings: read forgivingly, written in one step."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import IntEnum, StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from flux2studio.core.errors import StorageError
from flux2studio.core.hosted import HostedOptions, Priority, Trace
from flux2studio.core.language import Language
from flux2studio.core.local import MemoryTier, Quantisation
from flux2studio.core.motion import Motion
from flux2studio.core.name_template import problem
from flux2studio.core.phrase import Phrase
from flux2studio.storage.disk import disk_errors, keep_aside, replace_file

SIZE_MAX = 2**20


class Theme(StrEnum):
    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


class TextSize(IntEnum):
    """How large words are, in percent of the design."""

    USUAL = 100
    LARGER = 125
    LARGE = 150
    DOUBLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``pictures_folder`` is absolute; empty means the usual place. ``name_template``: how
    pictures are called below it (``core.name_template``); empty means as usual.

    ``monthly_limit_usd``: above it the artist is asked; 0 means never. ``introduced``: the
    services of which was said what leaves the machine for them. ``models_folder``: where models
    are downloaded to; empty means the usual place; ``loras_folder`` the same for LoRAs.
    ``lora_updates``: sites are asked once a day for newer versions of LoRAs. ``update_check``:
    the project is asked once a day for a newer version of the app. ``engine_python``: the
    interpreter of the environment with torch in it; empty means our own.
    ``finished_notice``, ``finished_sound``: how a job that ended tells of itself.
    ``engine_quantisation`` None: as the memory plan thinks best. ``engine_idle_minutes``: after
    them the model's memory is freed; 0: never. ``shortcuts``: keys of actions that differ from
    the usual ones. ``hidden_hints``: kinds of advice that the form keeps to itself.
    """

    theme: Theme = Theme.SYSTEM
    language: Language = Language.SYSTEM
    motion: Motion = Motion.SYSTEM
    text_percent: TextSize = TextSize.USUAL
    pictures_folder: str = ""
    name_template: str = ""
    aimlapi_url: str = "https://api.aimlapi.com/v1"
    fal_queue_url: str = "https://queue.fal.run"
    fal_run_url: str = "https://fal.run"
    fal_rest_url: str = "https://rest.fal.ai"
    fal_api_url: str = "https://api.fal.ai/v1"
    huggingface_url: str = "https://huggingface.co"
    civitai_url: str = "https://civitai.com"
    fal_trace: Trace = Trace.RECOVERABLE
    fal_priority: Priority = Priority.NORMAL
    fal_inline_results: bool = False
    fal_preview: bool = False
    upload_days: int = 1
    monthly_limit_usd: float = 0.0
    models_folder: str = ""
    loras_folder: str = ""
    lora_updates: bool = False
    update_check: bool = False
    engine_python: str = ""
    engine_memory: MemoryTier = MemoryTier.AUTO
    engine_quantisation: Quantisation | None = None
    engine_idle_minutes: int = 10
    engine_previews: bool = True
    finished_notice: bool = True
    finished_sound: bool = False
    welcome_done: bool = False
    introduced: tuple[str, ...] = ()
    hidden_hints: tuple[str, ...] = ()
    shortcuts: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    @property
    def hosted(self) -> HostedOptions:
        return HostedOptions(
            trace=self.fal_trace,
            priority=self.fal_priority,
            inline_results=self.fal_inline_results,
            preview=self.fal_preview,
            upload_days=self.upload_days,
        )


# Hosts that the environment names win over the file, and are never written to it.
VARIABLES: Mapping[str, str] = {
    "aimlapi_url": "FLUX2STUDIO_AIMLAPI_URL",
    "fal_queue_url": "FLUX2STUDIO_FAL_QUEUE_URL",
    "fal_run_url": "FLUX2STUDIO_FAL_RUN_URL",
    "fal_rest_url": "FLUX2STUDIO_FAL_REST_URL",
    "fal_api_url": "FLUX2STUDIO_FAL_API_URL",
    "huggingface_url": "HF_ENDPOINT",  # as Hugging Face's own tools call it
    "civitai_url": "FLUX2STUDIO_CIVITAI_URL",
}


_PLACES = frozenset({"pictures_folder", "models_folder", "loras_folder", "engine_python"})


class SettingsStore:
    """``problems`` says in sentences what the last ``load`` could not take from the file.

    That a whole file was put aside stays among them until a new one is saved: the next ``load``
    does not find it any more.
    """

    def __init__(self, path: Path, environment: Mapping[str, str] = os.environ) -> None:
        self._path = path
        self._environment = environment
        self.problems: list[str] = []
        self._put_aside: list[str] = []

    def load(self) -> Settings:
        """Return the settings; a bad value falls back alone.

        Raises StorageError for a host in the environment that cannot be used: it was named on
        purpose, and the real service must not be called in its place.
        """
        self.problems = [*self._put_aside]
        try:
            settings = self._from_file()
        except StorageError as error:
            self.problems.append(str(error))
            settings = Settings()
        return _changed(settings, self._from_environment())

    def save(self, settings: Settings) -> None:
        """Write the settings; what the file holds beside them stays. Raises StorageError."""
        for name in VARIABLES:
            check_host(getattr(settings, name), name)
        values = self._read() | asdict(settings)
        stored = asdict(self._from_file())
        for name, value in self._from_environment().items():
            if values[name] == value:
                values[name] = stored[name]
        text = json.dumps(values, ensure_ascii=True, indent=2)
        replace_file(self._path, (text + "\n").encode())
        self._put_aside = []

    def _from_file(self) -> Settings:
        settings, values = Settings(), self._read()
        for field in fields(Settings):
            if field.name not in values:
                continue
            try:
                changed = _changed(settings, {field.name: values[field.name]})
                check_setting(changed, field.name)
                settings = changed
            except (msgspec.ValidationError, StorageError) as error:
                self.problems.append(f"The setting “{field.name}” is not used: {error}")
        return settings

    def _from_environment(self) -> dict[str, str]:
        found = {
            name: self._environment[variable]
            for name, variable in VARIABLES.items()
            if self._environment.get(variable)
        }
        return {name: check_host(url, VARIABLES[name]) for name, url in found.items()}

    def _read(self) -> dict[str, object]:
        """Return what the file holds; a file that is no settings file is kept aside."""
        with disk_errors("The settings cannot be read", self._path):
            try:
                data = self._path.read_bytes()
            except FileNotFoundError:
                return {}
        try:
            return msgspec.json.decode(data, type=dict[str, object])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            aside = keep_aside(self._path)
            said = f"The settings could not be read; they are kept as “{aside.name}”."
            self._put_aside.append(said)
            self.problems.append(said)
            return {}


def check_host(url: str, name: str) -> str:
    """Return ``url`` without a slash at its end. Raises StorageError when it is no safe host."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port  # a port that is no number is only noticed here
    except ValueError as error:
        raise _bad_host(url, name, "The address “{url}” is not complete.") from error
    if parts.scheme == "http" and host not in {"127.0.0.1", "localhost", "::1"}:
        raise _bad_host(url, name, "The address “{url}” is not encrypted.")
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment:
        raise _bad_host(url, name, "The address “{url}” is not the address of a service.")
    if parts.username or parts.password or any(letter <= " " for letter in url):
        raise _bad_host(url, name, "The address “{url}” holds more than an address.")
    return url.rstrip("/")


def _bad_host(url: str, name: str, why: str) -> StorageError:
    return StorageError(
        Phrase(why, {"url": url[:80]}),
        hint="Use https; plain http is taken on this computer only.",
        field=name,
        details=name,
    )


def _changed(settings: Settings, values: Mapping[str, object]) -> Settings:
    return msgspec.convert({**asdict(settings), **values}, Settings)


def check_setting(settings: Settings, name: str) -> None:
    """Raise StorageError, with ``name`` as its field, when that setting cannot be used."""
    if name in VARIABLES:
        check_host(getattr(settings, name), name)
    if name in _PLACES:
        place = getattr(settings, name)
        if place and ("\0" in place or not Path(place).is_absolute()):
            raise StorageError("It is not a whole path.", field=name)
    if name == "name_template" and (found := problem(settings.name_template)) is not None:
        raise StorageError(str(found), hint=found.hint, field=name)
    if name == "engine_idle_minutes" and not 0 <= settings.engine_idle_minutes <= 24 * 60:
        raise StorageError("It must lie between 0 and 1440 minutes.", field=name)
    if name == "monthly_limit_usd" and not 0 <= settings.monthly_limit_usd <= 1_000_000:
        raise StorageError("It is no amount of money.", field=name)
    if name == "upload_days" and not 1 <= settings.upload_days <= 30:
        raise StorageError("It must lie between 1 and 30 days.", field=name)
