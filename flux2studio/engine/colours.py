"""The colours of latents, as a table fitted to what this VAE makes of pictures.

Linear: each latent has about one colour. Fitted first to a chart that the VAE encodes, then
once to the first finished picture, whose colours are truer.
"""

from __future__ import annotations

import torch
from torch.nn.functional import adaptive_avg_pool2d, interpolate

from flux2studio.engine.latents import denormalised, unpack, unpatched
from flux2studio.engine.model import Model

_CHART = 256  # pixels a side
_SPOTS = (4, 8, 32)  # a side: from large and soft to small and hard
_RIDGE = 1e-4  # keeps a channel that never changes from taking any value


def ensure_colours(model: Model) -> None:
    """Have a table, before the first picture from the chart."""
    if model.cache.colours is not None:
        return
    pipe, chart = model.pipe, _chart()
    with torch.no_grad():
        pixels = (chart * 2 - 1).to(model.device, pipe.vae.dtype)
        grid = pipe._encode_vae_image(image=pixels, generator=None)
        latents = unpatched(denormalised(grid.float(), pipe.vae))
    model.cache.colours = fitted_colours(latents, chart).to(model.device)


def learn_colours(model: Model, tokens: torch.Tensor, picture: torch.Tensor) -> None:
    """Fit the table to the first finished ``picture``, (1, 3, height, width), colours 0-1."""
    if model.cache.fitted:
        return
    height, width = picture.shape[-2:]
    with torch.no_grad():
        grid = unpack(tokens.float(), width, height)
        latents = unpatched(denormalised(grid, model.pipe.vae))
    model.cache.colours = fitted_colours(latents, picture).to(model.device)
    model.cache.fitted = True


def fitted_colours(latents: torch.Tensor, picture: torch.Tensor) -> torch.Tensor:
    """Return the table (channels + 1, 3) of least squares; the last row is the constant."""
    height, width = latents.shape[-2:]
    small = adaptive_avg_pool2d(picture.float(), (height, width))
    rows = latents[0].flatten(1).T.double().cpu()
    rows = torch.cat([rows, torch.ones(len(rows), 1, dtype=rows.dtype)], dim=1)
    targets = small[0].flatten(1).T.double().cpu()
    squares = rows.T @ rows + _RIDGE * len(rows) * torch.eye(rows.shape[1], dtype=rows.dtype)
    table: torch.Tensor = torch.linalg.solve(squares, rows.T @ targets)
    return table.float()


def coloured(latents: torch.Tensor, colours: torch.Tensor) -> torch.Tensor:
    """Return the picture (1, 3, h, w) of ``latents`` (1, channels, h, w)."""
    return torch.einsum("bchw,cd->bdhw", latents, colours[:-1]) + colours[-1].view(1, 3, 1, 1)


def _chart() -> torch.Tensor:
    """Return spots of many colours, always the same."""
    generator = torch.Generator("cpu").manual_seed(0)
    layers = [
        interpolate(
            torch.rand((1, 3, side, side), generator=generator), size=_CHART, mode="bilinear"
        )
        for side in _SPOTS
    ]
    return torch.stack(layers).mean(0).sub(0.5).mul(1.7).add(0.5).clamp(0, 1)
