"""Says what is known of a reference: where it is kept, and how it was made, if here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import Recipe
from flux2studio.core.history import Entry
from flux2studio.core.history_import import imported_id
from flux2studio.imaging.metadata import read_recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceOrigin:
    """``recipe`` is that of the picture the reference is a copy of, ``entry`` that picture in the
    history; both None for a picture from elsewhere."""

    path: Path
    recipe: Recipe | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceOrigins:
    """Blocking. ``kept`` says where a reference is kept, StorageError when it is gone;
    ``entries_of`` finds pictures of the history by their ids."""

    kept: Callable[[str], Path]
    entries_of: Callable[[Sequence[str]], list[Entry]]

    def of(self, sha256: str) -> ReferenceOrigin:
        """Raises StorageError when the reference is gone."""
        path = self.kept(sha256)
        recipe = None
        with suppress(PictureError):  # most come from elsewhere
            recipe = read_recipe(path)
        entries = self.entries_of([recipe.id if recipe is not None else imported_id(sha256)])
        entry = entries[0] if entries else None
        if recipe is None and entry is not None:
            recipe = entry.generation.recipe
        return ReferenceOrigin(path=path, recipe=recipe, entry=entry)
