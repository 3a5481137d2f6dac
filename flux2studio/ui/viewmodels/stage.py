"""What the stage shows: a finished picture, what it was made from, and a job on its way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QSettings, Signal

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.job import JobState, JobUpdate, Phase
from flux2studio.core.request import ReferenceImage
from flux2studio.ui import pictures
from flux2studio.ui.mipmaps import NOTHING, Mipmaps
from flux2studio.ui.stage_ground import StageGround
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.attention import Attention
from flux2studio.ui.viewmodels.live_preview import LivePreview
from flux2studio.ui.viewmodels.stage_files import Loaded, StageFiles
from flux2studio.ui.viewmodels.time_left import TimeLeft

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobNote:
    """A running job in words; ``fraction`` is None where nobody knows how long it takes."""

    job_id: str
    text: str
    fraction: float | None


class StageViewModel(QObject):
    """Pictures are decoded on a worker; whatever comes late for an older choice is dropped.

    ``live`` is the picture of the running job as far as it is drawn; it goes before ``picture``.
    ``arrived`` came of a job while the artist looked at something else. ``is_missing``: the file
    is gone, and ``picture`` is what is kept of it, if anything is.
    """

    shown_changed = Signal(object)  # Generation or None
    picture_changed = Signal(object)  # Mipmaps; null: nothing to show (yet)
    before_changed = Signal(object)  # Mipmaps of the reference chosen; null: there is none
    reference_changed = Signal()  # which one, of how many
    note_changed = Signal(object)  # JobNote or None
    arrived_changed = Signal(object)  # Generation or None
    reference_chosen = Signal(object)  # Generation
    reveal_wanted = Signal(object)  # Generation
    side_by_side_wanted = Signal(object, int)  # Generation, which of its references
    found = Signal(object)  # Generation, whose file lies elsewhere than was known
    failed = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        reference_path: Callable[[str], Path],
        words: Callable[[JobUpdate, float | None], str],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
        *,
        files: StageFiles | None = None,
        memory: QSettings | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._reference_path = reference_path
        self._words = words
        self._time_left = TimeLeft(clock)
        self._attention = Attention()
        self._turn = 0
        self._is_telling = False
        self.files = files or StageFiles()
        self.ground = StageGround(memory, self)
        self.live = LivePreview(tasks, self)
        self.shown: Generation | None = None
        self.picture = NOTHING
        self.before = NOTHING
        self.is_missing = False
        self.reference = 0  # which one is compared with
        self.note: JobNote | None = None
        self.arrived: Generation | None = None

    def show(self, generation: Generation | None) -> None:
        """Put the artist's choice on the stage; the one before stays until it is decoded."""
        if self._is_telling:  # a list marks what is shown already
            return
        if self.shown is not None or not self.live.image.isNull():
            self._attention.turn_away()
            self.live.look_away()
        self._show(generation)

    def watch(self) -> None:
        """Look at the running job again."""
        self._attention.turn_back(self.live.job_id)
        self.live.look_again()

    def show_arrived(self) -> None:
        if self.arrived is not None:
            self.show(self.arrived)

    def _show(self, generation: Generation | None, job_id: str = "") -> None:
        """``job_id``: the preview of that job stays until its picture is decoded."""
        if generation == self.arrived:
            self._set_arrived(None)
        if generation == self.shown:
            self.live.end(job_id)
            return
        self._turn += 1
        self.shown = generation
        self._tell_shown()
        self._set_before(NOTHING)
        self._load_before(0)
        if generation is None:
            self._set_picture(NOTHING)
        else:
            self._load(generation, job_id)

    def _load(self, generation: Generation, job_id: str = "") -> None:
        self._tasks.run(
            partial(self.files.load, generation),
            partial(self._on_loaded, self._turn, job_id),
            partial(self._on_failed, self._turn, job_id),
        )

    def _tell_shown(self) -> None:
        self._is_telling = True
        try:
            self.shown_changed.emit(self.shown)
        finally:
            self._is_telling = False

    def forget(self, generation: Generation) -> None:
        """Clear the stage when it shows a picture that was deleted."""
        if self.arrived is not None and self.arrived.id == generation.id:
            self._set_arrived(None)
        if self.shown is not None and self.shown.id == generation.id:
            self.show(None)

    def draw(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Have ``work`` done on a worker and what it made handed to ``done``."""
        self._tasks.run(work, done)

    # Jobs

    def on_update(self, update: JobUpdate) -> None:
        """Follow the jobs: words while one runs, its picture as soon as it is saved."""
        left = self._time_left.of(update)
        job_id = update.job.id
        self._attention.follow(update)
        if update.state is JobState.FINISHED and update.generations:
            self._take_result(update.generations[0], job_id)
        elif update.state.is_final or update.state is JobState.DETACHED:
            self.live.end(job_id)
        if update.state.is_final or update.state is JobState.DETACHED:
            self._attention.end(job_id)
            if self.note is not None and self.note.job_id == job_id:
                self._set_note(None)
        elif _is_under_way(update) and self._follows(update):
            text, fraction = self._words(update, left), update.progress.fraction
            self._set_note(JobNote(job_id=job_id, text=text, fraction=fraction))
            self.live.take(update, away=not self._attention.is_on(job_id))

    def _take_result(self, generation: Generation, job_id: str) -> None:
        """It takes the stage, unless the artist turned to another picture meanwhile."""
        if self._attention.is_on(job_id):
            self._show(generation, job_id)
        else:
            self.live.end(job_id)
            self._set_arrived(generation)

    def _follows(self, update: JobUpdate) -> bool:
        """One job at a time: the words would jump between two."""
        return self.note is None or self.note.job_id == update.job.id

    # What is done with the picture

    def use_as_reference(self) -> None:
        if self.shown is not None:
            self.reference_chosen.emit(self.shown)

    def reveal(self) -> None:
        if self.shown is not None:
            self.reveal_wanted.emit(self.shown)

    def try_again(self) -> None:
        """Look for a missing file where it was: its drive may be back."""
        if self.shown is not None:
            self._load(self.shown)

    def find(self, path: Path) -> None:
        """Take the file at ``path`` for the missing one, if it is the same picture."""
        if self.shown is not None:
            find = partial(self.files.find, self.shown, path)
            self._tasks.run(find, partial(self._on_found, self._turn), self.failed.emit)

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

    def _load_before(self, index: int) -> None:
        self.reference = index
        self.reference_changed.emit()
        if self.references:
            self._tasks.run(
                partial(self._read_reference, self.references[index]),
                partial(self._on_before, self._turn, index),
                partial(self._on_no_before, self._turn, index),
            )

    def _read_reference(self, reference: ReferenceImage) -> Mipmaps:
        """As it was sent."""
        return pictures.read_mipmaps(self._reference_path(reference.sha256), reference.crop)

    def _on_loaded(self, turn: int, job_id: str, loaded: Loaded) -> None:
        if turn == self._turn:
            self._set_picture(loaded.picture, is_missing=loaded.is_missing)
        self.live.end(job_id)

    def _on_found(self, turn: int, generation: Generation) -> None:
        self.found.emit(generation)
        if turn == self._turn:
            self._show(generation)

    def _on_before(self, turn: int, index: int, before: Mipmaps) -> None:
        if turn == self._turn and index == self.reference:
            self._set_before(before)

    def _on_no_before(self, turn: int, index: int, _: StudioError) -> None:
        """A lost reference only takes the comparison with it away."""
        self._on_before(turn, index, NOTHING)

    def _on_failed(self, turn: int, job_id: str, error: StudioError) -> None:
        self.live.end(job_id)
        if turn == self._turn:
            self._set_picture(NOTHING)
            self.failed.emit(error)

    def _set_picture(self, picture: Mipmaps, *, is_missing: bool = False) -> None:
        self.picture, self.is_missing = picture, is_missing
        self.picture_changed.emit(picture)

    def _set_before(self, before: Mipmaps) -> None:
        self.before = before
        self.before_changed.emit(before)

    def _set_note(self, note: JobNote | None) -> None:
        if note != self.note:
            self.note = note
            self.note_changed.emit(note)

    def _set_arrived(self, generation: Generation | None) -> None:
        if generation != self.arrived:
            self.arrived = generation
            self.arrived_changed.emit(generation)


def _is_under_way(update: JobUpdate) -> bool:
    """A practice job stays queued in the journal while it draws: nothing leaves the machine."""
    waits = update.progress.phase is Phase.WAITING
    return not (waits and update.state is JobState.QUEUED)
