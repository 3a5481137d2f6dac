"""Changes of LoRA cards as steps: each one transaction, to be taken back and done again."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from flux2studio.core.lora import Lora
from flux2studio.services.lora_shelf import LoraShelf, Missing
from flux2studio.services.lora_steps import (
    Deed,
    LoraChange,
    LoraPair,
    LoraStep,
    LoraSteps,
    words_for,
)
from flux2studio.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraEditing:
    """Thread-safe, blocking. What is returned says which files are ``missing`` now."""

    database: Database
    shelf: LoraShelf
    steps: LoraSteps
    missing: Missing

    @contextmanager
    def step(self, deed: Deed) -> Generator[list[LoraPair], None, None]:
        """One transaction, and a list for the cards before and after; without any it is no step."""
        pairs: list[LoraPair] = []
        with self.database.transaction():
            yield pairs
        if pairs:
            self.steps.note(LoraStep(what=words_for(deed, pairs), loras=tuple(pairs)))

    def change(
        self, deed: Deed, lora_ids: Iterable[str], change: Callable[[Lora], Lora]
    ) -> list[Lora]:
        """Change all of these cards or none; one that stays as it is is no part of the step."""
        found = []
        with self.step(deed) as pairs:
            for lora_id in dict.fromkeys(lora_ids):
                before = self.shelf.loras.get(lora_id)
                found.append(after := change(before))
                if after != before:
                    self.shelf.loras.update(after)
                    pairs.append((before, after))
        return self.marked(found)

    def undo(self) -> LoraChange | None:
        """Take the last step back; None when there is none."""
        if (step := self.steps.last()) is None:
            return None
        change = self._told(self.shelf.take(step.reversed()))
        self.steps.set_undone(step)
        return change

    def redo(self) -> LoraChange | None:
        """Do again what was taken back last; None when there is nothing."""
        if (step := self.steps.last_undone()) is None:
            return None
        change = self._told(self.shelf.take(step))
        self.steps.set_redone(step)
        return change

    def marked(self, loras: Sequence[Lora]) -> list[Lora]:
        """Return records with what is missing of them now."""
        gone = self.missing(loras)
        return [replace(lora, missing=True) if lora.id in gone else lora for lora in loras]

    def left(self, pairs: Iterable[LoraPair]) -> list[Lora]:
        """Return the cards that are there after a step."""
        return self.marked([after for _, after in pairs if after is not None])

    def _told(self, change: LoraChange) -> LoraChange:
        return replace(change, loras=tuple(self.marked(change.loras)))
