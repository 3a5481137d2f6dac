"""What the tests of "this computer" share: runs, effects and pictures as the engine tells them."""

from __future__ import annotations

from flux2studio.core.local import (
    Device,
    Hardware,
    LocalRun,
    LoraEffect,
    MemoryPlan,
    Offload,
)

GIB = 2**30
PLAN = MemoryPlan(peak_bytes=14 * GIB, ram_bytes=18 * GIB)
GPU = Hardware(
    device=Device(
        kind="cuda",
        name="NVIDIA RTX 4090",
        total_bytes=24 * GIB,
        free_bytes=22 * GIB,
        capability=(8, 9),
    ),
    ram_total_bytes=64 * GIB,
    ram_free_bytes=48 * GIB,
    libraries=(("torch", "2.13.0"), ("driver", "550.54")),
    features=("torchao", "compile"),
)
SMALL_GPU = Hardware(
    device=Device(kind="cuda", name="NVIDIA GTX 1650", total_bytes=4 * GIB, free_bytes=3 * GIB),
    ram_total_bytes=16 * GIB,
    ram_free_bytes=9 * GIB,
)
NO_GPU = Hardware(ram_total_bytes=16 * GIB, ram_free_bytes=9 * GIB)


def effect(name="Ink wash", matched=120, total=120, strength=0.021, scale=0.85):
    return LoraEffect(
        name=name, sha256="0" * 64, scale=scale, matched=matched, total=total, strength=strength
    )


def run(*effects, **changes):
    values = {
        "pipeline": "Flux2KleinPipeline",
        "weights": "black-forest-labs/FLUX.2-klein-4B@5e67da950fce",
        "device": "NVIDIA RTX 4090",
        "plan": PLAN,
        "acceleration": ("compiled",),
        "loras": effects,
        "seconds": 3.4,
        "seconds_per_step": 0.71,
    }
    return LocalRun(**(values | changes))


OFFLOADED = MemoryPlan(offload=Offload.MODEL, peak_bytes=9 * GIB, ram_bytes=20 * GIB)
