"""JSON and values that other programs wrote, read without trust."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from flux2studio.core.foreign_words import line, number, scale, text
from flux2studio.core.request import LoraUse

PROMPT_MAX = 20_000  # letters
LORAS_MAX = 50
DEPTH_MAX = 64


def parsed(source: str) -> Mapping[str, Any]:
    """Return a JSON object; an empty one for anything else, or one nested too deeply."""
    try:
        found = _decoded(source)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and _is_flat_enough(found) else {}


def _decoded(source: str) -> object:
    """Python writes NaN and halves of characters, which JSON does not know. Raises ValueError."""
    try:
        return msgspec.json.decode(source.encode("utf-8", "replace"))
    except msgspec.DecodeError:
        return json.loads(source, parse_constant=lambda _: None)


def _is_flat_enough(value: object) -> bool:
    level: list[object] = [value]
    for _ in range(DEPTH_MAX):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return True
    return False


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def words(value: object) -> str:
    """A prompt: a text, or a list of them."""
    if isinstance(value, list):
        return text("\n".join(part for part in value if isinstance(part, str)), PROMPT_MAX)
    return text(value, PROMPT_MAX)


def name(value: object) -> str:
    """The name of a model or a LoRA file, without its folders and its ending."""
    last = re.split(r"[/\\]", line(value, 400))[-1]
    return re.sub(r"\.(?:safetensors|ckpt|pt|gguf|sft)$", "", last, flags=re.IGNORECASE)[:200]


def whole_number(value: object, most: int = 2**64) -> int | None:
    """A number without a fraction from 0, also one that is written as text."""
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,20}\s*", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not 0 <= value <= most or value != int(value):
        return None
    return int(value)


def side(value: object) -> int:
    """A width or height in pixels, 0 for anything else."""
    return whole_number(value, 65_536) or 0


def guidance(value: object) -> float | None:
    return number(value, 0.0, 1_000.0)


def lora(label: object, strength: object) -> LoraUse | None:
    """A LoRA that another program used: known by its name alone, so it is to be located."""
    called = name(label)
    if not called:
        return None
    how = scale(strength)
    return LoraUse(source=called, name=called, scale=1.0 if how is None else how)
