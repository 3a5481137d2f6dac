"""Builds the transformer from a file whose weights stay as small as they are: fp8 or GGUF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from diffusers import BFLQuantizationConfig, Flux2Transformer2DModel, GGUFQuantizationConfig

from flux2studio.core.phrase import phrase
from flux2studio.engine.gguf_file import read_gguf
from flux2studio.engine.model_folder import broken
from flux2studio.engine.single_file import SCALES, SingleFile
from flux2studio.engine.weight_files import read_tensors

_SCALE = ".weight_scale"
_FP8 = (torch.float8_e4m3fn, torch.float8_e5m2)


def load_small(
    single: SingleFile,
    folder: Path,
    *,
    dtype: torch.dtype,
    device: torch.device,
    on_bytes: Callable[[int], None],
) -> torch.nn.Module:
    """Return the transformer, computing in ``dtype``. ``folder`` is the model's."""
    quantisation: Any
    if single.header is None:
        tensors = dict(read_gguf(single.path, on_bytes))
        weights = {name.removeprefix(single.prefix): each for name, each in tensors.items()}
        quantisation = GGUFQuantizationConfig(compute_dtype=dtype)
    else:
        weights = _with_scales_by_row(single, dtype, on_bytes)
        small = any(name.endswith(_SCALE) for name in weights)
        quantisation = BFLQuantizationConfig(compute_dtype=dtype) if small else None
    transformer: torch.nn.Module = Flux2Transformer2DModel.from_single_file(
        weights,
        config=str(folder),
        subfolder="transformer",
        quantization_config=quantisation,
        dtype=dtype,
        device=device,
        local_files_only=True,
    )
    return transformer.to(device).eval().requires_grad_(False)


def _with_scales_by_row(
    single: SingleFile, dtype: torch.dtype, on_bytes: Callable[[int], None]
) -> dict[str, torch.Tensor]:
    """Return the weights in the layout of BFL's fp8 files: a scale for each row.

    Other tools keep one scale for a whole layer, or none; what is no matrix becomes ``dtype``.
    """
    assert single.header is not None
    weights: dict[str, torch.Tensor] = {}
    scales: dict[str, torch.Tensor] = {}
    files = {single.path: single.header}
    for name, tensor in read_tensors(files, lambda _name: True, on_bytes):
        rest = name.removeprefix(single.prefix)
        if (bare := single.bare(name)) is not None:
            weights[bare] = tensor
        elif rest.endswith(SCALES):
            scales[rest.rpartition(".")[0] + ".weight"] = tensor.float()
    for name, tensor in list(weights.items()):
        scale = scales.get(name, torch.ones(()))
        if tensor.dtype not in _FP8:
            if name in scales:
                raise broken(
                    phrase("“{path}” scales weights that are not fp8.", path=single.path.name)
                )
        elif tensor.dtype is torch.float8_e4m3fn and tensor.ndim == 2:
            key = name.removesuffix(".weight") + _SCALE
            weights[key] = _by_row(scale, len(tensor), single)
        else:
            by_row = scale.reshape(-1, *[1] * (tensor.ndim - 1)) if scale.numel() > 1 else scale
            weights[name] = (tensor.float() * by_row).to(dtype)
    return weights


def _by_row(scale: torch.Tensor, rows: int, single: SingleFile) -> torch.Tensor:
    flat = scale.reshape(-1)
    if len(flat) not in (1, rows):
        raise broken(
            phrase(
                "“{path}” scales its weights in a way that cannot be used.", path=single.path.name
            ),
            hint="Choose the bf16 or GGUF version of it.",
            details=f"{len(flat)} scales for {rows} rows.",
        )
    return flat.expand(rows).contiguous()
