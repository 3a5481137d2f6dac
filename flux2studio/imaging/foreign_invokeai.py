"""InvokeAI's ``invokeai_metadata``, and the ``sd-metadata`` of its first versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flux2studio.core.foreign_recipe import ForeignRecipe
from flux2studio.core.request import LoraUse
from flux2studio.imaging.foreign_json import (
    LORAS_MAX,
    guidance,
    lora,
    name,
    parsed,
    side,
    whole_number,
    words,
)


def read_invokeai(source: str) -> ForeignRecipe | None:
    """Read what version 3 and later write; None when it is something else."""
    data = parsed(source)
    if not data:
        return None
    guided = guidance(data.get("guidance"))
    return ForeignRecipe(
        tool="invokeai",
        prompt=words(data.get("positive_prompt")),
        negative=words(data.get("negative_prompt")),
        seed=whole_number(data.get("seed")),
        steps=whole_number(data.get("steps") or data.get("num_steps"), 10_000),
        guidance=guided if guided is not None else guidance(data.get("cfg_scale")),
        width=side(data.get("width")),
        height=side(data.get("height")),
        model=_model(data.get("model")),
        loras=tuple(_loras(data.get("loras")))[:LORAS_MAX],
    )


def read_invokeai_first(source: str) -> ForeignRecipe | None:
    """Read what versions 1 and 2 wrote; None when it is something else."""
    data = parsed(source)
    image = data.get("image")
    if not isinstance(image, dict):
        return None
    return ForeignRecipe(
        tool="invokeai",
        prompt=_prompts(image.get("prompt")),
        seed=whole_number(image.get("seed")),
        steps=whole_number(image.get("steps"), 10_000),
        guidance=guidance(image.get("cfg_scale")),
        width=side(image.get("width")),
        height=side(image.get("height")),
        model=name(data.get("model_weights")),
    )


def _model(value: object) -> str:
    if isinstance(value, dict):
        return name(value.get("name") or value.get("model_name"))
    return name(value)


def _loras(value: object) -> Iterator[LoraUse]:
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict):
            label = _model(each.get("model") or each.get("lora"))
            if (use := lora(label, each.get("weight"))) is not None:
                yield use


def _prompts(value: object) -> str:
    parts: list[Mapping[str, Any]] = value if isinstance(value, list) else []
    texts = [each.get("prompt") for each in parts if isinstance(each, dict)]
    return words(texts) if texts else words(value)
