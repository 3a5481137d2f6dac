"""Reads GGUF files, which hold a transformer in small blocks of weights."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.phrase import phrase
from flux2studio.engine.errors import EngineError
from flux2studio.engine.model_folder import broken, vanished


def gguf_shapes(path: Path) -> dict[str, tuple[int, ...]]:
    """Return name and shape of each tensor. Raises EngineError for a damaged file."""
    return {
        tensor.name: tuple(int(size) for size in reversed(tensor.shape))
        for tensor in _reader(path).tensors
    }


def read_gguf(path: Path, on_bytes: Callable[[int], None]) -> Iterator[tuple[str, torch.Tensor]]:
    """Yield name and weights of each tensor as diffusers wants them; ``on_bytes`` may stop it."""
    from diffusers.quantizers.gguf.utils import SUPPORTED_GGUF_QUANT_TYPES, GGUFParameter
    from gguf import GGMLQuantizationType

    plain = (GGMLQuantizationType.F32, GGMLQuantizationType.F16)
    for tensor in _reader(path).tensors:
        kind = tensor.tensor_type
        if kind not in plain and kind not in SUPPORTED_GGUF_QUANT_TYPES:
            raise broken(
                phrase(
                    "“{path}” holds its weights in a format that cannot be used.", path=path.name
                ),
                hint="Choose another version of it, Q8_0 or Q4_K for example.",
                details=str(kind),
            )
        weights = torch.from_numpy(tensor.data.copy())
        on_bytes(weights.nbytes)
        yield tensor.name, weights if kind in plain else GGUFParameter(weights, quant_type=kind)


def _reader(path: Path) -> Any:
    try:
        from gguf import GGUFReader
    except ImportError as error:
        raise EngineError(
            FailureKind.INSTALLATION,
            "To read GGUF files, the library “gguf” is needed and cannot be imported.",
            hint="Install it with: pip install gguf.",
            details=str(error),
        ) from error
    try:
        return GGUFReader(str(path))
    except OSError as error:
        raise vanished(error) from error
    except (ValueError, IndexError, KeyError, struct.error) as error:
        raise broken(
            phrase("“{path}” is damaged or was not downloaded to its end.", path=path.name),
            hint="Download it again.",
            details=f"{type(error).__name__}: {error}",
        ) from error
