"""How a picture was made: what is kept with it."""

from __future__ import annotations

import sys

import torch

from flux2studio.core.engine_messages import Run
from flux2studio.core.local import Hardware, LocalRun, LoraEffect
from flux2studio.engine.model import Model


def local_run(
    model: Model,
    order: Run,
    hardware: Hardware,
    *,
    acceleration: tuple[str, ...],
    loras: tuple[LoraEffect, ...],
    seconds: float,
    seconds_per_step: float,
    peak_bytes: int,
    negative_prompt: str,
    unread: tuple[str, ...],
) -> LocalRun:
    files = order.model
    pipeline = f"{files.pipeline.value} inpaint" if order.mask else files.pipeline.value
    return LocalRun(
        pipeline=pipeline,
        weights=files.label,
        device=hardware.device.name or hardware.device.kind,
        plan=model.plan,
        acceleration=acceleration,
        loras=loras,
        libraries=hardware.libraries,
        seconds=round(seconds, 4),
        seconds_per_step=round(seconds_per_step, 4),
        peak_bytes=peak_bytes,
        negative_prompt=negative_prompt,
        unread=unread,
    )


def forget_peak(device: torch.device) -> None:
    """Begin to measure the peak of the next picture, where a device can."""
    if device.type == "cuda":
        torch.cuda.reset_peak_memory_stats(device)


def peak_bytes(device: torch.device) -> int:
    """Return the most memory in use on ``device``; on a CPU, that of the process since its start.

    0 where nobody says: on Windows without a GPU. Only the CPU's was seen to be right.
    """
    if device.type == "cuda":
        return int(torch.cuda.max_memory_allocated(device))
    if device.type == "mps":
        return int(torch.mps.driver_allocated_memory())
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
