"""SwarmUI's ``sui_image_params``, as JSON in the text ``parameters``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
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

_TAG = re.compile(r"<lora:([^:<>]{1,200})(?::([\d.+-]{1,10}))?>", re.IGNORECASE)


def read_swarmui(source: str) -> ForeignRecipe | None:
    """Read such JSON; None when it is something else."""
    data = parsed(source)
    told = data.get("sui_image_params")
    if not isinstance(told, dict):
        return None
    guided = guidance(told.get("fluxguidancescale"))
    return ForeignRecipe(
        tool="swarmui",
        prompt=words(_TAG.sub("", words(told.get("prompt")))),
        negative=words(told.get("negativeprompt")),
        seed=whole_number(told.get("seed")),
        steps=whole_number(told.get("steps"), 10_000),
        guidance=guided if guided is not None else guidance(told.get("cfgscale")),
        width=side(told.get("width")),
        height=side(told.get("height")),
        model=name(told.get("model")),
        loras=tuple(_loras(told))[:LORAS_MAX],
        made_at=_date(data.get("sui_extra_data")),
    )


def _loras(told: Mapping[str, Any]) -> Iterator[LoraUse]:
    """By lists of names and weights, or by "<lora:name:0.8>" in the prompt."""
    names, weights = _listed(told.get("loras")), _listed(told.get("loraweights"))
    pairs: list[tuple[object, object]] = [
        (label, weights[index] if index < len(weights) else 1.0)
        for index, label in enumerate(names)
    ]
    pairs += [(label, how or 1.0) for label, how in _TAG.findall(words(told.get("prompt")))]
    for label, how in pairs:
        if (use := lora(label, how)) is not None:
            yield use


def _listed(value: object) -> Sequence[object]:
    """A list, or what commas part in a text: versions differ."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()][:LORAS_MAX]
    return value[:LORAS_MAX] if isinstance(value, list) else []


def _date(extra: object) -> datetime | None:
    value = extra.get("date") if isinstance(extra, dict) else None
    try:
        found = datetime.fromisoformat(value[:40]) if isinstance(value, str) else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found
