"""Puts the parts of a pipeline where a plan wants them, and moves them when it is their turn.

Only ``Offload.NONE`` on a CPU and the layer-by-layer offload with the CPU as its own device
were run; the rest is written for CUDA and ROCm and untested. The CPU and Apple's GPU work in the
machine's own memory: nothing is gained there by moving, and everything stays.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import torch
from diffusers.hooks import apply_group_offloading

from flux2studio.core.local import Offload
from flux2studio.engine.memory import free_bytes, part_bytes, release

_CPU = torch.device("cpu")
_AT_HOME = {  # parts that lie in the machine's memory until it is their turn
    Offload.NONE: (),
    Offload.TEXT_ENCODER: ("text_encoder",),
    Offload.MODEL: ("text_encoder", "transformer", "vae"),
    Offload.GROUP: ("text_encoder", "transformer"),
}
_READING_BYTES = 500_000_000  # what the text encoder needs beside its weights


def moves(device: torch.device) -> bool:
    """Whether ``device`` has a memory of its own that parts can leave."""
    return device.type not in ("cpu", "mps")


def home(part: str, offload: Offload, device: torch.device) -> torch.device:
    """Return where ``part`` of a pipeline lies while it is not used."""
    return _CPU if moves(device) and part in _AT_HOME[offload] else device


def place(pipe: Any, offload: Offload, device: torch.device) -> None:
    """Set up ``offload`` for a pipeline whose parts are at home, or were placed another way.

    What was placed as ``Offload.GROUP`` cannot be placed anew.
    """
    pipe.remove_all_hooks()
    for name, part in pipe.components.items():
        if isinstance(part, torch.nn.Module):
            part.to(home(name, offload, device))
    if not moves(device):
        return
    if offload is Offload.MODEL:
        offload_parts(pipe, device)
    elif offload is Offload.GROUP:
        for name in _AT_HOME[Offload.GROUP]:
            offload_layers(getattr(pipe, name), device)


def offload_parts(pipe: Any, device: torch.device) -> None:
    """Keep all parts in the machine's memory; each comes to ``device`` when it is its turn."""
    pipe.enable_model_cpu_offload(device=device)


def offload_layers(part: torch.nn.Module, device: torch.device) -> None:
    """Keep ``part`` in the machine's memory and bring each layer to ``device`` when it is used."""
    streams = device.type == "cuda"  # the next layer comes while one computes
    apply_group_offloading(
        part,
        onload_device=device,
        offload_device=_CPU,
        offload_type="leaf_level",
        use_stream=streams,
        low_cpu_mem_usage=streams,  # pin layer by layer: all at once would double the memory
    )


@contextmanager
def reading(pipe: Any, offload: Offload, device: torch.device) -> Generator[None]:
    """Have the text encoder on ``device`` meanwhile, and what it displaces out of its way."""
    if not moves(device) or offload in (Offload.NONE, Offload.GROUP):
        yield
    elif offload is Offload.MODEL:
        with drawing(pipe):
            bring_text_encoder(pipe)
            yield
    else:
        with _room_for(pipe, device), _visiting(pipe.text_encoder, device):
            yield


def bring_text_encoder(pipe: Any) -> None:
    """Do what calling an offloaded text encoder would: to write, other methods are called."""
    pipe.text_encoder._hf_hook.pre_forward(pipe.text_encoder)


@contextmanager
def drawing(pipe: Any) -> Generator[None]:
    """Send the parts home at the end, also after an error, which diffusers does not."""
    try:
        yield
    finally:
        pipe.maybe_free_model_hooks()


@contextmanager
def _room_for(pipe: Any, device: torch.device) -> Generator[None]:
    """Have the transformer step out when the text encoder does not fit beside it."""
    if part_bytes(pipe.text_encoder) + _READING_BYTES <= free_bytes(device):
        yield
        return
    with _visiting(pipe.transformer, _CPU, back=device):
        yield


@contextmanager
def _visiting(
    part: torch.nn.Module, device: torch.device, back: torch.device = _CPU
) -> Generator[None]:
    part.to(device)
    release(device)
    try:
        yield
    finally:
        part.to(back)
        release(device)
