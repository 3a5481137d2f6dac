"""Jobs that no worker holds: taken up again, looked up, or stopped where they run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, StorageError, StudioError
from flux2studio.core.job import Hold, JobState, JobUpdate, Phase, Progress
from flux2studio.services.background import Background
from flux2studio.services.job_lanes import JobLanes
from flux2studio.services.job_runner import JobRunner, Workshop
from flux2studio.storage.journal import JournalEntry

# The states in which a service may still be stopped.
RUNS_THERE = frozenset({JobState.SUBMITTED, JobState.RENDERING})


class LeftJobs:
    """All of it blocks, and is called on the clerk's thread, so that it stays in order.

    ``clerk`` is that thread; what takes a while, as asking a service to stop, is done beside it.
    """

    def __init__(
        self,
        workshop: Workshop,
        runner: JobRunner,
        lanes: JobLanes,
        clerk: Background,
        publish: Callable[[JobUpdate], None],
    ) -> None:
        self._shop = workshop
        self._runner = runner
        self._lanes = lanes
        self._clerk = clerk
        self._publish = publish
        self._messenger = Background("job-messenger", workers=1)
        self._leaving = RunControl()

    def close(self) -> None:
        """Stop asking services; what runs there is picked up at the next start."""
        self._leaving.detach()
        self._messenger.close()

    def cancel(self, entry: JournalEntry) -> None:
        """Stop one that no worker waits for; where nothing is to be stopped, it is given up."""
        if entry.state in RUNS_THERE and self._lanes.has(entry.job.backend):
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
        if self._lanes.holds(entry.job.id):
            return
        if is_over:
            self._runner.finish(entry.job, JobState.CANCELLED)
        else:
            self.resume(entry)

    def check(self, job_id: str) -> bool:
        """Find out what became of one of unknown outcome; True when it is on its way again."""
        entry = self._shop.journal.entry(job_id)
        if entry is None or self._lanes.holds(job_id) or not self._lanes.has(entry.job.backend):
            return False
        if entry.state is JobState.UNKNOWN:
            if not self._shop.journal.reopen(job_id, JobState.SENDING):
                return False
            entry = replace(entry, state=JobState.SENDING)
        elif entry.state.is_final:
            return False
        self.resume(entry)
        return True

    def take_up_later(self, job_id: str) -> None:
        """Take one up that waits, when its turn comes. Returns at once."""
        self._clerk.submit(lambda: self._take_up(job_id))

    def _take_up(self, job_id: str) -> None:
        entry = self._shop.journal.entry(job_id)
        if entry and not entry.state.is_final and not self._lanes.holds(job_id):
            self.resume(entry)

    def recover(self, is_alive: Callable[[str], bool], *, asks: bool) -> list[str]:
        """Take up what instances that live no more have left; return the ids.

        ``asks``: of what has never been sent, nothing that costs money is before the artist says
        so; everything new waits then. What a service has already is fetched all the same.
        """
        journal = self._shop.journal
        orphans = [entry for entry in journal.unfinished() if not is_alive(entry.owner)]
        ours = [entry for entry in orphans if journal.adopt(entry.job.id, entry.owner)]
        for job_id in self._shop.payloads.left():
            self._tidy(job_id)
        if asks and self._lanes.hold is Hold.NONE and any(map(self._is_to_pay, ours)):
            self._lanes.use_hold(Hold.LEFT)
        for entry in ours:
            self.resume(entry)
        return [entry.job.id for entry in ours]

    def _is_to_pay(self, entry: JournalEntry) -> bool:
        """It was clicked and not sent, and costs money once it is."""
        backends = self._shop.catalogue.backends
        paid = any(entry.job.backend == each.id and each.paid for each in backends)
        return paid and entry.state is JobState.QUEUED

    def resume(self, entry: JournalEntry) -> None:
        """Take one up where it was left."""
        job = entry.job
        if not self._lanes.has(job.backend):
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
        self._lanes.submit(job, begun=entry.state is not JobState.QUEUED)

    def _tidy(self, job_id: str) -> None:
        """Remove what a job left that had its end, and the app was killed in that moment."""
        entry = self._shop.journal.entry(job_id)
        if entry and not entry.state.is_final:
            return
        if entry and entry.state is not JobState.UNKNOWN and self._lanes.has(entry.job.backend):
            self._shop.backends[entry.job.backend].forget(job_id)
        self._shop.payloads.discard(job_id)
