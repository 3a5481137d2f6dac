"""What the stage shows: a finished picture, what it was made from, and a job on its way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.job import JobState, JobUpdate, Phase
from flux2studio.core.request import ReferenceImage
from flux2studio.ui import pictures
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.live_preview import LivePreview
from flux2studio.ui.viewmodels.time_left import TimeLeft

NO_PICTURE = QImage()


@dataclass(frozen=True, slots=True, kw_only=True)
class JobNote:
    """A running job in words; ``fraction`` is None where nobody knows how long it takes."""

    job_id: str
    text: str
    fraction: float | None


class StageViewModel(QObject):
    """Pictures are decoded on a worker; whatever comes late for an older choice is dropped.

    ``live`` is the picture of the running job as far as it is drawn; it goes before ``picture``.
    """

    shown_changed = Signal(object)  # Generation or None
    picture_changed = Signal(QImage)  # null: nothing to show (yet)
    before_changed = Signal(QImage)  # the reference chosen; null: there is none
    reference_changed = Signal()  # which one, of how many
    note_changed = Signal(object)  # JobNote or None
    reference_chosen = Signal(object)  # Generation
    reveal_wanted = Signal(object)  # Generation
    side_by_side_wanted = Signal(object, int)  # Generation, which of its references
    failed = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        reference_path: Callable[[str], Path],
        words: Callable[[JobUpdate, float | None], str],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._reference_path = reference_path
        self._words = words
        self._time_left = TimeLeft(clock)
        self._turn = 0
        self.live = LivePreview(tasks, self)
        self.shown: Generation | None = None
        self.picture = NO_PICTURE
        self.before = NO_PICTURE
        self.reference = 0  # which one is compared with
        self.note: JobNote | None = None

    def show(self, generation: Generation | None) -> None:
        """Put the artist's choice on the stage; the one before stays until it is decoded."""
        self.live.look_away()
        self._show(generation)

    def _show(self, generation: Generation | None, job_id: str = "") -> None:
        """``job_id``: the preview of that job stays until its picture is decoded."""
        if generation == self.shown:
            self.live.end(job_id)
            return
        self._turn += 1
        self.shown = generation
        self.shown_changed.emit(generation)
        if generation is None:
            self._set_picture(NO_PICTURE)
            self._set_before(NO_PICTURE)
            self._load_before(0)
            return
        self._tasks.run(
            partial(pictures.read, generation.path),
            partial(self._on_picture, self._turn, job_id),
            partial(self._on_failed, self._turn, job_id),
        )
        self._set_before(NO_PICTURE)
        self._load_before(0)

    def forget(self, generation: Generation) -> None:
        """Clear the stage when it shows a picture that was deleted."""
        if self.shown is not None and self.shown.id == generation.id:
            self.show(None)

    def scale(self, image: QImage, size: QSize, done: Callable[[QImage], None]) -> None:
        """Make a smooth copy of ``image`` on a worker."""
        self._tasks.run(partial(pictures.scaled, image, size), done)

    def on_update(self, update: JobUpdate) -> None:
        """Follow the jobs: words while one runs, its picture as soon as it is saved."""
        left = self._time_left.of(update)
        if update.state is JobState.FINISHED and update.generations:
            self._show(update.generations[0], update.job.id)
        elif update.state.is_final or update.state is JobState.DETACHED:
            self.live.end(update.job.id)
        if update.state.is_final or update.state is JobState.DETACHED:
            if self.note is not None and self.note.job_id == update.job.id:
                self._set_note(None)
        elif _is_under_way(update) and self._follows(update):
            self._set_note(
                JobNote(
                    job_id=update.job.id,
                    text=self._words(update, left),
                    fraction=update.progress.fraction,
                )
            )
            self.live.take(update)

    def _follows(self, update: JobUpdate) -> bool:
        """One job at a time: the words would jump between two."""
        return self.note is None or self.note.job_id == update.job.id

    def use_as_reference(self) -> None:
        if self.shown is not None:
            self.reference_chosen.emit(self.shown)

    @property
    def references(self) -> tuple[ReferenceImage, ...]:
        """What the picture shown was made from, in the order it was sent."""
        return self.shown.request.active_references if self.shown is not None else ()

    def choose_reference(self, index: int) -> None:
        """Compare with another of them."""
        if self.shown is not None and index != self.reference and index < len(self.references):
            self._load_before(index)

    def side_by_side(self) -> None:
        if self.shown is not None and self.references:
            self.side_by_side_wanted.emit(self.shown, self.reference)

    def reveal(self) -> None:
        if self.shown is not None:
            self.reveal_wanted.emit(self.shown)

    def _load_before(self, index: int) -> None:
        self.reference = index
        self.reference_changed.emit()
        if self.references:
            self._tasks.run(
                partial(self._read_reference, self.references[index].sha256),
                partial(self._on_before, self._turn, index),
                partial(self._on_no_before, self._turn, index),
            )

    def _read_reference(self, sha256: str) -> QImage:
        return pictures.read(self._reference_path(sha256))

    def _on_picture(self, turn: int, job_id: str, image: QImage) -> None:
        if turn == self._turn:
            self._set_picture(image)
        self.live.end(job_id)

    def _on_before(self, turn: int, index: int, image: QImage) -> None:
        if turn == self._turn and index == self.reference:
            self._set_before(image)

    def _on_no_before(self, turn: int, index: int, _: StudioError) -> None:
        """A lost reference only takes the comparison with it away."""
        self._on_before(turn, index, NO_PICTURE)

    def _on_failed(self, turn: int, job_id: str, error: StudioError) -> None:
        self.live.end(job_id)
        if turn == self._turn:
            self._set_picture(NO_PICTURE)
            self.failed.emit(error)

    def _set_picture(self, image: QImage) -> None:
        self.picture = image
        self.picture_changed.emit(image)

    def _set_before(self, image: QImage) -> None:
        self.before = image
        self.before_changed.emit(image)

    def _set_note(self, note: JobNote | None) -> None:
        if note != self.note:
            self.note = note
            self.note_changed.emit(note)


def _is_under_way(update: JobUpdate) -> bool:
    """A practice job stays queued in the journal while it draws: nothing leaves the machine."""
    waits = update.progress.phase is Phase.WAITING
    return not (waits and update.state is JobState.QUEUED)
