"""Measures a model on the disk: how many weights its parts have, for the plan of the memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from flux2studio.core.local import Pipeline
from flux2studio.core.memory import ModelWeights
from flux2studio.engine.model_folder import ModelFolder, Weights
from flux2studio.engine.single_file import open_single
from flux2studio.engine.text_encoder import is_read


def measured(folder: ModelFolder, kind: Pipeline) -> ModelWeights:
    """Return the numbers of weights. Raises EngineError for a single file that does not fit."""
    config = folder.transformer.config
    transformer, file_bytes = _transformer(folder)
    return ModelWeights(
        transformer=transformer,
        text_encoder=_count(folder.text_encoder),
        text_encoder_used=_count(folder.text_encoder, is_read(kind)),
        vae=_count(folder.vae),
        hidden=folder.hidden,
        blocks=int(config.get("num_layers", 0)) + int(config.get("num_single_layers", 0)),
        transformer_file_bytes=file_bytes,
    )


def _transformer(folder: ModelFolder) -> tuple[int, int]:
    """Return the number of weights, and what a file takes that keeps them small."""
    if folder.single is not None:
        single = open_single(folder.single, folder.transformer.config)
        return _elements(single.shapes.values()), single.size if single.quantised else 0
    stored = sum(header.size for header in folder.transformer.files.values())
    small = "quantization_config" in folder.transformer.config
    return _count(folder.transformer), stored if small else 0


def _count(weights: Weights, counts: Callable[[str], bool] = lambda _name: True) -> int:
    shapes = (item for header in weights.files.values() for item in header.shapes.items())
    return _elements(shape for name, shape in shapes if counts(name))


def _elements(shapes: Iterable[tuple[int, ...]]) -> int:
    return sum(math.prod(shape) for shape in shapes)
