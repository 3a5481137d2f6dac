"""Takes the names of a LoRA file's tensors apart: which layer, which part of it, which layout.

Every trainer names them its own way (local-engine.md section 3.1); the names end in the part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a tensor is of the change of its layer."""

    DOWN = "down"  # A: (rank, taken)
    UP = "up"  # B: (given, rank)
    ALPHA = "alpha"
    MAGNITUDE = "magnitude"  # DoRA
    HADA_W1_A = "hada_w1_a"
    HADA_W1_B = "hada_w1_b"
    HADA_W2_A = "hada_w2_a"
    HADA_W2_B = "hada_w2_b"
    LOKR_W1 = "lokr_w1"
    LOKR_W1_A = "lokr_w1_a"
    LOKR_W1_B = "lokr_w1_b"
    LOKR_W2 = "lokr_w2"
    LOKR_W2_A = "lokr_w2_a"
    LOKR_W2_B = "lokr_w2_b"


@dataclass(frozen=True, slots=True, kw_only=True)
class TensorName:
    """``module`` is the layer as the file calls it."""

    module: str
    part: Part


_ALIASES = {
    "lora_A": Part.DOWN,
    "lora_down": Part.DOWN,
    "lora.down": Part.DOWN,
    "lora_linear_layer.down": Part.DOWN,
    "lora_B": Part.UP,
    "lora_up": Part.UP,
    "lora.up": Part.UP,
    "lora_linear_layer.up": Part.UP,
    "dora_scale": Part.MAGNITUDE,
    "lora_magnitude_vector": Part.MAGNITUDE,
}
_PARTS = "|".join(
    re.escape(name) for name in sorted({*_ALIASES, *Part} - {Part.DOWN, Part.UP, Part.MAGNITUDE})
)
# Between the part and ".weight" peft puts the name of its adapter, nearly always "default".
_NAME = re.compile(
    rf"^(?P<module>.+?)\.(?P<part>{_PARTS})(?:\.(?!weight$|bias$)\w+)?(?:\.weight)?$"
)

_TEXT_ENCODER = re.compile(
    r"^(?:base_model\.model\.)?(?:lora_te\d?_|lora_text_encoder|text_encoder|text_model|te\d?\.|clip_|t5)"
)

# The end of a name that tells a kind of change that is not one of low rank.
_OTHER_KINDS = (
    (re.compile(r"\.boft_"), "BOFT"),
    (re.compile(r"\.oft_"), "OFT"),
    (re.compile(r"\.(?:a1|a2|b1|b2|bm1|bm2)\.weight$"), "GLoRA"),
    (re.compile(r"\.ia3_l(?:\.|$)|\.on_input$"), "IA3"),
    (re.compile(r"\.vera_lambda_"), "VeRA"),
    (re.compile(r"\.(?:diff|diff_b|set_weight|w_norm|b_norm)$"), "weight differences"),
    (re.compile(r"\.(?:lora_mid|lokr_t2|hada_t1|hada_t2)(?:\.|$)"), "Tucker decompositions"),
    (re.compile(r"\.lora_embedding_[AB](?:\.|$)"), "embeddings"),
    (re.compile(r"\.(?:lora_B|lora_up)(?:\.\w+)?\.bias$"), "trained biases"),
)

_STYLES = (
    ("lora_unet_", "kohya"),
    ("lora_transformer_", "OneTrainer"),
    ("lycoris_", "LyCORIS"),
    ("base_model.model.", "PEFT"),
    ("model.diffusion_model.", "ComfyUI"),
)
_ORIGINAL = re.compile(
    r"(?:^|[._])(?:(?:double|single)_blocks|img_in|txt_in|time_in|guidance_in|final_layer)(?:[._]|$)"
    r"|modulation(?:_img|_txt)?[._]lin$"
)


def parse(name: str) -> TensorName | None:
    """Return None for a tensor that is no part of a low-rank change."""
    match = _NAME.match(name)
    if not match:
        return None
    part = _ALIASES.get(match["part"]) or Part(match["part"])
    return TensorName(module=match["module"], part=part)


def is_text_encoder(name: str) -> bool:
    return bool(_TEXT_ENCODER.match(name))


def other_kind(name: str) -> str:
    """Return what a tensor is a part of that no LoRA has, "" when nothing tells."""
    return next((kind for pattern, kind in _OTHER_KINDS if pattern.search(name)), "")


def style_of(module: str) -> str:
    """Return, in a word, who names layers like this."""
    for prefix, style in _STYLES:
        if module.startswith(prefix):
            return style
    return "BFL" if _ORIGINAL.search(module) else "diffusers"
