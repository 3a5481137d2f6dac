"""What a LoRA adds to a layer, in the forms that can be computed without building a matrix.

A weight is (given, taken), as in ``torch.nn.Linear``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from flux2studio.engine.lora_layers import Rows


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LowRank:
    """``factor * up @ down``; down is (rank, taken), up is (given, rank)."""

    down: torch.Tensor
    up: torch.Tensor
    factor: float = 1.0

    @property
    def bytes(self) -> int:
        return self.down.nbytes + self.up.nbytes

    def norm(self) -> float:
        """Return the Frobenius norm, through two matrices of rank x rank."""
        down, up = self.down.float(), self.up.float()
        square = ((down @ down.T) * (up.T @ up)).sum().clamp(min=0)
        return abs(self.factor) * float(square.sqrt())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kron:
    """``rows`` of ``factor * kron(left, right)`` (LoKr)."""

    left: torch.Tensor
    right: torch.Tensor
    rows: Rows
    factor: float = 1.0

    @property
    def bytes(self) -> int:
        return self.left.nbytes + self.right.nbytes

    def norm(self) -> float:
        """Return the Frobenius norm; a row of a Kronecker product is as long as its parts'."""
        left = self.left.float().square().sum(dim=1)
        right = self.right.float().square().sum(dim=1)
        squares = torch.outer(left, right).flatten()
        total = sum(float(squares[begin:end].sum()) for begin, end in self.rows)
        return abs(self.factor) * math.sqrt(total)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gain:
    """``diag(rows) @ weight`` or ``weight @ diag(columns)``: what DoRA does beside its matrices."""

    rows: torch.Tensor | None = None
    columns: torch.Tensor | None = None
    factor: float = 1.0

    @property
    def bytes(self) -> int:
        return sum(part.nbytes for part in (self.rows, self.columns) if part is not None)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dora:
    """The weight and ``low`` together, each row (or column) made ``magnitude`` long (DoRA)."""

    low: LowRank
    magnitude: torch.Tensor
    by_rows: bool

    @property
    def bytes(self) -> int:
        return self.low.bytes + self.magnitude.nbytes


Addition = LowRank | Kron | Gain  # can be added to the output of a layer as it is
Change = LowRank | Kron | Dora  # as a file has it


def take_rows(matrix: torch.Tensor, rows: Rows) -> torch.Tensor:
    """Return a copy of these rows, one below the other."""
    return torch.cat([matrix[begin:end] for begin, end in rows])


def without_idle(low: LowRank) -> LowRank:
    """Drop the ranks that do nothing: a QKV split before its training is block-diagonal."""
    busy = (low.up.float() != 0).any(dim=0) & (low.down.float() != 0).any(dim=1)
    if bool(busy.all()) or not bool(busy.any()):
        return low
    return LowRank(down=low.down[busy], up=low.up[:, busy], factor=low.factor)


def hadamard(
    first: tuple[torch.Tensor, torch.Tensor], second: tuple[torch.Tensor, torch.Tensor]
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return (down, up) whose product is ``(a1 @ b1) * (a2 @ b2)`` (LoHa); the ranks multiply.

    Row (i, j) of down is the product of row i of b1 and row j of b2 (Khatri-Rao), up likewise.
    """
    (a1, b1), (a2, b2) = first, second
    down = (b1.float()[:, None] * b2.float()[None]).flatten(0, 1)
    up = (a1.float()[:, :, None] * a2.float()[:, None]).flatten(1, 2)
    return down, up


def stacked(
    parts: Sequence[tuple[LowRank, float]], device: torch.device | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return (down, up) that do what all ``parts`` do together, each at its scale; float32."""
    down = torch.cat([low.down.to(device).float() for low, _ in parts])
    up = torch.cat(
        [low.up.to(device).float() * (low.factor * scale) for low, scale in parts], dim=1
    )
    return down, up
