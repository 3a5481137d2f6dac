"""State of the job rows: what runs, what waits, what ended and how."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.job import JobState, JobUpdate, Phase, Progress
from flux2studio.core.request import GenerationRequest
from flux2studio.ui.bridge import JobBridge
from flux2studio.ui.models.job_model import JobModel, JobRow
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels import job_words
from flux2studio.ui.viewmodels.time_left import TimeLeft

_ENDED_KEPT = 3  # finished and cancelled rows; the pictures are on the filmstrip anyway
_GONE_QUIETLY = frozenset({JobState.FINISHED, JobState.CANCELLED})
_WAITING = frozenset({Phase.WAITING, Phase.QUEUED_REMOTELY, Phase.PLEASE_WAIT})
_TONES = {
    JobState.FINISHED: "ok",
    JobState.FAILED: "bad",
    JobState.UNKNOWN: "warn",
    JobState.DETACHED: "warn",
}
_AGAIN = frozenset({JobState.FAILED, JobState.UNKNOWN, JobState.CANCELLED, JobState.DETACHED})


class JobCommands(Protocol):
    """What the rows ask of the generation service. All of it returns at once."""

    def cancel(self, job_id: str) -> None: ...
    def check(self, job_id: str) -> None: ...
    def send_again(self, job_id: str) -> None: ...
    def dismiss(self, job_id: str) -> None: ...


class Thumbnails(Protocol):
    """Where a row's picture comes from. Both block."""

    def of_reference(self, sha256: str) -> bytes: ...
    def of_generation(self, generation: Generation) -> bytes: ...


class JobsViewModel(QObject):
    """``model`` holds the rows, newest last.

    ``beyond_limit`` says in a sentence what another run would do to the month, if it is too much.
    """

    row_added = Signal(object)  # JobRow
    row_changed = Signal(object)  # JobRow
    row_removed = Signal(str)  # job id
    summary_changed = Signal(str)
    finished = Signal(object)  # tuple[Generation, ...]: pictures new on disk, each told once
    ended = Signal(object)  # JobRow that has just reached its end
    opened = Signal(object)  # Generation the artist wants to see

    def __init__(
        self,
        bridge: JobBridge,
        commands: JobCommands,
        thumbnails: Thumbnails,
        tasks: Tasks,
        clock: Callable[[], float] = time.monotonic,
        beyond_limit: Callable[[GenerationRequest], str] = lambda _: "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = JobModel(self)
        self._commands = commands
        self._thumbnails = thumbnails
        self._tasks = tasks
        self._beyond_limit = beyond_limit
        self._time_left = TimeLeft(clock)
        self._told: dict[str, set[str]] = {}
        self._checked: set[str] = set()  # jobs whose end is asked for again
        self._cancelled: dict[str, Phase] = {}  # jobs asked to stop, and where they were then
        self._summary = ""
        bridge.updated.connect(self._on_update)

    @property
    def summary(self) -> str:
        return self._summary

    def cancel(self, job_id: str) -> None:
        """Show at once that it was asked to stop: what runs on may take a while to hear it."""
        row = self.model.row(job_id)
        if row is not None and row.running and row.can_cancel:
            self._cancelled[job_id] = row.update.progress.phase
            changed = self._row(row.update, row)
            self.model.put(changed)
            self.row_changed.emit(changed)
        self._commands.cancel(job_id)

    def cancel_newest(self) -> None:
        """Esc: the job started last that can still be stopped."""
        rows = [row for row in self.model if row.can_cancel]
        if rows:
            self.cancel(rows[-1].id)

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

    def _on_update(self, update: JobUpdate) -> None:
        old = self.model.row(update.job.id)
        if old is not None and old.ended and update.job.id not in self._checked:
            return  # an end is an end, whatever arrives late
        row = self._row(update, old)
        self.model.put(row)
        (self.row_changed if old else self.row_added).emit(row)
        self._fetch_thumbnail(row)
        self._tell(update)
        if row.ended:
            self._checked.discard(row.id)
            self.ended.emit(row)
            self._forget_old()
        self._summarise()

    def _as_cancelled(self, update: JobUpdate) -> JobUpdate:
        """Until the job ends, or says by another phase what became of the wish."""
        phase = self._cancelled.get(update.job.id)
        if phase is None or update.state.is_final or phase is not update.progress.phase:
            return update
        return replace(update, progress=Progress(phase=Phase.CANCELLING))

    def _row(self, update: JobUpdate, old: JobRow | None) -> JobRow:
        update = self._as_cancelled(update)
        state, final = update.state, update.state.is_final
        running = not final and state is not JobState.DETACHED
        return JobRow(
            update=update,
            title=" ".join(update.job.request.prompt.split()),
            words=job_words.words(update, self._time_left.of(update)),
            hint=job_words.hint(update),
            details=job_words.details(update),
            tone="warn" if job_words.notes(update) else _TONES.get(state, ""),
            bill=job_words.bill(update),
            fraction=_fraction(update),
            running=running,
            can_cancel=(running and update.progress.phase not in _STOPPING)
            or state is JobState.DETACHED,  # giving it up is the artist's decision
            can_send_again=state in _AGAIN,
            thumbnail=update.preview or (old.thumbnail if old else b""),
            thumbnail_key=old.thumbnail_key if old else "",
        )

    def _fetch_thumbnail(self, row: JobRow) -> None:
        """Reference 1, or what the service shows, until there is a result."""
        job_id, references = row.id, row.update.job.request.active_references
        if row.generations:
            newest = row.generations[-1]
            key, work = newest.id, partial(self._thumbnails.of_generation, newest)
        elif references and not row.update.preview:
            key = references[0].sha256
            work = partial(self._thumbnails.of_reference, key)
        else:
            return
        if key != row.thumbnail_key:
            self._change(job_id, thumbnail_key=key)
            self._tasks.run(work, partial(self._on_thumbnail, job_id, key), self._no_thumbnail)

    def _on_thumbnail(self, job_id: str, key: str, thumbnail: bytes) -> None:
        row = self.model.row(job_id)
        if row is not None and row.thumbnail_key == key:
            self._change(job_id, thumbnail=thumbnail)

    def _no_thumbnail(self, _: StudioError) -> None:
        """The row shows its sign instead; the words say what matters."""

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
        ended = [row.id for row in self.model if row.update.state in _GONE_QUIETLY]
        for job_id in ended[:-_ENDED_KEPT]:
            self._remove(job_id)

    def _remove(self, job_id: str) -> None:
        self.model.remove(job_id)
        self._told.pop(job_id, None)
        self._checked.discard(job_id)
        self._cancelled.pop(job_id, None)
        self.row_removed.emit(job_id)
        self._summarise()

    def _summarise(self) -> None:
        live = [row for row in self.model if row.running]
        waiting = sum(row.update.progress.phase in _WAITING for row in live)
        parts = [
            self.tr("{0} running").format(len(live) - waiting) if len(live) > waiting else "",
            self.tr("{0} waiting").format(waiting) if waiting else "",
        ]
        summary = " · ".join(part for part in parts if part)
        if summary != self._summary:
            self._summary = summary
            self.summary_changed.emit(summary)


_IN_ONE_PIECE = frozenset({Phase.UPLOADING, Phase.LOADING_LORAS})
_STOPPING = frozenset({Phase.CANCELLING, Phase.TOO_LATE_TO_CANCEL, Phase.SAVING})


def _fraction(update: JobUpdate) -> float | None:
    """None also for what is sent in one piece: it would stand at nothing to its end."""
    if update.state is JobState.FINISHED:
        return 1.0
    progress = update.progress
    in_one_piece = progress.phase in _IN_ONE_PIECE and not progress.done
    return None if in_one_piece else progress.fraction
