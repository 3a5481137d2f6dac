"""The latents of FLUX.2: noise of a seed, tokens of a transformer, pictures of a VAE.

Tokens are (1, height / 16 · width / 16, channels), row by row. Grids are the same as
(1, channels, height / 16, width / 16), normalised. What the VAE decodes is
(1, channels / 4, height / 8, width / 8), not normalised.
"""

from __future__ import annotations

from typing import Any

import torch

GRID = 16  # pixels a token: 8x smaller latents, 2x2 of them a patch


def on_grid(side: int) -> int:
    """Return the largest multiple of 16 that is at most ``side``."""
    return side // GRID * GRID


def noise(seed: int, channels: int, width: int, height: int) -> torch.Tensor:
    """Return float32 noise as a grid, the same on every device and for every precision."""
    generator = torch.Generator("cpu").manual_seed(seed)
    return torch.randn((1, channels, height // GRID, width // GRID), generator=generator)


def pack(grid: torch.Tensor) -> torch.Tensor:
    """Return the tokens of a grid."""
    return grid.flatten(2).transpose(1, 2)


def unpack(tokens: torch.Tensor, width: int, height: int) -> torch.Tensor:
    """Return the grid of the tokens of a picture of ``width`` × ``height`` pixels."""
    return tokens.transpose(1, 2).reshape(1, -1, height // GRID, width // GRID)


def denormalised(grid: torch.Tensor, vae: Any) -> torch.Tensor:
    """Undo what the VAE's running statistics did to a grid."""
    mean = vae.bn.running_mean.view(1, -1, 1, 1).to(grid)
    deviation = (vae.bn.running_var + vae.config.batch_norm_eps).sqrt().view(1, -1, 1, 1).to(grid)
    restored: torch.Tensor = grid * deviation + mean
    return restored


def unpatched(grid: torch.Tensor) -> torch.Tensor:
    """Return latents of a quarter of the channels and twice the width and height."""
    return torch.nn.functional.pixel_shuffle(grid, 2)


def denoised(
    before: torch.Tensor, now: torch.Tensor, sigma: torch.Tensor, sigma_next: torch.Tensor
) -> torch.Tensor:
    """Return where a step from ``before`` to ``now`` was heading: the picture without noise.

    Flow matching goes straight: x(sigma) = (1 - sigma) · picture + sigma · noise.
    """
    velocity = (now.float() - before.float()) / (sigma_next - sigma)
    return now.float() - sigma_next * velocity
