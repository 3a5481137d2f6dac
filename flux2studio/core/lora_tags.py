"""LoRAs written into a prompt as other programs have it: <lora:name:0.8>."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from flux2studio.core.lora import Lora
from flux2studio.core.lora_aliases import sources

_TAG = re.compile(r"<(?:lora|lyco):([^<>\n]{1,200})>", re.IGNORECASE)
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraTag:
    """``text`` is the whole tag; ``scale`` None: none is written, or it is no number."""

    text: str
    name: str
    scale: float | None = None


def tags(prompt: str) -> Iterator[LoraTag]:
    """Yield the tags of a prompt. A second number, for the text encoder, is passed over."""
    for found in _TAG.finditer(prompt):
        name, *numbers = found[1].rsplit(":", 2) if found[1].count(":") > 1 else _pair(found[1])
        yield LoraTag(text=found[0], name=name.strip(), scale=_scale(numbers))


def without(prompt: str, tag: LoraTag) -> str:
    """Return the prompt without a tag, and without the space or comma it leaves."""
    before, found, after = prompt.partition(tag.text)
    if not found:
        return prompt
    if not before.strip(" ,") or before.endswith("\n") or not after.strip(" ,"):
        return before.rstrip(" ,") + after.lstrip(" ,")
    left, right = before.rstrip(" "), after.lstrip(" ")
    if right[:1] == ",":
        return left.rstrip(" ,") + right
    return left + ("" if right[:1] in (".", ";", "\n") else " ") + right


def meant(tag: LoraTag, loras: Iterable[Lora]) -> Lora | None:
    """Return the card that a tag names: by its name, else by its file or repository."""
    wanted = _key(tag.name)
    by_file = None
    for lora in loras:
        if _key(lora.name) == wanted:
            return lora
        if by_file is None and wanted in map(_file_key, sources(lora)):
            by_file = lora
    return by_file


def _pair(text: str) -> list[str]:
    name, found, number = text.rpartition(":")
    return [name, number] if found else [text]


def _scale(numbers: list[str]) -> float | None:
    try:
        scale = float(numbers[0])
    except (IndexError, ValueError):
        return None
    return scale if math.isfinite(scale) else None


def _file_key(source: str) -> str:
    name = PurePosixPath(source.replace("\\", "/").partition("?")[0]).name
    return _key(name.removesuffix(".safetensors"))


def _key(name: str) -> str:
    """Names that differ in capitals, spaces and dashes are the same."""
    plain = name.rsplit("/", 1)[-1].removesuffix(".safetensors")
    return _NO_WORD.sub("", plain.casefold()) or plain
