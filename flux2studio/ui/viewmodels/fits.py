"""What of a model and of a request fits the memory of this computer, before anything is loaded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from flux2studio.core.engine_messages import MemoryWish
from flux2studio.core.local import Hardware, LocalModel, MemoryPlan, Pipeline
from flux2studio.core.memory import Workload, plans, serves, staying, weights_of
from flux2studio.core.memory_words import describe, shortage
from flux2studio.core.models import Model
from flux2studio.core.request import Acceleration, GenerationRequest
from flux2studio.ui.viewmodels.computer import ComputerViewModel
from flux2studio.ui.viewmodels.model_rows import Fit
from flux2studio.ui.words import said

_ANSWERS_KEPT = 64
_Loaded = tuple[str, MemoryPlan | None, MemoryWish | None, bool]  # what, and for which wishes
_Seen = tuple[Hardware | None, MemoryWish, _Loaded]


class Fits(QObject):
    """Arithmetic alone, so it follows every change of the form; ``wish`` is the setting.

    ``file_bytes`` of a model’s id is the size of a chosen file with a quantised transformer, or 0.
    """

    changed = Signal()  # the hardware, the wish or what is loaded is another

    def __init__(
        self,
        computer: ComputerViewModel,
        wish: Callable[[], MemoryWish],
        file_bytes: Callable[[str], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._computer = computer
        self._wish = wish
        self._file_bytes = file_bytes
        self._seen = self._now()
        self._answers: dict[tuple[str, int, Workload, bool], Fit] = {}
        computer.changed.connect(self.look_again)

    def look_again(self) -> None:
        """The hardware, the settings or what is loaded may have changed."""
        now = self._now()
        if now != self._seen:
            self._seen = now
            self._answers.clear()
            self.changed.emit()

    def fit(self, model: Model) -> Fit:
        """Whether one picture of the usual size can be made with ``model`` here."""
        size = model.size.default
        return self._fit(model, Workload(width=size.width, height=size.height), fast=False)

    def plan(self, request: GenerationRequest, model: Model) -> Fit:
        """The same of this very request."""
        fast = request.acceleration is Acceleration.HIGH
        return self._fit(model, _workload(request, model), fast=fast)

    def _now(self) -> _Seen:
        computer, state = self._computer, self._computer.state
        return computer.hardware, self._wish(), (state.model, state.plan, state.wish, state.fast)

    def _fit(self, model: Model, work: Workload, *, fast: bool) -> Fit:
        """The same question comes with each letter that is typed."""
        small = self._file_bytes(model.id) if model.local else 0
        question = (model.id, small, work, fast)
        if question not in self._answers:
            if len(self._answers) >= _ANSWERS_KEPT:
                self._answers.clear()
            self._answers[question] = self._reckon(model, small, work, fast=fast)
        return self._answers[question]

    def _reckon(self, model: Model, small: int, work: Workload, *, fast: bool) -> Fit:
        hardware, wish, _ = self._seen
        if hardware is None or model.local is None:
            return Fit()
        weights = weights_of(model.local, small)
        possible = plans(weights, work, hardware, wish, fast=fast)
        if (has := self._computer.loaded_as(model, wish, fast=fast)) is not None:
            possible = staying(possible, has, partial(serves, has))
        best = possible[0]
        if lacks := said(shortage(best, hardware)):
            return Fit(words=lacks, tone="warn")
        words = said(describe(best))
        if hardware.device.kind == "cpu":
            return Fit(words=self.tr("{0}; slow without a GPU").format(words))
        return Fit(words=words)


def _workload(request: GenerationRequest, model: Model) -> Workload:
    masked = request.mask is not None and model.strength is not None
    return Workload(
        width=request.size.width,
        height=request.size.height,
        references=tuple((image.width, image.height) for image in request.active_references),
        large_reference=request.large_reference and model.large_reference is not None,
        masked=masked,
        lora_bytes=sum(lora.size for lora in request.active_loras),
        twice=_is(model.local, Pipeline.KLEIN_BASE) and request.guidance > 1,
        keeps_references=_is(model.local, Pipeline.KLEIN_KV) and not masked,
        expands=request.expand_prompt and model.expand_prompt is not None,
    )


def _is(local: LocalModel | None, pipeline: Pipeline) -> bool:
    return local is not None and local.pipeline is pipeline
