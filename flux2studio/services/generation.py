"""One request from the click to the saved picture: check, journal, run, save, tell."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flux2studio.backends.base import Backend, RunTask
from flux2studio.core.checks import check
from flux2studio.core.control import RunControl
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    Detached,
    OutcomeUnknownError,
    StorageError,
    StudioError,
    UnreachableError,
)
from flux2studio.core.generation import Generation
from flux2studio.core.job import Job, JobState, JobUpdate, Phase, Progress
from flux2studio.core.models import Catalogue
from flux2studio.core.request import GenerationRequest, draw_seed
from flux2studio.services.background import Background
from flux2studio.services.job_queue import JobQueue
from flux2studio.services.payloads import ReferencePayloads
from flux2studio.services.saving import PictureSaver
from flux2studio.storage.journal import Journal, JournalEntry
from flux2studio.storage.outputs import Outputs

log = logging.getLogger(__name__)

Listener = Callable[[JobUpdate], None]

# The states in which a service holds our request: waiting for it again costs nothing.
_AT_SERVICE = frozenset({JobState.SUBMITTED, JobState.RENDERING, JobState.DOWNLOADING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a job needs on its way, put together once at the start of the app."""

    catalogue: Catalogue
    backends: Mapping[str, Backend]
    journal: Journal
    outputs: Outputs
    saver: PictureSaver
    payloads: ReferencePayloads


class GenerationService:
    """Starts, cancels and resumes jobs. Every public method returns at once.

    Listeners are called from worker threads. What they hear of as finished is on disk.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._shop = workshop
        self._listeners: list[Listener] = []
        self._clerk = Background("job-clerk", workers=1)  # one: its work stays in order
        self._lanes = {
            entry.id: JobQueue(
                self._run, self._control_for, name=f"job-{entry.id}", workers=entry.workers
            )
            for entry in workshop.catalogue.backends
            if entry.id in workshop.backends
        }

    def subscribe(self, listener: Listener) -> None:
        """Hear of every update from now on, those of jobs picked up at the start included."""
        self._listeners.append(listener)

    def start(self, request: GenerationRequest, *, folder: Path | None = None) -> Job:
        """Queue one job for ``request``; its pictures go to ``folder``, else to today's.

        Raises InvalidRequestError, and nothing is queued, when the model cannot take it.
        """
        model = self._shop.catalogue.model(request.model)
        if model.backend not in self._shop.backends:
            raise BackendError(f"The backend “{model.backend}” is not part of this version.")
        check(request, model)
        if request.seed is None:
            request = request.with_seed(draw_seed(request.count))
        job = Job(
            request=request,
            backend=model.backend,
            folder=folder or self._shop.outputs.day_folder(datetime.now(UTC)),
        )
        self._clerk.submit(lambda: self._enqueue(job))
        return job

    def cancel(self, job_id: str) -> None:
        self._clerk.submit(lambda: self._cancel(job_id))

    def send_again(self, job_id: str) -> None:
        """The artist's own decision: take a waiting job up again, or start an ended one anew."""
        self._clerk.submit(lambda: self._send_again(job_id))

    def dismiss(self, job_id: str) -> None:
        """Do not show this ended job at the next start."""
        self._clerk.submit(lambda: self._dismiss(job_id))

    def recover(self, is_alive: Callable[[str], bool]) -> None:
        """Pick up what was left by an instance that no longer runs; see ``is_alive(owner)``."""
        self._clerk.submit(lambda: self._recover_and_tell(is_alive))

    def recover_now(self, is_alive: Callable[[str], bool]) -> list[str]:
        """Do the same on this thread; return the ids of the jobs that were picked up."""
        return self._recover(is_alive)

    def close(self) -> None:
        """Stop waiting for everything. What was on its way is picked up at the next start."""
        self._clerk.close()
        for lane in self._lanes.values():
            lane.close()

    # On the clerk's thread

    def _enqueue(self, job: Job) -> None:
        try:
            self._shop.journal.add(job)
        except StorageError as error:
            self._publish(JobUpdate(job=job, state=JobState.FAILED, error=error))
            return
        self._publish(JobUpdate(job=job, state=JobState.QUEUED))
        self._lanes[job.backend].submit(job)

    def _cancel(self, job_id: str) -> None:
        for lane in self._lanes.values():
            if job := lane.cancel(job_id):
                self._finish(job, JobState.CANCELLED)
                return
        entry = self._shop.journal.entry(job_id)
        if entry and not entry.state.is_final and not self._is_running(job_id):
            self._finish(entry.job, JobState.CANCELLED)

    def _dismiss(self, job_id: str) -> None:
        """The artist has seen it: nothing more is kept for its recovery."""
        entry = self._shop.journal.entry(job_id)
        self._shop.journal.dismiss(job_id)
        if entry and entry.state.is_final and entry.job.backend in self._shop.backends:
            self._shop.backends[entry.job.backend].forget(job_id)

    def _send_again(self, job_id: str) -> None:
        entry = self._shop.journal.entry(job_id)
        if entry is None or self._is_running(job_id):
            return
        if not entry.state.is_final:
            self._resume(entry)
            return
        self._dismiss(job_id)
        self._enqueue(
            Job(
                request=entry.job.request,
                backend=entry.job.backend,
                folder=self._shop.outputs.day_folder(datetime.now(UTC)),
            )
        )

    def _recover_and_tell(self, is_alive: Callable[[str], bool]) -> None:
        self._recover(is_alive)
        for entry in self._shop.journal.recent(50):
            if entry.state is JobState.UNKNOWN:
                self._publish(_ended(entry))

    def _recover(self, is_alive: Callable[[str], bool]) -> list[str]:
        journal = self._shop.journal
        orphans = [entry for entry in journal.unfinished() if not is_alive(entry.owner)]
        ours = [entry for entry in orphans if journal.adopt(entry.job.id, entry.owner)]
        for entry in ours:
            self._resume(entry)
        return [entry.job.id for entry in ours]

    def _resume(self, entry: JournalEntry) -> None:
        job = entry.job
        if job.backend not in self._lanes:
            self._finish(job, JobState.FAILED, BackendError("Its backend is no longer there."))
            return
        try:
            self._shop.outputs.clean(job)
            self._shop.saver.adopt_orphans(job)
        except StorageError as error:  # its drive is away: it stays as it is
            self._publish(JobUpdate(job=job, state=JobState.DETACHED, error=error))
            return
        self._publish(JobUpdate(job=job, state=entry.state))
        self._lanes[job.backend].submit(job)

    def _is_running(self, job_id: str) -> bool:
        return any(lane.holds(job_id) for lane in self._lanes.values())

    # On a lane's threads

    def _control_for(self, job: Job) -> RunControl:
        state = JobState.QUEUED

        def on_progress(progress: Progress) -> None:
            self._publish(JobUpdate(job=job, state=state, progress=progress))

        def on_checkpoint(reached: JobState, remote: Mapping[str, str]) -> None:
            nonlocal state
            state = reached
            self._shop.journal.set_state(job.id, reached, remote)

        return RunControl(on_progress, on_checkpoint)

    def _run(self, job: Job, control: RunControl) -> None:
        try:
            self._make(job, control)
        except Detached:
            log.info("Job %s is left as it is and picked up at the next start", job.id)
        except Cancelled:
            self._finish(job, JobState.CANCELLED)
        except OutcomeUnknownError as error:
            self._finish(job, JobState.UNKNOWN, error)
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

    def _make(self, job: Job, control: RunControl) -> None:
        started = time.monotonic()
        entry = self._shop.journal.entry(job.id)
        if entry is None or entry.state.is_final:
            return
        saved = {g.recipe.index for g in self._shop.saver.history.of_job(job.id)}
        if len(saved) < job.request.count:
            self._shop.outputs.writable(job.folder)
            for index in self._pictures(job, control, entry, frozenset(saved), started):
                saved.add(index)
        if not saved:
            raise BackendError("The service sent no picture.", hint="Try again.")
        self._finish(job, JobState.FINISHED)

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
                self._publish_phase(job, Phase.SAVING, count, job.request.count)
                count += 1
                self._shop.saver.save(
                    job,
                    image,
                    seconds=time.monotonic() - started,
                    closes=count == job.request.count,
                )
                yield image.index

    def _run_task(
        self, job: Job, entry: JournalEntry, done: frozenset[int], control: RunControl
    ) -> RunTask:
        model = self._shop.catalogue.model(job.request.model)
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
        return replace(task, references=self._shop.payloads.prepare(job, model, control))

    # Ends

    def _fail(self, job: Job, error: StudioError) -> None:
        """End the job, unless there is something at the service or on disk to come back for."""
        entry = self._shop.journal.entry(job.id)
        state = entry.state if entry else JobState.QUEUED
        paid = self._shop.catalogue.backend(job.backend).paid
        waits = (
            (isinstance(error, StorageError) and state is not JobState.QUEUED)
            or (isinstance(error, UnreachableError) and state in _AT_SERVICE)
            or (paid and state is JobState.DOWNLOADING)  # billed: its pictures may still come
        )
        if waits:
            self._publish(JobUpdate(job=job, state=JobState.DETACHED, error=error))
        else:
            self._finish(job, JobState.FAILED, error)

    def _finish(self, job: Job, state: JobState, error: StudioError | None = None) -> None:
        """Give ``job`` its one end, on disk first, then to whoever listens."""
        try:
            self._shop.journal.close(job.id, state, error)
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

    def _publish_phase(self, job: Job, phase: Phase, done: int, total: int) -> None:
        progress = Progress(phase=phase, done=done, total=total)
        self._publish(JobUpdate(job=job, state=JobState.DOWNLOADING, progress=progress))

    def _publish(self, update: JobUpdate) -> None:
        for listener in self._listeners:
            listener(update)


def _ended(entry: JournalEntry) -> JobUpdate:
    error = OutcomeUnknownError(entry.error, hint=entry.hint)
    return JobUpdate(job=entry.job, state=entry.state, error=error)
