"""The pictures that a model looks at: opened, checked, and encoded once each."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from diffusers.utils.torch_utils import get_module_execution_device
from PIL import Image

from flux2studio.core.engine_messages import FailureKind, Run
from flux2studio.core.phrase import phrase
from flux2studio.engine.errors import Check, EngineError
from flux2studio.engine.latents import on_grid, pack
from flux2studio.engine.model import Model

COUNT_MAXIMUM = 10
EDGE_MINIMUM = 64  # pixels; this and the next are what diffusers refuses without naming which one
ASPECT_MAXIMUM = 8
AREA = 1024 * 1024  # what the pipelines scale a larger reference down to
LARGE_AREA = 2024 * 2024  # what Black Forest Labs' own code allows for a single one


def check_references(order: Run) -> None:
    """Raise EngineError when a reference cannot be looked at; only the files' heads are read."""
    if len(order.references) > COUNT_MAXIMUM:
        raise EngineError(
            FailureKind.REQUEST,
            phrase("At most {most} reference images can be looked at.", most=COUNT_MAXIMUM),
            hint="Remove some.",
            field="references",
        )
    for number, path in enumerate(order.references, 1):
        with _opened(path, number) as image:
            _check_size(image.size, number)


def open_reference(path: str, number: int) -> Image.Image:
    """Return the whole picture as RGB; what is see-through is laid on white."""
    with _opened(path, number) as image:
        _check_size(image.size, number)
        try:
            image.load()
        except (OSError, ValueError, SyntaxError) as error:
            raise _unreadable(number, error) from error
        return _flattened(image)


def encode_references(
    model: Model, order: Run, check: Check, *, skip: int = 0
) -> list[torch.Tensor]:
    """Return the latents of each reference, (1, channels, height / 16, width / 16), normalised.

    They are what the pipelines make of them, bit for bit. ``check`` is asked before each. The
    first ``skip`` are left out.
    """
    single = len(order.references) == 1
    area = LARGE_AREA if order.large_reference and single else AREA
    encoded: list[torch.Tensor] = []
    for number, path in enumerate(order.references[skip:], skip + 1):
        check()
        encoded.append(_encoded(model, path, number, area))
    return encoded


def conditions(pipe: Any, encoded: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return tokens (1, n, channels) and their positions (1, n, 4) of all references, in order."""
    ids = pipe._prepare_image_ids(list(encoded))
    tokens = torch.cat([pack(latents) for latents in encoded], dim=1)
    return tokens, ids.to(tokens.device)


def encode_picture(model: Model, image: Image.Image) -> torch.Tensor:
    """Return the normalised latents of ``image``, whose sides are multiples of 16."""
    vae = model.pipe.vae
    pixels = model.pipe.image_processor.preprocess(image, height=image.height, width=image.width)
    with torch.no_grad():
        pixels = pixels.to(device=get_module_execution_device(vae), dtype=vae.dtype)
        latents: torch.Tensor = model.pipe._encode_vae_image(image=pixels, generator=None)
    return latents.to(model.device)


def fitted(image: Image.Image, area: int) -> Image.Image:
    """Scale ``image`` down to ``area`` pixels and crop it to the grid of 16, as diffusers does."""
    if image.width * image.height > area:
        scale = math.sqrt(area / (image.width * image.height))
        size = int(image.width * scale), int(image.height * scale)
        image = image.resize(size, Image.Resampling.LANCZOS)
    width, height = on_grid(image.width), on_grid(image.height)
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + width, top + height))


def _encoded(model: Model, path: str, number: int, area: int) -> torch.Tensor:
    key = (_digest(path, number), area, model.speed.has_layout)
    kept = model.cache.references.get(key)
    if kept is None:
        kept = encode_picture(model, fitted(open_reference(path, number), area)).cpu()
        model.cache.references.put(key, kept)
    return kept.to(model.device)


def _digest(path: str, number: int) -> bytes:
    """Tells a reference by what it is: each job has its own copies of them."""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise _unreadable(number, error) from error


def _opened(path: str, number: int) -> Image.Image:
    try:
        return Image.open(path)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _unreadable(number, error) from error


def _flattened(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    layers = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), layers).convert("RGB")


def _check_size(size: tuple[int, int], number: int) -> None:
    if min(size) < EDGE_MINIMUM:
        raise EngineError(
            FailureKind.REQUEST,
            phrase(
                "Reference {number} is too small: each side needs at least {edge_minimum} pixels.",
                number=number,
                edge_minimum=EDGE_MINIMUM,
            ),
            hint="Choose a larger one.",
            field="references",
        )
    if max(size) > ASPECT_MAXIMUM * min(size):
        raise EngineError(
            FailureKind.REQUEST,
            phrase(
                "Reference {number} is too long:"
                " one side is more than {aspect_maximum} times the other.",
                number=number,
                aspect_maximum=ASPECT_MAXIMUM,
            ),
            hint="Crop it first.",
            field="references",
        )


def _unreadable(number: int, error: BaseException) -> EngineError:
    return EngineError(
        FailureKind.REQUEST,
        phrase("Reference {number} cannot be opened.", number=number),
        hint="Choose it again.",
        field="references",
        details=f"{type(error).__name__}: {error}",
    )
