"""What memory is free on a device, what torch holds of it, and giving back what it can."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from typing import Any

import torch

from flux2studio.core.machine_memory import machine_memory

_MACHINE = ("cpu", "mps")  # devices in the machine's memory


def free_bytes(device: torch.device) -> int:
    """Return what a new tensor could take, 0 when nobody says."""
    return total_and_free(device)[1]


def total_and_free(device: torch.device) -> tuple[int, int]:
    """Return the bytes of a device's memory, all of them and those that are free, 0 if unknown.

    What torch keeps for its next tensors counts as free.
    """
    if device.type == "cuda":  # ROCm too
        free, total = torch.cuda.mem_get_info(device)
        kept = torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
        return total, free + kept
    if device.type == "xpu":
        free, total = torch.xpu.mem_get_info(device)
        return total, free
    total, free = machine_memory()
    if device.type == "mps":
        limit = torch.mps.recommended_max_memory()
        held = torch.mps.driver_allocated_memory()
        return limit, max(min(free, limit - held), 0)
    return total, free


def used_bytes(device: torch.device, pipe: Any) -> int:
    """Return what a loaded pipeline holds of the memory of ``device``."""
    if device.type == "cuda":
        return int(torch.cuda.memory_allocated(device))
    if device.type == "xpu":
        return int(torch.xpu.memory_allocated(device))
    return sum(_bytes(tensor) for tensor in _weights(pipe))


def ram_bytes(pipe: Any) -> int:
    """Return what a loaded pipeline holds of the machine's memory."""
    return sum(_bytes(tensor) for tensor in _weights(pipe) if tensor.device.type in _MACHINE)


def part_bytes(part: torch.nn.Module) -> int:
    """Return what the weights of one part take, wherever they are."""
    return sum(_bytes(tensor) for tensor in part.parameters())


def _weights(pipe: Any) -> Iterator[torch.Tensor]:
    for part in pipe.components.values():
        if isinstance(part, torch.nn.Module):
            yield from part.parameters()


def _bytes(tensor: torch.Tensor) -> int:
    """Count what is stored: a quantised tensor shows the size of what it stands for."""
    if not hasattr(tensor, "__tensor_flatten__"):
        return tensor.nbytes
    inner, _ = tensor.__tensor_flatten__()
    return sum(_bytes(getattr(tensor, name)) for name in inner)


def release(device: torch.device) -> None:
    """Give what nothing refers to any more back to the system."""
    gc.collect()
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()
    elif device.type == "xpu":
        torch.xpu.empty_cache()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc only
        if trim is not None:
            trim(0)
