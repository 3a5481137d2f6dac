"""The size of a result that is to look like a reference."""

from __future__ import annotations

import math

from flux2studio.core.models import SizeRule
from flux2studio.core.request import GenerationRequest, ReferenceImage, Size

_SAME_SHAPE = 0.03  # what snapping to the model's step makes of it


def fitted(reference: ReferenceImage, rule: SizeRule) -> Size:
    """A small picture or crop is scaled up to the model's least side, a large one down."""
    seen = reference.seen
    least = max(1, min(seen.width, seen.height))
    scale = max(1.0, rule.minimum / least)
    return rule.snapped(Size(width=round(seen.width * scale), height=round(seen.height * scale)))


def size_after(before: GenerationRequest, after: GenerationRequest, rule: SizeRule) -> Size:
    """The size that is as a reference stays so when that one is cropped."""
    if [each.sha256 for each in before.references] == [each.sha256 for each in after.references]:
        for old, new in zip(before.references, after.references, strict=True):
            if old.crop != new.crop and before.size == fitted(old, rule):
                return fitted(new, rule)
    return after.size


def size_under_mask(draft: GenerationRequest, rule: SizeRule) -> Size:
    """The draft's size, or that of the masked picture where it has another shape.

    What is not painted anew is to stay as it was, and not be cut off or squeezed.
    """
    if draft.mask is None:
        return draft.size
    first = draft.active_references[0]
    wanted, now = first.seen.width / first.seen.height, draft.size.width / draft.size.height
    return draft.size if abs(math.log(wanted / now)) < _SAME_SHAPE else fitted(first, rule)
