"""Sets of LoRAs: kept under a name, put in use together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora, LoraSet
from flux2studio.core.lora_marks import is_wrong
from flux2studio.core.lora_sets import SetMember, members
from flux2studio.core.models import Model
from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_edits import Done
from flux2studio.ui.viewmodels.lora_room import base_of
from flux2studio.ui.words import listed


class SetRecords(Protocol):
    """The part of the library that keeps sets; all of it blocks."""

    def sets(self) -> list[LoraSet]: ...
    def save_set(self, lora_set: LoraSet) -> LoraSet: ...
    def remove_set(self, set_id: str) -> LoraSet: ...


class Form(Protocol):
    """The request that the LoRAs are for."""

    @property
    def draft(self) -> GenerationRequest: ...
    @property
    def model(self) -> Model: ...
    def edit(self, **changes: Any) -> None: ...


class LoraSets(QObject):
    changed = Signal()
    done = Signal(object)  # Done
    failed = Signal(object)  # StudioError

    def __init__(
        self,
        records: SetRecords,
        tasks: Tasks,
        cards: Callable[[], Sequence[Lora]],
        form: Form | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._records = records
        self._tasks = tasks
        self._cards = cards
        self._form = form
        self.all: list[LoraSet] = []

    def show(self, sets: Sequence[LoraSet]) -> None:
        self.all = list(sets)
        self.changed.emit()

    def load(self) -> None:
        self._tasks.run(self._records.sets, self.show, self.failed.emit)

    @property
    def in_use(self) -> tuple[LoraUse, ...]:
        """The LoRAs of the request, each with its scale: what would be saved."""
        return self._form.draft.loras if self._form is not None else ()

    def members(self, lora_set: LoraSet) -> tuple[SetMember, ...]:
        return members(lora_set, self._cards())

    def save(self, name: str, uses: Sequence[LoraUse] | None = None) -> None:
        """Keep ``uses``, or the LoRAs in use, under a name; a set of that name is replaced."""
        known = next((one for one in self.all if one.name.casefold() == name.casefold()), None)
        loras = tuple(self.in_use if uses is None else uses)
        if known is not None:
            self._save(replace(known, loras=loras))
        else:
            self._save(LoraSet(name=name, loras=loras))

    def rename(self, set_id: str, name: str) -> None:
        if (lora_set := self._find(set_id)) is not None:
            self._save(replace(lora_set, name=name))

    def remove(self, set_id: str) -> None:
        self._tasks.run(
            partial(self._records.remove_set, set_id), self._on_removed, self.failed.emit
        )

    def apply(self, set_id: str, *, replaces: bool) -> None:
        """Put a set in use, in place of what is in use or beside it, in one step."""
        lora_set = self._find(set_id)
        if lora_set is None or self._form is None:
            return
        needed = base_of(self._form.model)
        found = self.members(lora_set)
        fit = [one for one in found if not one.missing and not _is_for_another(one, needed)]
        if not fit:
            self.failed.emit(_none_fits(lora_set))
            return
        kept = () if replaces else self._form.draft.loras
        taken = {one.use.source: one.use for one in fit}
        before = tuple(taken.pop(use.source, use) for use in kept)
        self._form.edit(loras=(*before, *taken.values()))
        left_out = [one.use.name or one.use.source for one in found if one not in fit]
        self.done.emit(Done(words=self._said(lora_set, left_out)))

    def _said(self, lora_set: LoraSet, left_out: Sequence[str]) -> str:
        if not left_out:
            return self.tr("“{0}” is in use.").format(lora_set.name)
        names = listed(left_out)
        return self.tr("“{0}” is in use, without {1}.").format(lora_set.name, names)

    def _find(self, set_id: str) -> LoraSet | None:
        return next((one for one in self.all if one.id == set_id), None)

    def _save(self, lora_set: LoraSet) -> None:
        self._tasks.run(partial(self._records.save_set, lora_set), self._on_saved, self.failed.emit)

    def _on_saved(self, lora_set: LoraSet) -> None:
        known = [one for one in self.all if one.id != lora_set.id]
        self.show([lora_set, *known])
        self.done.emit(Done(words=self.tr("“{0}” is kept as a set.").format(lora_set.name)))

    def _on_removed(self, lora_set: LoraSet) -> None:
        self.show([one for one in self.all if one.id != lora_set.id])
        words = self.tr("The set “{0}” is removed.").format(lora_set.name)
        self.done.emit(Done(words=words, offers_undo=True))


def _is_for_another(member: SetMember, needed: str) -> bool:
    return member.lora is not None and is_wrong(member.lora.base, needed)


def _none_fits(lora_set: LoraSet) -> LoraError:
    return LoraError(
        _tr("No LoRA of “{0}” can be used now.").format(lora_set.name),
        hint=_tr("Its files are missing, or made for another model."),
        field="loras",
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("lora_sets", text)
