"""The sample project in the window: shown when it has come in, removed with undo, brought back."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.request import GenerationRequest
from flux2studio.core.starting import starting_request
from flux2studio.core.steps import NextStep, NextSteps
from flux2studio.studio import Studio
from flux2studio.ui.conductor import ViewModels
from flux2studio.ui.mipmaps import Mipmaps
from flux2studio.ui.models.generation_list import GenerationList
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.widgets.message_bar import Message, MessageBar

if TYPE_CHECKING:
    from flux2studio.services.sample import RemovedSample, TakenSample

T = TypeVar("T")
_PRACTICE = "practice"  # the backend that draws


class SampleDesk(QObject):
    """``begin`` is for the window's own start; the rest is what the artist asks for.

    It keeps one step of undo: that the sample was removed.
    """

    changed = Signal()  # there is a sample now, or none
    stepped = Signal()

    def __init__(
        self,
        studio: Studio,
        models: ViewModels,
        tasks: Tasks,
        session: GenerationList,
        messages: MessageBar,
        compare: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        """``compare`` divides the stage between the picture and what it was made from."""
        super().__init__(parent)
        self._studio = studio
        self._models = models
        self._tasks = tasks
        self._session = session
        self._say, self._take_back = messages.say, messages.take_back
        self._offer: Message | None = None
        self._compare = compare
        self._shown_first = ""  # id of the picture that the stage begins with
        self._cleared: GenerationRequest | None = None  # the form as the removal left it
        self._removed: RemovedSample | None = None
        self._is_working = False
        self._steps = NextSteps()
        self.is_here = False
        self._backend = models.compose.backend.id
        models.compose.draft_changed.connect(self._on_draft_changed)

    def begin(self) -> None:
        """Take it in where this is a first start. Returns at once."""
        is_first = not self._models.settings.settings.welcome_done
        self._tasks.run(lambda: self._studio.sample.begin(is_first=is_first), self._on_begun)

    def look(self) -> None:
        """See whether there is one that can be removed. Returns at once."""
        self._tasks.run(lambda: self._studio.sample.is_here, self._set_here)

    def bring(self) -> None:
        """Take it in because the artist asks for it."""
        self._tasks.run(self._take_in, self._on_taken)

    def remove(self) -> None:
        """Take out all that came with it; what was made from it stays."""
        self._work(self._remove, self._on_removed)

    def undo(self) -> None:
        """Bring back what was removed."""
        if (removed := self._removed) is not None:
            self._work(lambda: self._studio.sample.bring_back(removed), self._on_back)

    def redo(self) -> None:
        self.remove()

    def next_steps(self) -> NextSteps | None:
        return None if self._is_working else self._steps

    def leave_loras(self) -> None:
        """Take the stand-ins out of the form: no service and no model has a use for them."""
        folder = str(self._studio.paths.sample)
        draft = self._models.compose.draft
        kept = tuple(use for use in draft.loras if not use.source.startswith(folder))
        if kept != draft.loras:
            self._models.compose.edit(loras=kept)

    def _on_draft_changed(self) -> None:
        """Whoever leaves practice leaves the stand-ins, too: they would be uploaded, and paid."""
        backend = self._models.compose.backend
        was, self._backend = self._backend, backend.id
        if was != backend.id and was == _PRACTICE:
            QTimer.singleShot(0, self, self.leave_loras)  # others are to hear of this change first

    def _take_in(self) -> TakenSample:
        """On a worker, as the next: the project is built when it is first asked for."""
        return self._studio.sample.take_in()

    def _remove(self) -> RemovedSample:
        return self._studio.sample.remove()

    def _work(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._is_working = True
        self._tasks.run(work, done, self._on_failed)

    def _on_failed(self, error: StudioError) -> None:
        self._is_working = False
        self.stepped.emit()
        self._tasks.unhandled.emit(error)

    def _set_step(self, removed: RemovedSample | None) -> None:
        """``removed``: what could come back now."""
        step = NextStep(what=self.tr("Remove the sample"), at=time.monotonic())
        self._removed = removed
        self._steps = NextSteps(undo=step) if removed is not None else NextSteps(redo=step)
        self._is_working = False
        self.stepped.emit()

    def _on_begun(self, taken: TakenSample | None) -> None:
        if taken is None:
            self.look()
            return
        self._fill_form(taken.form)
        self._on_taken(taken)
        stage = self._models.stage
        if taken.stage is not None and stage.shown in (None, *taken.pictures):
            self._shown_first = taken.stage.id
            stage.before_changed.connect(self._on_before)
            stage.show(taken.stage)

    def _on_taken(self, taken: TakenSample) -> None:
        for picture in taken.pictures:
            self._session.add(picture)
        self._read_again()
        self._set_here(True)

    def _fill_form(self, form: GenerationRequest) -> None:
        """What the artist has begun to write stays."""
        compose = self._models.compose
        untouched = starting_request(compose.catalogue.models[0])
        if compose.draft == untouched and not compose.slots.slots:
            compose.begin_with(replace(form, model=untouched.model))

    def _on_before(self, before: Mipmaps) -> None:
        """Once, with both pictures there: the artist sees what was made of what."""
        shown = self._models.stage.shown
        if shown is None or shown.id != self._shown_first:
            self._models.stage.before_changed.disconnect(self._on_before)
        elif not before.is_null:
            self._models.stage.before_changed.disconnect(self._on_before)
            self._compare()

    def _on_removed(self, removed: RemovedSample) -> None:
        for entry in removed.pictures:
            self._session.remove(entry.id)
            self._models.stage.forget(entry.generation)
        self._models.compare.forget([entry.id for entry in removed.pictures])
        history = self._models.history
        if history.current in [entry.generation for entry in removed.pictures]:
            history.choose(None)
        self._clear_form(removed)
        self._read_again()
        self._set_here(False)
        self._set_step(removed)
        words = self.tr("The sample was removed. What you made stays.")
        self._offer = self._say(words, self.tr("Undo"), self.undo)

    def _clear_form(self, removed: RemovedSample) -> None:
        compose, state = self._models.compose, removed.state
        draft = compose.draft
        sources = {card.source for card in removed.loras}
        compose.edit(
            prompt="" if draft.prompt == state.prompt else draft.prompt,
            loras=tuple(use for use in draft.loras if use.source not in sources),
            references=tuple(
                each for each in draft.references if each.sha256 not in state.references
            ),
        )
        self._cleared = compose.draft if compose.draft != draft else None

    def _on_back(self, pictures: Sequence[Generation]) -> None:
        for picture in pictures:
            self._session.add(picture)
        if self._cleared is not None and self._models.compose.draft == self._cleared:
            self._models.compose.undo()
        self._read_again()
        self._set_here(True)
        self._set_step(None)
        self._take_back(self._offer)

    def _read_again(self) -> None:
        self._models.history.load()
        self._models.loras.load()

    def _set_here(self, here: bool) -> None:
        self.is_here = here
        self.changed.emit()
