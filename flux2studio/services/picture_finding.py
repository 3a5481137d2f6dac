"""Takes a file that the artist points to for a picture whose file is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import Generation
from flux2studio.core.history import FileState
from flux2studio.core.phrase import phrase
from flux2studio.imaging.metadata import read_recipe
from flux2studio.services.file_check import facts_of
from flux2studio.storage.history import HistoryRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFinding:
    """Blocking; call it from a worker. No file is moved or written."""

    history: HistoryRepository

    def take(self, generation: Generation, path: Path) -> Generation:
        """Return the picture with ``path`` as its file from now on.

        Raises PictureError when the file does not say that it is this picture, and StorageError.
        """
        facts = facts_of(path)
        if facts is None or not _is_of(generation, path):
            raise PictureError(
                phrase("“{path}” is not this picture.", path=path.name),
                hint="Choose the file that has its recipe inside; its name may be another.",
            )
        number = self.history.entry(generation.id).number
        self.history.move(number, path)
        self.history.set_file(number, FileState.HERE, facts)
        return replace(generation, path=path)


def _is_of(generation: Generation, path: Path) -> bool:
    try:
        return read_recipe(path).id == generation.id
    except PictureError:
        return False
