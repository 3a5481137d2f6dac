"""The request as the hosted services write it; only what the model takes, every value said."""

from __future__ import annotations

from typing import Any

from flux2studio.core.models import Model
from flux2studio.core.request import GenerationRequest


def payload(request: GenerationRequest, model: Model) -> dict[str, Any]:
    """Everything but the model's name and the references. Defaults differ between the services,
    so none is left to them."""
    body: dict[str, Any] = {
        "prompt": request.prompt,
        "image_size": {"width": request.size.width, "height": request.size.height},
        "output_format": str(request.format),
        "seed": request.seed,
    }
    if model.loras is not None:
        body["loras"] = [{"path": use.source, "scale": use.scale} for use in request.active_loras]
    return body | _taken(request, model)


def _taken(request: GenerationRequest, model: Model) -> dict[str, Any]:
    values = {
        "num_images": (model.count, request.count),
        "num_inference_steps": (model.steps, request.steps),
        "guidance_scale": (model.guidance, request.guidance),
        "acceleration": (model.acceleration, str(request.acceleration)),
        "enable_prompt_expansion": (model.expand_prompt, request.expand_prompt),
        "enable_safety_checker": (model.safety_checker, request.safety_checker),
    }
    return {name: value for name, (rule, value) in values.items() if rule is not None}
