"""Runs one job on a worker thread: prepare, generate, save, and give it its one end."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from flux2studio.backends.base import Backend, RunTask
from flux2studio.core.control import RunControl
from flux2studio.core.cost import estimate_usd
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    Detached,
    OutcomeUnknownError,
    RateLimitError,
    StorageError,
    StudioError,
    UnreachableError,
)
from flux2studio.core.generation import Generation
from flux2studio.core.job import Job, JobState, JobUpdate, Phase, Progress
from flux2studio.core.models import Catalogue
from flux2studio.core.phrase import phrase
from flux2studio.services.payloads import ReferencePayloads
from flux2studio.services.prices import PriceBook
from flux2studio.services.saving import PictureSaver
from flux2studio.services.spending import Spending
from flux2studio.storage.journal import Journal, JournalEntry
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.spending import Bill

if TYPE_CHECKING:  # with all that speaks to their sites
    from flux2studio.services.lora_places import LoraPlaces

log = logging.getLogger(__name__)

# The states in which a service holds our request: waiting for it again costs nothing.
_AT_SERVICE = frozenset({JobState.SUBMITTED, JobState.RENDERING, JobState.DOWNLOADING})
# Those in which a backend says by any other end than OutcomeUnknownError that nothing was taken.
_NOT_TAKEN = frozenset({JobState.QUEUED, JobState.SENDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a job needs on its way, put together once at the start of the app."""

    catalogue: Catalogue
    backends: Mapping[str, Backend]
    journal: Journal
    outputs: Outputs
    saver: PictureSaver
    payloads: ReferencePayloads
    loras: Callable[[], LoraPlaces]  # asked for once a job has some
    prices: PriceBook
    spending: Spending


class JobRunner:
    """``publish`` is called on the thread that runs the job, at each change.

    ``preview`` gets the id of a job and what its backend shows on the way, not trusted yet.
    """

    def __init__(
        self,
        workshop: Workshop,
        publish: Callable[[JobUpdate], None],
        preview: Callable[[str, bytes], None],
    ) -> None:
        self._shop = workshop
        self._publish = publish
        self._preview = preview
        self._latest: dict[str, JobUpdate] = {}  # of each job that runs, with what it has made

    def control_for(self, job: Job) -> RunControl:
        state = JobState.QUEUED

        def on_progress(progress: Progress) -> None:
            self._say(JobUpdate(job=job, state=state, progress=progress))

        def on_checkpoint(reached: JobState, remote: Mapping[str, str]) -> None:
            nonlocal state
            state = reached
            bill = self._bill(job) if reached is JobState.SENDING else None
            self._shop.journal.set_state(job.id, reached, remote, bill)

        return RunControl(on_progress, on_checkpoint, partial(self._preview, job.id))

    def run(self, job: Job, control: RunControl) -> None:
        """Make and save the pictures of ``job``, and tell how it ended; never raises."""
        try:
            self._run(job, control)
        except StorageError as error:  # not even its end can be written: it has none yet
            self._say(JobUpdate(job=job, state=JobState.DETACHED, error=error))
        finally:
            self._latest.pop(job.id, None)

    def _run(self, job: Job, control: RunControl) -> None:
        try:
            self._make_or_begin_anew(job, control)
        except Detached:
            log.info("Job %s is left as it is and picked up at the next start", job.id)
        except Cancelled:
            self.finish(job, JobState.CANCELLED, unbilled=self._state(job) in _NOT_TAKEN)
        except OutcomeUnknownError as error:
            self.finish(job, JobState.UNKNOWN, error)
        except StudioError as error:
            self._fail(job, error)
        except Exception as error:
            log.exception("Job %s hit a bug", job.id)
            self._fail(
                job,
                StudioError(
                    "Something went wrong inside flux2studio.",
                    hint="The log has the details.",
                    details=repr(error),
                ),
            )

    def _make_or_begin_anew(self, job: Job, control: RunControl) -> None:
        """A job that was left, and turned away meanwhile, has all its tries before it again."""
        was_left = self._state(job) is not JobState.QUEUED
        try:
            self._make(job, control)
        except RateLimitError:
            if not was_left or self._state(job) is not JobState.QUEUED:
                raise
            self._make(job, control)

    def _make(self, job: Job, control: RunControl) -> None:
        started = time.monotonic()
        entry = self._shop.journal.entry(job.id)
        if entry is None or entry.state.is_final:
            return
        made = self._made(job)
        if made:
            self._latest[job.id] = JobUpdate(job=job, state=entry.state, generations=made)
        saved = {generation.recipe.index for generation in made}
        if len(saved) < job.request.count:
            self._shop.outputs.writable(job.folder, job.id)
            for index in self._pictures(job, control, entry, frozenset(saved), started):
                saved.add(index)
        if not saved:
            raise BackendError("The service sent no picture.", hint="Try again.")
        self.finish(job, JobState.FINISHED)

    def _pictures(
        self,
        job: Job,
        control: RunControl,
        entry: JournalEntry,
        done: frozenset[int],
        started: float,
    ) -> Iterator[int]:
        """Make and save picture after picture; yield the index of each once it is safe."""
        task = self._run_task(job, entry, done, control)
        count = len(done)
        with closing(self._shop.backends[job.backend].generate(task, control)) as images:
            for image in images:
                before = self._latest.get(job.id)
                saving = _saving(job, count)
                self._say(saving)
                count += 1
                generation = self._shop.saver.save(
                    job,
                    image,
                    seconds=time.monotonic() - started,
                    closes=count == job.request.count,
                )
                self._say(before or saving, generation)
                yield image.index

    def _run_task(
        self, job: Job, entry: JournalEntry, done: frozenset[int], control: RunControl
    ) -> RunTask:
        model = self._shop.prices.priced(self._shop.catalogue.model(job.request.model))
        resumed = None if entry.state is JobState.QUEUED else entry.state
        paid = self._shop.catalogue.backend(job.backend).paid
        task = RunTask(
            job_id=job.id,
            request=job.request,
            model=model,
            remote=entry.remote,
            resumed=resumed,
            done=done,
        )
        if paid and resumed:  # the request has left: its references are not needed again
            return task
        self._shop.backends[job.backend].make_ready()
        reads_loras = paid or model.local is not None  # practice looks at the cards alone
        reads_loras &= bool(job.request.active_loras)
        loras = self._shop.loras().prepare(job, model, control) if reads_loras else ()
        payloads = self._shop.payloads
        references = payloads.prepare(job, model, control)
        mask = payloads.prepare_mask(job, model, references[0]) if references else None
        return replace(task, references=references, mask=mask, loras=loras)

    def _fail(self, job: Job, error: StudioError) -> None:
        """End the job, unless there is something at the service or on disk to come back for."""
        state = self._state(job)
        if self._waits(job, state, error):
            self._say(JobUpdate(job=job, state=JobState.DETACHED, error=error))
        elif state is JobState.SENDING and not isinstance(error, BackendError):
            unknown = OutcomeUnknownError(
                phrase("{error} The run may have been billed.", error=str(error)),
                hint=error.hint,
                details=error.details,
            )
            self.finish(job, JobState.UNKNOWN, unknown)
        else:
            self.finish(job, JobState.FAILED, error, unbilled=state in _NOT_TAKEN)

    def _waits(self, job: Job, state: JobState, error: StudioError) -> bool:
        """Only the backend itself may say that nothing more will come of a paid run."""
        match error:
            case StorageError():
                return state is not JobState.QUEUED
            case UnreachableError():
                return state in _AT_SERVICE
        if not self._shop.catalogue.backend(job.backend).paid:
            return False
        if isinstance(error, BackendError):
            return state is JobState.DOWNLOADING  # billed: its pictures may still come
        return state in _AT_SERVICE

    def _bill(self, job: Job) -> Bill | None:
        """What is to be booked as the request leaves; None where nothing costs money."""
        if not self._shop.catalogue.backend(job.backend).paid:
            return None
        model = self._shop.prices.priced(self._shop.catalogue.model(job.request.model))
        return Bill(at=datetime.now(UTC), estimate_usd=estimate_usd(job.request, model))

    def _state(self, job: Job) -> JobState:
        entry = self._shop.journal.entry(job.id)
        return entry.state if entry else JobState.QUEUED

    def finish(
        self,
        job: Job,
        state: JobState,
        error: StudioError | None = None,
        *,
        unbilled: bool = False,
    ) -> None:
        """Give ``job`` its one end, on disk first, then to whoever listens.

        ``unbilled``: it is known that the service took nothing.
        """
        try:
            unbilled = unbilled or self._state(job) is JobState.QUEUED
            self._shop.journal.close(job.id, state, error, unbilled=unbilled)
        except StorageError as trouble:
            self._publish(JobUpdate(job=job, state=JobState.DETACHED, error=trouble))
            return
        if state is not JobState.UNKNOWN:
            self._shop.backends[job.backend].forget(job.id)
        self._shop.payloads.drop(job)
        made = self._made(job)
        self._publish(JobUpdate(job=job, state=state, error=error, generations=made))

    def _made(self, job: Job) -> tuple[Generation, ...]:
        return tuple(self._shop.saver.history.of_job(job.id))

    def _say(self, update: JobUpdate, *more: Generation) -> None:
        """Tell how a job that runs stands, with all that it has made; ``more`` is new."""
        latest = self._latest.get(update.job.id)
        made = (*(latest.generations if latest else ()), *more)
        self._latest[update.job.id] = update = replace(update, generations=made)
        self._publish(update)


def _saving(job: Job, done: int) -> JobUpdate:
    progress = Progress(phase=Phase.SAVING, done=done, total=job.request.count)
    return JobUpdate(job=job, state=JobState.DOWNLOADING, progress=progress)
