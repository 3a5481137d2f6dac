"""What a request will cost, before it is sent."""

from __future__ import annotations

from flux2studio.core.models import Model
from flux2studio.core.request import GenerationRequest, Size

MEGAPIXEL = 2**20  # fal bills 1024 x 1024 as one (hosted-services.md section 2.8)
BILLED_REFERENCE_MAX = 4  # larger references are scaled to 4 MP by the service


def billed_megapixels(size: Size) -> int:
    """Whole megapixels, rounded up, at least one."""
    return max(1, -(-size.width * size.height // MEGAPIXEL))


def billed_reference_megapixels(request: GenerationRequest, model: Model) -> int:
    """Whole megapixels billed for the references as they are sent."""
    total = 0
    for reference in request.active_references:
        scale = min(1.0, model.references.long_edge / max(reference.width, reference.height, 1))
        sent = Size(width=int(reference.width * scale), height=int(reference.height * scale))
        total += min(BILLED_REFERENCE_MAX, billed_megapixels(sent))
    return total


def estimate_usd(request: GenerationRequest, model: Model) -> float | None:
    """Return the expected price in US dollars, or None for a backend that costs nothing."""
    if model.price is None:
        return None
    units = request.count * billed_megapixels(request.size)
    if model.price.counts_references:
        units += billed_reference_megapixels(request, model)
    return units * model.price.usd_per_megapixel * model.price.factor
