"""State of the job rows: what runs, what needs the artist, what waits, and how others ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from flux2studio.core.errors import StudioError
from flux2studio.core.job import Hold, JobAccount, JobUpdate, Phase, Progress
from flux2studio.core.request import GenerationRequest
from flux2studio.ui.bridge import JobBridge
from flux2studio.ui.models.job_model import Group, JobModel, JobRow
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels import job_rows, job_words
from flux2studio.ui.viewmodels.job_forecast import Forecast
from flux2studio.ui.viewmodels.job_line import JobLine
from flux2studio.ui.viewmodels.job_log import JobLog, Step
from flux2studio.ui.viewmodels.job_parts import Estimates, JobCommands, Thumbnails
from flux2studio.ui.viewmodels.job_summary import Summary, summarised
from flux2studio.ui.viewmodels.job_thumbnails import JobThumbnails
from flux2studio.ui.viewmodels.time_left import TimeLeft

DONE_KEPT = 500  # finished and cancelled rows; the pictures are in the history anyway
_TICK_MS = 1000


class JobsViewModel(QObject):
    """``model`` holds the rows. Commands return at once.

    ``beyond_limit`` says in a sentence what another run would do to the month, if it is too much.
    """

    row_added = Signal(object)  # JobRow
    row_changed = Signal(object)  # JobRow
    row_removed = Signal(str)  # job id
    summary_changed = Signal(str)
    progress_changed = Signal(object)  # 0.0-1.0 of all that runs; None: nobody knows, or nothing
    hold_changed = Signal()
    account_changed = Signal(str)  # job id: more is known for its details
    finished = Signal(object)  # tuple[Generation, ...]: pictures new on disk, each told once
    ended = Signal(object)  # JobRow that has just reached its end
    opened = Signal(object)  # Generation the artist wants to see
    remedy_wanted = Signal(object)  # JobRow: do what its ``remedy`` says

    def __init__(
        self,
        bridge: JobBridge,
        commands: JobCommands,
        thumbnails: Thumbnails,
        tasks: Tasks,
        clock: Callable[[], float] = time.monotonic,
        beyond_limit: Callable[[GenerationRequest], str] = lambda _: "",
        estimates: Estimates | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = JobModel(self)
        self.log = JobLog()
        self._commands = commands
        self._thumbnails = JobThumbnails(self.model, thumbnails, tasks, self._change)
        self._tasks = tasks
        self._beyond_limit = beyond_limit
        self._estimates = estimates or Estimates()
        self._time_left = TimeLeft(clock)
        usual, lanes = self._estimates.usual, self._estimates.lanes
        self._forecast = Forecast(usual, lanes, tasks, clock, self._show_forecast)
        self._left: dict[str, float | None] = {}  # seconds, by the pace of the steps
        self._told: dict[str, set[str]] = {}
        self._checked: set[str] = set()  # jobs whose end is asked for again
        self._cancelled: dict[str, Phase] = {}  # jobs asked to stop, and where they were then
        self._accounts: dict[str, JobAccount] = {}
        self._line = JobLine(self.model, commands, self._put_at, self._put_anew)
        self._summary = Summary()
        self.hold = Hold.NONE
        self._ticker = QTimer(self, interval=_TICK_MS)  # time passes without an update, too
        self._ticker.timeout.connect(self._summarise)
        bridge.updated.connect(self._on_update)

    @property
    def summary(self) -> str:
        return self._summary.words

    @property
    def progress(self) -> float | None:
        """0.0-1.0 of all that runs; None while nothing does, or nobody knows."""
        return self._summary.fraction

    # What the artist asks of one job

    def cancel(self, job_id: str) -> None:
        """Show at once that it was asked to stop: what runs on may take a while to hear it."""
        self._show_cancelled(job_id)
        self._commands.cancel(job_id)

    def cancel_newest(self) -> None:
        """Esc: the job started last that can still be stopped."""
        rows = [row for row in self.model if row.can_cancel]
        if rows:
            self.cancel(max(rows, key=lambda row: row.update.job.created_at).id)

    def check(self, job_id: str) -> None:
        """Ask the service what became of a job; that is never billed."""
        row = self.model.row(job_id)
        if row is not None and row.is_unknown:
            self._checked.add(job_id)
            self._commands.check(job_id)

    def question(self, job_id: str) -> str:
        """What to ask the artist before this job is sent again; empty when there is nothing."""
        row = self.model.row(job_id)
        if row is None or not row.ended:
            return ""
        parts = [
            self.tr("It may be billed a second time.") if row.is_unknown else "",
            self._beyond_limit(row.update.job.request),
        ]
        asked = " ".join(part for part in parts if part)
        return self.tr("{0} Send it?").format(asked) if asked else ""

    def send_again(self, job_id: str) -> None:
        """The artist's decision. An ended job becomes a new one; its row goes."""
        row = self.model.row(job_id)
        if row is not None and row.can_send_again:
            if row.ended:
                self._remove(job_id)
            self._commands.send_again(job_id)

    def take_up(self, backend: str) -> None:
        """Go on with what waits at a service: it has just been given a key."""
        for row in self.model.group(Group.NEEDS_YOU):
            if row.is_detached and row.update.job.backend == backend:
                self._commands.send_again(row.id)

    def dismiss(self, job_id: str) -> None:
        row = self.model.row(job_id)
        if row is not None and row.ended:
            self._remove(job_id)
            self._commands.dismiss(job_id)

    def open(self, job_id: str) -> None:
        """Show the job's newest picture."""
        row = self.model.row(job_id)
        if row is not None and row.generations:
            self.opened.emit(row.generations[-1])

    def mend(self, job_id: str) -> None:
        """Take the next step that the row offers beside sending it again."""
        row = self.model.row(job_id)
        if row is not None and row.remedy is not None:
            self.remedy_wanted.emit(row)

    # Of several

    def cancel_running(self) -> None:
        self._cancel_these(self.model.group(Group.RUNNING))

    def cancel_waiting(self) -> None:
        self._cancel_these(self.model.group(Group.WAITING))

    def cancel_all(self) -> None:
        """What runs and what waits; of what waits nothing starts meanwhile."""
        self._cancel_these([*self.model.group(Group.RUNNING), *self.model.group(Group.WAITING)])

    def cancel_others(self, job_id: str) -> None:
        """All but this one."""
        rows = [*self.model.group(Group.RUNNING), *self.model.group(Group.WAITING)]
        self._cancel_these([row for row in rows if row.id != job_id])

    def clear_done(self) -> None:
        """Take the rows of what is done away; its pictures stay where they are."""
        for row in self.model.group(Group.DONE):
            self._remove(row.id)

    # The line

    def move(self, job_id: str, steps: int) -> bool:
        """Move a waiting job down the line, up with a negative number; False: it cannot."""
        return self._line.move(job_id, steps)

    def move_before(self, job_id: str, other_id: str) -> None:
        """Let a waiting job run before another one; empty: after all of them."""
        self._line.move_before(job_id, other_id)

    def put_first(self, job_id: str) -> None:
        """Let a job run before all that wait; also one that was only just started."""
        self._line.put_first(job_id)

    def pause(self, on: bool) -> None:
        """Start nothing new, or go on; what runs is left alone."""
        (self._commands.pause if on else self._commands.resume)()

    def show_hold(self, hold: Hold) -> None:
        """The queue was paused, or goes on."""
        self.hold = hold
        self.hold_changed.emit()
        self._summarise()

    @property
    def hold_words(self) -> str:
        """Why nothing new starts, in a sentence; empty when it does."""
        waiting = self.model.group(Group.WAITING)
        return job_words.hold_words(self.hold, waiting, self._estimates.price)

    # Details

    def steps(self, job_id: str) -> Sequence[Step]:
        return self.log.steps(job_id)

    def account(self, job_id: str) -> JobAccount | None:
        """What is on record of a job, once it was asked for."""
        return self._accounts.get(job_id)

    def ask_account(self, job_id: str) -> None:
        """Look up what left for whom; ``account_changed`` tells when it is known."""
        work = partial(self._commands.account, job_id)
        self._tasks.run(work, partial(self._on_account, job_id), _nothing)

    # Updates

    def _on_update(self, update: JobUpdate) -> None:
        job_id = update.job.id
        old = self.model.row(job_id)
        if old is not None and old.ended and job_id not in self._checked:
            return  # an end is an end, whatever arrives late
        self._left[job_id] = left = self._time_left.of(update)
        self._forecast.hear(update, left)
        self.log.hear(update)
        row = self._put(update, old)
        self._thumbnails.fetch(row)
        self._tell(update)
        if row.ended:
            self._left.pop(job_id, None)
            self._checked.discard(job_id)
            self._accounts.pop(job_id, None)
            self.ended.emit(row)
            self._forget_old()
        self._line.renumber()
        self._summarise()

    def _put(self, update: JobUpdate, old: JobRow | None) -> JobRow:
        update = self._as_cancelled(update)
        group = job_rows.group_of(update)
        row = job_rows.make(
            update,
            old,
            rank=old.rank
            if old is not None and old.group is group
            else self._line.rank(update.job.id, group),
            words=job_words.words(
                update,
                self._left.get(update.job.id),
                usual=self._forecast.usual(update.job.request),
                place=self._line.place(update.job.id),
            ),
            group=group,
            estimate=self._estimates.price(update.job.request),
        )
        self.model.put(row)
        (self.row_added if old is None else self.row_changed).emit(row)
        return row

    def _as_cancelled(self, update: JobUpdate) -> JobUpdate:
        """Until the job ends, or says by another phase what became of the wish."""
        phase = self._cancelled.get(update.job.id)
        if phase is None or update.state.is_final or phase is not update.progress.phase:
            return update
        return replace(update, progress=Progress(phase=Phase.CANCELLING))

    def _cancel_these(self, rows: Sequence[JobRow]) -> None:
        ids = [row.id for row in rows if row.can_cancel]
        for job_id in ids:
            self._show_cancelled(job_id)
        if ids:
            self._commands.cancel_all(ids)

    def _show_cancelled(self, job_id: str) -> None:
        row = self.model.row(job_id)
        if row is not None and row.running and row.can_cancel and not row.waits:
            self._cancelled[job_id] = row.update.progress.phase
            self._put(row.update, row)

    def _put_at(self, job_id: str, rank: int) -> None:
        self._change(job_id, rank=rank)

    def _put_anew(self, job_id: str) -> None:
        if (row := self.model.row(job_id)) is not None:
            self._put(row.update, row)

    def _on_account(self, job_id: str, account: JobAccount) -> None:
        self._accounts[job_id] = account
        self.account_changed.emit(job_id)

    def _change(self, job_id: str, **changes: Any) -> None:
        row = self.model.row(job_id)
        if row is not None:
            changed = replace(row, **changes)
            self.model.put(changed)
            self.row_changed.emit(changed)

    def _tell(self, update: JobUpdate) -> None:
        told = self._told.setdefault(update.job.id, set())
        new = tuple(g for g in update.generations if g.id not in told)
        told.update(generation.id for generation in new)
        if new:
            self.finished.emit(new)

    def _forget_old(self) -> None:
        for row in self.model.group(Group.DONE)[DONE_KEPT:]:
            self._remove(row.id)

    def _remove(self, job_id: str) -> None:
        self.model.remove(job_id)
        self.log.forget(job_id)
        for kept in (self._told, self._cancelled, self._accounts, self._left):
            kept.pop(job_id, None)
        self._checked.discard(job_id)
        self.row_removed.emit(job_id)
        self._summarise()

    def _show_forecast(self) -> None:
        for row in self.model.group(Group.RUNNING):
            self._put(row.update, row)
        self._summarise()

    def _summarise(self) -> None:
        summary = summarised(self.model, self._forecast, self.hold)
        before, self._summary = self._summary, summary
        if summary.words != before.words:
            self.summary_changed.emit(summary.words)
        if summary.fraction != before.fraction:
            self.progress_changed.emit(summary.fraction)
        if summary.is_busy != self._ticker.isActive():
            (self._ticker.start if summary.is_busy else self._ticker.stop)()


def _nothing(_: StudioError) -> None:
    """The row does without; the words say what matters."""
