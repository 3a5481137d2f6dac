"""Prompts as the transformer reads them, computed once each."""

from __future__ import annotations

import torch

from flux2studio.core.local import Pipeline
from flux2studio.engine.model import Model

LENGTH = 512  # tokens; the padding is looked at too, so another length is another picture
_LAYERS = {Pipeline.DEV: (10, 20, 30)}
_LAYERS_OF_OTHERS = (9, 18, 27)


def embedding(model: Model, prompt: str) -> torch.Tensor:
    """Return the hidden states of ``prompt``, (1, 512, dimensions), on the model's device.

    Taken from the cache, bit for bit the same, when the prompt was read before; then the text
    encoder is not needed on the device.
    """
    layers = _LAYERS.get(model.files.pipeline, _LAYERS_OF_OTHERS)
    key = (prompt, layers, LENGTH, getattr(model.pipe, "system_message", ""))
    kept = model.cache.prompts.get(key)
    if kept is None:
        kept = _read(model, prompt, layers).cpu()
        model.cache.prompts.put(key, kept)
    return kept.to(model.device)


def _read(model: Model, prompt: str, layers: tuple[int, ...]) -> torch.Tensor:
    with model.reading(), torch.no_grad():
        embeds: torch.Tensor
        embeds, _positions = model.pipe.encode_prompt(
            prompt=prompt,
            device=model.device,
            max_sequence_length=LENGTH,
            text_encoder_out_layers=layers,
        )
    return embeds
