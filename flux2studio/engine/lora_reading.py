"""Reads a LoRA file into one change per layer: alpha in it, QKV apart, adaLN turned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from flux2studio.engine.errors import Check
from flux2studio.engine.lora_changes import (
    Change,
    Dora,
    Kron,
    LowRank,
    hadamard,
    take_rows,
    without_idle,
)
from flux2studio.engine.lora_file import FileLayer, LoraFile
from flux2studio.engine.lora_keys import Part
from flux2studio.engine.lora_layers import Piece
from flux2studio.engine.lora_refusals import damaged, not_supported, refused
from flux2studio.engine.lora_shapes import Kind, kind_of

LOHA_RANK_MAX = 1024  # of the product; what LoHas are trained with gives 16 to 256

_HALVES = {torch.float8_e4m3fn, torch.float8_e5m2, torch.float8_e4m3fnuz, torch.float8_e5m2fnuz}
_FLOATS = {torch.float16, torch.bfloat16, torch.float32, torch.float64, *_HALVES}

Tensors = Mapping[Part, torch.Tensor]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerChange:
    """``layer`` as diffusers calls it."""

    layer: str
    change: Change


def read_changes(file: LoraFile, check: Check) -> tuple[list[LayerChange], int]:
    """Return the changes and the largest rank. Raises EngineError for numbers that are none."""
    changes: list[LayerChange] = []
    rank = 0
    try:
        with safe_open(file.path, framework="pt") as tensors:
            for layer in file.layers:
                check()
                parts = _parts(file.name, layer, tensors)
                rank = max(rank, _rank(parts))
                changes += _changes(file, layer, parts)
    except (SafetensorError, OSError) as error:
        raise damaged(file.name, str(error)) from error
    return changes, rank


def _parts(name: str, layer: FileLayer, tensors: Any) -> Tensors:
    parts: dict[Part, torch.Tensor] = {}
    for part, key in layer.keys.items():
        tensor: torch.Tensor = tensors.get_tensor(key)
        if tensor.dtype not in _FLOATS and part is not Part.ALPHA:
            raise not_supported(name, f"numbers of the kind {tensor.dtype}", details=key)
        if tensor.dtype in _HALVES:
            tensor = tensor.half()  # holds each of their values; nothing can be computed in 8 bits
        if tensor.dtype == torch.float64:
            tensor = tensor.float()
        if not bool(torch.isfinite(tensor).all()):
            raise refused(
                f"“{name}” holds numbers that are not finite, as from a training that failed.",
                hint="Use an earlier state of the training.",
                details=key,
            )
        parts[part] = tensor.reshape(layer.shapes[part])
    return parts


def _rank(parts: Tensors) -> int:
    ranks = [
        parts[part].shape[0]
        for part in (Part.DOWN, Part.HADA_W1_B, Part.LOKR_W1_B, Part.LOKR_W2_B)
        if part in parts
    ]
    return max(ranks, default=0)


def _changes(file: LoraFile, layer: FileLayer, parts: Tensors) -> Iterator[LayerChange]:
    if kind_of(layer.shapes) is Kind.LOKR:
        return _kron(file, layer, parts)
    return _low_rank(file, layer, parts)


def _low_rank(file: LoraFile, layer: FileLayer, parts: Tensors) -> Iterator[LayerChange]:
    if Part.HADA_W1_B in parts:
        rank = parts[Part.HADA_W1_B].shape[0]
        product = rank * parts[Part.HADA_W2_B].shape[0]
        if product > LOHA_RANK_MAX:
            raise not_supported(file.name, f"LoHa of rank {rank}", details=layer.module)
        down, up = hadamard(
            (parts[Part.HADA_W1_A], parts[Part.HADA_W1_B]),
            (parts[Part.HADA_W2_A], parts[Part.HADA_W2_B]),
        )
    else:
        down, up = parts[Part.DOWN], parts[Part.UP]
        rank = down.shape[0]
    factor = _factor(file, layer, parts, rank)
    for piece in layer.target.pieces:
        low = LowRank(down=down, up=take_rows(up, piece.rows), factor=factor)
        if Part.MAGNITUDE in parts:
            yield LayerChange(layer=piece.layer, change=_dora(file, layer, parts, piece, low))
        else:
            yield LayerChange(layer=piece.layer, change=without_idle(low))


def _factor(file: LoraFile, layer: FileLayer, parts: Tensors, rank: int) -> float:
    """Return alpha over rank."""
    if Part.ALPHA not in parts:
        return file.scaling.factor(layer.module, rank)
    alpha = parts[Part.ALPHA]
    if alpha.numel() != 1:
        raise damaged(file.name, f"{layer.module}: an alpha of {alpha.numel()} numbers")
    return float(alpha) / rank


def _dora(file: LoraFile, layer: FileLayer, parts: Tensors, piece: Piece, low: LowRank) -> Dora:
    magnitude = parts[Part.MAGNITUDE]
    target = layer.target
    shape = layer.shapes[Part.MAGNITUDE]
    if shape in {(target.given,), (target.given, 1)}:
        rows = take_rows(magnitude.flatten(), piece.rows)
        return Dora(low=low, magnitude=rows, by_rows=True)
    if shape == (1, target.taken):
        if len(target.pieces) > 1:
            kind = "DoRA over the columns of joined layers"
            raise not_supported(file.name, kind, details=layer.module)
        return Dora(low=low, magnitude=magnitude.flatten(), by_rows=False)
    raise damaged(file.name, f"{layer.module}: a magnitude of shape {shape}")


def _kron(file: LoraFile, layer: FileLayer, parts: Tensors) -> Iterator[LayerChange]:
    if Part.MAGNITUDE in parts:
        raise not_supported(file.name, "LoKr with DoRA", details=layer.module)
    left = _kron_factor(parts, Part.LOKR_W1, Part.LOKR_W1_A, Part.LOKR_W1_B)
    right = _kron_factor(parts, Part.LOKR_W2, Part.LOKR_W2_A, Part.LOKR_W2_B)
    # LyCORIS scales by the rank of the factor that has one, the second first; by nothing when
    # both are whole: their alpha is then a number without a meaning.
    rank = next(
        (parts[part].shape[0] for part in (Part.LOKR_W2_B, Part.LOKR_W1_B) if part in parts),
        0,
    )
    factor = _factor(file, layer, parts, rank) if rank and Part.ALPHA in parts else 1.0
    for piece in layer.target.pieces:
        change = Kron(left=left, right=right, rows=piece.rows, factor=factor)
        yield LayerChange(layer=piece.layer, change=change)


def _kron_factor(parts: Tensors, whole: Part, first: Part, second: Part) -> torch.Tensor:
    if whole in parts:
        return parts[whole]
    return parts[first].float() @ parts[second].float()
