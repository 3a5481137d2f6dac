"""What was computed once with a loaded model and need not be computed again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

import torch

from flux2studio.engine.taef import TinyDecoder

_PROMPTS_BYTES = 256 * 2**20  # some 16 prompts of dev, 32 of klein 4B
_REFERENCES_BYTES = 64 * 2**20  # some 60 references of one megapixel


class TensorCache:
    """Keeps tensors up to ``limit`` bytes; the one not asked for the longest goes first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[Hashable, torch.Tensor] = OrderedDict()

    @property
    def used(self) -> int:
        """Bytes kept."""
        return sum(tensor.nbytes for tensor in self._kept.values())

    def get(self, key: Hashable) -> torch.Tensor | None:
        tensor = self._kept.get(key)
        if tensor is not None:
            self._kept.move_to_end(key)
        return tensor

    def put(self, key: Hashable, tensor: torch.Tensor) -> None:
        self._kept[key] = tensor
        self._kept.move_to_end(key)
        while self._kept and self.used > self._limit:
            self._kept.popitem(last=False)


@dataclass(slots=True)
class ModelCache:
    """One for each loaded model. ``colours`` and ``decoder`` are what previews are drawn with.

    ``colours`` is (channels + 1, 3): the latents and a constant to RGB. ``fitted`` tells that it
    was fitted to a finished picture, not only to a chart.
    """

    prompts: TensorCache = field(default_factory=lambda: TensorCache(_PROMPTS_BYTES))
    references: TensorCache = field(default_factory=lambda: TensorCache(_REFERENCES_BYTES))
    colours: torch.Tensor | None = None
    fitted: bool = False
    decoder: TinyDecoder | None = None
    decoder_sought: bool = False
