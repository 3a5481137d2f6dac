"""What a picture was made from and what it led to, with references that no history knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.history import Family
from flux2studio.core.history_import import imported_id
from flux2studio.core.request import ReferenceImage
from flux2studio.imaging.metadata import read_recipe
from flux2studio.storage.family import FamilyRepository
from flux2studio.storage.references import ReferenceStore


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLook:
    """``others``: references that are not pictures of the history, nor were."""

    family: Family
    others: tuple[ReferenceImage, ...] = ()

    @property
    def is_alone(self) -> bool:
        family = self.family
        return not (family.parents or family.lost or family.children or self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """Blocking."""

    repository: FamilyRepository
    references: ReferenceStore

    def look(self, generation: Generation) -> FamilyLook:
        """Raises StorageError when the history cannot be read."""
        family = self.repository.family(generation.id)
        return FamilyLook(family=family, others=tuple(self._others(generation, family)))

    def _others(self, generation: Generation, family: Family) -> Iterator[ReferenceImage]:
        ids = {*family.lost, *(parent.id for parent in family.parents)}
        names = {parent.generation.path.name for parent in family.parents}
        for reference in generation.request.active_references:
            known = reference.name in names or imported_id(reference.sha256) in ids
            if not known and self._id_in(reference.sha256) not in ids:
                yield reference

    def _id_in(self, sha256: str) -> str:
        with suppress(StudioError, OSError):  # most have no recipe, and one may be gone
            return read_recipe(self.references.path(sha256)).id
        return ""
