"""Prompts as the transformer reads them, computed once each."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from diffusers.pipelines.flux2.pipeline_flux2 import format_input

from flux2studio.core.local import Pipeline
from flux2studio.engine.model import Model

LENGTH = 512  # tokens; the padding is looked at too, so another length is another picture
_LAYERS = {Pipeline.DEV: (10, 20, 30)}
_LAYERS_OF_OTHERS = (9, 18, 27)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How long a prompt is; ``unread`` is its end beyond the ``LENGTH`` tokens that are read."""

    tokens: int  # with those that the chat template adds
    unread: str


def extent(model: Model, prompt: str) -> Extent:
    """Measure ``prompt`` as the pipeline will read it: what is too long is cut off in silence."""
    tokenizer = model.pipe.tokenizer
    text: str
    if model.files.pipeline is Pipeline.DEV:
        prompt = prompt.replace("[IMG]", "")  # as ``format_input`` does
        [messages] = format_input([prompt], system_message=model.pipe.system_message)
        text = tokenizer.apply_chat_template(messages, tokenize=False)
    else:
        messages = [{"role": "user", "content": prompt}]
        text = tokenizer.apply_chat_template(
            messages, tokenize=False, add_generation_prompt=True, enable_thinking=False
        )
    places = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)[
        "offset_mapping"
    ]
    if len(places) <= LENGTH:
        return Extent(tokens=len(places), unread="")
    ends, begins = places[LENGTH - 1][1], text.find(prompt)
    unread = prompt[max(ends - begins, 0) :] if begins >= 0 else text[ends:]
    return Extent(tokens=len(places), unread=unread)


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
