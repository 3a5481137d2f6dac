"""In plain words, whose way of naming tensors a LoRA follows, and of what kind it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

# How the names of layers begin, as trainers write them (local-engine.md section 3.1).
_STYLES = (
    ("lora_transformer_", "OneTrainer"),
    ("lora_", "kohya"),
    ("lycoris_", "LyCORIS"),
    ("base_model.model.", "fal"),  # and whoever else keeps PEFT's names
    ("model.diffusion_model.", "ComfyUI"),
)
_ORIGINAL = re.compile(r"(?:^|[._])(?:double_blocks|single_blocks|img_in|txt_in|final_layer)[._]")
_KINDS = (
    (".lokr_", "LoKr"),
    (".hada_", "LoHa"),
    (".oft_", "OFT"),
    (".boft_", "OFT"),
    (".a1.weight", "GLoRA"),
    (".dora_scale", "DoRA"),
    (".lora_magnitude_vector", "DoRA"),
)
_LOOKED_AT = 32  # tensors: a trainer names all of them one way
_LENGTH_MAX = 500


def layout_of(keys: Iterable[str]) -> str:
    """Return for example "kohya", "diffusers" or "ai-toolkit LoKr"; "" without any tensor."""
    names = [key[-_LENGTH_MAX:] for key in islice(keys, _LOOKED_AT)]
    if not names:
        return ""
    together = "\n".join(names)
    style = _style(names[0], together)
    kind = next((kind for part, kind in _KINDS if part in together), "")
    return f"{style} {kind}" if kind else style


def _style(first: str, together: str) -> str:
    for start, style in _STYLES:
        if first.startswith(start):
            return style
    if first.startswith("diffusion_model."):
        return "ComfyUI" if ".alpha" in together else "ai-toolkit"
    return "Black Forest Labs" if _ORIGINAL.search(first) else "diffusers"
