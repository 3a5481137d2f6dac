"""What a helper would ask first: versions, folders, room, keys, money, hardware."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from importlib import metadata
from pathlib import Path

from flux2studio.core.errors import StorageError
from flux2studio.core.models import BackendEntry, Catalogue, Model, SourceEntry
from flux2studio.core.spending import dollars, month_start, totals
from flux2studio.paths import Paths
from flux2studio.services.doctor_engine import Finding, examine_engine
from flux2studio.services.model_places import ModelPlaces
from flux2studio.services.opened_models import open_places
from flux2studio.services.prices import PriceBook
from flux2studio.storage.drives import cloud_of, is_shared
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore
from flux2studio.storage.spending import booked_in
from flux2studio.version import version

_LIBRARIES = ("PySide6-Essentials", "httpx", "pillow", "keyring", "msgspec")
_ROOM_NEEDED = 1_000_000_000  # bytes; below it pictures soon fail to save


def examine(
    paths: Paths,
    catalogue: Catalogue,
    secrets: Secrets,
    settings: SettingsStore,
    prices: PriceBook,
) -> list[Finding]:
    """Look at everything once. Blocking for some seconds at the most; holds no key."""
    return [
        Finding(name="flux2studio", value=version()),
        _python(),
        Finding(name="System", value=platform.platform()),
        Finding(name="SQLite", value=sqlite3.sqlite_version),
        *(_library(name) for name in _LIBRARIES),
        *_folders(paths),
        _choices(settings),
        *_keys(catalogue, secrets),
        *_prices(catalogue, prices),
        _spent(paths),
        _limit(settings),
        *examine_engine(
            catalogue,
            settings,
            paths.engines,
            partial(_small_bytes, open_places(catalogue, settings, paths.data, os.environ)),
        ),
    ]


def _small_bytes(places: ModelPlaces, model: Model) -> int:
    """The size of a chosen file with a quantised transformer, 0 where there is none."""
    try:
        place = places.look(model).place
    except StorageError:  # told with the choices
        return 0
    return place.small_bytes if place else 0


def _python() -> Finding:
    is_new = sys.version_info >= (3, 11)
    hint = "" if is_new else "Install Python 3.11 or newer, and flux2studio into it."
    return Finding(name="Python", value=sys.version.split()[0], ok=is_new, hint=hint)


def _library(name: str) -> Finding:
    try:
        return Finding(name=name, value=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name=name, value="not installed")


def _folders(paths: Paths) -> list[Finding]:
    findings = []
    for name, folder in (
        ("Data", paths.data),
        ("Settings", paths.config),
        ("Cache", paths.cache),
        ("Logs", paths.logs),
        ("Pictures", paths.pictures),
    ):
        findings.append(_folder(name, folder))
    return [*findings, *_places(paths)]


def _places(paths: Paths) -> Iterator[Finding]:
    """Folders that work, and are better elsewhere."""
    if is_shared(paths.data):
        value = "on a network drive: slower, and not for two computers at once"
        hint = "Move the data folder to a drive of this computer."
        yield Finding(name="Database", value=value, ok=False, hint=hint)
    if program := cloud_of(paths.data):
        value = f"in a folder of {program}, which may copy it half written"
        hint = f"Move the data folder out of {program}, or keep {program} away from it."
        yield Finding(name="Database", value=value, ok=False, hint=hint)
    if program := cloud_of(paths.pictures):
        value = f"in a folder of {program}: keep them on this computer, too, not online only"
        yield Finding(name="Pictures folder", value=value)


def _folder(name: str, folder: Path) -> Finding:
    """Look where ``folder`` is, or will be made."""
    try:
        existing = next(place for place in (folder, *folder.parents) if place.exists())
        free = shutil.disk_usage(existing).free
    except (OSError, StopIteration):  # its drive is away
        hint = "Plug its drive in, or choose another folder."
        return Finding(name=name, value=f"{folder} · cannot be reached", ok=False, hint=hint)
    if not (existing.is_dir() and os.access(existing, os.W_OK)):
        hint = "Let yourself write there, or choose another folder."
        return Finding(name=name, value=f"{folder} · cannot be written", ok=False, hint=hint)
    has_room = free >= _ROOM_NEEDED
    hint = "" if has_room else "Make room on its drive, or choose another folder."
    value = f"{folder} · {free / 1e9:.1f} GB free"
    return Finding(name=name, value=value, ok=has_room, hint=hint)


def _choices(settings: SettingsStore) -> Finding:
    try:
        settings.load()
        problems = settings.problems
    except StorageError as error:
        problems = [f"{error.field} {error} {error.hint}".strip()]
    hint = "Look through the settings and choose again." if problems else ""
    value = " ".join(problems) or "can be read"
    return Finding(name="Choices", value=value, ok=not problems, hint=hint)


def _keys(catalogue: Catalogue, secrets: Secrets) -> list[Finding]:
    entries: list[BackendEntry | SourceEntry] = [*catalogue.backends, *catalogue.sources]
    return [
        Finding(name=f"Key for {entry.name}", value=secrets.source(entry.id).value)
        for entry in entries
        if entry.key
    ]


def _prices(catalogue: Catalogue, prices: PriceBook) -> Iterator[Finding]:
    """Of what day they are, and which of those that a service named cannot be used."""
    with suppress(StorageError):  # told with the choices
        prices.load()
    for entry in catalogue.backends:
        origins = [prices.origin(model) for model in catalogue.models_of(entry.id) if model.price]
        if origins:
            read = [origin.as_of for origin in origins if origin.live]
            day = max(origin.as_of for origin in origins)
            whence = f"read on {read[0]}" if read else f"built in, of {day}"
            notes = dict.fromkeys(origin.note for origin in origins if origin.note)
            yield Finding(name=f"Prices of {entry.name}", value=" · ".join([whence, *notes]))


def _spent(paths: Paths) -> Finding:
    name = "Spent this month"
    try:
        month = totals(booked_in(paths.database, month_start(datetime.now(UTC))))
    except (StorageError, sqlite3.Error) as error:
        hint = "Check the library from the menu of the history."
        return Finding(name=name, value=f"cannot be read: {error}", ok=False, hint=hint)
    guess = f", of it {dollars(month.estimated_usd)} estimated" if month.estimated_usd else ""
    return Finding(name=name, value=f"{dollars(month.usd)}{guess}")


def _limit(settings: SettingsStore) -> Finding:
    try:
        limit = settings.load().monthly_limit_usd
    except StorageError:  # told with the choices
        limit = 0.0
    return Finding(name="Monthly limit", value=dollars(limit) if limit else "none")
