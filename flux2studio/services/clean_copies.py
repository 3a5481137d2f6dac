"""Copies of pictures without their recipes, for programs and people that shall not see them."""

from __future__ import annotations

import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import Generation
from flux2studio.core.phrase import phrase
from flux2studio.imaging.metadata import stripped
from flux2studio.storage.disk import replace_file

KEPT_S = 24 * 3600.0  # a program may read what it was given long after the drop


class CleanCopies:
    """Blocking. The pictures themselves are never touched; copies of yesterday are removed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._is_tidy = False

    def make(self, generation: Generation) -> Path:
        """Return a copy with the picture's own name. Raises PictureError and StorageError."""
        self._tidy()
        path = generation.path
        try:
            data = path.read_bytes()
        except OSError as error:
            raise PictureError(
                phrase("“{path}” cannot be read.", path=path.name),
                hint="It may have been moved, or its drive is not connected.",
                details=str(error),
            ) from error
        copy = self._folder / _folder_name(generation.id) / path.name
        replace_file(copy, stripped(data, path.name))
        return copy

    def _tidy(self) -> None:
        if self._is_tidy or not self._folder.is_dir():
            return
        self._is_tidy = True
        for old in self._folder.iterdir():
            with suppress(OSError):
                if time.time() - old.stat().st_mtime > KEPT_S:
                    rmtree(old)


def _folder_name(picture_id: str) -> str:
    """An id may have been written by anybody, and lead elsewhere."""
    return blake2b(picture_id.encode(), digest_size=16).hexdigest()
