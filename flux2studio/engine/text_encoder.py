"""The text encoder, without what no prompt needs unless it is to write as well as to read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch
from transformers import (
    AutoConfig,
    AutoTokenizer,
    GenerationConfig,
    Mistral3ForConditionalGeneration,
    Qwen3ForCausalLM,
)

from flux2studio.core.local import Pipeline
from flux2studio.engine.filling import empty
from flux2studio.engine.model_folder import broken

CLASSES = {
    Pipeline.DEV: Mistral3ForConditionalGeneration,
    Pipeline.KLEIN: Qwen3ForCausalLM,
    Pipeline.KLEIN_BASE: Qwen3ForCausalLM,
    Pipeline.KLEIN_KV: Qwen3ForCausalLM,
}

_LAYERS_READ = 27  # hidden states 9, 18 and 27 (Qwen3)
_LAYERS_READ_DEV = 30  # 10, 20 and 30 (Mistral)
_LAYER = re.compile(r"(?<!transformer\.)\blayers\.(\d+)\.")  # not those of the vision tower
_UNREAD = re.compile(r"\b(vision_tower|multi_modal_projector|lm_head)\b|(?<!\w)norm\.weight$")
_OLD_NAMES = (  # as the published files have them, and as the model itself
    (re.compile(r"^language_model\.model\."), "model.language_model."),
    (re.compile(r"^language_model\.lm_head\."), "lm_head."),
    (re.compile(r"^(vision_tower|multi_modal_projector)\."), r"model.\1."),
)


def layers_read(kind: Pipeline) -> int:
    """Return how many of its layers a prompt goes through (local-engine.md section 4.1)."""
    return _LAYERS_READ_DEV if kind is Pipeline.DEV else _LAYERS_READ


def is_read(kind: Pipeline) -> Callable[[str], bool]:
    """Return what tells whether a weight, by its name in the file, is needed to read a prompt."""
    layers = layers_read(kind)

    def read(name: str) -> bool:
        layer = _LAYER.search(name)
        if layer and "vision_tower" not in name:
            return int(layer[1]) < layers
        return not _UNREAD.search(name)

    return read


def build(kind: Pipeline, folder: Path, *, whole: bool) -> Any:
    """Return the text encoder without its weights; ``folder`` is that of its configuration."""
    config = AutoConfig.from_pretrained(str(folder), local_files_only=True, trust_remote_code=False)
    if not isinstance(config, CLASSES[kind].config_class):
        raise broken("The text encoder in the folder is that of another model.")
    with empty():
        encoder = CLASSES[kind](config)
    if not whole:
        _truncate(encoder, kind)
    elif (folder / "generation_config.json").is_file():
        encoder.generation_config = GenerationConfig.from_pretrained(
            str(folder), local_files_only=True
        )
    return encoder


def _truncate(encoder: Any, kind: Pipeline) -> None:
    """Drop what is never read; the hidden states stay equal bit for bit."""
    layers = layers_read(kind)
    encoder.lm_head = torch.nn.Identity()
    encoder.config.tie_word_embeddings = False
    text = encoder.model
    if kind is Pipeline.DEV:
        text = encoder.model.language_model
        encoder.model.vision_tower = torch.nn.Identity()
        encoder.model.multi_modal_projector = torch.nn.Identity()
    text.layers = text.layers[:layers]
    text.norm = torch.nn.Identity()
    text.config.num_hidden_layers = layers


def by_own_names(
    tensors: Iterator[tuple[str, torch.Tensor]],
) -> Iterator[tuple[str, torch.Tensor]]:
    """Yield the weights by the names that the model has for them."""
    for name, tensor in tensors:
        yield own_name(name), tensor


def own_name(name: str) -> str:
    for pattern, replacement in _OLD_NAMES:
        name = pattern.sub(replacement, name)
    return name


def tokenizer(folder: Path) -> Any:
    """Return the tokenizer in ``folder``.

    Always a plain one: dev's own PixtralProcessor needs torchvision, which is not shipped, and
    reads text in the same way.
    """
    found = AutoTokenizer.from_pretrained(
        str(folder), local_files_only=True, trust_remote_code=False
    )
    template = folder / "chat_template.jinja"
    if not found.chat_template and template.is_file():
        found.chat_template = template.read_text(encoding="utf-8")
    return found
