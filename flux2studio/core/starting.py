"""The values a model starts with, and what a request becomes when another model is chosen."""

from __future__ import annotations

from dataclasses import replace

from flux2studio.core.models import Model
from flux2studio.core.request import Acceleration, GenerationRequest, ImageFormat


def starting_request(model: Model) -> GenerationRequest:
    """Return an empty request with every default of ``model``."""
    base = GenerationRequest()
    return replace(
        base,
        model=model.id,
        size=model.size.default,
        count=int(model.count.default) if model.count else 1,
        steps=int(model.steps.default) if model.steps else base.steps,
        guidance=model.guidance.default if model.guidance else base.guidance,
        acceleration=(
            Acceleration(model.acceleration.default) if model.acceleration else base.acceleration
        ),
        format=ImageFormat(model.format.default),
        expand_prompt=model.expand_prompt.default if model.expand_prompt else False,
        safety_checker=model.safety_checker.default if model.safety_checker else True,
        safety_tolerance=(
            int(model.safety_tolerance.default) if model.safety_tolerance else base.safety_tolerance
        ),
        strength=model.strength.default if model.strength else base.strength,
        large_reference=model.large_reference.default if model.large_reference else False,
    )
