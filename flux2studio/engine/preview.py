"""What a picture will look like, drawn from the latents between two steps.

Drawing is asked of the device and not waited for; the JPEG is made once the device is done.
"""

from __future__ import annotations

import logging
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import torch
from PIL import Image
from safetensors import SafetensorError
from torch.nn.functional import interpolate

from flux2studio.engine.colours import coloured, ensure_colours
from flux2studio.engine.latents import denoised, denormalised, unpack, unpatched
from flux2studio.engine.model import Model
from flux2studio.engine.taef import FILE_NAME, TinyDecoder, load_decoder

log = logging.getLogger(__name__)

EDGE = 512  # pixels, at most
INTERVAL_S = 0.1
_QUALITY = 80


class Previews:
    """Draws the previews of one picture after the other, at most one in ``INTERVAL_S``.

    Made before the first step: the table of colours may need the VAE.
    """

    def __init__(self, model: Model, width: int, height: int) -> None:
        self._vae = model.pipe.vae
        self._cache = model.cache
        self._decoder = _tiny_decoder(model)
        self._size = width, height
        self._last = -INTERVAL_S
        if self._decoder is None:
            ensure_colours(model)

    def drawn(self, before: torch.Tensor, now: torch.Tensor, scheduler: Any) -> torch.Tensor | None:
        """Return the pixels, (height, width, 3) bytes on their way to the CPU; None: too early.

        ``before`` and ``now`` are the tokens around the step that ``scheduler`` took last.
        """
        started = time.monotonic()
        if started - self._last < INTERVAL_S:
            return None
        self._last = started
        with torch.no_grad():
            index, sigmas = scheduler.step_index, scheduler.sigmas
            tokens = denoised(before, now, sigmas[index - 1], sigmas[index])
            picture = self._picture(unpack(tokens, *self._size))
            pixels = picture.clamp(0, 1).mul(255).round().to(torch.uint8)[0].permute(1, 2, 0)
            # Only CUDA takes care of memory that is still being written to.
            return pixels.to("cpu", non_blocking=pixels.is_cuda)

    def _picture(self, grid: torch.Tensor) -> torch.Tensor:
        if self._decoder is not None:
            weight = next(self._decoder.parameters())
            return _small(self._decoder(unpatched(grid).to(weight.dtype)).float())
        colours = self._cache.colours
        assert colours is not None  # seen to in __init__
        return coloured(_small(unpatched(denormalised(grid, self._vae))), colours)


def jpeg(pixels: torch.Tensor) -> bytes:
    """Return the file; ``pixels`` must have arrived."""
    buffer = BytesIO()
    Image.fromarray(pixels.numpy()).save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()


def _small(picture: torch.Tensor) -> torch.Tensor:
    longest = max(picture.shape[-2:])
    if longest <= EDGE:
        return picture
    height, width = (max(1, side * EDGE // longest) for side in picture.shape[-2:])
    return interpolate(picture, size=(height, width), mode="area")


def _tiny_decoder(model: Model) -> TinyDecoder | None:
    """Return the decoder in or beside the folder of ``model``, loaded once; None without one.

    None on a CPU, too, where it would take longer than a preview may.
    """
    if model.cache.decoder_sought or model.device.type == "cpu":
        return model.cache.decoder
    model.cache.decoder_sought = True
    folder = Path(model.files.folder)
    for file in (folder / FILE_NAME, folder.parent / FILE_NAME):
        if file.is_file():
            try:
                model.cache.decoder = load_decoder(file).to(model.device, model.dtype)
            except (OSError, ValueError, SafetensorError) as error:
                log.info("Previews go without %s: %s", file, error)
            break
    return model.cache.decoder
