"""What a LoRA's own header says of it: its tensors, and what its trainer or owner wrote there."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from flux2studio.core.foreign_words import TAGS_MAX, line, number, phrases
from flux2studio.core.lora_base import base_of, rank_of
from flux2studio.core.lora_base_names import base_named
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.core.lora_layout import layout_of
from flux2studio.core.safetensors_header import SafetensorsHeader
from flux2studio.storage.lora_facts_modelspec import modelspec_facts
from flux2studio.storage.lora_metadata import optional_words_of, trains_on_pairs, trigger_words_of

ORIGIN = "the file"

_JSON_MAX = 1_000_000  # letters of one value that are looked into
_NAMES = ("ss_output_name", "name")
_BASES = ("ss_base_model_version", "base_model_version", "modelspec.architecture", "base_model")
_COMMENTS = ("ss_training_comment", "training_comment", "description")


def header_facts(header: SafetensorsHeader, *, pictures: bool = True) -> LoraFacts:
    """Read a header; never raises, whatever it says."""
    metadata = header.metadata
    spec = modelspec_facts(metadata, ORIGIN, pictures=pictures)
    words = trigger_words_of(metadata)
    pairs = trains_on_pairs(metadata)
    return LoraFacts(
        origin=ORIGIN,
        name=spec.name,
        size=header.size,
        base=base_of(header.shapes, metadata) or _base(metadata),
        layout=layout_of(header.shapes),
        rank=rank_of(header.shapes) or _rank(metadata),
        trigger_words=words,
        optional_words=tuple(word for word in optional_words_of(metadata) if word not in words),
        default_scale=spec.default_scale,
        edits=pairs or None,
        references=1 if pairs else 0,
        licence=spec.licence,
        credit=spec.credit,
        description=spec.description or _first(metadata, _COMMENTS, 4_000),
        tags=spec.tags or phrases(metadata.get("tags"), TAGS_MAX),
        preview=spec.preview,
    )


def trainer_name(header: SafetensorsHeader) -> str:
    """Return what the trainer called the file: better than none, though seldom a title."""
    return _first(header.metadata, _NAMES)


def _first(metadata: Mapping[str, str], names: tuple[str, ...], most: int = 200) -> str:
    return next((found for name in names if (found := line(metadata.get(name), most))), "")


def _base(metadata: Mapping[str, str]) -> str:
    return next((base for name in _BASES if (base := base_named(metadata.get(name)))), "")


def _rank(metadata: Mapping[str, str]) -> int:
    """What the trainer says, for a kind of LoRA whose tensors do not tell, or diffusers’ notes."""
    said = number(metadata.get("ss_network_dim"), 1, 4096)
    if said is None:
        said = number(_adapter(metadata).get("transformer.r"), 1, 4096)
    return int(said) if said is not None and said == int(said) else 0


def _adapter(metadata: Mapping[str, str]) -> Mapping[str, object]:
    text = metadata.get("lora_adapter_metadata", "")
    try:
        found = msgspec.json.decode(text) if 0 < len(text) <= _JSON_MAX else None
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
