"""Starts, cancels and resumes jobs; from the click to the saved picture nothing is lost."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flux2studio.core.checks import check
from flux2studio.core.cost import estimate_usd
from flux2studio.core.errors import BackendError, OutcomeUnknownError, StorageError
from flux2studio.core.job import Hold, Job, JobAccount, JobState, JobUpdate
from flux2studio.core.phrase import phrase
from flux2studio.core.prompt_names import resolved
from flux2studio.core.request import GenerationRequest, draw_seed
from flux2studio.services.background import Background
from flux2studio.services.job_account import account_of
from flux2studio.services.job_lanes import HoldListener, JobLanes
from flux2studio.services.job_queue import JobQueue
from flux2studio.services.job_runner import JobRunner, Workshop
from flux2studio.services.left_jobs import RUNS_THERE, LeftJobs
from flux2studio.services.previews import Previews
from flux2studio.services.retries import WAITS, Retries
from flux2studio.storage.journal import JournalEntry

log = logging.getLogger(__name__)

Listener = Callable[[JobUpdate], None]


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
        self._previews = Previews(workshop.saver.pictures.preview, self._tell)
        self._publish = self._previews.publish
        self._runner = JobRunner(workshop, self._publish, self._previews.take)
        lanes = {
            entry.id: JobQueue(
                self._runner.run,
                self._runner.control_for,
                name=f"job-{entry.id}",
                workers=entry.workers,
            )
            for entry in workshop.catalogue.backends
            if entry.id in workshop.backends
        }
        self._lanes = JobLanes(lanes, workshop.journal)
        self._left = LeftJobs(workshop, self._runner, self._lanes, self._clerk, self._publish)

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
                phrase(
                    "The service “{backend}” is not part of this version.", backend=model.backend
                ),
                hint="Choose a model of another one.",
            )
        check(request, model)
        request = resolved(request)
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
        self._clerk.submit(lambda: self._cancel_all((job_id,)))

    def cancel_all(self, job_ids: Sequence[str]) -> None:
        """Cancel several; those of them that wait first, so that none of them starts."""
        self._clerk.submit(lambda: self._cancel_all(tuple(job_ids)))

    def arrange(self, job_ids: Sequence[str]) -> None:
        """Let these waiting jobs take each other's places in the order given."""
        self._clerk.submit(lambda: self._arrange(job_ids))

    def put_first(self, job_id: str) -> None:
        """Let this waiting job be the next one."""
        self._clerk.submit(lambda: self._put_first(job_id))

    @property
    def hold(self) -> Hold:
        """Why nothing new starts."""
        return self._lanes.hold

    def subscribe_holds(self, listener: HoldListener) -> None:
        """Hear, on a worker thread, when the queue is paused and when it goes on."""
        self._lanes.subscribe(listener)

    def pause(self) -> None:
        """Start nothing new until ``resume``, over a restart too; what runs goes on."""
        self._clerk.submit(lambda: self._lanes.use_hold(Hold.ARTIST))

    def resume(self) -> None:
        self._clerk.submit(lambda: self._lanes.use_hold(Hold.NONE))

    def take_up_hold(self) -> None:
        """Be paused if the last start was. Blocking; call it before anything is started."""
        self._lanes.take_up_hold()

    def account(self, job_id: str) -> JobAccount:
        """What is on record of a job. Blocking. Raises StorageError."""
        return account_of(self._shop.journal.entry(job_id))

    def send_again(self, job_id: str) -> None:
        """The artist's own decision: take a waiting job up again, or start an ended one anew."""
        self._clerk.submit(lambda: self._send_again(job_id))

    def check(self, job_id: str) -> None:
        """Find out what became of a job whose outcome is unknown; nothing is sent again."""
        self._clerk.submit(lambda: self._left.check(job_id))

    def check_now(self, job_id: str = "") -> list[str]:
        """Do the same on this thread, for every such job without an id; return their ids."""
        doubtful = [job_id] if job_id else [e.job.id for e in self._shop.journal.in_doubt()]
        return [each for each in doubtful if self._left.check(each)]

    def dismiss(self, job_id: str) -> None:
        """Do not show this ended job at the next start."""
        self._clerk.submit(lambda: self._dismiss(job_id))

    def recover(self, is_alive: Callable[[str], bool]) -> None:
        """Pick up what was left by an instance that no longer runs; see ``is_alive(owner)``.

        Of paid jobs that were never sent, none is sent before the artist says so: the queue is
        paused then. What a service has already is fetched.
        """
        self._clerk.submit(lambda: self._recover_and_tell(is_alive))

    def recover_now(self, is_alive: Callable[[str], bool]) -> list[str]:
        """Do the same on this thread, and send what was never sent: whoever calls this asked
        for it. Returns the ids of the jobs that were picked up.
        """
        return self._left.recover(is_alive, asks=False)

    def close(self) -> None:
        """Stop waiting for everything. What was on its way is picked up at the next start."""
        self._retries.close()
        self._left.close()
        self._clerk.close()
        self._lanes.close()
        self._previews.close()

    def _enqueue(self, job: Job) -> None:
        try:
            self._shop.journal.add(job)
        except StorageError as error:
            self._publish(JobUpdate(job=job, state=JobState.FAILED, error=error))
            return
        self._publish(JobUpdate(job=job, state=JobState.QUEUED))
        self._lanes.submit(job)

    def _arrange(self, job_ids: Sequence[str]) -> None:
        try:
            self._lanes.arrange(job_ids)
        except StorageError as error:
            log.warning("The order of the jobs cannot be kept: %s", error)

    def _put_first(self, job_id: str) -> None:
        others = self._lanes.new - {job_id}
        in_order = [entry.job.id for entry in self._shop.journal.unfinished()]
        self._arrange((job_id, *(each for each in in_order if each in others)))

    def _cancel_all(self, job_ids: Sequence[str]) -> None:
        waiting = self._lanes.take_out(set(job_ids))
        for job in waiting:
            self._cancel_waiting(job)
        for job_id in {*job_ids} - {job.id for job in waiting}:
            self._cancel(job_id)
        if self._lanes.hold is Hold.LEFT and not self._lanes.new:
            self._lanes.use_hold(Hold.NONE)  # nothing is left that it was for

    def _cancel(self, job_id: str) -> None:
        if job := self._lanes.cancel(job_id):
            self._cancel_waiting(job)
            return
        entry = self._shop.journal.entry(job_id)
        if entry and not entry.state.is_final and not self._lanes.holds(job_id):
            self._left.cancel(entry)

    def _cancel_waiting(self, job: Job) -> None:
        """One that waits for its turn may have been sent by an earlier start."""
        entry = self._shop.journal.entry(job.id)
        if entry is None or entry.state is JobState.QUEUED:
            self._runner.finish(job, JobState.CANCELLED)
        elif entry.state in RUNS_THERE:
            self._left.cancel(entry)
        else:
            self._lanes.submit(job, begun=True)  # too late: it is billed, or has to be looked up

    def _dismiss(self, job_id: str) -> None:
        """The artist has seen it: nothing more is kept for its recovery."""
        entry = self._shop.journal.entry(job_id)
        self._shop.journal.dismiss(job_id)
        if entry and entry.state.is_final and entry.job.backend in self._shop.backends:
            self._shop.backends[entry.job.backend].forget(job_id)

    def _send_again(self, job_id: str) -> None:
        entry = self._shop.journal.entry(job_id)
        if entry is None or self._lanes.holds(job_id):
            return
        if not entry.state.is_final:
            self._left.resume(entry)
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
        self._left.recover(is_alive, asks=True)
        for entry in self._shop.journal.recent(50):
            if entry.state is JobState.UNKNOWN:
                self._publish(_ended(entry))

    def _take_up_later(self, job_id: str) -> None:
        self._left.take_up_later(job_id)

    def _tell(self, update: JobUpdate) -> None:
        for listener in self._listeners:
            listener(update)


def _ended(entry: JournalEntry) -> JobUpdate:
    error = OutcomeUnknownError(entry.error, hint=entry.hint)
    return JobUpdate(job=entry.job, state=entry.state, error=error)
