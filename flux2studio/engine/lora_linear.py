"""A linear layer with changes beside it: they are added to its output, its weights stay the same.

So it works for weights of any format, and the layer is itself again once it is put back. Where
the layer's own weights come to the device by other ways than ``.to()``, the changes are copied
there for each call. (Not run on a GPU yet; the tests move weights between the CPU and itself.)
"""

from __future__ import annotations

import torch
from torch.nn import functional

from flux2studio.engine.lora_stack import Stack, beside


class LoraLinear(torch.nn.Module):
    """``base`` with ``stack`` beside it."""

    def __init__(self, base: torch.nn.Linear, stack: Stack) -> None:
        super().__init__()
        self.base = base
        self.stack = stack
        self.in_features = base.in_features
        self.out_features = base.out_features
        self.training = base.training

    @property
    def weight(self) -> torch.Tensor:
        return self.base.weight

    @property
    def bias(self) -> torch.Tensor | None:
        return self.base.bias

    def forward(self, taken: torch.Tensor) -> torch.Tensor:
        given = self._gained(taken)
        down, up = self.stack.down, self.stack.up
        if down is not None and up is not None:
            middle = functional.linear(taken, beside(down, taken)).flatten(0, -2)
            # In one go: the sum is rounded once, and no third matrix of this size is written.
            added = torch.addmm(given.flatten(0, -2), middle, beside(up, given).T)
            given = added.view_as(given)
        for kron in self.stack.krons:
            given = given + kron(taken)
        return given

    def _gained(self, taken: torch.Tensor) -> torch.Tensor:
        """Return what the base gives, its rows and columns longer as DoRA wants them."""
        rows, columns = self.stack.row_gain, self.stack.column_gain
        if columns is None:
            given = plain = self._through_base(taken)
        else:
            longer = torch.addcmul(taken, taken, beside(columns, taken))
            given = self._through_base(longer)
            plain = self._through_base(taken) if rows is not None else given
        if rows is None:
            return given
        if self.bias is not None:
            plain = plain - self.bias
        return torch.addcmul(given, plain, beside(rows, given))

    def _through_base(self, taken: torch.Tensor) -> torch.Tensor:
        given: torch.Tensor = self.base(taken)
        return given
