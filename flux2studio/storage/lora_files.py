"""What a LoRA file is, told from its header alone: base model, rank, trigger words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.errors import LoraError
from flux2studio.core.lora_base import base_of, is_lora_key, rank_of
from flux2studio.core.phrase import phrase
from flux2studio.core.safetensors_header import (
    PICKLES,
    SafetensorsHeader,
    pickle_error,
    read_header,
)
from flux2studio.storage.lora_metadata import trigger_words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraFile:
    """``size`` in bytes, ``tensors`` how many; ``base`` as in ``core.lora.Lora``; ``rank`` 0 when
    it is not the same everywhere or cannot be told.
    """

    size: int
    tensors: int
    base: str
    rank: int
    trigger_words: tuple[str, ...]
    metadata: Mapping[str, str]


def read_lora_header(path: Path) -> SafetensorsHeader:
    """Read the header of ``path``, never a tensor, never a pickle. Raises LoraError."""
    name = f"“{path.name}”"
    if path.suffix.lower() in PICKLES:
        raise pickle_error(name)
    header = read_header(path)
    if not any(is_lora_key(key) for key in header.shapes):
        raise LoraError(
            phrase("{name} is no LoRA: it holds other weights.", name=name),
            hint="Choose a LoRA made for FLUX.2.",
            field="loras",
        )
    return header


def inspect_lora(path: Path) -> LoraFile:
    """Return what the header of ``path`` tells. Raises LoraError."""
    header = read_lora_header(path)
    return LoraFile(
        size=header.size,
        tensors=len(header.shapes),
        base=base_of(header.shapes, header.metadata),
        rank=rank_of(header.shapes),
        trigger_words=trigger_words_of(header.metadata),
        metadata=header.metadata,
    )
