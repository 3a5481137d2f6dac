"""Builds what takes the sample project in and removes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flux2studio.core.models import Catalogue
from flux2studio.paths import Paths, resource
from flux2studio.services.lora_pictures import LoraPictures
from flux2studio.services.lora_shelf import LoraShelf
from flux2studio.services.opened_shelves import Shelves
from flux2studio.services.sample import SampleProject, SampleShelves
from flux2studio.services.sample_making import SampleMaking
from flux2studio.storage.albums import AlbumRepository


def open_sample(
    paths: Paths,
    shelves: Shelves,
    models: Catalogue,
    wake: Callable[[], None],
    source: Path | None = None,
) -> SampleProject:
    """Nothing is read or written yet. ``source``: where it is shipped, by default with the app."""
    previews = LoraPictures(shelves.previews, shelves.pictures)
    return SampleProject(
        source or resource("sample"),
        paths.sample,
        SampleMaking(paths.sample, shelves.kept_references, previews, models),
        SampleShelves(
            database=shelves.database,
            history=shelves.history,
            albums=AlbumRepository(shelves.database),
            loras=LoraShelf(shelves.database),
        ),
        wake,
    )
