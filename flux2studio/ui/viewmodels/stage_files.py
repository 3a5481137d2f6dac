"""Files of the stage's pictures: read, stood in for while they are missing, found again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from flux2studio.core.errors import PictureError, StudioError
from flux2studio.core.generation import Generation
from flux2studio.ui import mipmaps, pictures
from flux2studio.ui.mipmaps import Mipmaps


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """``is_missing``: the file is gone; ``picture`` is its thumbnail, where one is kept."""

    picture: Mipmaps
    is_missing: bool = False


def _no_thumbnail(_: Generation) -> bytes:
    return b""


def _as_it_is(generation: Generation, _: Path) -> Generation:
    return generation


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFiles:
    """Blocking. ``thumbnail`` is a small JPEG of a picture; ``find`` takes a file for it."""

    thumbnail: Callable[[Generation], bytes] = _no_thumbnail
    find: Callable[[Generation, Path], Generation] = _as_it_is

    def load(self, generation: Generation) -> Loaded:
        """Raises PictureError for a file that is there and cannot be read."""
        try:
            return Loaded(pictures.read_mipmaps(generation.path))
        except PictureError:
            with suppress(OSError):
                generation.path.stat()
                raise
        return Loaded(self._stand_in(generation), is_missing=True)

    def _stand_in(self, generation: Generation) -> Mipmaps:
        """As large as the picture was."""
        recipe, small = generation.recipe, QImage()
        with suppress(StudioError):
            small = QImage.fromData(self.thumbnail(generation))
        return mipmaps.single(small, QSize(recipe.width, recipe.height))
