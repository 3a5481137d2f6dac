"""Starts, cancels and resumes jobs; from the click to the saved picture nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flux2studio.core.checks import check
from flux2studio.core.control import RunControl
from flux2studio.core.cost import estimate_usd
from flux2studio.core.errors import BackendError, OutcomeUnknownError, StorageError, StudioError
from flux2studio.core.job import Job, JobState, JobUpdate, Phase, Progress
from flux2studio.core.request import GenerationRequest, draw_seed
from flux2studio.services.background import Background
from flux2studio.services.job_queue import JobQueue
from flux2studio.services.job_runner import JobRunner, Workshop
from flux2studio.services.previews import Previews
from flux2studio.services.retries import WAITS, Retries
from flux2studio.storage.journal import JournalEntry

Listener = Callable[[JobUpdate], None]

# The states in which a service may still be stopped.
_RUNS_THERE = frozenset({JobState.SUBMITTED, JobState.RENDERING})


class GenerationService:
    """Starts, cancels and resumes jobs. Every public method returns at once.

    Listeners are called from worker threads. What they hear of as finished is on disk.
    ``retry_waits``: seconds before each further try of a job that was left without an end.
    """

    def __init__(self, workshop: Workshop, *, retry_waits: Sequence[float] = WAITS) -> None:
        self._shop = workshop
        self._retries = Retries(self._take_up_later, retry_waits)
        self._listeners: list[Listener] = [workshop.spending.hear, self._retries.hear]
        self._clerk = Background("job-clerk", workers=1)  # one: its work stays in order
        self._messenger = Background("job-messenger", workers=1)  # asks services to stop
        self._leaving = RunControl()
        self._previews = Previews(workshop.saver.pictures.preview, self._tell)
        self._publish = self._previews.publish
        self._runner = JobRunner(workshop, self._publish, self._previews.take)
        self._lanes = {
            entry.id: JobQueue(
                self._runner.run,
                self._runner.control_for,
                name=f"job-{entry.id}",
                workers=entry.workers,
            )
            for entry in workshop.catalogue.backends
            if entry.id in workshop.backends
        }

    def subscribe(self, listener: Listener) -> None:
        """Hear of every update from now on, those of jobs picked up at the start included."""
        self._listeners.append(listener)

    def start(
        self,
        request: GenerationRequest,
        *,
        folder: Path | None = None,
        beyond_limit: bool = False,
    ) -> Job:
        """Queue one job for ``request``; its pictures go to ``folder``, else to today's.

        Raises InvalidRequestError, and nothing is queued, when the model cannot take it, and
        SpendingLimitError when the month would cost too much, unless ``beyond_limit``.
        """
        model = self._shop.catalogue.model(request.model)
        if model.backend not in self._shop.backends:
            raise BackendError(
                f"The service “{model.backend}” is not part of this version.",
                hint="Choose a model of another one.",
            )
        check(request, model)
        if model.count is None:
            request = replace(request, count=1)
        if request.seed is None:
            request = request.with_seed(draw_seed(request.count))
        price = estimate_usd(request, self._shop.prices.priced(model))
        if price is not None and not beyond_limit:
            self._shop.spending.check_limit(price)
        job = Job(
            request=request,
            backend=model.backend,
            folder=folder or self._shop.outputs.day_folder(datetime.now(UTC)),
        )
        self._shop.spending.expect(job, price)
        self._clerk.submit(lambda: self._enqueue(job))
        return job

    def cancel(self, job_id: str) -> None:
        self._clerk.submit(lambda: self._cancel(job_id))

    def send_again(self, job_id: str) -> None:
        """The artist's own decision: take a waiting job up again, or start an ended one anew."""
        self._clerk.submit(lambda: self._send_again(job_id))

    def check(self, job_id: str) -> None:
        """Find out what became of a job whose outcome is unknown; nothing is sent again."""
        self._clerk.submit(lambda: self._check(job_id))

    def check_now(self, job_id: str = "") -> list[str]:
        """Do the same on this thread, for every such job without an id; return their ids."""
        doubtful = [job_id] if job_id else [e.job.id for e in self._shop.journal.in_doubt()]
        return [each for each in doubtful if self._check(each)]

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
        self._retries.close()
        self._leaving.detach()
        self._messenger.close()
        self._clerk.close()
        for lane in self._lanes.values():
            lane.close()
        self._previews.close()

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
                self._cancel_waiting(job, lane)
                return
        entry = self._shop.journal.entry(job_id)
        if entry and not entry.state.is_final and not self._is_running(job_id):
            self._cancel_left(entry)

    def _cancel_waiting(self, job: Job, lane: JobQueue) -> None:
        """One that waits for its turn may have been sent by an earlier start."""
        entry = self._shop.journal.entry(job.id)
        if entry is None or entry.state is JobState.QUEUED:
            self._runner.finish(job, JobState.CANCELLED)
        elif entry.state in _RUNS_THERE:
            self._cancel_left(entry)
        else:
            lane.submit(job)  # too late: it is billed, or has to be looked up

    def _cancel_left(self, entry: JournalEntry) -> None:
        """Stop one that no worker waits for; where nothing is to be stopped, it is given up."""
        if entry.state in _RUNS_THERE and entry.job.backend in self._lanes:
            progress = Progress(phase=Phase.CANCELLING)
            self._publish(JobUpdate(job=entry.job, state=entry.state, progress=progress))
            self._messenger.submit(lambda: self._abandon(entry))
        else:
            self._runner.finish(entry.job, JobState.CANCELLED)

    def _abandon(self, entry: JournalEntry) -> None:
        """Stop a job at its service, which takes a while: not the clerk's work."""
        try:
            model = self._shop.catalogue.model(entry.job.request.model)
            backend = self._shop.backends[entry.job.backend]
            is_over = backend.abandon(entry.remote, model, self._leaving)
        except StudioError as error:
            self._publish(JobUpdate(job=entry.job, state=JobState.DETACHED, error=error))
        else:
            self._clerk.submit(lambda: self._leave(entry, is_over=is_over))

    def _leave(self, entry: JournalEntry, *, is_over: bool) -> None:
        """The service has the last word: what it finished is paid for, and fetched."""
        if self._is_running(entry.job.id):
            return
        if is_over:
            self._runner.finish(entry.job, JobState.CANCELLED)
        else:
            self._resume(entry)

    def _check(self, job_id: str) -> bool:
        """True when the job is on its way again."""
        entry = self._shop.journal.entry(job_id)
        if entry is None or self._is_running(job_id) or entry.job.backend not in self._lanes:
            return False
        if entry.state is JobState.UNKNOWN:
            if not self._shop.journal.reopen(job_id, JobState.SENDING):
                return False
            entry = replace(entry, state=JobState.SENDING)
        elif entry.state.is_final:
            return False
        self._resume(entry)
        return True

    def _take_up_later(self, job_id: str) -> None:
        self._clerk.submit(lambda: self._take_up(job_id))

    def _take_up(self, job_id: str) -> None:
        entry = self._shop.journal.entry(job_id)
        if entry and not entry.state.is_final and not self._is_running(job_id):
            self._resume(entry)

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
        for job_id in self._shop.payloads.left():
            self._tidy(job_id)
        for entry in ours:
            self._resume(entry)
        return [entry.job.id for entry in ours]

    def _resume(self, entry: JournalEntry) -> None:
        job = entry.job
        if job.backend not in self._lanes:
            error = BackendError(
                "The service of this run is no longer part of flux2studio.",
                hint="Choose a model of another one, and send it again.",
            )
            self._runner.finish(job, JobState.FAILED, error)
            return
        try:
            self._shop.outputs.clean(job)
            self._shop.saver.adopt_orphans(job)
        except StorageError as error:  # its drive is away: it stays as it is
            self._publish(JobUpdate(job=job, state=JobState.DETACHED, error=error))
            return
        self._publish(JobUpdate(job=job, state=entry.state))
        self._lanes[job.backend].submit(job)

    def _tidy(self, job_id: str) -> None:
        """Remove what a job left that had its end, and the app was killed in that moment."""
        entry = self._shop.journal.entry(job_id)
        if entry and not entry.state.is_final:
            return
        if entry and entry.state is not JobState.UNKNOWN and entry.job.backend in self._lanes:
            self._shop.backends[entry.job.backend].forget(job_id)
        self._shop.payloads.discard(job_id)

    def _is_running(self, job_id: str) -> bool:
        return any(lane.holds(job_id) for lane in self._lanes.values())

    def _tell(self, update: JobUpdate) -> None:
        for listener in self._listeners:
            listener(update)


def _ended(entry: JournalEntry) -> JobUpdate:
    error = OutcomeUnknownError(entry.error, hint=entry.hint)
    return JobUpdate(job=entry.job, state=entry.state, error=error)
