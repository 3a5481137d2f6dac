"""The model's own weights as plain numbers, one layer at a time, whatever they are kept as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import torch
from diffusers.quantizers.bfl.utils import (
    BFLFP8RLinear,
    BFLNVFP4Linear,
    dequantize_fp8r,
    dequantize_nvfp4,
)
from diffusers.quantizers.gguf.utils import GGUFLinear, dequantize_gguf_tensor
from peft.utils.integrations import dequantize_module_weight

# How many numbers are looked at in float32 at a time: on a CPU what its caches hold (there it is
# fifteen times as fast), elsewhere what keeps a GPU busy.
_CHUNK = 2**18
_CHUNK_OF_A_GPU = 2**24
_SAMPLE = 2**22  # numbers; a CPU would take half a minute for all of those of dev


class BaseWeights:
    """``layers`` are the linear layers by name. How long a weight is, is computed once."""

    def __init__(self, layers: Mapping[str, torch.nn.Linear]) -> None:
        self._layers = layers
        self._squares: dict[str, float | None] = {}

    def dense(self, name: str) -> torch.Tensor | None:
        """Return (given, taken) on the layer's device; None for a format that we cannot read."""
        layer = self._layers[name]
        with torch.no_grad():
            weight = _dense(layer)
        shape = (layer.out_features, layer.in_features)
        # Weights of 8 bits in a layer of its own kind have a scale somewhere that we do not know.
        is_whole = weight.itemsize > 1 or type(layer) is torch.nn.Linear
        is_plain = weight.is_floating_point() and weight.shape == shape
        return weight.detach() if is_plain and is_whole else None

    def square(self, name: str) -> float | None:
        """Return the square of the Frobenius norm; None for a format that we cannot read."""
        if name not in self._squares:
            weight = self.dense(name)
            self._squares[name] = None if weight is None else _square(weight)
        return self._squares[name]


def rows_of(weight: torch.Tensor) -> Iterator[tuple[slice, torch.Tensor]]:
    """Return the rows in float32, a few at a time: a large weight would fill the memory again."""
    is_cpu = weight.device.type == "cpu"
    chunk = _CHUNK * torch.get_num_threads() if is_cpu else _CHUNK_OF_A_GPU
    step = max(1, chunk // weight.shape[1])
    for begin in range(0, weight.shape[0], step):
        place = slice(begin, begin + step)
        yield place, weight[place].float()


def _square(weight: torch.Tensor) -> float:
    """On a CPU that of a large weight comes from some of its rows, evenly spread: within 1 %."""
    step = max(1, weight.numel() // _SAMPLE) if weight.device.type == "cpu" else 1
    taken = weight[::step]
    flat = (rows.flatten() for _, rows in rows_of(taken))
    return sum(float(torch.dot(rows, rows)) for rows in flat) * weight.shape[0] / taken.shape[0]


def _dense(layer: torch.nn.Linear) -> torch.Tensor:
    weight: torch.Tensor
    if isinstance(layer, GGUFLinear):
        weight = dequantize_gguf_tensor(layer.weight)
    elif isinstance(layer, BFLFP8RLinear):
        weight = dequantize_fp8r(layer.weight, layer.weight_scale)
    elif isinstance(layer, BFLNVFP4Linear):
        weight = dequantize_nvfp4(layer.weight, layer.weight_scale, layer.weight_scale_2)
    else:
        weight = dequantize_module_weight(layer)  # torchao, bitsandbytes, plain
    return weight
