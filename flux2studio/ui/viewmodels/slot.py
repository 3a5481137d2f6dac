"""One reference slot as it is, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flux2studio.core.cropping import Crop
from flux2studio.core.errors import StudioError
from flux2studio.core.request import Mask, ReferenceImage


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


def shows(slot: Slot, reference: ReferenceImage) -> bool:
    """Whether it has this picture, whatever is done with that."""
    return slot.reference is not None and slot.reference.sha256 == reference.sha256


def pixels(reference: ReferenceImage) -> tuple[str, Crop | None]:
    """What a thumbnail is made from."""
    return reference.sha256, reference.crop


def used_as(slot: Slot, reference: ReferenceImage) -> Slot:
    """The same picture, used otherwise."""
    return replace(masked(cropped(slot, reference.crop), reference.mask), reference=reference)


def cropped(slot: Slot, crop: Crop | None) -> Slot:
    """A crop asks for another thumbnail."""
    if slot.reference is None or slot.reference.crop == crop:
        return slot
    return replace(slot, reference=replace(slot.reference, crop=crop), thumbnail=b"", mask=b"")


def masked(slot: Slot, mask: Mask | None) -> Slot:
    """Another mask asks for another thumbnail of it."""
    if slot.reference is None or slot.reference.mask == mask:
        return slot
    return replace(slot, reference=replace(slot.reference, mask=mask), mask=b"", mask_error=None)


def has_mask(slot: Slot, key: int, mask: Mask | None) -> bool:
    """Whether it is still the slot of this key, with this mask."""
    return slot.key == key and slot.reference is not None and slot.reference.mask == mask
