"""Which FLUX.2 model a LoRA was made for, told from the names and shapes of its tensors.

Every trainer names the tensors its own way, but two things are the same in all: a name ends in
which half of the pair it is, and the shapes hold the hidden size of the model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flux2studio.core.lora_factors import as_pairs

DEV = "FLUX.2 dev"
KLEIN_4B = "FLUX.2 klein 4B"
KLEIN_9B = "FLUX.2 klein 9B"
OTHER = "other"

# Hidden size -> model with its double and single blocks (local-engine.md section 3.3).
_MODELS: Mapping[float, tuple[str, int, int]] = {
    6144: (DEV, 8, 48),
    4096: (KLEIN_9B, 8, 24),
    3072: (KLEIN_4B, 5, 20),
}
_NAMED = {
    "flux2": DEV,
    "flux_2_dev": DEV,
    "flux.2-dev": DEV,
    "flux2_klein_4b": KLEIN_4B,
    "flux_2_klein_4b": KLEIN_4B,
    "flux2_klein_9b": KLEIN_9B,
    "flux_2_klein_9b": KLEIN_9B,
}

_PART = re.compile(
    r"^(?P<module>.+?)\.(?:"
    r"(?P<down>lora_A|lora_down|lora\.down)|(?P<up>lora_B|lora_up|lora\.up)"
    r")(?:\.\w+)?\.weight$"
)
_OTHER_KINDS = re.compile(r"\.(?:lokr_w[12](?:_[ab])?|hada_w[12]_[ab]|dora_scale)$")
_BLOCK = re.compile(
    r"(?P<kind>double_blocks|single_blocks|single_transformer_blocks|transformer_blocks)"
    r"[._](?P<number>\d+)[._](?P<layer>.+)$"
)

# How many times the hidden size a layer takes in and gives out; names without their separators.
_DOUBLE: Mapping[str, tuple[int, int]] = {
    "imgattnqkv": (1, 3), "txtattnqkv": (1, 3), "imgattnproj": (1, 1), "txtattnproj": (1, 1),
    "imgmlp0": (1, 6), "txtmlp0": (1, 6), "imgmlp2": (3, 1), "txtmlp2": (3, 1),
    "attntoq": (1, 1), "attntok": (1, 1), "attntov": (1, 1), "attntoout0": (1, 1),
    "attnaddqproj": (1, 1), "attnaddkproj": (1, 1), "attnaddvproj": (1, 1),
    "attntoaddout": (1, 1), "fflinearin": (1, 6), "fflinearout": (3, 1),
    "ffcontextlinearin": (1, 6), "ffcontextlinearout": (3, 1),
}  # fmt: skip
_SINGLE: Mapping[str, tuple[int, int]] = {
    "linear1": (1, 9), "attntoqkvmlpproj": (1, 9), "linear2": (4, 1), "attntoout": (4, 1),
}  # fmt: skip

# Layers that FLUX.1 has in its blocks and FLUX.2 has not.
_FOREIGN_DOUBLE = frozenset(
    {"imgmodlin", "txtmodlin", "norm1linear", "norm1contextlinear", "ffnet0proj", "ffnet2"}
)
_FOREIGN_SINGLE = frozenset(
    {"modulationlin", "normlinear", "projmlp", "projout", "attntoq", "attntok", "attntov"}
)
_FOREIGN_NAMES = re.compile(r"(?:^|[._])(?:down_blocks|input_blocks|mid_block|joint_blocks)[._]")
_VERSIONS = ("ss_base_model_version", "base_model_version", "modelspec.architecture")


@dataclass(slots=True)
class _Evidence:
    widths: set[float] = field(default_factory=set)
    double_blocks: int = 0
    single_blocks: int = 0
    is_foreign: bool = False

    def take(self, key: str, shape: tuple[int, ...]) -> None:
        """Learn from one tensor of a LoRA pair."""
        match = _PART.match(key)
        if not match or len(shape) < 2:
            return
        self.is_foreign |= bool(_FOREIGN_NAMES.search(key))
        block = _BLOCK.search(match["module"])
        if not block:
            return
        layer = re.sub(r"[._]", "", block["layer"]).lower()
        if block["kind"] in {"double_blocks", "transformer_blocks"}:
            self.double_blocks = max(self.double_blocks, int(block["number"]) + 1)
            self.is_foreign |= layer in _FOREIGN_DOUBLE
            factors = _DOUBLE.get(layer)
        else:
            self.single_blocks = max(self.single_blocks, int(block["number"]) + 1)
            self.is_foreign |= layer in _FOREIGN_SINGLE
            factors = _SINGLE.get(layer)
        if factors:
            taken, given = factors
            self.widths.add(shape[1] / taken if match["down"] else shape[0] / given)

    def model(self) -> str:
        """OTHER when it is surely none of FLUX.2, "" when the shapes do not tell."""
        if self.is_foreign or len(self.widths) > 1:
            return OTHER
        for width in self.widths:
            name, double_blocks, single_blocks = _MODELS.get(width, (OTHER, 0, 0))
            fits = self.double_blocks <= double_blocks and self.single_blocks <= single_blocks
            return name if fits else OTHER
        return ""


def is_lora_key(key: str) -> bool:
    return bool(_PART.match(key) or _OTHER_KINDS.search(key))


def rank_of(shapes: Mapping[str, tuple[int, ...]]) -> int:
    """Return the rank, 0 when it differs from layer to layer or there is none."""
    ranks = {
        shape[0]
        for key, shape in shapes.items()
        if shape and (match := _PART.match(key)) and match["down"]
    }
    return ranks.pop() if len(ranks) == 1 else 0


def base_of(shapes: Mapping[str, tuple[int, ...]], metadata: Mapping[str, str]) -> str:
    """Return the model; OTHER when it is surely none of FLUX.2, "" when nothing tells."""
    evidence = _Evidence()
    for key, shape in (*shapes.items(), *as_pairs(shapes).items()):
        evidence.take(key, shape)
    return evidence.model() or _from_metadata(metadata)


def _from_metadata(metadata: Mapping[str, str]) -> str:
    for name in _VERSIONS:
        version = metadata.get(name, "").lower().split("/")[0].strip()
        if version in _NAMED:
            return _NAMED[version]
        if version and not re.match(r"flux[._-]?2", version):
            return OTHER
    return ""
