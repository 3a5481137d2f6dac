"""The history as the window and the command line use it: pages, thumbnails, trash with undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from flux2studio.core.errors import StorageError
from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry
from flux2studio.services.history_search import HistorySearch
from flux2studio.services.pictures import PictureService
from flux2studio.storage.held import HeldPictures
from flux2studio.storage.history import Cursor, HistoryRepository
from flux2studio.storage.thumbnails import ThumbnailStore


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryService:
    """Blocking; call it from a worker.

    A deleted picture first waits in ``held``, from where undo brings it back; ``empty_held``
    gives it to the system's trash.
    """

    repository: HistoryRepository
    search: HistorySearch
    pictures: PictureService
    thumbnails: ThumbnailStore
    held: HeldPictures

    def page(
        self, before: Cursor | None = None, limit: int = 100, query: str = ""
    ) -> list[Generation]:
        return self.repository.page(before, limit, query)

    def count(self, query: str = "") -> int:
        return self.search.count(query)

    def entries_of(self, ids: Sequence[str], query: str = "") -> list[Entry]:
        """Return the pictures with these ids that fit ``query``."""
        numbers = self.repository.numbers_of(ids)
        if numbers and query:
            numbers = list(self.search.numbers(query, _go_on, within=numbers))
        return self.search.entries(numbers)

    def cursor(self, generation: Generation) -> Cursor:
        return self.repository.cursor(generation)

    def thumbnail(self, generation: Generation) -> bytes:
        """Return a small JPEG. Raises PictureError when the file is gone or damaged."""
        with suppress(StorageError):
            if cached := self.thumbnails.get(generation.id):
                return cached
        made = self.pictures.inspect(generation.path, name=generation.path.name, thumbnail=True)
        with suppress(StorageError):  # a cache: made again when it is missed
            self.thumbnails.put(generation.id, made.thumbnail)
        return made.thumbnail

    def entry(self, generation_id: str) -> Entry:
        """Return one picture with its marks. Raises StorageError when it is not there."""
        return self.repository.entry(generation_id)

    def trash(self, picture: Entry | Generation) -> Entry:
        """Take a picture out of the history and its folder; ``restore`` undoes it."""
        gone: list[Entry] = []
        self.trash_all([picture], gone)
        return gone[0]

    def trash_all(self, pictures: Iterable[Entry | Generation], gone: list[Entry]) -> None:
        """As ``trash``, of some hundred at most; those that are gone are put into ``gone``.

        Raises StorageError at the first that cannot be moved; those after it stay.
        """
        with self.repository.batch():
            removed = [self.repository.remove(picture.id) for picture in pictures]
        for place, entry in enumerate(removed):
            try:
                self.held.hold(entry.id, entry.generation.path)
            except StorageError:
                with self.repository.batch():
                    for left in removed[place:]:
                        self.repository.restore(left)
                raise
            gone.append(entry)

    def restore(self, picture: Entry | Generation) -> None:
        """Undo ``trash``. Raises StorageError when its old place is taken by now."""
        path = picture.generation.path if isinstance(picture, Entry) else picture.path
        self.held.put_back(picture.id, path)
        self.repository.restore(picture)

    def empty_held(self) -> None:
        """Hand everything that waits for undo to the system's trash."""
        self.held.empty()


def _go_on() -> None:
    """Few numbers need no look at whether they are still wanted."""
