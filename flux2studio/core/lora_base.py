"""Which FLUX.2 model a LoRA was made for, told from the names and shapes of its tensors.

Every trainer names the tensors its own way, but two things are the same in all: a name ends in
which half of the pair it is, and the shapes hold the hidden size of the model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

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
_USUAL_LENGTH = 100_000  # letters of all names of a file that are worth remembering
_VERSIONS = ("ss_base_model_version", "base_model_version", "modelspec.architecture")


_TAKEN, _GIVEN = 1, 0  # sides of a shape: of the lower and of the upper half of a pair


class _Name(NamedTuple):
    """What the name of one tensor of a LoRA pair tells.

    ``side`` of its shape is ``factor`` times the hidden size; 0 where that is not known.
    """

    side: int
    is_foreign: bool = False
    double_blocks: int = 0
    single_blocks: int = 0
    factor: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What all names of a file tell: ``wide`` are those of tensors that tell the hidden size, with
    the side and the factor, ``lower`` those of the lower halves of pairs.
    """

    wide: tuple[tuple[str, int, int], ...]
    lower: tuple[str, ...]
    is_foreign: bool
    double_blocks: int
    single_blocks: int


def _names(keys: tuple[str, ...]) -> _Names:
    is_usual = sum(map(len, keys)) <= _USUAL_LENGTH  # others are not remembered
    return _known_names(keys) if is_usual else _all_taken_apart(keys)


@lru_cache(128)  # LoRAs of the same trainer all have the same names
def _known_names(keys: tuple[str, ...]) -> _Names:
    return _all_taken_apart(keys)


def _all_taken_apart(keys: tuple[str, ...]) -> _Names:
    named = [(key, name) for key in keys if (name := _taken_apart(key))]
    return _Names(
        wide=tuple((key, name.side, name.factor) for key, name in named if name.factor),
        lower=tuple(key for key, name in named if name.side == _TAKEN),
        is_foreign=any(name.is_foreign for _, name in named),
        double_blocks=max((name.double_blocks for _, name in named), default=0),
        single_blocks=max((name.single_blocks for _, name in named), default=0),
    )


def _taken_apart(key: str) -> _Name | None:
    """Take a name apart; None stands for a tensor of another kind."""
    if not (match := _PART.match(key)):
        return None
    side, is_foreign = _TAKEN if match["down"] else _GIVEN, bool(_FOREIGN_NAMES.search(key))
    block = _BLOCK.search(match["module"])
    if not block:
        return _Name(side, is_foreign)
    layer = re.sub(r"[._]", "", block["layer"]).lower()
    count = int(block["number"]) + 1
    is_double = block["kind"] in {"double_blocks", "transformer_blocks"}
    known, foreign = (_DOUBLE, _FOREIGN_DOUBLE) if is_double else (_SINGLE, _FOREIGN_SINGLE)
    taken, given = known.get(layer, (0, 0))
    return _Name(
        side,
        is_foreign or layer in foreign,
        double_blocks=count if is_double else 0,
        single_blocks=0 if is_double else count,
        factor=taken if side == _TAKEN else given,
    )


def _model(shapes: Mapping[str, tuple[int, ...]]) -> str:
    """OTHER when it is surely none of FLUX.2, "" when the shapes do not tell."""
    names = _names(tuple(shapes))
    widths = {
        shapes[key][side] / factor for key, side, factor in names.wide if len(shapes[key]) > 1
    }
    if len(widths) > 1 or names.is_foreign:
        return OTHER
    for width in widths:
        model, double_blocks, single_blocks = _MODELS.get(width, (OTHER, 0, 0))
        fits = names.double_blocks <= double_blocks and names.single_blocks <= single_blocks
        return model if fits else OTHER
    return ""


def is_lora_key(key: str) -> bool:
    return bool(_PART.match(key) or _OTHER_KINDS.search(key))


def rank_of(shapes: Mapping[str, tuple[int, ...]]) -> int:
    """Return the rank, 0 when it differs from layer to layer or there is none."""
    lower = _names(tuple(shapes)).lower
    ranks = {shape[0] for key in lower if (shape := shapes[key])}
    return ranks.pop() if len(ranks) == 1 else 0


def base_of(shapes: Mapping[str, tuple[int, ...]], metadata: Mapping[str, str]) -> str:
    """Return the model; OTHER when it is surely none of FLUX.2, "" when nothing tells."""
    pairs = as_pairs(shapes)
    return _model({**shapes, **pairs} if pairs else shapes) or _from_metadata(metadata)


def _from_metadata(metadata: Mapping[str, str]) -> str:
    for name in _VERSIONS:
        version = metadata.get(name, "").lower().split("/")[0].strip()
        if version in _NAMED:
            return _NAMED[version]
        if version and not re.match(r"flux[._-]?2", version):
            return OTHER
    return ""
