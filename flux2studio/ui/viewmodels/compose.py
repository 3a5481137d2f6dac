"""State of the compose panel: one immutable draft, one signal."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from flux2studio.core.checks import problems
from flux2studio.core.cost import billed_reference_megapixels, estimate_usd
from flux2studio.core.errors import InvalidRequestError, StudioError
from flux2studio.core.job import Job
from flux2studio.core.models import BackendEntry, Catalogue, Model
from flux2studio.core.request import GenerationRequest, LoraUse, draw_seed
from flux2studio.core.starting import starting_request
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.draft_saver import DraftSaver
from flux2studio.ui.viewmodels.form_memory import FormMemory
from flux2studio.ui.viewmodels.intake import Intake
from flux2studio.ui.viewmodels.lora_room import no_room
from flux2studio.ui.viewmodels.prompt_history import PromptHistory
from flux2studio.ui.viewmodels.slots import References, ReferenceSlots
from flux2studio.ui.viewmodels.undo import UndoStack

# One step of undo as long as the artist keeps typing or turning.
_TYPED = {"prompt", "size", "count", "seed", "steps", "guidance"}
_ONE_CLICK_S = 0.5  # a double click and a held key are one wish


class ComposeViewModel(QObject):
    """``start`` raises StudioError when the request is refused, and returns at once."""

    draft_changed = Signal(object)  # GenerationRequest; also when a slot or a problem changed
    started = Signal(object)  # Job
    rejected = Signal(object)  # StudioError, with its field

    def __init__(
        self,
        catalogue: Catalogue,
        draft: GenerationRequest | None,
        start: Callable[[GenerationRequest], Job],
        references: References,
        tasks: Tasks,
        save_draft: Callable[[GenerationRequest], None],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self._start = start
        self._intake = Intake(references)
        self._clock = clock
        self._asked_at = float("-inf")
        self._draft = starting_request(catalogue.models[0])
        self._problems: dict[str, InvalidRequestError] | None = None  # of the draft as it is
        self._memory = FormMemory()
        self._last_model: dict[str, str] = {}
        self._undo = UndoStack(clock)
        self.last_seed: int | None = None
        self._prompts = PromptHistory()
        self.saver = DraftSaver(save_draft, tasks, self)
        self.saver.failed.connect(tasks.unhandled)
        self.slots = ReferenceSlots(references, tasks, self)
        self.slots.changed.connect(self._on_slots_changed)
        self._show(self._known(draft) if draft else self._draft)

    @property
    def draft(self) -> GenerationRequest:
        return self._draft

    @property
    def model(self) -> Model:
        return self.catalogue.model(self._draft.model)

    @property
    def backend(self) -> BackendEntry:
        return self.catalogue.backend(self.model.backend)

    @property
    def problems(self) -> dict[str, InvalidRequestError]:
        """The first thing wrong with each field, in the order of the form."""
        if self._problems is None:
            self._problems = {}
            for problem in (*self.slots.problems(), *problems(self._draft, self.model)):
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
    def price(self) -> float | None:
        """In US dollars; None for a backend that costs nothing."""
        return estimate_usd(self._draft, self.model)

    @property
    def billed_megapixels(self) -> int:
        """Whole megapixels billed for the references; 0 when the model does not bill them."""
        price = self.model.price
        if price is None or not price.counts_references:
            return 0
        return billed_reference_megapixels(self._draft, self.model)

    def edit(self, **changes: Any) -> None:
        """Change some fields of the draft, e.g. ``edit(steps=20)``."""
        self._edit(replace(self._draft, **changes), "+".join(_TYPED & changes.keys()))

    def load(self, draft: GenerationRequest) -> None:
        """Show another draft, for instance one taken from the history."""
        self._edit(self._known(draft))

    def undo(self) -> None:
        if (draft := self._undo.undo(self._draft)) is not None:
            self._show(draft)

    def redo(self) -> None:
        if (draft := self._undo.redo(self._draft)) is not None:
            self._show(draft)

    def choose_backend(self, backend_id: str) -> None:
        """Choose the model of this backend used last, else the one most like the present."""
        if backend_id != self.model.backend:
            models = self.catalogue.models_of(backend_id)
            last = self._last_model.get(backend_id)
            likest = max(models, key=lambda model: (model.id == last, *_likeness(model, self)))
            self.choose_model(likest.id)

    def choose_model(self, model_id: str) -> None:
        """Keep the form as far as the new model takes it."""
        if model_id != self._draft.model:
            new = self.catalogue.model(model_id)
            self._edit(self._memory.switch(self._draft, self.model, new))

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
        try:
            job = self._start(self._draft)
        except StudioError as error:
            self.rejected.emit(error)
            return
        self.last_seed = job.request.seed
        self._prompts.note(self._draft.prompt)
        self.started.emit(job)
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
        if (refusal := no_room(self.model, len(self._draft.active_loras))) is not None:
            self.rejected.emit(refusal)
        else:
            self.edit(loras=(*self._draft.loras, lora))

    def set_lora(self, index: int, **changes: Any) -> None:
        """Change one LoRA in use, e.g. ``set_lora(0, scale=0.8)``."""
        loras = list(self._draft.loras)
        loras[index] = replace(loras[index], **changes)
        label = f"lora {index}" if "scale" in changes else ""
        self._edit(replace(self._draft, loras=tuple(loras)), label)

    def remove_lora(self, index: int) -> None:
        self.edit(loras=tuple(u for at, u in enumerate(self._draft.loras) if at != index))

    def _edit(self, draft: GenerationRequest, label: str = "") -> None:
        if draft != self._draft:
            self._undo.push(self._draft, label)
            self._show(draft)

    def _known(self, draft: GenerationRequest) -> GenerationRequest:
        """``draft``, with the present model in place of one that this version does not know."""
        try:
            self.catalogue.model(draft.model)
        except InvalidRequestError as error:
            self.rejected.emit(error)
            return replace(draft, model=self._draft.model)
        return draft

    def _show(self, draft: GenerationRequest) -> None:
        self._draft = draft
        self._problems = None
        self._last_model[self.model.backend] = draft.model
        self.slots.maximum = self.model.references.maximum
        self.slots.show(draft.references)
        self.saver.note(draft)
        self.draft_changed.emit(draft)

    def _on_slots_changed(self) -> None:
        self._problems = None
        if self.slots.references != self._draft.references:
            self.edit(references=self.slots.references)
        else:
            self.draft_changed.emit(self._draft)


def _likeness(model: Model, compose: ComposeViewModel) -> tuple[bool, bool, bool]:
    draft, now = compose.draft, compose.model
    return (
        model.name == now.name,
        (model.loras is not None) >= bool(draft.loras),
        model.references.minimum <= len(draft.active_references) <= model.references.maximum,
    )
