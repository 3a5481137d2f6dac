"""By what a LoRA's product of matrices is multiplied when the file keeps that in its header.

peft's settings, as the training scripts of diffusers write them; an ``alpha`` tensor beside the
matrices wins over them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

_KEY = "lora_adapter_metadata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaling:
    """``alphas``: what differs from ``alpha``, by the end of a layer's name. ``is_dora``: the file
    must hold magnitudes.
    """

    alpha: float | None = None
    alphas: Mapping[str, float] = field(default_factory=dict)
    by_root: bool = False  # rank-stabilised: divided by the root of the rank
    is_dora: bool = False

    def factor(self, module: str, rank: int) -> float:
        """Return alpha over rank; 1 when nothing is said."""
        alpha = next(
            (
                alpha
                for ending, alpha in self.alphas.items()
                if module == ending or module.endswith("." + ending)
            ),
            self.alpha,
        )
        if alpha is None:
            return 1.0
        return alpha / (math.sqrt(rank) if self.by_root else rank)


def scaling_of(metadata: Mapping[str, str]) -> Scaling:
    """Read the header's settings; ValueError or TypeError when they make no sense."""
    if _KEY not in metadata:
        return Scaling()
    try:
        settings = _mapping(json.loads(metadata[_KEY]))
    except RecursionError as error:
        raise ValueError("the settings are nested too deep") from error
    said = {key.removeprefix("transformer."): value for key, value in settings.items()}
    patterns = _mapping(said.get("alpha_pattern") or {})
    alphas = {_plain(key): _number(value) for key, value in patterns.items()}
    return Scaling(
        alpha=_number(said.get("lora_alpha")),
        alphas={key: alpha for key, alpha in alphas.items() if alpha is not None},
        by_root=bool(said.get("use_rslora")),
        is_dora=bool(said.get("use_dora")),
    )


def _mapping(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("the settings are no object")
    return value


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("an alpha is no number")
    if not math.isfinite(value):
        raise ValueError("an alpha is not finite")
    return float(value)


def _plain(pattern: str) -> str:
    """peft takes a regular expression; a name is all that anybody writes, and all we believe."""
    return pattern.removeprefix("^").removesuffix("$").replace("\\.", ".")
