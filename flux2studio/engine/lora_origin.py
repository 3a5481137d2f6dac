"""Names the model a LoRA was made for when it was not this one, told from names and shapes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flux2studio.core.lora_base import OTHER, base_of

Shapes = Mapping[str, tuple[int, ...]]

_FLUX_1_WIDTH = 3072
_STABLE_DIFFUSION = re.compile(
    r"(?:down_blocks|up_blocks|mid_block|input_blocks|output_blocks|middle_block)[._]"
)
_CROSS_ATTENTION = re.compile(r"attn2[._]to_k\.(?:lora_A|lora_down|lora\.down)\b")
_STABLE_DIFFUSIONS = {768: "Stable Diffusion 1", 1024: "Stable Diffusion 2", 2048: "SDXL"}
_OTHERS = (
    (re.compile(r"(?:^|[._])joint_blocks[._]"), "Stable Diffusion 3"),
    (re.compile(r"(?:^|[._])blocks[._]\d+[._](?:self|cross)_attn[._]"), "Wan"),
    (re.compile(r"(?:^|[._])layers[._]\d+[._](?:attention|feed_forward|adaLN)"), "Z-Image"),
    (re.compile(r"transformer_blocks[._]\d+[._](?:img|txt)_(?:mlp[._]net|mod)[._]"), "Qwen-Image"),
)
_FLUX_1 = re.compile(
    r"(?:^|[._])(?:double_blocks|single_blocks|(?:single_)?transformer_blocks)[._](?P<place>\d+)[._]"
)
_FLUX_1_BLOCKS = 38  # Qwen-Image is as wide, and has 60 of one kind
_DOWN = re.compile(r"\.(?:lora_A|lora_down|lora\.down)\b")


def origin_of(shapes: Shapes, metadata: Mapping[str, str]) -> str:
    """Return the model's name, "" when nothing tells. The shapes win over what the header says."""
    base = base_of(shapes, {})
    if base and base != OTHER:
        return base
    if any(_STABLE_DIFFUSION.search(key) for key in shapes):
        return _stable_diffusion(shapes)
    for pattern, name in _OTHERS:
        if any(pattern.search(key) for key in shapes):
            return name
    blocks = _blocks_as_wide_as_flux_1(shapes)
    if blocks:
        return "FLUX.1" if max(blocks) < _FLUX_1_BLOCKS else "Qwen-Image"
    said = base_of({}, metadata)
    return said if said != OTHER else ""


def _stable_diffusion(shapes: Shapes) -> str:
    for key, shape in shapes.items():
        if _CROSS_ATTENTION.search(key) and len(shape) > 1:
            return _STABLE_DIFFUSIONS.get(shape[1], "Stable Diffusion")
    return "Stable Diffusion"


def _blocks_as_wide_as_flux_1(shapes: Shapes) -> set[int]:
    return {
        int(block["place"])
        for key, shape in shapes.items()
        if len(shape) > 1 and shape[1] == _FLUX_1_WIDTH and _DOWN.search(key)
        if (block := _FLUX_1.search(key))
    }
