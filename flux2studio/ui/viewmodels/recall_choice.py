"""Which parts of one recipe come back, for which model, and what will differ there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import InvalidRequestError, StudioError
from flux2studio.core.generation import Recipe
from flux2studio.core.models import Catalogue, Model
from flux2studio.core.recall import Differing, RecallPart, differences_on, fitted, recalled
from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.services.recalling import RecallLook
from flux2studio.ui import words
from flux2studio.ui.tasks import Tasks

AS_MADE, AS_FORM = "", "form"  # of places; the others are ids of backends


class RecallForm(Protocol):
    """The form that a recipe comes back into; ``load`` is one step of its undo."""

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def draft(self) -> GenerationRequest: ...

    @property
    def model(self) -> Model: ...

    def load(self, draft: GenerationRequest) -> None: ...

    def add_reference_files(self, paths: Sequence[Path]) -> None: ...


class Place(NamedTuple):
    """Which model the recipe is for: ``id`` is AS_MADE, AS_FORM or that of a backend."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """What is in the form now, and what of it is missing."""

    recipe: Recipe
    missing_references: tuple[str, ...] = ()
    missing_loras: tuple[LoraUse, ...] = ()


class RecallChoice(QObject):
    """What of one recipe comes back, while it is decided; nothing changes before ``take``.

    ``look`` is None until the first answer; ``is_waiting`` for another one.
    """

    changed = Signal()
    taken = Signal(object)  # CameBack

    def __init__(
        self,
        recipe: Recipe,
        parts: frozenset[RecallPart],
        form: RecallForm,
        look: Callable[[Recipe, str], RecallLook],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.recipe = recipe
        self.parts = parts - {RecallPart.MODEL}
        self._form = form
        self._ask = look
        self._tasks = tasks
        self.then = _known(form.catalogue, recipe.request.model)
        chosen = RecallPart.MODEL in parts and self.then is not None
        self.place = AS_MADE if chosen else AS_FORM
        self.look: RecallLook | None = None
        self.is_waiting = False
        self.problem: StudioError | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """As it was made, as the form is, and each other backend."""
        catalogue, now = self._form.catalogue, self._form.model
        made = () if self.then is None else (Place(AS_MADE, self._named(self.then)),)
        known = {now.backend} if self.then is None else {now.backend, self.then.backend}
        others = [entry for entry in catalogue.backends if entry.id not in known]
        form = self.tr("As in the form: {0}").format(self._named(now))
        return (
            *made,
            Place(AS_FORM, form),
            *(Place(entry.id, self.tr("On {0}").format(entry.name)) for entry in others),
        )

    @property
    def differs(self) -> tuple[str, ...]:
        """What will come out otherwise, for the parts and the place chosen."""
        if self.look is None:
            return ()
        shown = self.parts | {RecallPart.MODEL}
        return tuple(
            words.said(sentence) for part, sentence in self._differences(self.look) if part in shown
        )

    @property
    def missing_references(self) -> tuple[str, ...]:
        wanted = self.look is not None and RecallPart.REFERENCES in self.parts
        return self.look.missing_references if self.look is not None and wanted else ()

    @property
    def missing_loras(self) -> tuple[LoraUse, ...]:
        wanted = self.look is not None and RecallPart.LORAS in self.parts
        return self.look.missing_loras if self.look is not None and wanted else ()

    @property
    def needs_a_word(self) -> bool:
        """Whether something will differ that the artist should know before it changes."""
        return self.look is None or self.then is None or bool(self.differs)

    @property
    def can_take(self) -> bool:
        is_some = bool(self.parts) or self.place != AS_FORM
        return self.look is not None and not self.is_waiting and is_some

    def begin(self, done: Callable[[], None] | None = None) -> None:
        """Look what is still there; ``done`` is called when that is known, or cannot be."""
        backend = "" if self.place in (AS_MADE, AS_FORM) else self.place
        self.is_waiting = True
        self._tasks.run(
            partial(self._ask, self.recipe, backend),
            partial(self._on_looked, self.place, done),
            partial(self._on_failed, done),
        )
        self.changed.emit()

    def set_part(self, part: RecallPart, wanted: bool) -> None:
        self.parts = self.parts | {part} if wanted else self.parts - {part}
        self.changed.emit()

    def choose_place(self, place: str) -> None:
        if place != self.place:
            self.place = place
            self.begin()

    def take(self) -> None:
        """Put it into the form: one step of undo."""
        if self.look is None or not self.can_take:
            return
        self._form.load(self._result(self.look))
        self.taken.emit(
            CameBack(
                recipe=self.recipe,
                missing_references=self.missing_references,
                missing_loras=self.missing_loras,
            )
        )

    def _result(self, look: RecallLook) -> GenerationRequest:
        model = self._form.draft.model if self.place == AS_FORM else look.request.model
        then = replace(look.request, model=model)
        draft = recalled(self._form.draft, then, self.parts | {RecallPart.MODEL})
        now = self._form.catalogue.fitting(draft)
        return draft if _is_same(now, self.then) else fitted(replace(draft, model=now.id), now)

    def _differences(self, look: RecallLook) -> tuple[Differing, ...]:
        if self.place != AS_FORM:
            return look.differs
        kept = tuple(each for each in look.differs if each.part is not RecallPart.MODEL)
        form = self._form
        if self.then is None:
            return (Differing(RecallPart.MODEL, self._not_here(form.model)), *kept)
        now = form.catalogue.fitting(replace(look.request, model=form.model.id))
        return (*kept, *differences_on(look.request, self.then, now))

    def _not_here(self, now: Model) -> str:
        name = self.recipe.request.model
        told = (
            self.tr("It was made with {0}, which is not here: the form keeps {1}.")
            if name
            else self.tr("It does not say which model made it: the form keeps {1}.")
        )
        return told.format(name, now.name)

    def _named(self, model: Model) -> str:
        backend = self._form.catalogue.backend(model.backend).name
        return model.name if model.name == backend else f"{model.name}, {backend}"

    def _on_looked(self, place: str, done: Callable[[], None] | None, look: RecallLook) -> None:
        if place != self.place:  # another one was chosen meanwhile
            return
        self.look, self.problem, self.is_waiting = look, None, False
        self.changed.emit()
        if done is not None:
            done()

    def _on_failed(self, done: Callable[[], None] | None, error: StudioError) -> None:
        self.problem, self.is_waiting = error, False
        self.changed.emit()
        if done is not None:
            done()


def _known(catalogue: Catalogue, model: str) -> Model | None:
    try:
        return catalogue.model(model)
    except InvalidRequestError:
        return None


def _is_same(now: Model, then: Model | None) -> bool:
    return then is not None and (now.backend, now.family) == (then.backend, then.family)
