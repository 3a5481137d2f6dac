"""State of the compose panel: one immutable draft, one signal."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.checks import problems
from flux2studio.core.cost import CostEstimate, estimate
from flux2studio.core.errors import InvalidRequestError, SpendingLimitError, StudioError
from flux2studio.core.job import Job
from flux2studio.core.models import BackendEntry, Catalogue, Model, takes
from flux2studio.core.request import GenerationRequest, LoraUse, draw_seed
from flux2studio.core.starting import starting_request
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.draft_saver import DraftSaver
from flux2studio.ui.viewmodels.families import FamilyChoice, as_chosen, families
from flux2studio.ui.viewmodels.form_memory import FormMemory
from flux2studio.ui.viewmodels.intake import Intake
from flux2studio.ui.viewmodels.lora_room import lora_problem, no_room
from flux2studio.ui.viewmodels.masks import Masks
from flux2studio.ui.viewmodels.prompt_history import PromptHistory
from flux2studio.ui.viewmodels.reference_size import size_under_mask
from flux2studio.ui.viewmodels.slots import References, ReferenceSlots
from flux2studio.ui.viewmodels.undo import UndoStack

# One step of undo as long as the artist keeps typing or turning.
_TYPED = {"prompt", "negative_prompt", "size", "count", "seed", "steps", "guidance", "strength"}
_ONE_CLICK_S = 0.5  # a double click and a held key are one wish


class Start(Protocol):
    """Raises StudioError when the request is refused, and returns at once."""

    def __call__(self, request: GenerationRequest, *, beyond_limit: bool = False) -> Job: ...


class LocalModels(Protocol):
    """The models of this computer; of others it says nothing. Asked at every change."""

    def problem(self, model: Model) -> InvalidRequestError | None:
        """Why it cannot be used yet, or None."""

    def tag(self, model: Model) -> str:
        """What there is to do first, in a word or two; empty when it can be used."""


class ComposeViewModel(QObject):
    """``priced`` returns a model with the price of now; it is asked at every change."""

    draft_changed = Signal(object)  # GenerationRequest; also when a slot or a problem changed
    started = Signal(object)  # Job
    rejected = Signal(object)  # StudioError, with its field

    def __init__(
        self,
        catalogue: Catalogue,
        draft: GenerationRequest | None,
        start: Start,
        references: References,
        tasks: Tasks,
        save_draft: Callable[[GenerationRequest], None],
        clock: Callable[[], float] = time.monotonic,
        priced: Callable[[Model], Model] = lambda model: model,
        local: LocalModels | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self._start = start
        self._priced = priced
        self._local = local
        self._question: SpendingLimitError | None = None
        self._intake = Intake(references)
        self._clock = clock
        self._asked_at = float("-inf")
        self._draft = starting_request(catalogue.models[0])
        self._problems: dict[str, InvalidRequestError] | None = None  # of the draft as it is
        self._memory = FormMemory()
        self._last_family: dict[str, str] = {}
        self._undo = UndoStack(clock)
        self.last_seed: int | None = None
        self._prompts = PromptHistory()
        self.saver = DraftSaver(save_draft, tasks, self)
        self.saver.failed.connect(tasks.unhandled)
        self.slots = ReferenceSlots(references, tasks, self)
        self.slots.changed.connect(self._on_slots_changed)
        self.masks = Masks(references, tasks, self.slots, self)
        self._show(self._known(draft) if draft else self._draft)

    @property
    def draft(self) -> GenerationRequest:
        return self._draft

    @property
    def model(self) -> Model:
        return self.catalogue.model(self._draft.model)

    @property
    def family(self) -> tuple[Model, ...]:
        """The model and its siblings: which of them is sent follows from the form."""
        return self.catalogue.family_of(self.model)

    @property
    def families(self) -> tuple[FamilyChoice, ...]:
        """What there is to choose from beside the present family."""
        tag = self._local.tag if self._local else _no_tag
        return families(self.catalogue, self.model.backend, self._priced, tag)

    @property
    def backend(self) -> BackendEntry:
        return self.catalogue.backend(self.model.backend)

    @property
    def problems(self) -> dict[str, InvalidRequestError]:
        """The first thing wrong with each field, in the order of the form."""
        if self._problems is None:
            missing = self._local.problem(self.model) if self._local else None
            self._problems = {"model": missing} if missing else {}
            model = as_chosen(self.model, self.family)
            for problem in (*self.slots.problems(), *problems(self._draft, model)):
                self._problems.setdefault(problem.field, problem)
        return self._problems

    @property
    def why_not(self) -> InvalidRequestError | None:
        """What keeps the draft from being generated, or None."""
        return next(iter(self.problems.values()), None)

    @property
    def can_generate(self) -> bool:
        return self.why_not is None

    @property
    def cost(self) -> CostEstimate | None:
        """None for a backend that costs nothing."""
        return estimate(self._draft, self._priced(self.model))

    @property
    def question(self) -> SpendingLimitError | None:
        """What stands between the draft, as it is, and its job; the artist decides."""
        return self._question

    def edit(self, **changes: Any) -> None:
        """Change some fields of the draft, e.g. ``edit(steps=20)``."""
        label = "+".join(sorted(_TYPED & changes.keys()))
        self._edit(self._following(replace(self._draft, **changes)), label)

    def load(self, draft: GenerationRequest) -> None:
        """Show another draft as it is, for instance one taken from the history."""
        self._edit(self._known(draft))

    def undo(self) -> None:
        if (draft := self._undo.undo(self._draft)) is not None:
            self._show(draft)

    def redo(self) -> None:
        if (draft := self._undo.redo(self._draft)) is not None:
            self._show(draft)

    def choose_backend(self, backend_id: str) -> None:
        """Choose the family of this backend used last, else the one most like the present."""
        if backend_id != self.model.backend:
            models = self.catalogue.models_of(backend_id)
            last = self._last_family.get(backend_id)
            likest = max(models, key=lambda model: (model.family == last, *_likeness(model, self)))
            self.choose_model(likest.id)

    def choose_model(self, model_id: str) -> None:
        """Choose the family of this model, and keep the form as far as it takes it."""
        new = self.catalogue.fitting(replace(self._draft, model=model_id))
        self._edit(self._sized(self._memory.switch(self._draft, self.model, new)))

    def lock_seed(self, locked: bool) -> None:
        """Keep the seed of the last picture, or draw a new one each time."""
        if not locked:
            self.edit(seed=None)
        elif self._draft.seed is None:
            self.edit(seed=self.last_seed or draw_seed(self._draft.count))

    def earlier_prompt(self) -> None:
        if (prompt := self._prompts.earlier(self._draft.prompt)) is not None:
            self.edit(prompt=prompt)

    def later_prompt(self) -> None:
        if (prompt := self._prompts.later(self._draft.prompt)) is not None:
            self.edit(prompt=prompt)

    def generate(self) -> None:
        """Start one job. A second call right after the first is the same click."""
        now = self._clock()
        if now - self._asked_at < _ONE_CLICK_S:
            self._asked_at = now  # a held key goes on asking
            return
        if (problem := self.why_not) is not None:
            self.rejected.emit(problem)
            return
        self._asked_at = now
        self._send(beyond_limit=False)

    def generate_anyway(self) -> None:
        """Yes to the question that is there since before this click: send this draft, once."""
        if self._question is not None and self._clock() - self._asked_at >= _ONE_CLICK_S:
            self._send(beyond_limit=True)

    def not_now(self) -> None:
        """No to the question."""
        self._question = None
        self.draft_changed.emit(self._draft)

    def show_models(self) -> None:
        """A model of this computer can be used now, or no more."""
        self._problems = None
        self.draft_changed.emit(self._draft)

    def show_prices(self) -> None:
        """The prices have changed."""
        self.draft_changed.emit(self._draft)

    # References

    def add_reference_files(self, paths: Sequence[Path], at: int | None = None) -> None:
        self.slots.add([self._intake.file(path) for path in paths], at)

    def add_reference_bytes(
        self, data: bytes | Callable[[], bytes], name: str, at: int | None = None
    ) -> None:
        """``data`` may be a function that encodes a picture; it runs on a worker thread."""
        self.slots.add([self._intake.data(data, name)], at)

    def add_reference_urls(self, urls: Sequence[str], at: int | None = None) -> None:
        self.slots.add([self._intake.url(url) for url in urls], at)

    # LoRAs

    def add_lora(self, lora: LoraUse) -> None:
        """Put a LoRA in use; one that is there already is switched on."""
        sources = [used.source for used in self._draft.loras]
        if lora.source in sources:
            self.set_lora(sources.index(lora.source), enabled=True)
            return
        active = len(self._draft.active_loras)
        if (refusal := no_room(self.catalogue, self.model, active)) is not None:
            self.rejected.emit(refusal)
        else:
            self.edit(loras=(*self._draft.loras, lora))

    def set_lora(self, index: int, **changes: Any) -> None:
        """Change one LoRA in use, e.g. ``set_lora(0, scale=0.8)``."""
        loras = list(self._draft.loras)
        loras[index] = replace(loras[index], **changes)
        label = f"lora {index}" if "scale" in changes else ""
        self._edit(self._following(replace(self._draft, loras=tuple(loras))), label)

    def remove_lora(self, index: int) -> None:
        self.edit(loras=tuple(u for at, u in enumerate(self._draft.loras) if at != index))

    def lora_problem(self, lora: LoraUse) -> InvalidRequestError | None:
        """What keeps this one from being used with the chosen family, or None."""
        model = next((model for model in self.family if model.loras is not None), None)
        if model is None or not lora.enabled:
            return None
        return lora_problem(lora, as_chosen(model, self.family))

    def _send(self, *, beyond_limit: bool) -> None:
        self._question = None
        try:
            job = self._start(self._draft, beyond_limit=beyond_limit)
        except SpendingLimitError as error:
            self._question = error
        except StudioError as error:
            self.draft_changed.emit(self._draft)
            self.rejected.emit(error)
            return
        else:
            self.last_seed = job.request.seed
            self._prompts.note(self._draft.prompt)
            self.started.emit(job)
        self.draft_changed.emit(self._draft)

    def _following(self, draft: GenerationRequest) -> GenerationRequest:
        """``draft``, for the plainest sibling once its references or LoRAs change in number."""
        return draft if _in_use(draft) == _in_use(self._draft) else self._fitting(draft)

    def _fitting(self, draft: GenerationRequest) -> GenerationRequest:
        return replace(draft, model=self.catalogue.fitting(draft).id)

    def _edit(self, draft: GenerationRequest, label: str = "") -> None:
        if draft != self._draft:
            self._undo.push(self._draft, label)
            self._show(draft)

    def _known(self, draft: GenerationRequest) -> GenerationRequest:
        """``draft``, for a model that this version knows and that is made for what it holds."""
        try:
            model = self.catalogue.model(draft.model)
        except InvalidRequestError as error:
            self.rejected.emit(error)
            return self._fitting(replace(draft, model=self._draft.model))
        return draft if takes(model, draft) else self._fitting(draft)

    def _show(self, draft: GenerationRequest) -> None:
        self._draft = draft
        self._question = None
        self._problems = None
        self._last_family[self.model.backend] = self.model.family
        self.slots.maximum = max(model.references.maximum for model in self.family)
        self.slots.show(draft.references)
        self.saver.note(draft)
        self.draft_changed.emit(draft)

    def _on_slots_changed(self) -> None:
        self._problems = None
        if self.slots.references != self._draft.references:
            draft = self._following(replace(self._draft, references=self.slots.references))
            self._edit(draft if draft.mask == self._draft.mask else self._sized(draft))
        else:
            self.draft_changed.emit(self._draft)

    def _sized(self, draft: GenerationRequest) -> GenerationRequest:
        """What is masked keeps its shape; that is one step with the edit."""
        model = self.catalogue.model(draft.model)
        return replace(draft, size=size_under_mask(draft, model.size))


def _no_tag(_: Model) -> str:
    return ""


def _in_use(draft: GenerationRequest) -> tuple[int, int]:
    return len(draft.active_references), len(draft.active_loras)


def _likeness(model: Model, compose: ComposeViewModel) -> tuple[bool, bool, bool]:
    draft, now = compose.draft, compose.model
    return (
        model.family == now.family,
        (model.loras is not None) >= bool(draft.loras),
        model.references.minimum <= len(draft.active_references) <= model.references.maximum,
    )
