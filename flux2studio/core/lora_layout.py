"""In plain words, whose way of naming tensors a LoRA follows, and of what kind it is."""

from __future__ import annotations

import re
from collections.abc import Collection

# The beginning of a layer's name, as trainers write it (local-engine.md section 3.1).
_STYLES = (
    ("lora_unet_", "kohya"),
    ("lora_transformer_", "OneTrainer"),
    ("lycoris_", "LyCORIS"),
    ("base_model.model.", "fal"),  # and whoever else keeps PEFT's names
    ("model.diffusion_model.", "ComfyUI"),
)
_ORIGINAL = re.compile(r"(?:^|[._])(?:double_blocks|single_blocks|img_in|txt_in|final_layer)[._]")
_KINDS = (
    ("LoKr", re.compile(r"\.lokr_")),
    ("LoHa", re.compile(r"\.hada_")),
    ("OFT", re.compile(r"\.b?oft_")),
    ("GLoRA", re.compile(r"\.(?:a1|b1|bm1)\.weight$")),
    ("DoRA", re.compile(r"\.(?:dora_scale|lora_magnitude_vector)(?:\.|$)")),
)
_LOOKED_AT = 4_000  # tensors; FLUX.2 dev has fewer layers than that


def layout_of(keys: Collection[str]) -> str:
    """Return for example "kohya", "diffusers" or "ai-toolkit LoKr"; "" without any tensor."""
    looked_at = [key for key, _ in zip(keys, range(_LOOKED_AT), strict=False)]
    if not looked_at:
        return ""
    style = _style(looked_at)
    kind = next((kind for kind, end in _KINDS if any(map(end.search, looked_at))), "")
    return f"{style} {kind}" if kind and kind != style else style


def _style(keys: list[str]) -> str:
    for start, style in _STYLES:
        if any(key.startswith(start) for key in keys):
            return style
    if any(key.startswith("diffusion_model.") for key in keys):
        is_comfy = any(key.endswith(".alpha") for key in keys)
        return "ComfyUI" if is_comfy else "ai-toolkit"
    if any(_ORIGINAL.search(key) for key in keys):
        return "Black Forest Labs"
    return "diffusers"
