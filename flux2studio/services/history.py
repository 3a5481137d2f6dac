"""The history as the window and the command line use it: pages, thumbnails, trash with undo."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import send2trash

from flux2studio.core.errors import StorageError
from flux2studio.core.generation import Generation
from flux2studio.services.pictures import PictureService
from flux2studio.storage.history import Cursor, HistoryRepository
from flux2studio.storage.thumbnails import ThumbnailStore


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryService:
    """Blocking; call it from a worker.

    A deleted picture first waits in ``held``, from where undo brings it back; ``empty_held``
    gives it to the system's trash.
    """

    repository: HistoryRepository
    pictures: PictureService
    thumbnails: ThumbnailStore
    held: Path

    def page(
        self, before: Cursor | None = None, limit: int = 100, query: str = ""
    ) -> list[Generation]:
        return self.repository.page(before, limit, query)

    def count(self, query: str = "") -> int:
        return self.repository.count(query)

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

    def trash(self, generation: Generation) -> None:
        """Take a picture out of the history and the folder; ``restore`` undoes it."""
        held = self._held(generation)
        try:
            held.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # deleted outside: the row goes all the same
                generation.path.rename(held)
        except OSError as error:
            raise StorageError(
                f"“{generation.path.name}” cannot be moved to the trash.",
                hint="Check that its folder can be written.",
                details=str(error),
            ) from error
        self.repository.remove(generation.id)

    def restore(self, generation: Generation) -> None:
        """Undo ``trash``. Raises StorageError when its old place is taken by now."""
        held = self._held(generation)
        try:
            if held.exists():
                generation.path.parent.mkdir(parents=True, exist_ok=True)
                generation.path.hardlink_to(held)  # never replaces what lies there by now
                held.unlink()
        except OSError as error:
            raise StorageError(
                f"“{generation.path.name}” cannot be put back.",
                hint="Look for it in the system's trash.",
                details=str(error),
            ) from error
        self.repository.restore(generation)

    def empty_held(self) -> None:
        """Hand everything that waits for undo to the system's trash."""
        for path in sorted(self.held.glob("*")) if self.held.is_dir() else []:
            with suppress(OSError):  # no trash here (a server, a foreign drive): it stays held
                send2trash.send2trash(path)

    def _held(self, generation: Generation) -> Path:
        return self.held / f"{generation.id}-{generation.path.name}"
