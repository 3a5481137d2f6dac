"""What a memory plan is called, and what to do when there is no room for it."""

from __future__ import annotations

from flux2studio.core.local import Hardware, MemoryPlan, Offload, Quantisation
from flux2studio.core.memory import lacking, possible, shares_memory
from flux2studio.core.phrase import phrase

_PLACES = {
    Offload.NONE: phrase("all on the GPU"),
    Offload.TEXT_ENCODER: phrase("the text encoder leaves the GPU when the prompt is read"),
    Offload.MODEL: phrase("one part at a time on the GPU"),
    Offload.GROUP: phrase("layer by layer on the GPU, slow"),
}
_KEPT = {
    Quantisation.FP8: phrase("8-bit weights (fp8)"),
    Quantisation.INT8: phrase("8-bit weights"),
    Quantisation.NF4: phrase("4-bit weights"),
    Quantisation.FILE: phrase("weights as the file has them"),
}
_NEEDS = {
    Quantisation.FP8: phrase("fp8 needs torchao and an NVIDIA GPU of the Ada generation or newer."),
    Quantisation.INT8: phrase("8-bit weights need torchao."),
    Quantisation.NF4: phrase("4-bit weights need bitsandbytes and an NVIDIA GPU."),
}

_SMALLER = phrase("a smaller model")


def describe(plan: MemoryPlan) -> str:
    """Return one short line in an artist's words."""
    weights = _KEPT.get(
        plan.quantisation, phrase("full weights ({precision})", precision=plan.precision.value)
    )
    if plan.peak_bytes == plan.ram_bytes:  # there is no memory but the machine's
        place, size = phrase("in main memory"), plan.peak_bytes
    else:
        place, size = _PLACES[plan.offload], plan.peak_bytes
    words = [weights, place, *([phrase("decoded in tiles")] if plan.tiling else [])]
    said, *rest = [*words, phrase("about {size}", size=_gigabytes(size))]
    for each in rest:
        said = phrase("{first}, {second}", first=said, second=each)
    return said


def shortage(plan: MemoryPlan, hardware: Hardware) -> str:
    """Return why the plan is not expected to work, and the next step; empty when it is."""
    for kept in (plan.quantisation, plan.text_encoder_quantisation):
        if kept in _NEEDS and kept not in possible(hardware):
            return phrase("{needs} Choose another precision, or automatic.", needs=_NEEDS[kept])
    device = hardware.device
    ram = hardware.ram_free_bytes, hardware.ram_total_bytes
    on_device, in_machine = lacking(plan, hardware)
    if on_device and not shares_memory(device):
        free = device.free_bytes or device.total_bytes
        # Layer by layer it is no longer the model that takes the room, but the picture.
        way = (
            phrase("a smaller picture")
            if plan.offload is Offload.GROUP
            else phrase("a lower memory setting")
        )
        return _short(
            plan.peak_bytes, free, device.total_bytes, phrase("GPU memory"), phrase("the GPU"), way
        )
    if on_device:
        return _short(plan.peak_bytes, *ram, phrase("memory"), phrase("memory"), _SMALLER)
    if in_machine:
        return _short(plan.ram_bytes, *ram, phrase("main memory"), phrase("memory"), _SMALLER)
    return ""


def _short(needed: int, free: int, total: int, memory: str, used: str, way: str) -> str:
    """Offer two ways out, the one that helps most first; a long list helps nobody."""
    amount = _gigabytes(needed)
    if needed > total > 0:
        hosted = phrase("a hosted one") if way == _SMALLER else phrase("a hosted model")
        return phrase(
            "About {needed} of {memory} are needed and there are {total}:"
            " choose {way} or {hosted}.",
            total=_gigabytes(total),
            hosted=hosted,
            needed=amount,
            memory=memory,
            way=way,
        )
    return phrase(
        "About {needed} of {memory} are needed and {free} are free: close other programs that"
        " use {used}, or choose {way}.",
        free=_gigabytes(free),
        used=used,
        needed=amount,
        memory=memory,
        way=way,
    )


def _gigabytes(size: int) -> str:
    amount = size / 2**30  # as cards are sold and systems count
    if amount < 9.95:
        return phrase("{amount:.1f} GB", amount=amount)
    return phrase("{amount:.0f} GB", amount=amount)
