"""Chooses how a model is put into memory: what is free decides, and the artist's wish.

Pure arithmetic, the same in the window (before the engine has started) and in the engine. The
expected peaks come from ``memory_peaks``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

from flux2studio.core.engine_messages import MemoryWish
from flux2studio.core.local import (
    Device,
    Hardware,
    LocalModel,
    MemoryPlan,
    MemoryTier,
    Offload,
    Precision,
    Quantisation,
)
from flux2studio.core.memory_peaks import (
    ModelWeights,
    Workload,
    device_bytes,
    process_bytes,
    ram_bytes,
)

__all__ = ["ModelWeights", "Workload", "plans", "possible", "weights_of"]

MARGIN_BYTES = 500_000_000  # left free: the desktop, and what fragments of memory cost

_OFFLOADS = (Offload.NONE, Offload.TEXT_ENCODER, Offload.MODEL, Offload.GROUP)
_ALLOWED = {
    MemoryTier.AUTO: _OFFLOADS,
    MemoryTier.HIGH: _OFFLOADS[:1],
    MemoryTier.MEDIUM: _OFFLOADS[1:],
    MemoryTier.LOW: _OFFLOADS[2:],
    MemoryTier.LOWEST: _OFFLOADS[3:],
}
_NONE, _NF4 = Quantisation.NONE, Quantisation.NF4
_FP8_SINCE = (8, 9)  # the first NVIDIA generation that computes in fp8: Ada


def plans(
    weights: ModelWeights,
    work: Workload,
    hardware: Hardware,
    wish: MemoryWish | None = None,
    *,
    fast: bool = False,
) -> tuple[MemoryPlan, ...]:
    """Return the plans to try, the best first, each with a smaller expected peak than before.

    All are expected to fit; when none is, the one that lacks least is returned alone. ``fast``
    prefers fp8 where it computes faster. Where the device has no memory of its own (CPU, Apple)
    both peaks of a plan are that of the whole process.
    """
    wish = wish or MemoryWish()
    expected = [
        _with_peaks(plan, weights, work, hardware.device)
        for plan in _candidates(weights, work, hardware, wish, fast=fast)
    ]
    best: list[MemoryPlan] = []
    for plan in expected:
        if lacking(plan, hardware) == (0, 0) and (
            not best or plan.peak_bytes < best[-1].peak_bytes
        ):
            best.append(plan)
    if not best:
        best.append(min(expected, key=lambda plan: (*lacking(plan, hardware), plan.peak_bytes)))
    return tuple(best)


def staying(
    plans: tuple[MemoryPlan, ...], has: MemoryPlan, will_do: Callable[[MemoryPlan], bool]
) -> tuple[MemoryPlan, ...]:
    """Return ``plans`` from the first that the model loaded as ``has`` will do for, or all.

    What is loaded comes first as long as it fits, though the memory may be enough for better:
    loading anew takes longer than many pictures. Not so what moves layer by layer, which is
    slower still.
    """
    if has.offload is Offload.GROUP:
        return plans
    return plans[next((place for place, plan in enumerate(plans) if will_do(plan)), 0) :]


def serves(has: MemoryPlan, plan: MemoryPlan) -> bool:
    """Whether a model loaded as ``has`` is what ``plan`` wants, moved at most."""
    return _kept(has) == _kept(plan) and (
        has.offload is plan.offload or Offload.GROUP not in (has.offload, plan.offload)
    )


def lacking(plan: MemoryPlan, hardware: Hardware) -> tuple[int, int]:
    """Return the bytes that are missing on the device and in the machine; what nobody says fits."""
    device = hardware.device
    if shares_memory(device):
        free = hardware.ram_free_bytes or device.free_bytes
        return _over(plan.peak_bytes, free), 0
    free = device.free_bytes or device.total_bytes
    return _over(plan.peak_bytes, free), _over(plan.ram_bytes, hardware.ram_free_bytes)


def shares_memory(device: Device) -> bool:
    """Whether the device works in the machine's memory."""
    return device.kind in ("cpu", "mps")


def possible(hardware: Hardware) -> tuple[Quantisation, ...]:
    """Return how weights can be kept here, the most exact first."""
    if shares_memory(hardware.device):
        return (_NONE, Quantisation.INT8) if "torchao" in hardware.features else (_NONE,)
    kept = [_NONE]
    if "torchao" in hardware.features:
        kept += [Quantisation.FP8] if computes_fp8(hardware.device) else []
        kept += [Quantisation.INT8]
    if "bitsandbytes" in hardware.features and hardware.device.kind == "cuda":
        kept.append(_NF4)
    return tuple(kept)


def computes_fp8(device: Device) -> bool:
    return device.kind == "cuda" and device.capability >= _FP8_SINCE


def weights_of(local: LocalModel, file_bytes: int = 0) -> ModelWeights:
    """Return what the catalogue says; files on disk may be measured instead.

    ``file_bytes`` is the size of a file that holds the transformer quantised, 0 for none.
    """
    return ModelWeights(
        transformer=local.transformer_parameters,
        text_encoder=local.text_encoder_parameters,
        text_encoder_used=local.text_encoder_used,
        vae=local.vae_parameters,
        hidden=local.hidden,
        blocks=local.double_blocks + local.single_blocks,
        transformer_file_bytes=file_bytes,
    )


def _candidates(
    weights: ModelWeights, work: Workload, hardware: Hardware, wish: MemoryWish, *, fast: bool
) -> Iterator[MemoryPlan]:
    """Yield every way to keep the model, the best first; at least one."""
    for plan in _arrangements(weights, hardware, wish, fast=fast):
        whole = replace(plan, truncated=not work.expands)
        yield whole
        yield replace(whole, tiling=True)


def _arrangements(
    weights: ModelWeights, hardware: Hardware, wish: MemoryWish, *, fast: bool
) -> Iterator[MemoryPlan]:
    kept = _quantisations(weights, hardware, wish, fast=fast)
    if hardware.device.kind == "cpu":  # fp32 is the exact one, and old processors know no other
        for precision in (Precision.FP32, Precision.BF16):
            for pair in kept:
                yield _plan(pair, Offload.NONE, precision)
    elif shares_memory(hardware.device):  # what left the device would lie in the same memory
        for pair in kept:
            yield _plan(pair, Offload.NONE)
    else:
        yield from _offloaded(kept, _ALLOWED[wish.tier])


def _offloaded(
    kept: list[tuple[Quantisation, Quantisation]], allowed: tuple[Offload, ...]
) -> Iterator[MemoryPlan]:
    """Yield 8 bits before parts that move in every picture, as they cost less time, and 4 bits,
    which change the picture most, after them. Layers of 4 bits cannot be moved one by one."""
    fine = [pair for pair in kept if pair[0] is not _NF4]
    coarse = [pair for pair in kept if pair[0] is _NF4]
    for pairs, offloads in (
        (fine, _OFFLOADS[:2]),
        (fine, _OFFLOADS[2:3]),
        (coarse, _OFFLOADS[:3]),
        (fine or coarse, _OFFLOADS[3:]),
    ):
        for pair, offload in product(pairs, offloads):
            if offload in allowed:
                yield _plan(pair, offload)


def _quantisations(
    weights: ModelWeights, hardware: Hardware, wish: MemoryWish, *, fast: bool
) -> list[tuple[Quantisation, Quantisation]]:
    """Return how transformer and text encoder are kept, the best pair first."""
    here = possible(hardware)
    own = wish.quantisation
    if weights.transformer_file_bytes:
        readers = [_NONE, *here[1:]] if own in (None, Quantisation.FILE) else [_NONE, own]
        return [(Quantisation.FILE, reader) for reader in dict.fromkeys(readers) if reader]
    if own is not None:
        return [(own, _NONE), (own, own)] if own is not _NONE else [(_NONE, _NONE)]
    if shares_memory(hardware.device):
        return [(_NONE, _NONE)]
    eight = [kind for kind in here if kind in (Quantisation.FP8, Quantisation.INT8)][:1]
    pairs = [(_NONE, _NONE)]
    pairs += [(kind, reader) for kind in eight for reader in (_NONE, kind)]
    if fast and Quantisation.FP8 in eight:
        pairs = pairs[1:2] + pairs[:1] + pairs[2:]
    return pairs + [(_NF4, _NF4)] * (_NF4 in here)


def _plan(
    kept: tuple[Quantisation, Quantisation],
    offload: Offload,
    precision: Precision = Precision.BF16,
) -> MemoryPlan:
    return MemoryPlan(
        precision=precision,
        quantisation=kept[0],
        text_encoder_quantisation=kept[1],
        offload=offload,
    )


def _with_peaks(
    plan: MemoryPlan, weights: ModelWeights, work: Workload, device: Device
) -> MemoryPlan:
    if shares_memory(device):
        whole = process_bytes(plan, weights, work, device.kind)
        return replace(plan, peak_bytes=whole, ram_bytes=whole)
    return replace(
        plan,
        peak_bytes=device_bytes(plan, weights, work, device.kind),
        ram_bytes=ram_bytes(plan, weights, work, device.kind),
    )


def _over(needed: int, free: int) -> int:
    return max(needed + MARGIN_BYTES - free, 0) if free else 0


def _kept(plan: MemoryPlan) -> tuple[object, ...]:
    return plan.precision, plan.quantisation, plan.text_encoder_quantisation
