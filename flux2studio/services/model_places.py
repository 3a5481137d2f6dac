"""Where a model lies on this computer, and whether what lies there is that model and whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from flux2studio.core.local import LocalModel, Pipeline
from flux2studio.core.model_files import (
    ModelError,
    ModelOrigin,
    ModelPlace,
    ModelState,
)
from flux2studio.core.models import Catalogue, Model
from flux2studio.core.phrase import phrase
from flux2studio.services import model_problems as problems
from flux2studio.services.model_problems import local_of
from flux2studio.storage.model_cache import snapshots, snapshots_below
from flux2studio.storage.model_layout import FolderModel, read_folder
from flux2studio.storage.model_records import ChosenPlace, ModelRecords
from flux2studio.storage.model_store import ModelStore, bytes_of
from flux2studio.storage.model_weights import SUFFIXES, WeightsFile, read_weights

_KINDS = {
    Pipeline.DEV: "a FLUX.2 dev model",
    Pipeline.KLEIN: "a distilled FLUX.2 klein model",
    Pipeline.KLEIN_BASE: "a base model of FLUX.2 klein",
    Pipeline.KLEIN_KV: "a KV model of FLUX.2 klein",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """``have_bytes`` of ``total_bytes`` are there; ``hidden`` is the width of the transformer."""

    state: ModelState
    place: ModelPlace | None = None
    have_bytes: int = 0
    total_bytes: int = 0
    hidden: int = 0
    problem: ModelError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPlaces:
    """Reads the disk at each call, and only reads. ``cache`` is that of Hugging Face’s tools."""

    catalogue: Catalogue
    records: ModelRecords
    store: ModelStore
    cache: Callable[[], Path]

    def look(self, model: Model) -> Found:
        """What the artist chose for ``model``, else what was downloaded here or by others."""
        local, chosen = local_of(model), self.records.place(model.id)
        try:
            if chosen is None:
                return self._automatic(model, local)
            if chosen.transformer:
                return self._with_file(model, local, chosen)
            return self._chosen_folder(model, Path(chosen.folder))
        except ModelError as error:
            return _nothing(local, ModelState.DAMAGED, error)
        except OSError as error:
            return _nothing(local, ModelState.DAMAGED, problems.unreadable(model.name, error))

    def choose(self, model: Model, path: Path) -> ChosenPlace | None:
        """What to note when the artist chooses ``path`` for ``model``; None: nothing, it is ours.

        Raises ModelError, which says what ``path`` is instead.
        """
        try:
            return self._choice(model, path)
        except OSError as error:
            raise problems.unreadable(path.name, error) from error

    def _choice(self, model: Model, path: Path) -> ChosenPlace | None:
        local, before = local_of(model), self.records.place(model.id) or ChosenPlace()
        if not path.is_dir():
            if path.suffix.lower() not in SUFFIXES:
                read_weights(path)  # to say what it is
                raise problems.no_weights(path)
            self._check_file(model, path, read_weights(path))
            return replace(before, transformer=str(path))
        if path == self.store.whole(local.repository):
            return None
        folder = next((each.folder for each in snapshots_below(path)), path)
        found = self._chosen_folder(model, folder)
        if found.state is ModelState.WHOLE:
            return ChosenPlace(folder=str(folder))
        if before.transformer and not read_folder(folder, without_transformer=True).missing:
            return replace(before, folder=str(folder))
        raise found.problem or ModelError(phrase("“{path}” cannot be used.", path=path.name))

    def _automatic(
        self, model: Model, local: LocalModel, *, without_transformer: bool = False
    ) -> Found:
        """The best of all places; a whole one where there is one."""
        best = _nothing(local, ModelState.MISSING)
        for place in self._usual_places(local):
            found = self._folder(model, place, without_transformer=without_transformer)
            if found.state is ModelState.WHOLE:
                return found
            if best.place is None:
                best = found
        return best

    def _usual_places(self, local: LocalModel) -> Iterator[ModelPlace]:
        for folder in (
            self.store.whole(local.repository),
            self.store.incoming(local.repository),
        ):
            if (listing := self.store.listing(folder)) and folder.is_dir():
                yield ModelPlace(
                    origin=ModelOrigin.DOWNLOADED, folder=folder, revision=listing.revision
                )
        for snapshot in snapshots(self.cache(), local.repository):
            yield ModelPlace(
                origin=ModelOrigin.CACHE, folder=snapshot.folder, revision=snapshot.revision
            )

    def _folder(
        self, model: Model, place: ModelPlace, *, without_transformer: bool = False
    ) -> Found:
        """One of the usual places, where the repository vouches for what it is."""
        local, folder = local_of(model), place.folder
        assert folder is not None
        if place.origin is ModelOrigin.DOWNLOADED and (listing := self.store.listing(folder)):
            wanted = listing.without_transformer() if without_transformer else listing
            have, total = bytes_of(folder, wanted), wanted.size
            if folder == self.store.incoming(local.repository):
                return Found(
                    state=ModelState.PARTIAL,
                    place=replace(place, size_bytes=have),
                    have_bytes=have,
                    total_bytes=total,
                    problem=problems.partial(model, have, total),
                )
        else:
            have = total = 0
        try:
            read = read_folder(folder, without_transformer=without_transformer)
        except ModelError as error:
            return Found(state=ModelState.DAMAGED, place=place, total_bytes=total, problem=error)
        return self._judged(model, place, read, have, total or local.download_bytes)

    def _judged(
        self, model: Model, place: ModelPlace, read: FolderModel, have: int, total: int
    ) -> Found:
        place = replace(place, size_bytes=read.size_bytes)
        assert place.folder is not None
        damage = read.damage or self._noted_damage(place.folder)
        state = ModelState.WHOLE
        problem: ModelError | None = None
        if damage:
            state, problem = ModelState.DAMAGED, damage
        elif read.missing:
            state, problem = ModelState.PARTIAL, problems.lacking(model, place, read.missing)
        return Found(
            state=state,
            place=place,
            have_bytes=have or read.size_bytes,
            total_bytes=read.size_bytes if state is ModelState.WHOLE else total,
            hidden=read.hidden,
            problem=problem,
        )

    def _noted_damage(self, folder: Path) -> ModelError | None:
        for path in self.records.damaged_in(folder):
            return problems.damaged(path, path.relative_to(folder).as_posix())
        return None

    def _chosen_folder(self, model: Model, folder: Path) -> Found:
        local = local_of(model)
        if not folder.is_dir():
            return _nothing(local, ModelState.MISSING, problems.away(model, folder))
        read = read_folder(folder)
        if read.pipeline is not local.pipeline:
            raise self._another(model, folder, read.pipeline, read.hidden)
        self._check_width(model, folder, read.pipeline, read.hidden)
        place = ModelPlace(origin=ModelOrigin.FOLDER, folder=folder)
        return self._judged(model, place, read, 0, local.download_bytes)

    def _with_file(self, model: Model, local: LocalModel, chosen: ChosenPlace) -> Found:
        path = Path(chosen.transformer)
        if not path.is_file():
            return _nothing(local, ModelState.MISSING, problems.away(model, path))
        weights = read_weights(path)
        self._check_file(model, path, weights)
        rest = self._rest(model, local, chosen)
        folder = rest.place.folder if rest.place else None
        size = weights.size_bytes + (rest.place.size_bytes if rest.place else 0)
        found = Found(
            state=rest.state,
            place=ModelPlace(
                origin=ModelOrigin.FILE,
                folder=folder,
                transformer=path,
                revision=rest.place.revision if rest.place else "",
                size_bytes=size,
                small_bytes=weights.size_bytes if weights.small else 0,
            ),
            have_bytes=rest.have_bytes,
            total_bytes=rest.total_bytes,
            hidden=weights.hidden or rest.hidden,
            problem=rest.problem,
        )
        if rest.state is not ModelState.WHOLE:
            return _without_rest(model, local, path, found)
        if weights.hidden and rest.hidden and weights.hidden != rest.hidden:
            raise ModelError(
                phrase(
                    "“{path}” and the folder of the text encoder are of two different models.",
                    path=path.name,
                ),
                hint="Choose a folder that belongs to the file.",
                details=f"{path}: {weights.hidden} wide; {folder}: {rest.hidden}",
            )
        return found

    def _rest(self, model: Model, local: LocalModel, chosen: ChosenPlace) -> Found:
        """The text encoder, the VAE and what else belongs to a single file."""
        if not chosen.folder:
            return self._automatic(model, local, without_transformer=True)
        place = ModelPlace(origin=ModelOrigin.FOLDER, folder=Path(chosen.folder))
        return self._folder(model, place, without_transformer=True)

    def _check_file(self, model: Model, path: Path, weights: WeightsFile) -> None:
        local = local_of(model)
        is_dev = local.pipeline is Pipeline.DEV
        if weights.guided is not is_dev:
            kind = Pipeline.DEV if weights.guided else Pipeline.KLEIN
            raise self._another(model, path, kind, weights.hidden)
        self._check_width(model, path, local.pipeline, weights.hidden)

    def _check_width(self, model: Model, path: Path, kind: Pipeline, hidden: int) -> None:
        """Refuse the width of another known model; one that nobody knows was trained by someone."""
        known = {each.local.hidden for each in self.catalogue.models if each.local}
        if hidden in known and hidden != local_of(model).hidden:
            raise self._another(model, path, kind, hidden)

    def _another(self, model: Model, path: Path, kind: Pipeline, hidden: int) -> ModelError:
        named = [
            each.name
            for each in self.catalogue.models
            if each.local and (each.local.pipeline, each.local.hidden) == (kind, hidden)
        ]
        what = named[0] if named else _KINDS[kind]
        return ModelError(
            phrase(
                "“{path}” holds {what}, not {model}.", path=path.name, what=what, model=model.name
            ),
            hint=phrase("Choose it for {named}.", named=named[0])
            if named
            else phrase("Choose files of {model}.", model=model.name),
            details=f"{path}: {kind.value}, {hidden} wide",
        )


def _nothing(local: LocalModel, state: ModelState, problem: ModelError | None = None) -> Found:
    return Found(state=state, total_bytes=local.download_bytes, problem=problem)


def _without_rest(model: Model, local: LocalModel, path: Path, found: Found) -> Found:
    rest = int(local.download_bytes - 2 * local.transformer_parameters)
    details = found.problem.details if found.problem else ""
    return replace(
        found,
        state=ModelState.PARTIAL if found.state is ModelState.MISSING else found.state,
        problem=problems.without_rest(model, path, rest, details),
        total_bytes=found.total_bytes if found.place and found.place.folder else rest,
    )
