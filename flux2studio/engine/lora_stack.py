"""All changes of one layer together, as the layer applies them: on its device, in its format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self, TypeVar

import torch
from torch.nn import functional

from flux2studio.engine.lora_changes import Addition, Gain, Kron, LowRank, stacked
from flux2studio.engine.lora_layers import Rows

Part = tuple[Addition, float]  # with its scale
_Kind = TypeVar("_Kind", LowRank, Kron, Gain)


class KronFactors:
    """``rows`` of ``kron(left, right)``, applied without building it."""

    def __init__(self, left: torch.Tensor, right: torch.Tensor, rows: Rows) -> None:
        first = min(begin for begin, _ in rows) // right.shape[0]
        last = -(-max(end for _, end in rows) // right.shape[0])
        offset = first * right.shape[0]
        self.left = left[first:last].contiguous()  # the rows that are needed at all
        self.right = right.contiguous()
        self.rows = tuple((begin - offset, end - offset) for begin, end in rows)

    def __call__(self, taken: torch.Tensor) -> torch.Tensor:
        left, right = beside(self.left, taken), beside(self.right, taken)
        grid = taken.reshape(*taken.shape[:-1], left.shape[1], right.shape[1])
        # With v as the rows of V: kron(left, right) v = left V right^T.
        whole = (left @ functional.linear(grid, right)).flatten(-2)
        if self.rows == ((0, whole.shape[-1]),):
            return whole
        return torch.cat([whole[..., begin:end] for begin, end in self.rows], dim=-1)


class Stack(torch.nn.Module):
    """``down`` (rank, taken) and ``up`` (given, rank) hold all LoRAs, at their scales.

    ``row_gain`` and ``column_gain`` are added to 1: how much longer the rows and columns of the
    layer's own weight become. None of them is a parameter or buffer: whoever moves those between
    devices (diffusers' offloading) need not know of them. They go where ``.to()`` sends them.
    """

    def __init__(
        self,
        *,
        down: torch.Tensor | None = None,
        up: torch.Tensor | None = None,
        row_gain: torch.Tensor | None = None,
        column_gain: torch.Tensor | None = None,
        krons: Sequence[KronFactors] = (),
    ) -> None:
        super().__init__()
        self.down = down
        self.up = up
        self.row_gain = row_gain
        self.column_gain = column_gain
        self.krons = tuple(krons)

    @property
    def bytes(self) -> int:
        plain = (self.down, self.up, self.row_gain, self.column_gain)
        factors = (tensor for kron in self.krons for tensor in (kron.left, kron.right))
        return sum(tensor.nbytes for tensor in (*plain, *factors) if tensor is not None)

    def move(self, to: Callable[[torch.Tensor], torch.Tensor]) -> None:
        """Replace each tensor by what ``to`` makes of it."""
        self.down, self.up, self.row_gain, self.column_gain = (
            None if tensor is None else to(tensor)
            for tensor in (self.down, self.up, self.row_gain, self.column_gain)
        )
        for kron in self.krons:
            kron.left, kron.right = to(kron.left), to(kron.right)

    def take_over(self, other: Stack) -> bool:
        """Copy the numbers of ``other`` into the tensors here, when they fit there."""
        mine, theirs = self._slot(), other._slot()
        if mine is None or theirs is None or mine[0].shape != theirs[0].shape:
            return False
        for here, there in zip(mine, theirs, strict=True):
            here.copy_(there)
        return True

    def silence(self) -> bool:
        """Keep the tensors and do nothing with them, when low rank is all there is."""
        if self._slot() is None or self.up is None:
            return False
        self.up.zero_()
        return True

    def _apply(self, fn: Callable[[torch.Tensor], torch.Tensor], _: bool = True) -> Self:
        """What ``.to()`` calls for every part of a module, offloading also while it computes."""
        with torch.inference_mode(False):  # or nothing could be written into them afterwards
            self.move(fn)
        return self

    def _slot(self) -> tuple[torch.Tensor, torch.Tensor] | None:
        """Return what is all there is when a layer has low-rank changes alone."""
        if self.down is None or self.up is None or self.krons:
            return None
        return (self.down, self.up) if self.row_gain is self.column_gain is None else None


def stack_of(
    parts: Sequence[Part], dtype: torch.dtype, device: torch.device, slot_rank: int = 0
) -> Stack:
    """Put ``parts`` together. The rank becomes a multiple of ``slot_rank``, when there is one."""
    gains, lows = _only(parts, Gain), _only(parts, LowRank)
    down, up = stacked(lows, device) if lows else (None, None)
    if slot_rank and down is not None and up is not None:
        room = -down.shape[0] % slot_rank
        down, up = functional.pad(down, (0, 0, 0, room)), functional.pad(up, (0, room))
    stack = Stack(
        down=down,
        up=up,
        row_gain=_gain([(gain.rows, scale) for gain, scale in gains]),
        column_gain=_gain([(gain.columns, scale) for gain, scale in gains]),
        krons=[_factors(kron, scale) for kron, scale in _only(parts, Kron)],
    )
    stack.move(lambda tensor: tensor.to(device, dtype).contiguous())
    return stack


def beside(tensor: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """Return ``tensor`` on the device and in the number format of ``other``; mostly, it is."""
    return tensor.to(other.device, other.dtype, non_blocking=True)


def _only(parts: Sequence[Part], kind: type[_Kind]) -> list[tuple[_Kind, float]]:
    return [(addition, scale) for addition, scale in parts if isinstance(addition, kind)]


def _factors(kron: Kron, scale: float) -> KronFactors:
    return KronFactors(kron.left.float() * (kron.factor * scale), kron.right.float(), kron.rows)


def _gain(gains: Sequence[tuple[torch.Tensor | None, float]]) -> torch.Tensor | None:
    scaled = [gain.float() * scale for gain, scale in gains if gain is not None]
    return torch.stack(scaled).sum(dim=0) if scaled else None
