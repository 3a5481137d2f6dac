"""State of a sheet of scales and seeds: what it will cost, the jobs of its cells, the pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QSize, Signal, SignalInstance
from PySide6.QtGui import QImage

from flux2studio.core.checks import problems
from flux2studio.core.cost import CostEstimate, estimate
from flux2studio.core.errors import InvalidRequestError, SpendingLimitError, StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.job import Job, JobUpdate
from flux2studio.core.lora import Lora
from flux2studio.core.lora_sheet import (
    Cell,
    Sheet,
    cell_request,
    fewer_or_more,
    total,
    usual_scales,
)
from flux2studio.core.models import Catalogue, Model
from flux2studio.core.request import GenerationRequest
from flux2studio.core.sending import chosen
from flux2studio.ui import pictures
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.sender import Start

EDGE = 320  # pixels of a picture in the sheet
_ONE_CLICK_S = 0.5  # a double click is one wish
_SEEDS = 2


class Form(Protocol):
    """The request that the sheet is made of."""

    draft_changed: SignalInstance

    @property
    def draft(self) -> GenerationRequest: ...


class News(Protocol):
    """What is heard of all jobs."""

    updated: SignalInstance  # JobUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetServices:
    """What makes the pictures: the very same that the form uses.

    ``check_limit`` raises SpendingLimitError; ``usual_seconds`` blocks and says how long such a
    picture took lately; ``model_problem`` says why a model cannot be used yet.
    """

    catalogue: Catalogue
    start: Start
    cancel: Callable[[str], None]
    priced: Callable[[Model], Model]
    check_limit: Callable[[float | None], None]
    model_problem: Callable[[Model], InvalidRequestError | None]
    usual_seconds: Callable[[GenerationRequest], float | None]


@dataclass(slots=True, kw_only=True)
class CellState:
    """``update`` None until its job is heard of; ``problem`` when it could not be started."""

    cell: Cell
    job: Job | None = None
    update: JobUpdate | None = None
    picture: QImage | None = None
    problem: StudioError | None = None

    @property
    def generation(self) -> Generation | None:
        return next(iter(self.update.generations), None) if self.update else None

    @property
    def is_over(self) -> bool:
        ended = self.update is not None and self.update.state.is_final
        return ended or self.problem is not None


class LoraSheetViewModel(QObject):
    """``sheet`` None while what is typed is none; ``cells`` are empty until they are made."""

    changed = Signal()  # what is asked for, what it costs, what stands in the way
    cell_changed = Signal(object)  # CellState
    made = Signal()  # the cells are there

    def __init__(
        self,
        lora: Lora,
        form: Form,
        services: SheetServices,
        tasks: Tasks,
        news: News,
        refusal: Callable[[Lora], StudioError | None],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.lora = lora
        self.scales = ", ".join(f"{scale:g}" for scale in usual_scales(lora))
        first = form.draft.seed
        seeds = fewer_or_more([first] if first is not None else [], _SEEDS)
        self.seeds = ", ".join(map(str, seeds))
        self.sheet: Sheet | None = None
        self.cost: CostEstimate | None = None
        self.seconds: float | None = None
        self.problem: StudioError | None = None
        self.question: SpendingLimitError | None = None
        self.cells: list[CellState] = []
        self._form, self._services, self._tasks = form, services, tasks
        self._refusal, self._clock = refusal, clock
        self._asked_at = float("-inf")
        self._by_job: dict[str, CellState] = {}
        news.updated.connect(self._on_update)
        form.draft_changed.connect(self._on_draft)
        self._timed: tuple[str, object] | None = None  # the model and size that are timed
        self._look()
        self._time()

    @property
    def count(self) -> int:
        return len(self.sheet.scales) * len(self.sheet.seeds) if self.sheet else 0

    @property
    def is_made(self) -> bool:
        return bool(self.cells)

    @property
    def is_running(self) -> bool:
        return any(not state.is_over for state in self.cells)

    def choose(self, scales: str, seeds: str) -> None:
        """Ask for other scales and seeds, as they are typed."""
        if (scales, seeds) != (self.scales, self.seeds):
            self.scales, self.seeds = scales, seeds
            self._look()

    def choose_count(self, count: int) -> None:
        """Ask for so many seeds: those there are, and new ones."""
        known = self.sheet.seeds if self.sheet else ()
        self.choose(self.scales, ", ".join(map(str, fewer_or_more(known, count))))

    def make(self) -> None:
        """Make one picture for each cell. A second call right after the first is the same click."""
        now = self._clock()
        if now - self._asked_at < _ONE_CLICK_S or self.is_made:
            return
        self._look()
        if self.problem is not None or self.sheet is None:
            return
        self._asked_at = now
        try:
            self._services.check_limit(self.cost.usd if self.cost else None)
        except SpendingLimitError as error:
            self.question = error
            self.changed.emit()
            return
        self._send(beyond_limit=False)

    def make_anyway(self) -> None:
        """Yes to the question: make them beyond the limit, once.

        It lies where the button was: the second half of a double click is no answer.
        """
        is_click = self._clock() - self._asked_at >= _ONE_CLICK_S
        if self.question is not None and is_click and not self.is_made:
            self._send(beyond_limit=True)

    def not_now(self) -> None:
        """No to the question."""
        self.question = None
        self.changed.emit()

    def stop(self) -> None:
        """Cancel what has not ended; a picture that is paid already is kept."""
        for state in self.cells:
            if state.job is not None and not state.is_over:
                self._services.cancel(state.job.id)

    def without(self, state: CellState) -> Generation | None:
        """Return the picture of the same seed at scale 0, if it is there."""
        for other in self.cells:
            if other.cell.row == state.cell.row and other.cell.scale == 0:
                return other.generation
        return None

    def _look(self) -> None:
        """See what is asked for, what it costs and what stands in the way."""
        self.question = None
        try:
            self.sheet = Sheet.parse(self.scales, self.seeds)
            self.problem = None
        except InvalidRequestError as error:
            self.sheet, self.cost, self.problem = None, None, error
        else:
            self.cost = total([estimate(*self._priced(each)) for each in self._requests()])
            self.problem = self._refusal(self.lora) or next(self._problems(), None)
        self.changed.emit()

    def _request(self, cell: Cell | None = None) -> GenerationRequest:
        cell = cell or Cell(row=0, column=0, scale=self.lora.default_scale, seed=0)
        request = chosen(cell_request(self._form.draft, self.lora, cell))
        return replace(request, model=self._services.catalogue.fitting(request).id)

    def _requests(self) -> Iterator[GenerationRequest]:
        assert self.sheet is not None
        return (self._request(cell) for cell in self.sheet.cells())

    def _priced(self, request: GenerationRequest) -> tuple[GenerationRequest, Model]:
        return request, self._services.priced(self._services.catalogue.model(request.model))

    def _problems(self) -> Iterator[StudioError]:
        for request in self._requests():
            model = self._services.catalogue.model(request.model)
            if (problem := self._services.model_problem(model)) is not None:
                yield problem
            yield from problems(request, model)

    def _send(self, *, beyond_limit: bool) -> None:
        """One request for each cell; the first that is refused ends it, those before are made."""
        assert self.sheet is not None
        self.question = None
        self.cells = [CellState(cell=cell) for cell in self.sheet.cells()]
        refusal: StudioError | None = None
        for state in self.cells:
            if refusal is None:
                try:
                    request = self._request(state.cell)
                    state.job = self._services.start(request, beyond_limit=beyond_limit)
                    self._by_job[state.job.id] = state
                except StudioError as error:
                    refusal = error
            if state.job is None:
                state.problem = refusal
        self.problem = refusal
        self.made.emit()
        self.changed.emit()

    def _on_draft(self) -> None:
        """All else comes from the form: the price follows it until the pictures are asked for."""
        if not self.is_made:
            self._look()
            self._time()

    def _time(self) -> None:
        """Find out how long such a picture takes, once for each model and size."""
        request = self._request()
        if (request.model, request.size) != self._timed:
            self._timed, self.seconds = (request.model, request.size), None
            work = partial(self._services.usual_seconds, request)
            self._tasks.run(work, self._on_seconds, self._on_no_time)

    def _on_no_time(self, _: StudioError) -> None:
        """Then nothing is said of it."""

    def _on_update(self, update: JobUpdate) -> None:
        state = self._by_job.get(update.job.id)
        if state is None:
            return
        had = state.generation
        state.update = update
        if state.generation is not None and had is None:
            read = partial(pictures.read_scaled, state.generation.path, QSize(EDGE, EDGE))
            self._tasks.run(read, partial(self._on_picture, state), self._on_no_picture)
        self.cell_changed.emit(state)
        if not self.is_running:
            self.changed.emit()

    def _on_picture(self, state: CellState, picture: QImage) -> None:
        state.picture = picture
        self.cell_changed.emit(state)

    def _on_no_picture(self, error: StudioError) -> None:
        self.problem = error
        self.changed.emit()

    def _on_seconds(self, seconds: float | None) -> None:
        self.seconds = seconds
        self.changed.emit()
