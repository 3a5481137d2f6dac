"""Reads a LoRA file into one change per layer: alpha in it, QKV apart, adaLN turned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import torch

from flux2studio.engine.errors import Check, EngineError
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
from flux2studio.engine.lora_refusals import damaged, not_finite, not_supported
from flux2studio.engine.lora_shapes import Kind, kind_of
from flux2studio.engine.weight_files import read_tensors

LOHA_RANK_MAX = 1024  # of the product; what LoHas are trained with gives 16 to 256

_HALVES = {torch.float8_e4m3fn, torch.float8_e5m2}

Tensors = Mapping[Part, torch.Tensor]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerChange:
    """``layer`` as diffusers calls it."""

    layer: str
    change: Change


def read_changes(file: LoraFile, check: Check) -> tuple[list[LayerChange], int]:
    """Return the changes and the largest rank. Raises EngineError for numbers that are none."""
    tensors = _tensors(file, check)
    changes: list[LayerChange] = []
    rank = 0
    for layer in file.layers:
        check()
        parts = {part: _numbers(file.name, tensors, key) for part, key in layer.keys.items()}
        parts = {part: tensor.reshape(layer.shapes[part]) for part, tensor in parts.items()}
        rank = max(rank, _rank(parts))
        changes += _changes(file, layer, parts)
    return changes, rank


def _tensors(file: LoraFile, check: Check) -> Mapping[str, torch.Tensor]:
    wanted = {key for layer in file.layers for key in layer.keys.values()}
    files = {file.path: file.header}
    try:
        return dict(read_tensors(files, wanted.__contains__, lambda _: check()))
    except EngineError as error:  # those words are of a model's files
        raise damaged(file.name, f"{error} {error.details}") from error


def _numbers(name: str, tensors: Mapping[str, torch.Tensor], key: str) -> torch.Tensor:
    tensor = tensors[key]
    if tensor.dtype in _HALVES:
        tensor = tensor.half()  # holds each of their values; nothing can be computed in 8 bits
    if tensor.dtype == torch.float64:
        tensor = tensor.float()
    if not bool(torch.isfinite(tensor).all()):
        raise not_finite(name, key)
    return tensor


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
            is_part = len(layer.target.pieces) > 1
            yield LayerChange(layer=piece.layer, change=without_idle(low) if is_part else low)


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
