"""Chooses the fastest way to compute attention that is there; nothing is ever downloaded for it.

torch's own choice is FlashAttention 2 on most GPUs. Newer ones have faster ways that are as
exact. Written after the documents of diffusers and torch: on GPUs it is untested.
"""

from __future__ import annotations

import logging
import os
from importlib.util import find_spec
from typing import Any

import torch
from diffusers.models.attention_dispatch import (
    AttentionBackendName,
    _check_attention_backend_requirements,
    _maybe_download_kernel_for_backend,
    dispatch_attention_fn,
)

log = logging.getLogger(__name__)

_HOPPER, _BLACKWELL = 9, 10  # NVIDIA's generations in data centres
_FLASH_3 = AttentionBackendName._FLASH_3
_FLASH_3_KERNEL = AttentionBackendName._FLASH_3_HUB
_CUDNN = AttentionBackendName._NATIVE_CUDNN
_SAGE = AttentionBackendName.SAGE
_NAMES = {
    _FLASH_3: "FlashAttention 3",
    _FLASH_3_KERNEL: "FlashAttention 3",
    _CUDNN: "cuDNN attention",
    _SAGE: "SageAttention",
}
_TOLERANCE = 0.02  # of bf16 results about 0.1 large; another formula would be far off


def fastest_attention(
    device: torch.device, dtype: torch.dtype, *, approximate: bool
) -> AttentionBackendName | None:
    """Return the way to take, None for torch's own choice.

    ``approximate`` allows SageAttention, which computes in 8 bits, if it is installed.
    """
    if device.type != "cuda" or torch.version.hip or dtype not in (torch.bfloat16, torch.float16):
        return None
    generation = torch.cuda.get_device_capability(device)[0]
    ways = [_SAGE] if approximate else []
    if generation == _HOPPER:
        ways += [_FLASH_3, _FLASH_3_KERNEL]
    if generation in (_HOPPER, _BLACKWELL):
        ways += [_CUDNN]
    return next((way for way in ways if _works(way, device, dtype)), None)


def set_attention(transformer: Any, way: AttentionBackendName | None) -> tuple[str, ...]:
    """Have ``transformer`` compute attention this way, and return its name if it has one.

    Not by ``set_attention_backend``, which changes it for every model of the process.
    """
    for module in transformer.modules():
        processor: Any = getattr(module, "processor", None)
        if hasattr(processor, "_attention_backend"):
            processor._attention_backend = way
    return (_NAMES[way],) if way in _NAMES else ()


def _works(way: AttentionBackendName, device: torch.device, dtype: torch.dtype) -> bool:
    """Try it on a little: libraries are there that do not fit the GPU or torch."""
    if way is _FLASH_3_KERNEL and not _may_take_kernels():
        return False
    try:
        _check_attention_backend_requirements(way)
        _maybe_download_kernel_for_backend(way)
        with torch.no_grad():
            sample = torch.randn(3, 1, 256, 2, 128, device=device, dtype=dtype).unbind(0)
            given = dispatch_attention_fn(*sample, backend=way)
            plain = dispatch_attention_fn(*sample, backend=AttentionBackendName.NATIVE)
            error = (given.float() - plain.float()).abs().max().item()
    except (RuntimeError, ValueError, TypeError, OSError, ImportError) as missing:
        log.info("%s cannot be used: %s", way.value, missing)
        return False
    return way is _SAGE or error < _TOLERANCE


def _may_take_kernels() -> bool:
    """Whether kernels can be looked for without a network: then only those here are found."""
    return find_spec("kernels") is not None and os.environ.get("HF_HUB_OFFLINE") == "1"
