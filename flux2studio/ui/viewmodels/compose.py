"""State of the compose panel: one immutable draft, one signal."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from flux2studio.core.checks import problems, prompt_problems
from flux2studio.core.cost import CostEstimate, estimate
from flux2studio.core.errors import InvalidRequestError, SpendingLimitError
from flux2studio.core.lora_sheet import total
from flux2studio.core.models import BackendEntry, Catalogue, Model, takes
from flux2studio.core.plain_text import plain
from flux2studio.core.prompt_names import named
from flux2studio.core.request import GenerationRequest, LoraUse, draw_seed
from flux2studio.core.sending import requests_of
from flux2studio.core.starting import starting_request
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.draft_saver import DraftSaver
from flux2studio.ui.viewmodels.earlier_prompts import EarlierPrompts
from flux2studio.ui.viewmodels.families import (
    FamilyChoice,
    LocalModels,
    as_chosen,
    families,
    likest,
)
from flux2studio.ui.viewmodels.form_memory import FormMemory
from flux2studio.ui.viewmodels.intake import Intake
from flux2studio.ui.viewmodels.lora_room import lora_problem, no_room
from flux2studio.ui.viewmodels.masks import Masks
from flux2studio.ui.viewmodels.reference_size import size_after, size_under_mask
from flux2studio.ui.viewmodels.sender import Sender, Start
from flux2studio.ui.viewmodels.slots import References, ReferenceSlots
from flux2studio.ui.viewmodels.undo import FormSteps

# One step of undo as long as the artist keeps typing or turning.
_TYPED = {"prompt", "negative_prompt", "size", "count", "seed", "steps", "guidance", "strength"}


class ComposeViewModel(QObject):
    """``priced`` returns a model with the price of now; it is asked at every change."""

    draft_changed = Signal(object)  # GenerationRequest; also when a slot or a problem changed
    started = Signal(object)  # Job
    rejected = Signal(object)  # StudioError, with its field
    typed = Signal(str)  # by hand or pasted, into the prompt; the prompt before

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
        self._priced = priced
        self._local = local
        self._draft = starting_request(catalogue.models[0])
        self._problems: dict[str, InvalidRequestError] | None = None  # of the draft as it is
        self._requests: tuple[GenerationRequest, ...] = ()  # the same
        self._memory = FormMemory()
        self._last_family: dict[str, str] = {}
        self.steps = FormSteps(lambda: self._draft, self._show, clock, self)
        self.sent: GenerationRequest | None = None  # the form as it was sent last
        self.prompts = EarlierPrompts(tasks, self)
        self._sender = Sender(start, clock, self)
        self._sender.started.connect(self.started)
        self._sender.refused.connect(self._on_refused)
        self.saver = DraftSaver(save_draft, tasks, self)
        self.saver.failed.connect(tasks.unhandled)
        self.slots = ReferenceSlots(references, tasks, self, lambda: self._draft.prompt)
        self.intake = Intake(references, tasks, self.slots)
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
        return families(self.catalogue, self.model.backend, self._priced, self._local)

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
            first, *others = self.requests  # that differ in their prompts
            found = list(problems(first, model))
            found += [problem for each in others for problem in prompt_problems(each, model)]
            for problem in (*self.slots.problems(), *found):
                self._problems.setdefault(problem.field, problem)
        return self._problems

    @property
    def requests(self) -> tuple[GenerationRequest, ...]:
        """What would be sent now: the draft, or one for each picture with choices in the prompt."""
        if not self._requests:
            self._requests = requests_of(self._draft, self.model, self._sender.next_seed)
        return self._requests

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
        model = self._priced(self.model)
        return total([estimate(request, model) for request in self.requests])

    @property
    def question(self) -> SpendingLimitError | None:
        """What stands between the draft, as it is, and its job; the artist decides."""
        return self._sender.question

    @property
    def last_seed(self) -> int | None:
        """The seed of the first picture sent last."""
        return self._sender.last_seed

    def edit(self, **changes: Any) -> None:
        """Change some fields of the draft, e.g. ``edit(steps=20)``."""
        label = "+".join(sorted(changes)) if changes.keys() <= _TYPED else ""
        self._edit(self._following(replace(self._draft, **changes)), label)

    def write(self, prompt: str) -> None:
        """Take the prompt as it was typed or pasted."""
        before = self._draft.prompt
        self.edit(prompt=plain(prompt))
        self.typed.emit(before)

    def load(self, draft: GenerationRequest) -> None:
        """Show another draft as it is, for instance one taken from the history."""
        self._edit(self._known(draft))

    def begin_with(self, draft: GenerationRequest) -> None:
        """Fill the form of a first start: nothing was there that could be taken back."""
        self._show(self._known(draft))

    def undo(self) -> None:
        self.steps.undo()

    def redo(self) -> None:
        self.steps.redo()

    def choose_backend(self, backend_id: str) -> None:
        """Choose the family of this backend used last, else the one most like the present."""
        if backend_id != self.model.backend:
            models = self.catalogue.models_of(backend_id)
            last = self._last_family.get(backend_id, "")
            self.choose_model(likest(models, self._draft, self.model, last).id)

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

    def draw_choices(self) -> None:
        """Let the choices in the prompt fall otherwise."""
        self._sender.draw_seed()
        self._problems, self._requests = None, ()
        self.draft_changed.emit(self._draft)

    def earlier_prompt(self) -> None:
        if (prompt := self.prompts.earlier(self._draft.prompt)) is not None:
            self.edit(prompt=prompt)

    def later_prompt(self) -> None:
        if (prompt := self.prompts.later(self._draft.prompt)) is not None:
            self.edit(prompt=prompt)

    def generate(self) -> None:
        """Start what is asked for. A second call right after the first is the same click."""
        if self._sender.is_same_click():
            return
        if (problem := self.why_not) is not None:
            self.rejected.emit(problem)
        else:
            self._note_sent(self._sender.send(self.requests))

    def generate_anyway(self) -> None:
        """Yes to the question that is there since before this click: send this draft, once."""
        if self._sender.question is not None:
            self._note_sent(self._sender.send_anyway())

    def not_now(self) -> None:
        """No to the question."""
        self._sender.forget_question()
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
        self.intake.add_files(paths, at)

    def add_reference_bytes(
        self, data: bytes | Callable[[], bytes], name: str, at: int | None = None
    ) -> None:
        """``data`` may be a function that encodes a picture; it runs on a worker thread."""
        self.slots.add([self.intake.data(data, name)], at)

    def add_reference_urls(self, urls: Sequence[str], at: int | None = None) -> None:
        self.slots.add([self.intake.url(url) for url in urls], at)

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

    def _note_sent(self, is_sent: bool) -> None:
        if is_sent:
            self.sent = replace(self._draft, seed=self._sender.last_seed)
            self.prompts.note(self._draft.prompt)
            self._problems, self._requests = None, ()
        if is_sent or self.question is not None:
            self.draft_changed.emit(self._draft)

    def _on_refused(self, error: object) -> None:
        self.draft_changed.emit(self._draft)
        self.rejected.emit(error)

    def _following(self, draft: GenerationRequest) -> GenerationRequest:
        """``draft``, for the plainest sibling once its references or LoRAs change in number."""
        return draft if _in_use(draft) == _in_use(self._draft) else self._fitting(draft)

    def _fitting(self, draft: GenerationRequest) -> GenerationRequest:
        return replace(draft, model=self.catalogue.fitting(draft).id)

    def _edit(self, draft: GenerationRequest, label: str | int = "") -> None:
        if draft != self._draft:
            self.steps.edit(draft, label)

    def _known(self, draft: GenerationRequest) -> GenerationRequest:
        """``draft``, for a model that this version knows and that is made for what it holds."""
        draft = replace(draft, references=named(draft.references))
        try:
            model = self.catalogue.model(draft.model)
        except InvalidRequestError as error:
            self.rejected.emit(error)
            return self._fitting(replace(draft, model=self._draft.model))
        return draft if takes(model, draft) else self._fitting(draft)

    def _show(self, draft: GenerationRequest) -> None:
        self._draft = draft
        self._sender.forget_question()
        self._problems, self._requests = None, ()
        self._last_family[self.model.backend] = self.model.family
        self.slots.maximum = max(model.references.maximum for model in self.family)
        self.slots.show(draft.references)
        self.saver.note(draft)
        self.draft_changed.emit(draft)

    def _on_slots_changed(self) -> None:
        self._problems, self._requests = None, ()
        if self.slots.references != self._draft.references:
            draft = self._following(replace(self._draft, references=self.slots.references))
            draft = replace(draft, size=size_after(self._draft, draft, self.model.size))
            draft = draft if draft.mask == self._draft.mask else self._sized(draft)
            self._edit(draft, self.slots.drop)
        else:
            self.draft_changed.emit(self._draft)

    def _sized(self, draft: GenerationRequest) -> GenerationRequest:
        """What is masked keeps its shape; that is one step with the edit."""
        model = self.catalogue.model(draft.model)
        return replace(draft, size=size_under_mask(draft, model.size))


def _in_use(draft: GenerationRequest) -> tuple[int, int]:
    return len(draft.active_references), len(draft.active_loras)
