"""What a reference slot says of itself: to the eye, to a screen reader, and while one drags."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from flux2studio.core.request import ReferenceImage
from flux2studio.ui.keymap import keymap
from flux2studio.ui.viewmodels.reference_costs import Share
from flux2studio.ui.viewmodels.slot import Slot
from flux2studio.ui.widgets.fields import sentence
from flux2studio.ui.words import said

_FREE = Share()
FIRST = "1"  # the badge of the picture whose mask is in use


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotState:
    """All that a slot shows. ``slot`` is None for an empty place.

    ``badge`` is the number the model knows the picture by, empty when it is not sent, and
    ``next_number`` that of the next one. ``last`` is the filled slot with none after it.
    ``name`` stands behind an @ in the prompt, ``mentioned`` says whether it does.
    ``takes_mask``: the model takes one. ``room``: how many slots there are from here on.
    """

    index: int = 0
    slot: Slot | None = None
    badge: str = ""
    next_number: int = 1
    name: str = ""
    mentioned: bool = False
    share: Share = _FREE
    first_free: bool = False
    last: bool = False
    takes_mask: bool = False
    room: int = 0

    @property
    def reference(self) -> ReferenceImage | None:
        return self.slot.reference if self.slot else None

    @property
    def is_ready(self) -> bool:
        """A picture is there, and can be worked on."""
        slot = self.slot
        return slot is not None and slot.reference is not None and slot.error is None

    @property
    def failed(self) -> bool:
        return self.slot is not None and self.slot.error is not None and not self.slot.loading

    @property
    def has_mask(self) -> bool:
        return self.reference is not None and self.reference.mask is not None

    @property
    def masks(self) -> bool:
        """Whether its mask is in use: that of the first picture sent is."""
        return self.has_mask and self.badge == FIRST

    @property
    def may_be_masked(self) -> bool:
        return self.is_ready and (self.takes_mask or self.has_mask)

    @property
    def size(self) -> str:
        """The pixels that are sent."""
        reference = self.reference
        return f"{reference.seen.width} × {reference.seen.height}" if reference else ""


def spoken(state: SlotState) -> str:
    """The accessible name."""
    slot, number = state.slot, state.index + 1
    if slot is None:
        return _tr("Reference {0}, empty").format(number)
    if slot.loading:
        return _tr("Reference {0}, being read: {1}").format(number, slot.name)
    if slot.error is not None:
        return _tr("Reference {0}: {1}").format(number, said(str(slot.error)))
    parts = [_tr("Reference {0}: {1}, {2}").format(number, slot.name, state.size)]
    if state.reference and state.reference.crop:
        parts.append(_tr("cropped"))
    if not state.badge:
        parts.append(_tr("switched off"))
    if state.has_mask:
        parts.append(_tr("with a mask"))
    return ", ".join(parts)


def tip(state: SlotState) -> str:
    slot = state.slot
    if slot is None:
        return _tr("Drop a picture, paste one (Ctrl+V), or click to choose a file.")
    if slot.loading:
        return slot.name
    if slot.error is not None:
        return sentence(slot.error)
    lines = [slot.name, _size_line(state), _name_line(state), state.share.words]
    if state.reference is not None and state.reference.frames > 1:
        lines.append(_tr("The first frame of the file."))
    if not state.badge:
        lines.append(_tr("Switched off: kept, not sent."))
    if state.has_mask:
        lines.append(_mask_line(state))
    if state.takes_mask:
        lines.append(_mask_tip())
    return "\n".join(line for line in lines if line)


def aim(state: SlotState, pictures: int, *, own: bool, as_mask: bool) -> str:
    """What a drop would do here. ``own``: it is one of the slots; ``pictures``: how many."""
    if own:
        return _tr("Move here")
    if as_mask:
        return _tr("Mask of image {0}").format(state.badge or state.index + 1)
    if pictures == 0:
        return _tr("No picture in it")
    if (filled := min(pictures, state.room)) > 1:
        return _tr("Fill %n slot(s) from here", filled)
    if state.reference is None:
        return _tr("Image {0}").format(state.next_number)
    if state.badge:
        return _tr("Replace image {0}").format(state.badge)
    return _tr("Replace @{0}").format(state.name)


def _size_line(state: SlotState) -> str:
    reference = state.reference
    if reference is None or reference.crop is None:
        return state.size
    whole = f"{reference.width} × {reference.height}"
    return _tr("{0}, cropped from {1}").format(state.size, whole)


def _name_line(state: SlotState) -> str:
    if state.mentioned:
        return _tr("@{0}, named in the prompt").format(state.name)
    words = _tr("@{0} in the prompt means this picture")
    key = keymap().shown("slot_name")
    return words.format(state.name) + (f" ({key})" if key else "")


def _mask_line(state: SlotState) -> str:
    if state.masks:
        return _tr("With a mask: only what is marked is painted anew.")
    return _tr("Its mask rests: only that of image 1 is used.")


def _mask_tip() -> str:
    return _tr(
        "M paints its mask; a picture dropped with Ctrl becomes one: what is see-through"
        " in it is painted anew, or where nothing is, what is white."
    )


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("SlotWords", text, None, number)
