"""Where pictures are kept and looked at: what several services share, built once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.paths import Paths
from flux2studio.services.history import HistoryService
from flux2studio.services.history_search import HistorySearch
from flux2studio.services.pictures import PictureService
from flux2studio.services.references import ReferenceService
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.held import HeldPictures
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.lora_previews import LoraPreviews
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.references import ReferenceStore
from flux2studio.storage.settings import Settings
from flux2studio.storage.terms import Terms
from flux2studio.storage.thumbnails import ThumbnailStore


class Shelves:
    """Raises StorageError when what was made cannot be looked up."""

    def __init__(self, paths: Paths, settings: Settings, database: Database) -> None:
        root = Path(settings.pictures_folder or paths.pictures)
        repository = HistoryRepository(database, root)
        self.database = database
        self.scratch = paths.cache / "scratch"
        self.kept_references = ReferenceStore(paths.references)
        self.outputs = Outputs(
            root, expected=repository.has_below_root(), template=settings.name_template
        )
        self.pictures = PictureService()
        self.thumbnails = ThumbnailStore(paths.thumbnails)
        self.previews = LoraPreviews(paths.lora_previews)
        self.history = HistoryService(
            repository=repository,
            search=open_search(database, lambda: repository.root),
            pictures=self.pictures,
            thumbnails=self.thumbnails,
            held=HeldPictures(paths.data / "deleted"),
        )

    def references(self, closing: RunControl) -> ReferenceService:
        """References from a link are fetched until ``closing`` says that the app ends."""
        return ReferenceService(
            store=self.kept_references,
            pictures=self.pictures,
            thumbnails=self.thumbnails,
            fetch=partial(_fetch, control=closing),
        )

    def close(self) -> None:
        """Close what is open; what was deleted and not taken back goes to the trash."""
        self.pictures.close()
        self.history.empty_held()
        self.thumbnails.close()
        self.database.close()


def open_search(database: Database, root: Callable[[], Path]) -> HistorySearch:
    """Return the search over ``database``; ``root`` says where the pictures folder is."""
    return HistorySearch(
        reader=HistoryReader(database, root),
        terms=Terms(database),
        albums=AlbumRepository(database),
        clock=lambda: datetime.now(UTC).astimezone(),
    )


def _fetch(url: str, control: RunControl) -> bytes:
    from flux2studio.backends.links import fetch_public  # with all that speaks HTTP

    return fetch_public(url, control=control)
