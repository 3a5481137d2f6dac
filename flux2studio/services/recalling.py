"""Looks what of a recipe can still be had, before it goes back into the form."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from flux2studio.core.errors import InvalidRequestError, PictureError, StorageError
from flux2studio.core.generation import Generation, Recipe
from flux2studio.core.lora import Lora
from flux2studio.core.models import Catalogue, Model
from flux2studio.core.phrase import phrase
from flux2studio.core.recall import Differing, RecallPart, differences_on
from flux2studio.core.request import (
    SEED_MAX,
    GenerationRequest,
    LoraKind,
    LoraUse,
    ReferenceImage,
)
from flux2studio.storage.disk import is_file
from flux2studio.storage.references import ReferenceStore

_READ_BYTES = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallLook:
    """``request`` is ready for the form: LoRAs have the places they have now, references that
    are gone are left out. Missing LoRAs stay in it, and are named, too.

    ``then`` is the model it was made with, None when the catalogue does not know it.
    ``differs``: what the model of ``request`` makes otherwise.
    """

    request: GenerationRequest
    then: Model | None = None
    missing_references: tuple[str, ...] = ()
    missing_loras: tuple[LoraUse, ...] = ()
    differs: tuple[Differing, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not (self.missing_references or self.missing_loras or self.differs)


class LoraCards(Protocol):
    """The artist's records. Blocking."""

    def by_source(self, source: str) -> Lora | None: ...
    def all(self) -> list[Lora]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalling:
    """Blocking. ``picture`` finds one of the history by its id; StorageError when it is gone."""

    references: ReferenceStore
    loras: Callable[[], LoraCards]
    catalogue: Catalogue
    picture: Callable[[str], Generation]

    def look(self, recipe: Recipe, backend_id: str = "") -> RecallLook:
        """Say what comes back, on another backend if one is named.

        A model that is not in the catalogue gives way to the one most like it.
        """
        kept, lost = self._references(recipe)
        uses, missing = self._loras(recipe.request.loras)
        request = replace(recipe.request, references=kept, loras=uses)
        then = self._model(request)
        now, notes = self._chosen(request, then, backend_id)
        if request.seed is not None and request.seed > SEED_MAX:
            words = phrase(
                "The seed {seed} is larger than FLUX.2 takes: one is drawn.", seed=request.seed
            )
            notes += (Differing(RecallPart.SEED, words),)
            request = replace(request, seed=None)
        request = replace(request, model=now.id)
        if then is not None:
            notes += tuple(differences_on(request, then, now))
        return RecallLook(
            request=request,
            then=then,
            missing_references=lost,
            missing_loras=missing,
            differs=notes,
        )

    def _references(self, recipe: Recipe) -> tuple[tuple[ReferenceImage, ...], tuple[str, ...]]:
        """A reference whose copy is gone may still be one of the pictures it was made from."""
        kept, lost = [], []
        for reference in recipe.request.references:
            if self.references.has(reference.sha256) or self._found_again(reference, recipe):
                kept.append(self._with_mask(reference))
            else:
                lost.append(reference.name)
        return tuple(kept), tuple(lost)

    def _found_again(self, reference: ReferenceImage, recipe: Recipe) -> bool:
        for parent in recipe.parents:
            with suppress(StorageError, PictureError, OSError):
                path = self.picture(parent).path
                if _sha256(path) == reference.sha256:
                    return self.references.add_file(path) == reference.sha256
        return False

    def _with_mask(self, reference: ReferenceImage) -> ReferenceImage:
        if reference.mask is not None and not self.references.has(reference.mask.sha256):
            return replace(reference, mask=None)
        return reference

    def _loras(self, uses: Iterable[LoraUse]) -> tuple[tuple[LoraUse, ...], tuple[LoraUse, ...]]:
        found, missing = [], []
        for use in uses:
            here = self._lora(use)
            found.append(here or use)
            if here is None:
                missing.append(use)
        return tuple(found), tuple(missing)

    def _lora(self, use: LoraUse) -> LoraUse | None:
        """The use with the place that its card has now; None when nobody knows where it is."""
        cards = self.loras()
        card = cards.by_source(use.source)
        if card is None and use.kind is LoraKind.UNKNOWN:  # another program knows names alone
            card = _named(cards.all(), use.name or use.source)
        if card is not None:
            moved = replace(use, source=card.source, name=card.name, size=card.size)
            return None if _is_gone(moved.source) else moved
        if use.kind is LoraKind.UNKNOWN or _is_gone(use.source):
            return None
        return use

    def _model(self, request: GenerationRequest) -> Model | None:
        with suppress(InvalidRequestError):
            return self.catalogue.model(request.model)
        return None

    def _chosen(
        self, request: GenerationRequest, then: Model | None, backend_id: str
    ) -> tuple[Model, tuple[Differing, ...]]:
        if then is not None and backend_id in ("", then.backend):
            return then, ()
        models = self.catalogue.models_of(backend_id) or self.catalogue.models
        families = [model for model in models if then is not None and model.family == then.family]
        plainest = (families or list(models))[0]
        chosen = self.catalogue.fitting(replace(request, model=plainest.id))
        if then is not None:
            return chosen, ()
        return chosen, (Differing(RecallPart.MODEL, _not_here(request.model, chosen)),)


def _not_here(name: str, chosen: Model) -> str:
    if not name:
        return phrase(
            "It does not say which model made it; {chosen} stands in.", chosen=chosen.name
        )
    return phrase(
        "It was made with {name}, which is not here; {chosen} stands in.",
        name=name,
        chosen=chosen.name,
    )


def _named(cards: Sequence[Lora], name: str) -> Lora | None:
    wanted = name.casefold()
    for card in cards:
        if wanted in (card.name.casefold(), Path(card.source).stem.casefold()):
            return card
    return None


def _is_gone(source: str) -> bool:
    use = LoraUse(source=source)
    return use.kind is LoraKind.FILE and not is_file(Path(source))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_READ_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
