"""The reference slots: pictures being read, read, or refused, in the order they are sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import InvalidRequestError, StudioError
from flux2studio.core.request import Mask, ReferenceImage
from flux2studio.ui.tasks import Tasks


class References(Protocol):
    """What the slots need of the reference service. All of it blocks."""

    def add_file(self, path: Path) -> ReferenceImage: ...
    def add_bytes(self, data: bytes, name: str) -> ReferenceImage: ...
    def add_url(self, url: str) -> ReferenceImage: ...
    def add_mask(self, source: Path | bytes, name: str, width: int, height: int) -> Mask: ...
    def path(self, sha256: str) -> Path: ...
    def upright(self, sha256: str, name: str) -> bytes: ...
    def thumbnail(self, sha256: str) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """``reference`` stays while another picture is read in its place, or could not be.

    ``mask`` is a thumbnail of its mask; ``mask_error`` says why there is none to be had.
    """

    key: int
    name: str
    reference: ReferenceImage | None = None
    thumbnail: bytes = field(default=b"", repr=False)
    mask: bytes = field(default=b"", repr=False)
    mask_error: StudioError | None = None
    loading: bool = False
    error: StudioError | None = None

    @property
    def broken(self) -> bool:
        """The request names a picture that cannot be read any more."""
        return self.reference is not None and self.error is not None and not self.thumbnail


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A picture on its way in. ``read`` blocks and runs on a worker thread."""

    name: str
    read: Callable[[], ReferenceImage]


class ReferenceSlots(QObject):
    """The filled slots; empty ones follow up to ``maximum``."""

    changed = Signal()
    noticed = Signal(str)  # one sentence about the last drop, empty when there is nothing to say

    def __init__(self, references: References, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._references = references
        self._tasks = tasks
        self._keys = count(1)
        self._slots: tuple[Slot, ...] = ()
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
        known = {slot.reference.sha256: slot for slot in self._slots if slot.reference}
        self._slots = tuple(self._slot_for(reference, known) for reference in references)
        self.changed.emit()
        for slot in self._slots:
            if not slot.thumbnail:
                self._fetch_thumbnail(slot)
            self._fetch_mask(slot)

    def add(self, sources: Sequence[Source], at: int | None = None) -> None:
        """Read pictures into the slots from ``at`` on, or into the free ones."""
        slots = list(self._slots)
        if at is None:  # a refusal without a picture leaves its slot to the next one
            slots = [slot for slot in slots if slot.reference or slot.loading]
        first = len(slots) if at is None else min(at, len(slots))
        taken = sources[: max(0, self.maximum - first)]
        for index, source in enumerate(taken, first):
            self._place(slots, index, source)
        self._set(slots)
        self.noticed.emit(self._left_out(len(sources) - len(taken)))
        for slot, source in zip(slots[first:], taken, strict=False):
            self._tasks.run(
                partial(_read, self._references, source.read),
                partial(self._on_read, slot.key),
                partial(self._on_refused, slot.key),
            )

    def refuse(self, error: StudioError, at: int | None = None) -> None:
        """Say in the slot aimed at why something is not taken."""
        slots = list(self._slots)
        index = len(slots) if at is None else min(at, len(slots))
        if index == len(slots):
            if index >= self.maximum:
                self.noticed.emit(str(error))
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
        slots = [_masked(s, mask) if _shows(s, reference) else s for s in self._slots]
        self._set(slots)
        for slot in slots:
            self._fetch_mask(slot)

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

    def _slot_for(self, reference: ReferenceImage, known: dict[str, Slot]) -> Slot:
        if slot := known.get(reference.sha256):
            same = slot.reference is not None and slot.reference.mask == reference.mask
            slot = slot if same else _masked(slot, reference.mask)
            return replace(slot, key=next(self._keys), reference=reference, loading=False)
        return Slot(key=next(self._keys), name=reference.name, reference=reference)

    def _place(self, slots: list[Slot], index: int, source: Source) -> None:
        slot = Slot(key=next(self._keys), name=source.name, loading=True)
        if index < len(slots):
            old = slots[index]
            slots[index] = replace(old, key=slot.key, name=slot.name, loading=True, error=None)
        else:
            slots.append(slot)

    def _left_out(self, number: int) -> str:
        if number <= 0:
            return ""
        if number == 1:
            return self.tr("1 picture left out: this model takes at most {0}.").format(self.maximum)
        text = self.tr("{1} pictures left out: this model takes at most {0}.")
        return text.format(self.maximum, number)

    def _fetch_thumbnail(self, slot: Slot) -> None:
        if slot.reference is not None:
            self._tasks.run(
                partial(self._references.thumbnail, slot.reference.sha256),
                partial(self._on_thumbnail, slot.key),
                partial(self._on_refused, slot.key),
            )

    def _fetch_mask(self, slot: Slot) -> None:
        mask = slot.reference.mask if slot.reference is not None else None
        if mask is not None and not slot.mask and slot.mask_error is None:
            self._tasks.run(
                partial(self._references.thumbnail, mask.sha256),
                partial(self._on_mask, slot.key, mask),
                partial(self._on_no_mask, slot.key, mask),
            )

    def _on_mask(self, key: int, mask: Mask, thumbnail: bytes) -> None:
        self._set([replace(s, mask=thumbnail) if _has(s, key, mask) else s for s in self._slots])

    def _on_no_mask(self, key: int, mask: Mask, error: StudioError) -> None:
        self._set([replace(s, mask_error=error) if _has(s, key, mask) else s for s in self._slots])

    def _on_thumbnail(self, key: int, thumbnail: bytes) -> None:
        self._update(key, thumbnail=thumbnail)

    def _on_read(self, key: int, read: tuple[ReferenceImage, bytes]) -> None:
        reference, thumbnail = read
        self._update(
            key,
            reference=reference,
            name=reference.name,
            thumbnail=thumbnail,
            mask=b"",
            mask_error=None,
            loading=False,
            error=None,
        )

    def _on_refused(self, key: int, error: StudioError) -> None:
        self._update(key, loading=False, error=error)

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


def _shows(slot: Slot, reference: ReferenceImage) -> bool:
    return slot.reference is not None and slot.reference.sha256 == reference.sha256


def _masked(slot: Slot, mask: Mask | None) -> Slot:
    if slot.reference is None or slot.reference.mask == mask:
        return slot
    return replace(slot, reference=replace(slot.reference, mask=mask), mask=b"", mask_error=None)


def _has(slot: Slot, key: int, mask: Mask) -> bool:
    return slot.key == key and slot.reference is not None and slot.reference.mask == mask
