"""Keeps the weights of layers in 8 or 4 bits, each as soon as it was read.

Only large layers are worth it: those of the blocks. What goes in and out of them stays exact.
INT8 and weight-only FP8 were run on a CPU; FP8 that computes in 8 bits (NVIDIA, since Ada) and
NF4 (bitsandbytes, NVIDIA) are written after their documentation and untested.
"""

from __future__ import annotations

import re
from typing import Any

import torch

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.local import Quantisation
from flux2studio.core.phrase import phrase
from flux2studio.engine.errors import EngineError
from flux2studio.engine.filling import Quantise

_BLOCKS = re.compile(r"(?:^|\.)(?:transformer_blocks|single_transformer_blocks|layers)\.\d+\.")
_COMPUTES_FP8 = (8, 9)  # NVIDIA, since Ada


def for_transformer(kind: Quantisation, device: torch.device) -> Quantise | None:
    """Return what quantises a layer of the transformer on ``device``, or None."""
    if kind is Quantisation.FP8 and _computes_fp8(device):
        from torchao.quantization import Float8DynamicActivationFloat8WeightConfig, PerRow

        return _by_torchao(Float8DynamicActivationFloat8WeightConfig(granularity=PerRow()), device)
    return for_weights(kind, device)


def for_weights(kind: Quantisation, device: torch.device) -> Quantise | None:
    """Return what makes the weights of a layer smaller and computes as exactly as before."""
    if kind in (Quantisation.NONE, Quantisation.FILE):
        return None
    try:
        if kind is Quantisation.NF4:
            return _by_bitsandbytes(device)
        from torchao.quantization import Float8WeightOnlyConfig, Int8WeightOnlyConfig
    except ImportError as error:
        library = "bitsandbytes" if kind is Quantisation.NF4 else "torchao"
        raise EngineError(
            FailureKind.INSTALLATION,
            phrase(
                "To keep the model in {value}, {library} is needed and cannot be imported.",
                value=kind.value,
                library=library,
            ),
            hint=phrase(
                "Install {library}, or choose another setting for the weights.", library=library
            ),
            details=str(error),
        ) from error
    config = Int8WeightOnlyConfig if kind is Quantisation.INT8 else Float8WeightOnlyConfig
    return _by_torchao(config(), device)


def _computes_fp8(device: torch.device) -> bool:
    if device.type != "cuda" or torch.version.hip:
        return False
    return torch.cuda.get_device_capability(device) >= _COMPUTES_FP8


def _by_torchao(config: Any, device: torch.device) -> Quantise:
    from torchao.quantization import quantize_

    def quantise(name: str, layer: torch.nn.Linear) -> torch.nn.Module:
        if _BLOCKS.search(name):
            home = layer.weight.device
            layer.to(device)
            quantize_(layer, config)
            layer.to(home)
        return layer

    return quantise


def _by_bitsandbytes(device: torch.device) -> Quantise:
    import bitsandbytes

    def quantise(name: str, layer: torch.nn.Linear) -> torch.nn.Module:
        if not _BLOCKS.search(name):  # none of these layers has a bias
            return layer
        home = layer.weight.device
        small = bitsandbytes.nn.Linear4bit(
            layer.in_features,
            layer.out_features,
            bias=False,
            compute_dtype=layer.weight.dtype,
            quant_type="nf4",
            device="meta",
        )
        weight = layer.weight.data.cpu()  # it becomes small on its way to the device
        small.weight = bitsandbytes.nn.Params4bit(
            weight, requires_grad=False, quant_type="nf4", module=small
        )
        moved: torch.nn.Module = small.to(device).to(home)
        return moved

    return quantise
