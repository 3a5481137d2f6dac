"""TAEF2, the tiny decoder by Ollin Boer Bohan: latents to a picture at a twentieth of the cost.

The layers are those of github.com/madebyollin/taesd (MIT). It takes unpatched latents as they
are, normalised. Run here with random weights only, never with the real file or on a GPU.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn

FILE_NAME = "taef2.safetensors"
_PREFIX = "decoder.layers."  # numbered from the first convolution, not from the clamp
_WIDTH = 64


def load_decoder(file: Path) -> TinyDecoder:
    """Return the decoder in ``file``. Raises OSError, or ValueError when it is of another kind."""
    weights = {
        name.removeprefix(_PREFIX): tensor
        for name, tensor in load_file(file).items()
        if name.startswith(_PREFIX)
    }
    if "0.weight" not in weights:
        raise ValueError(f"{file.name} holds no TAEF2 decoder.")
    decoder = TinyDecoder(weights["0.weight"].shape[1])
    try:
        decoder.layers.load_state_dict(weights)
    except RuntimeError as error:  # names or shapes of another decoder
        raise ValueError(f"{file.name} holds another decoder.") from error
    return decoder.eval().requires_grad_(requires_grad=False)


class TinyDecoder(nn.Module):
    """(1, channels, h, w) to (1, 3, 8h, 8w), colours 0-1 and a little beyond."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            _convolution(channels),
            nn.ReLU(),
            *(_Block(pools=True) for _ in range(3)),
            *(layer for _ in range(2) for layer in (*_larger(), _Block(), _Block(), _Block())),
            *_larger(),
            _Block(),
            nn.Conv2d(_WIDTH, 3, 3, padding=1),
        )

    def forward(self, latents: torch.Tensor) -> torch.Tensor:
        picture: torch.Tensor = self.layers(torch.tanh(latents / 3) * 3)
        return picture


class _Block(nn.Module):
    def __init__(self, *, pools: bool = False) -> None:
        super().__init__()
        self.conv = nn.Sequential(
            _convolution(), nn.ReLU(), _convolution(), nn.ReLU(), _convolution()
        )
        self.pool = _pool() if pools else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.pool is not None:
            x = x + self.pool(x)
        return torch.relu(self.conv(x) + x)


def _convolution(channels: int = _WIDTH, *, bias: bool = True) -> nn.Conv2d:
    return nn.Conv2d(channels, _WIDTH, 3, padding=1, bias=bias)


def _larger() -> tuple[nn.Module, nn.Module]:
    return nn.Upsample(scale_factor=2), _convolution(bias=False)


def _pool() -> nn.Sequential:
    """Looks at the picture as a whole, through the statistics of its norm."""
    wide = 4 * _WIDTH
    return nn.Sequential(
        nn.Conv2d(_WIDTH, wide, 1, bias=False),
        nn.GroupNorm(4, wide),
        nn.ReLU(),
        nn.Conv2d(wide, _WIDTH, 1, bias=False),
    )
