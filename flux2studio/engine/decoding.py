"""Makes the decoder of the VAE faster; what encodes references is never changed.

Both ways are written for GPUs and untested there.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKLFlux2

log = logging.getLogger(__name__)

SMALL = "small_decoder"  # black-forest-labs/FLUX.2-small-decoder, as a folder of diffusers


class Decoders:
    """The decoder of a loaded model, and the small one in its place."""

    def __init__(self) -> None:
        self._sought = False
        self._small: dict[str, torch.nn.Module] = {}
        self._own: dict[str, torch.nn.Module] = {}

    def take_small(self, vae: Any, folder: str) -> bool:
        """Use the small decoder if its folder is in, or beside, that of the model."""
        if not self._sought:
            self._sought = True
            self._small = _small_parts(vae, folder)
        if self._small and not self._own:
            self._own = {name: getattr(vae, name) for name in self._small}
            _put(vae, self._small)
        return bool(self._small)

    def take_own(self, vae: Any) -> None:
        _put(vae, self._own)
        self._own = {}


def set_layout(vae: Any, *, channels_last: bool) -> None:
    """Lay the weights of the decoder out as tensor cores want them, or as they were."""
    layout = torch.channels_last if channels_last else torch.contiguous_format
    vae.decoder.to(memory_format=layout)


def _small_parts(vae: Any, folder: str) -> dict[str, torch.nn.Module]:
    for place in (Path(folder) / SMALL, Path(folder).parent / SMALL):
        if (place / "config.json").is_file():
            try:
                small = AutoencoderKLFlux2.from_pretrained(
                    place, dtype=vae.dtype, local_files_only=True, use_safetensors=True
                )
            except (OSError, ValueError, RuntimeError) as error:
                log.info("Pictures go without %s: %s", place, error)
                return {}
            small.requires_grad_(requires_grad=False).eval()
            if small.config.latent_channels != vae.config.latent_channels:
                return {}
            parts = {"decoder": small.decoder, "post_quant_conv": small.post_quant_conv}
            return {name: part.to(vae.device) for name, part in parts.items() if part is not None}
    return {}


def _put(vae: Any, parts: dict[str, torch.nn.Module]) -> None:
    for name, part in parts.items():
        setattr(vae, name, part)
