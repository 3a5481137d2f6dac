"""The reference slots: pictures being read, read, or refused, in the order they are sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.cropping import Crop
from flux2studio.core.errors import InvalidRequestError, StudioError
from flux2studio.core.prompt_names import key as name_key
from flux2studio.core.prompt_names import mentions, name_of, unique
from flux2studio.core.request import Mask, ReferenceImage
from flux2studio.ui import words
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.slot import (
    Slot,
    cropped,
    has_mask,
    masked,
    pixels,
    shows,
    used_as,
)


class References(Protocol):
    """What the slots need of the reference service. All of it blocks."""

    def add_file(self, path: Path) -> ReferenceImage: ...
    def add_bytes(self, data: bytes, name: str) -> ReferenceImage: ...
    def add_url(self, url: str) -> ReferenceImage: ...
    def add_mask(self, source: Path | bytes, name: str, width: int, height: int) -> Mask: ...
    def path(self, sha256: str) -> Path: ...
    def upright(self, sha256: str, name: str) -> bytes: ...
    def thumbnail(self, sha256: str, crop: Crop | None = None) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A picture on its way in. ``read`` blocks and runs on a worker thread."""

    name: str
    read: Callable[[], ReferenceImage]


class ReferenceSlots(QObject):
    """The filled slots; empty ones follow up to ``maximum``. What ``prompt`` names now keeps its
    name when it is replaced."""

    changed = Signal()
    noticed = Signal(str)  # one sentence about the last drop, empty when there is nothing to say

    def __init__(
        self,
        references: References,
        tasks: Tasks,
        parent: QObject | None = None,
        prompt: Callable[[], str] = str,
    ) -> None:
        super().__init__(parent)
        self._references = references
        self._prompt = prompt
        self._tasks = tasks
        self._keys = count(1)
        self._slots: tuple[Slot, ...] = ()
        self._drops: dict[int, int] = {}  # of which drop the picture that is read for a slot is
        self.drop = 0  # the one whose picture has just come, while ``changed`` is emitted
        self.maximum = 0

    @property
    def slots(self) -> tuple[Slot, ...]:
        return self._slots

    @property
    def references(self) -> tuple[ReferenceImage, ...]:
        return tuple(slot.reference for slot in self._slots if slot.reference is not None)

    @property
    def loading(self) -> bool:
        return any(slot.loading for slot in self._slots)

    def problems(self) -> list[InvalidRequestError]:
        """What of the slots keeps the draft from being sent."""
        found = []
        if self.loading:
            message = self.tr("A reference is still being read.")
            found.append(InvalidRequestError(message, field="references"))
        for slot in self._slots:
            if slot.broken and slot.reference and slot.reference.enabled:
                message = self.tr("The reference “{0}” cannot be read.").format(slot.name)
                hint = self.tr("Replace it, or switch it off.")
                found.append(InvalidRequestError(message, hint=hint, field="references"))
        if (lost := self._lost_mask()) is not None:
            found.append(lost)
        return found

    def show(self, references: Sequence[ReferenceImage]) -> None:
        """Take over the references of another draft."""
        if tuple(references) == self.references:
            return
        if [each.sha256 for each in references] == [each.sha256 for each in self.references]:
            self._slots = self._with(references)  # and what is being read beside them stays
        else:
            known = {pixels(slot.reference): slot for slot in self._slots if slot.reference}
            self._slots = tuple(self._slot_for(reference, known) for reference in references)
        self.noticed.emit("")
        self.changed.emit()
        self._fetch()

    def room(self, at: int | None = None) -> int:
        """How many slots there are from ``at`` on, or how many are free."""
        return max(0, self.maximum - self._aimed(at)[1])

    def add(
        self, sources: Sequence[Source], at: int | None = None, more: int = 0, others: int = 0
    ) -> None:
        """Read pictures into the slots from ``at`` on, or into the free ones.

        ``more`` were found beyond these, and ``others`` that cannot be opened: that is said.
        """
        slots, first = self._aimed(at)
        taken = sources[: max(0, self.maximum - first)]
        for index, source in enumerate(taken, first):
            self._place(slots, index, source.name)
        self._set(slots)
        self.noticed.emit(self._left_out(len(sources) - len(taken) + more, others))
        drop = next(self._keys)
        for slot, source in zip(slots[first:], taken, strict=False):
            self._drops[slot.key] = drop
            self._tasks.run(
                partial(_read, self._references, source.read),
                partial(self._on_read, slot.key),
                partial(self._on_refused, slot.key),
            )

    def hold(self, name: str, at: int | None = None) -> int | None:
        """Keep a slot for what is still looked for; return its key, or None when none is free."""
        slots, first = self._aimed(at)
        if first >= self.maximum:
            return None
        self._place(slots, first, name)
        self._set(slots)
        return slots[first].key

    def index_of(self, key: int) -> int | None:
        """Where the slot of this key is now."""
        return next((at for at, slot in enumerate(self._slots) if slot.key == key), None)

    def refuse(self, error: StudioError, at: int | None = None) -> None:
        """Say in the slot aimed at why something is not taken."""
        slots = list(self._slots)
        index = len(slots) if at is None else min(at, len(slots))
        if index == len(slots):
            if index >= self.maximum:
                self.noticed.emit(words.said(str(error)))
                return
            slots.append(Slot(key=next(self._keys), name=""))
        slots[index] = replace(slots[index], key=next(self._keys), loading=False, error=error)
        self._set(slots)

    def remove(self, index: int) -> None:
        self._set([slot for at, slot in enumerate(self._slots) if at != index])
        self.noticed.emit("")

    def clear(self) -> None:
        self._set([])
        self.noticed.emit("")

    def move(self, index: int, to: int) -> None:
        """Put a slot where another is; the ones between move up or down."""
        slots = list(self._slots)
        slot = slots.pop(index)
        slots.insert(max(0, min(to, len(slots))), slot)
        self._set(slots)

    def toggle(self, index: int) -> None:
        """Switch a reference off, so that it is kept but not sent, or on again."""
        slot = self._slots[index]
        if slot.reference is not None:
            reference = replace(slot.reference, enabled=not slot.reference.enabled)
            self._update(slot.key, reference=reference)

    def set_mask(self, reference: ReferenceImage, mask: Mask | None) -> None:
        """Give a reference another mask, or none; one that has gone meanwhile gets none."""
        self._set([masked(s, mask) if shows(s, reference) else s for s in self._slots])
        self._fetch()

    def set_crop(self, key: int, crop: Crop | None) -> None:
        """Use a part of the picture in the slot of this key, or all of it."""
        self._set([cropped(slot, crop) if slot.key == key else slot for slot in self._slots])
        self._fetch()

    def forgive(self, index: int) -> None:
        """Take away a refusal once it was read; an empty slot is free again."""
        slot = self._slots[index]
        if slot.reference is None and not slot.loading:
            self.remove(index)
        elif not slot.broken:
            self._update(slot.key, error=None)

    def _lost_mask(self) -> InvalidRequestError | None:
        """The mask in use cannot be read any more."""
        sent = (s for s in self._slots if s.reference is not None and s.reference.enabled)
        slot = next(sent, None)
        if slot is None or slot.mask_error is None:
            return None
        message = self.tr("The mask of “{0}” cannot be read.").format(slot.name)
        hint = self.tr("Remove it, or paint it again.")
        return InvalidRequestError(message, hint=hint, field="mask")

    def _slot_for(
        self, reference: ReferenceImage, known: Mapping[tuple[str, Crop | None], Slot]
    ) -> Slot:
        if slot := known.get(pixels(reference)):
            slot = masked(slot, reference.mask)
            return replace(slot, key=next(self._keys), reference=reference, loading=False)
        return Slot(key=next(self._keys), name=reference.name, reference=reference)

    def _with(self, references: Sequence[ReferenceImage]) -> tuple[Slot, ...]:
        """The slots as they are, with the same pictures used otherwise."""
        coming = iter(references)
        return tuple(
            used_as(slot, next(coming)) if slot.reference else slot for slot in self._slots
        )

    def _fetch(self) -> None:
        for slot in self._slots:
            if not slot.thumbnail and not slot.loading:
                self._fetch_thumbnail(slot)
            self._fetch_mask(slot)

    def _aimed(self, at: int | None) -> tuple[list[Slot], int]:
        """The slots for what comes in, and the first of them that it takes."""
        if at is not None:
            return list(self._slots), min(at, len(self._slots))
        # A refusal without a picture leaves its slot to the next one.
        slots = [slot for slot in self._slots if slot.reference or slot.loading]
        return slots, len(slots)

    def _place(self, slots: list[Slot], index: int, name: str) -> None:
        slot = Slot(key=next(self._keys), name=name, loading=True)
        if index < len(slots):
            old = slots[index]
            slots[index] = replace(old, key=slot.key, name=slot.name, loading=True, error=None)
        else:
            slots.append(slot)

    def _left_out(self, more: int, others: int) -> str:
        words = []
        if more > 0:
            text = self.tr("%n picture(s) left out: this model takes at most {0}.", "", more)
            words.append(text.format(self.maximum))
        if others > 0:
            words.append(
                self.tr("%n file(s) cannot be opened as (a picture|pictures).", "", others)
            )
        return " ".join(words)

    def _fetch_thumbnail(self, slot: Slot) -> None:
        if slot.reference is not None:
            self._tasks.run(
                partial(self._references.thumbnail, *pixels(slot.reference)),
                partial(self._on_thumbnail, slot.key, slot.reference.crop),
                partial(self._on_refused, slot.key),
            )

    def _fetch_mask(self, slot: Slot) -> None:
        mask = slot.reference.mask if slot.reference is not None else None
        if slot.reference and mask and not slot.mask and slot.mask_error is None:
            self._tasks.run(
                partial(self._references.thumbnail, mask.sha256, slot.reference.crop),
                partial(self._on_mask, slot.key, slot.reference),
                partial(self._on_no_mask, slot.key, mask),
            )

    def _on_mask(self, key: int, of: ReferenceImage, thumbnail: bytes) -> None:
        now = [s for s in self._slots if s.reference and has_mask(s, key, of.mask)]
        fitting = {s.key for s in now if s.reference and s.reference.crop == of.crop}
        self._set([replace(s, mask=thumbnail) if s.key in fitting else s for s in self._slots])

    def _on_no_mask(self, key: int, mask: Mask, error: StudioError) -> None:
        self._set(
            [replace(s, mask_error=error) if has_mask(s, key, mask) else s for s in self._slots]
        )

    def _on_thumbnail(self, key: int, crop: Crop | None, thumbnail: bytes) -> None:
        now = next((slot.reference for slot in self._slots if slot.key == key), None)
        if now is not None and now.crop == crop:  # and not another one chosen meanwhile
            self._update(key, thumbnail=thumbnail)

    def _on_read(self, key: int, read: tuple[ReferenceImage, bytes]) -> None:
        reference, thumbnail = read
        if reference.frames > 1:
            text = self.tr("Of “{0}” only the first of %n frame(s) is used.", "", reference.frames)
            self.noticed.emit(text.format(reference.name))
        self.drop = self._drops.pop(key, 0)
        self._update(
            key,
            reference=self._named(key, reference),
            name=reference.name,
            thumbnail=thumbnail,
            mask=b"",
            mask_error=None,
            loading=False,
            error=None,
        )
        self.drop = 0

    def _on_refused(self, key: int, error: StudioError) -> None:
        self._drops.pop(key, None)
        self._update(key, loading=False, error=error)

    def _named(self, key: int, new: ReferenceImage) -> ReferenceImage:
        """The new picture of a slot, with a name that no other one has.

        It takes over the name of the one before where the artist gave it or the prompt has it.
        """
        before = next((slot.reference for slot in self._slots if slot.key == key), None)
        others = [slot.reference for slot in self._slots if slot.reference and slot.key != key]
        if before is not None and (before.handle or self._is_mentioned(before)):
            new = replace(new, handle=name_of(before))
        free = unique(name_of(new), {name_key(name_of(other)) for other in others})
        return new if free == name_of(new) else replace(new, handle=free)

    def _is_mentioned(self, reference: ReferenceImage) -> bool:
        names = [name_of(each) for each in self.references]
        said = {name_key(each.name) for each in mentions(self._prompt(), names)}
        return name_key(name_of(reference)) in said

    def _update(self, key: int, **changes: Any) -> None:
        self._set([replace(s, **changes) if s.key == key else s for s in self._slots])

    def _set(self, slots: Sequence[Slot]) -> None:
        if tuple(slots) != self._slots:
            self._slots = tuple(slots)
            self.changed.emit()


def _read(
    references: References, read: Callable[[], ReferenceImage]
) -> tuple[ReferenceImage, bytes]:
    reference = read()
    return reference, references.thumbnail(reference.sha256)
