"""What a memory plan is called, and what to do when there is no room for it."""

from __future__ import annotations

from flux2studio.core.local import Hardware, MemoryPlan, Offload, Quantisation
from flux2studio.core.memory import lacking, possible, shares_memory

_PLACES = {
    Offload.NONE: "all on the GPU",
    Offload.TEXT_ENCODER: "the text encoder leaves the GPU when the prompt is read",
    Offload.MODEL: "one part at a time on the GPU",
    Offload.GROUP: "layer by layer on the GPU, slow",
}
_KEPT = {
    Quantisation.FP8: "8-bit weights (fp8)",
    Quantisation.INT8: "8-bit weights",
    Quantisation.NF4: "4-bit weights",
    Quantisation.FILE: "weights as the file has them",
}
_NEEDS = {
    Quantisation.FP8: "fp8 needs torchao and an NVIDIA GPU of the Ada generation or newer.",
    Quantisation.INT8: "8-bit weights need torchao.",
    Quantisation.NF4: "4-bit weights need bitsandbytes and an NVIDIA GPU.",
}

_SMALLER = "a smaller model"


def describe(plan: MemoryPlan) -> str:
    """Return one short line in an artist's words."""
    weights = _KEPT.get(plan.quantisation, f"full weights ({plan.precision.value})")
    if plan.peak_bytes == plan.ram_bytes:  # there is no memory but the machine's
        place, size = "in main memory", plan.peak_bytes
    else:
        place, size = _PLACES[plan.offload], plan.peak_bytes
    words = [weights, place, *(["decoded in tiles"] if plan.tiling else [])]
    return ", ".join([*words, f"about {_gigabytes(size)}"])


def shortage(plan: MemoryPlan, hardware: Hardware) -> str:
    """Return why the plan is not expected to work, and the next step; empty when it is."""
    for kept in (plan.quantisation, plan.text_encoder_quantisation):
        if kept in _NEEDS and kept not in possible(hardware):
            return f"{_NEEDS[kept]} Choose another precision, or automatic."
    device = hardware.device
    ram = hardware.ram_free_bytes, hardware.ram_total_bytes
    on_device, in_machine = lacking(plan, hardware)
    if on_device and not shares_memory(device):
        free = device.free_bytes or device.total_bytes
        # Layer by layer it is no longer the model that takes the room, but the picture.
        way = "a smaller picture" if plan.offload is Offload.GROUP else "a lower memory setting"
        return _short(plan.peak_bytes, free, device.total_bytes, "GPU memory", "the GPU", way)
    if on_device:
        return _short(plan.peak_bytes, *ram, "memory", "memory", _SMALLER)
    if in_machine:
        return _short(plan.ram_bytes, *ram, "main memory", "memory", _SMALLER)
    return ""


def _short(needed: int, free: int, total: int, memory: str, used: str, way: str) -> str:
    """Offer two ways out, the one that helps most first; a long list helps nobody."""
    words = f"About {_gigabytes(needed)} of {memory} are needed and "
    if needed > total > 0:
        hosted = "a hosted one" if way == _SMALLER else "a hosted model"
        return f"{words}there are {_gigabytes(total)}: choose {way} or {hosted}."
    close = f"close other programs that use {used}"
    return f"{words}{_gigabytes(free)} are free: {close}, or choose {way}."


def _gigabytes(size: int) -> str:
    amount = size / 2**30  # as cards are sold and systems count
    return f"{amount:.1f} GB" if amount < 9.95 else f"{amount:.0f} GB"
