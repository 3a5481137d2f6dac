"""The request as the hosted services write it; only what the model takes, every value said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flux2studio.backends.base import LoraPayload
from flux2studio.core.models import Model
from flux2studio.core.request import GenerationRequest


def payload(
    request: GenerationRequest, model: Model, loras: Sequence[LoraPayload] = ()
) -> dict[str, Any]:
    """Everything but the model's name and the references. Defaults differ between the services,
    so none is left to them.

    ``loras`` are those of the request where they were made ready for the service.
    """
    body: dict[str, Any] = {
        "prompt": request.prompt,
        "image_size": {"width": request.size.width, "height": request.size.height},
        "output_format": str(request.format),
        "seed": request.seed,
    }
    if model.loras is not None:
        used = loras or request.active_loras
        body["loras"] = [{"path": lora.source, "scale": lora.scale} for lora in used]
    return body | _taken(request, model)


def _taken(request: GenerationRequest, model: Model) -> dict[str, Any]:
    values = {
        "num_images": (model.count, request.count),
        "num_inference_steps": (model.steps, request.steps),
        "guidance_scale": (model.guidance, request.guidance),
        "acceleration": (model.acceleration, str(request.acceleration)),
        "enable_prompt_expansion": (model.expand_prompt, request.expand_prompt),
        "enable_safety_checker": (model.safety_checker, request.safety_checker),
        "negative_prompt": (model.negative_prompt, request.negative_prompt),
        "safety_tolerance": (model.safety_tolerance, str(request.safety_tolerance)),
    }
    return {name: value for name, (rule, value) in values.items() if rule is not None}
