"""Fooocus: JSON in ``parameters`` with the scheme "fooocus"; its other scheme is that of A1111."""

from __future__ import annotations

import re
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

_RESOLUTION = re.compile(r"\(?\s*(\d{1,6})\s*[,x×]\s*(\d{1,6})\s*\)?")
_COMBINED = re.compile(r"(.{1,300}?)\s*:\s*([\d.+-]{1,10})\s*")
_SIGNS = ("fooocus", "metadata_scheme", "performance", "styles")


def read_fooocus(source: str) -> ForeignRecipe | None:
    """Read such JSON; None when it is something else."""
    data = {_key(key): value for key, value in parsed(source).items()}
    if "prompt" not in data or not any(sign in data for sign in _SIGNS):
        return None
    size = _RESOLUTION.match(str(data.get("resolution", ""))[:40])
    return ForeignRecipe(
        tool="fooocus",
        prompt=words(data.get("prompt")),
        negative=words(data.get("negative_prompt")),
        seed=whole_number(data.get("seed")),
        steps=whole_number(data.get("steps"), 10_000),
        guidance=guidance(data.get("guidance_scale")),
        width=side(size.group(1)) if size else 0,
        height=side(size.group(2)) if size else 0,
        model=name(data.get("base_model")),
        loras=tuple(_loras(data))[:LORAS_MAX],
    )


def _key(key: str) -> str:
    """Older versions write "Negative Prompt", newer ones "negative_prompt"."""
    return key.strip().lower().replace(" ", "_")[:100]


def _loras(data: Mapping[str, Any]) -> Iterator[LoraUse]:
    listed = data.get("loras")
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, list) and len(each) >= 2 and (use := lora(each[0], each[1])):
            yield use
    for key, value in data.items():
        if key.startswith("lora_combined") and isinstance(value, str):
            found = _COMBINED.fullmatch(value[:400])
            if found and (use := lora(found.group(1), found.group(2))):
                yield use
