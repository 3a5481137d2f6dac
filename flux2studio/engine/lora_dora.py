"""DoRA as additions: its rows or columns are made as long as the file says, weight and all.

W' = diag(m / |W + D|) (W + D), |.| the length of each row (arXiv 2402.09353; columns for trainers
that see a weight the other way round). The change is W' - W at scale 1, and a scale multiplies
this change, so that scale 0 is no change. With g = m / |W + D| it is g D + (g - 1) W: a LoRA with
longer rows, and a gain on what the layer gives by itself.
"""

from __future__ import annotations

from dataclasses import replace

import torch

from flux2studio.engine.lora_changes import Dora, Gain, LowRank
from flux2studio.engine.lora_weights import rows_of


def settle(dora: Dora, weight: torch.Tensor) -> tuple[LowRank, Gain, float]:
    """Return what to add to a layer of this ``weight``, and the square of the change's norm."""
    down = dora.low.down.to(weight.device).float()
    up = dora.low.up.to(weight.device).float() * dora.low.factor
    magnitude = dora.magnitude.to(weight.device).float()
    gain = _gain(weight, down, up, magnitude, by_rows=dora.by_rows)
    square = 0.0
    for place, rows in rows_of(weight):
        whole = torch.addmm(rows, up[place], down)
        whole *= gain[place, None] if dora.by_rows else gain
        square += float((whole - rows).square().sum())
    if dora.by_rows:
        low = replace(dora.low, down=down.cpu(), up=(up * gain[:, None]).cpu(), factor=1.0)
        return low, Gain(rows=(gain - 1).cpu()), square
    low = replace(dora.low, down=(down * gain).cpu(), up=up.cpu(), factor=1.0)
    return low, Gain(columns=(gain - 1).cpu()), square


def _gain(
    weight: torch.Tensor,
    down: torch.Tensor,
    up: torch.Tensor,
    magnitude: torch.Tensor,
    *,
    by_rows: bool,
) -> torch.Tensor:
    squares = torch.zeros_like(magnitude)
    for place, rows in rows_of(weight):
        whole = torch.addmm(rows, up[place], down).square()
        if by_rows:
            squares[place] = whole.sum(dim=1)
        else:
            squares += whole.sum(dim=0)
    # A row of zeros stays one, whatever its length should be.
    return torch.where(squares > 0, magnitude / squares.sqrt(), torch.ones_like(magnitude))
