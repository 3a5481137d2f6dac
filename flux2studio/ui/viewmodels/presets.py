"""State of the presets: the artist's own and those that came with the app."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import InvalidRequestError, StudioError
from flux2studio.core.lora import Lora, LoraSet
from flux2studio.core.lora_sets import members
from flux2studio.core.lora_tags import LoraTag, meant
from flux2studio.core.models import Catalogue
from flux2studio.core.presets import Preset, PresetError, PresetPart, applied, preset_of
from flux2studio.core.recall import fitted
from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.core.steps import NextStep, NextSteps
from flux2studio.services.presets import Imported
from flux2studio.storage.presets import Kept
from flux2studio.ui.shipped_presets import is_shipped, shipped
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_edits import Done
from flux2studio.ui.viewmodels.preset_words import told
from flux2studio.ui.words import listed

T = TypeVar("T")
_DEPTH = 100


class Records(Protocol):
    """Where presets are kept; all of it blocks."""

    def all(self) -> Kept: ...
    def save(self, preset: Preset) -> Kept: ...
    def remove(self, preset_id: str) -> Kept: ...
    def put(self, kept: Kept) -> Kept: ...
    def show_all(self) -> Kept: ...
    def order(self, ids: Sequence[str]) -> Kept: ...
    def write_file(self, presets: Sequence[Preset], path: Path) -> None: ...
    def read_file(self, path: Path) -> Imported: ...


class Form(Protocol):
    """The request that presets are made of and put into."""

    catalogue: Catalogue

    @property
    def draft(self) -> GenerationRequest: ...
    def load(self, draft: GenerationRequest) -> None: ...


class PresetsViewModel(QObject):
    """``cards`` are the LoRAs that there are. Keeps its steps for undo, see ``undo.Keeper``."""

    changed = Signal()
    done = Signal(object)  # Done
    failed = Signal(object)  # StudioError
    stepped = Signal()

    def __init__(
        self,
        records: Records,
        tasks: Tasks,
        form: Form,
        cards: Callable[[], Iterable[Lora]],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._tasks = tasks
        self._form = form
        self._cards = cards
        self._clock = clock
        self._kept = Kept()
        self._at_work = 0
        self._past: list[_Step] = []
        self._future: list[_Step] = []

    @property
    def own(self) -> tuple[Preset, ...]:
        """The artist's, in his order."""
        return self._kept.presets

    @property
    def has_hidden(self) -> bool:
        """Some that came with the app were removed."""
        return bool(self._kept.hidden)

    @property
    def all(self) -> tuple[Preset, ...]:
        """The artist's own first, in his order."""
        hidden = self._kept.hidden
        return (*self.own, *(one for one in shipped() if one.id not in hidden))

    @property
    def draft(self) -> GenerationRequest:
        return self._form.draft

    def load(self) -> None:
        self._tasks.run(self._records.all, self._show, self.failed.emit)

    def next_steps(self) -> NextSteps | None:
        if self._at_work:
            return None
        undo, redo = self._past[-1:], self._future[-1:]
        return NextSteps(
            undo=NextStep(what=undo[0].what, at=undo[0].at) if undo else None,
            redo=NextStep(what=redo[0].what, at=redo[0].back_at) if redo else None,
        )

    def undo(self) -> None:
        if self._past:
            step = replace(self._past.pop(), back_at=self._clock())
            self._future.append(replace(step, kept=self._kept))
            self._run(partial(self._records.put, step.kept), self._show)

    def redo(self) -> None:
        if self._future:
            step = self._future.pop()
            self._past.append(replace(step, kept=self._kept))
            self._run(partial(self._records.put, step.kept), self._show)

    def find(self, preset_id: str) -> Preset | None:
        return next((one for one in self.all if one.id == preset_id), None)

    def told(self, preset: Preset) -> str:
        """Return a few lines that say what it puts into the form."""
        return told(preset, self._form.catalogue)

    def save(self, name: str, parts: Collection[PresetPart], prompt: str | None = None) -> bool:
        """Keep parts of the form under a name, with another ``prompt`` where one is given.

        A preset of the artist's with that name is replaced. Returns whether it can be kept.
        """
        draft = self._form.draft
        if prompt is not None:
            draft = replace(draft, prompt=prompt)
        known = self._own_named(name)
        try:
            preset = preset_of(name, draft, parts, self._cards())
        except PresetError as error:
            self.failed.emit(error)
            return False
        if known is not None:
            preset = replace(preset, id=known.id)
        self._keep(preset, self.tr("“{0}” is kept as a preset.").format(preset.name))
        return True

    def update(self, preset_id: str) -> None:
        """Let a preset of the artist's have what the form has now, in the same parts."""
        preset = self.find(preset_id)
        if preset is None or is_shipped(preset):
            return
        draft = self._form.draft
        if preset.style:  # what surrounds the words stays; the words are the form's
            draft = replace(draft, prompt=preset.request.prompt)
        new = preset_of(preset.name, draft, preset.parts, self._cards())
        words = self.tr("“{0}” has what the form has now.").format(preset.name)
        self._keep(replace(new, id=preset.id), words)

    def rename(self, preset_id: str, name: str) -> None:
        preset = self.find(preset_id)
        if preset is not None and not is_shipped(preset):
            self._keep(replace(preset, name=name))

    def remove(self, preset_id: str) -> None:
        if (preset := self.find(preset_id)) is not None:
            words = self.tr("The preset “{0}” is removed.").format(preset.name)
            done = Done(words=words, offers_undo=True)
            what = self.tr("remove the preset “{0}”").format(preset.name)
            self._change(partial(self._records.remove, preset_id), what, done)

    def show_shipped(self) -> None:
        """Bring back those that came with the app and were removed."""
        self._change(self._records.show_all, self.tr("bring presets back"))

    def order(self, ids: Sequence[str]) -> None:
        """Put the artist's own in this order."""
        self._change(partial(self._records.order, ids), self.tr("order of the presets"))

    def apply(self, preset_id: str) -> None:
        """Put a preset into the form, in one step of undo, as far as the model takes it."""
        preset = self.find(preset_id)
        if preset is None:
            return
        styles = [one.style for one in self.all if one.style]
        draft = applied(preset, self._form.draft, styles)
        missing: list[str] = []
        if PresetPart.LORAS in preset.parts:
            uses, missing = self._loras(preset)
            draft = replace(draft, loras=uses)
        try:
            model = self._form.catalogue.model(draft.model)
        except InvalidRequestError as error:
            self.failed.emit(error)
            return
        if set(preset.parts) & {PresetPart.SIZE, PresetPart.SETTINGS, PresetPart.MODEL}:
            draft = fitted(draft, model)
        self._form.load(draft)
        self.done.emit(Done(words=self._said(preset, missing), offers_undo=True))

    def write_file(self, ids: Sequence[str], path: Path) -> None:
        """Export presets to a file."""
        presets = [one for one in self.all if one.id in set(ids)]
        words = self.tr("%n preset(s) exported.", "", len(presets))
        self._tasks.run(
            partial(self._records.write_file, presets, path),
            partial(self._on_written, words),
            self.failed.emit,
        )

    def read_file(self, path: Path) -> None:
        """Import the presets of a file."""
        self._run(partial(self._records.read_file, path), self._on_imported)

    def _own_named(self, name: str) -> Preset | None:
        wanted = name.strip().casefold()
        return next((one for one in self.own if one.name.casefold() == wanted), None)

    def _keep(self, preset: Preset, words: str = "") -> None:
        what = self.tr("keep the preset “{0}”").format(preset.name)
        done = Done(words=words) if words else None
        self._change(partial(self._records.save, preset), what, done)

    def _change(self, work: Callable[[], Kept], what: str, done: Done | None = None) -> None:
        self._run(work, partial(self._on_changed, what, done))

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Undo waits until what is under way has ended."""
        self._at_work += 1
        self._tasks.run(work, partial(self._end, done), self._on_failed)

    def _end(self, done: Callable[[T], None], result: T) -> None:
        self._at_work -= 1
        done(result)
        self.stepped.emit()

    def _loras(self, preset: Preset) -> tuple[tuple[LoraUse, ...], list[str]]:
        """Those of a preset as they are found today, and the names of the missing ones."""
        uses = preset.request.loras
        if not uses:
            return (), []
        named = LoraSet(name=preset.name, loras=uses, identities=preset.identities)
        found, missing = [], []
        for one in members(named, self._cards()):
            use, card = one.use, one.lora or self._of_that_name(one.use)
            if card is None or card.missing:
                missing.append(use.name or use.source)
            found.append(
                use if card is None else replace(card.use(), scale=use.scale, enabled=use.enabled)
            )
        return tuple(found), missing

    def _of_that_name(self, use: LoraUse) -> Lora | None:
        """The file of a preset that somebody else made has another place here."""
        names = (use.source, use.name)
        found = (meant(LoraTag(text="", name=name), self._cards()) for name in names if name)
        return next((card for card in found if card is not None), None)

    def _said(self, preset: Preset, missing: Sequence[str]) -> str:
        if not missing:
            return self.tr("“{0}” is in the form.").format(preset.name)
        names = listed(missing)
        words = self.tr("“{0}” is in the form; these LoRAs of it are missing: {1}.")
        return words.format(preset.name, names)

    def _show(self, kept: Kept) -> None:
        self._kept = kept
        self.changed.emit()

    def _note(self, what: str, kept: Kept) -> None:
        if kept != self._kept:
            self._past.append(_Step(what=what, kept=self._kept, at=self._clock()))
            del self._past[:-_DEPTH]
            self._future.clear()
        self._show(kept)

    def _on_changed(self, what: str, done: Done | None, kept: Kept) -> None:
        self._note(what, kept)
        if done is not None:
            self.done.emit(done)

    def _on_failed(self, error: StudioError) -> None:
        self._at_work -= 1
        self.failed.emit(error)
        self.stepped.emit()

    def _on_written(self, words: str, _: object) -> None:
        self.done.emit(Done(words=words))

    def _on_imported(self, imported: Imported) -> None:
        self._note(self.tr("import of presets"), imported.kept)
        self.done.emit(Done(words=self.tr("%n preset(s) imported.", "", len(imported.added))))
        if imported.problems:
            self.failed.emit(
                PresetError(
                    self.tr("%n preset(s) of the file left out.", "", len(imported.problems)),
                    details="\n".join(imported.problems),
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """``kept`` is what it leads back to, or on to once it was undone."""

    what: str
    kept: Kept
    at: float
    back_at: float = 0.0
