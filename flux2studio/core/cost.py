"""What a request will cost, before it is sent, and what it did cost, shared by its pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass

from flux2studio.core.models import Model, Price
from flux2studio.core.request import GenerationRequest, ReferenceImage, Size

MEGAPIXEL = 2**20  # fal bills 1024 x 1024 as one (hosted-services.md section 2.8)
GIB = 2**30

USD_MAX = 1e9  # what a service names beyond it is a mistake, no amount of money

_NANO = 10**9  # parts of a dollar that a share is rounded to


@dataclass(frozen=True, slots=True, kw_only=True)
class CostEstimate:
    """What a run is expected to cost, and of what that is made.

    Units are whole megapixels. ``usd_first_unit``: the first of all costs this instead of
    ``usd_per_unit``. ``surcharge`` is that of large LoRA files, ``factor`` what a reseller adds.
    ``at_least``: it may be more, because nobody says whether the references count once for each
    picture, or how large a LoRA is. ``as_of`` is the date of the price.
    """

    usd: float
    output_units: int
    reference_units: int
    usd_per_unit: float
    as_of: str
    usd_first_unit: float | None = None
    surcharge: float = 1.0
    factor: float = 1.0
    at_least: bool = False


def estimate(request: GenerationRequest, model: Model) -> CostEstimate | None:
    """Return the expected price, or None for a backend that costs nothing."""
    price = model.price
    if price is None:
        return None
    count = request.count if model.count else 1
    outputs = count * billed_megapixels(request.size)
    references = billed_reference_megapixels(request, model)
    surcharge = lora_surcharge(request, model)
    return CostEstimate(
        usd=usd_of_units(outputs + references, price) * surcharge,
        output_units=outputs,
        reference_units=references,
        usd_per_unit=price.usd_per_megapixel,
        as_of=price.as_of,
        usd_first_unit=price.usd_first_megapixel,
        surcharge=surcharge,
        factor=price.factor,
        at_least=bool(references and count > 1) or _may_be_surcharged(request, model),
    )


def estimate_usd(request: GenerationRequest, model: Model) -> float | None:
    """Return the expected price in US dollars, or None for a backend that costs nothing."""
    found = estimate(request, model)
    return found.usd if found else None


def billed_megapixels(size: Size) -> int:
    """Whole megapixels, rounded up, at least one."""
    return max(1, -(-size.width * size.height // MEGAPIXEL))


def billed_reference_megapixels(request: GenerationRequest, model: Model) -> int:
    """Whole megapixels billed for the references as they are sent."""
    return sum(billed_for_reference(reference, model) for reference in request.active_references)


def billed_for_reference(reference: ReferenceImage, model: Model) -> int:
    """Whole megapixels billed for this one, cropped and scaled as it is sent."""
    if model.price is None or not model.price.counts_references:
        return 0
    seen = reference.seen
    scale = min(1.0, model.references.long_edge / max(seen.width, seen.height, 1))
    sent = Size(width=int(seen.width * scale), height=int(seen.height * scale))
    return min(model.price.reference_megapixels, billed_megapixels(sent))


def lora_surcharge(request: GenerationRequest, model: Model) -> float:
    """How many times as much the LoRA files make it; those of unknown size count as small."""
    gib = sum(lora.size for lora in request.active_loras) / GIB
    steps = model.loras.surcharges if model.loras else ()
    return max((step.factor for step in steps if gib > step.above_gib), default=1.0)


def usd_of_units(units: float, price: Price) -> float:
    """What so many megapixels, as the service counted them, cost in US dollars."""
    first = price.usd_first_megapixel
    if first is None:
        return units * price.usd_per_megapixel * price.factor
    return (min(units, 1) * first + max(units - 1, 0) * price.usd_per_megapixel) * price.factor


def shares(usd: float, pictures: int) -> tuple[float, ...]:
    """Part what a run cost among its pictures; the parts add up to ``usd``."""
    each = math.floor(usd / pictures * _NANO) / _NANO
    return (*[each] * (pictures - 1), usd - each * (pictures - 1))


def _may_be_surcharged(request: GenerationRequest, model: Model) -> bool:
    has_steps = bool(model.loras and model.loras.surcharges)
    return has_steps and any(lora.size <= 0 for lora in request.active_loras)
