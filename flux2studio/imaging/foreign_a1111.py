"""The ``parameters`` text of Stable Diffusion web UI, which many programs write.

Prompt, a line "Negative prompt: ...", and a last line of "Key: value" parted by commas; values
with commas stand in quotes as JSON. The form is that of its ``infotext_utils.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from flux2studio.core.foreign_recipe import ForeignRecipe
from flux2studio.core.request import LoraUse
from flux2studio.imaging.foreign_json import (
    LORAS_MAX,
    guidance,
    lora,
    name,
    side,
    whole_number,
    words,
)

SETTINGS_MAX = 60_000  # letters of the last line that are looked at

_NEGATIVE = "Negative prompt:"
_PAIR = re.compile(r'(\w[\w \-/]{0,60}):\s*("(?:\\.|[^"\\])*"|[^,]*)(?:,|$)')
_TAG = re.compile(r"<lora:([^:<>]{1,200}):([\d.+-]{1,10})(?::[^<>]{0,40})?>", re.IGNORECASE)
_WEIGHT = re.compile(r"([^:,]{1,200}):\s*([\d.+-]{1,10})")


def read_a1111(source: str) -> ForeignRecipe | None:
    """Read such a text; None when it is something else."""
    body, _, last = source.strip().rpartition("\n")
    settings = _settings(last)
    if "steps" not in settings:
        return None
    prompt, _, negative = body.partition(_NEGATIVE)
    width, _, height = settings.get("size", "").partition("x")
    return ForeignRecipe(
        tool=_tool(settings),
        prompt=words(_TAG.sub("", prompt)),
        negative=words(negative),
        seed=whole_number(settings.get("seed", "")),
        steps=whole_number(settings.get("steps", ""), 10_000),
        guidance=guidance(settings.get("distilled cfg scale") or settings.get("cfg scale")),
        width=side(width),
        height=side(height),
        model=name(settings.get("model", "")),
        loras=tuple(_loras(prompt, settings))[:LORAS_MAX],
    )


def _settings(last: str) -> Mapping[str, str]:
    """Keys are made lower case."""
    found: dict[str, str] = {}
    for pair in _PAIR.finditer(last[:SETTINGS_MAX]):
        key, value = pair.group(1).strip().lower(), pair.group(2).strip()
        found.setdefault(key, _unquoted(value))
    return found


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    try:
        return msgspec.json.decode(value.encode("utf-8", "replace"), type=str)
    except msgspec.DecodeError:
        return value.strip('"')


def _loras(prompt: str, settings: Mapping[str, str]) -> Iterator[LoraUse]:
    """In the prompt as "<lora:name:0.8>"; in keys of their own where our kind wrote it."""
    pairs = _TAG.findall(prompt) or _WEIGHT.findall(settings.get("lora weights", ""))
    for label, strength in pairs:
        if (use := lora(label.strip(), strength)) is not None:
            yield use


def _tool(settings: Mapping[str, str]) -> str:
    version = settings.get("version", "").lower()
    for sign, tool in (("fooocus", "fooocus"), ("comfy", "comfyui"), ("swarm", "swarmui")):
        if sign in version:
            return tool
    return "a1111"
