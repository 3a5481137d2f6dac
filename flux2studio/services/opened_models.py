"""Builds the service of the models on this computer from its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from flux2studio.backends.hub import Hub
from flux2studio.core.models import Catalogue
from flux2studio.services.model_downloads import ModelDownloads
from flux2studio.services.model_places import ModelPlaces
from flux2studio.services.models import Models
from flux2studio.storage.model_cache import cache_folder
from flux2studio.storage.model_records import ModelRecords
from flux2studio.storage.model_store import ModelStore
from flux2studio.storage.settings import SettingsStore


def open_models(
    catalogue: Catalogue,
    settings: SettingsStore,
    token: Callable[[], str | None],
    data: Path,
    environment: Mapping[str, str],
    in_use: Callable[[Path], bool],
) -> Models:
    """Nothing is read yet. ``data`` is where choices are kept, and models usually.

    What is ``in_use`` (asked with its folder) is not moved to the trash.
    """
    places = open_places(catalogue, settings, data, environment)
    return Models(
        places,
        ModelDownloads(
            hub=Hub(url=lambda: settings.load().huggingface_url, token=token),
            store=places.store,
            records=places.records,
        ),
        in_use=in_use,
    )


def open_places(
    catalogue: Catalogue, settings: SettingsStore, data: Path, environment: Mapping[str, str]
) -> ModelPlaces:
    """Where models lie; nothing is read yet."""
    return ModelPlaces(
        catalogue=catalogue,
        records=ModelRecords(data / "models.json"),
        store=ModelStore(lambda: Path(settings.load().models_folder or data / "models")),
        cache=lambda: cache_folder(environment),
    )
