"""Making a record that somebody else wrote fit for a library: what does not fit is left out."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora, LoraIdentity, LoraPlace, LoraProof, LoraSet
from flux2studio.core.lora_facts import settled
from flux2studio.core.lora_fields import FIELDS, LINE_MAX, checked
from flux2studio.core.lora_searches import LoraSearch, checked_search
from flux2studio.core.lora_sets import MEMBERS_MAX
from flux2studio.core.phrase import phrase
from flux2studio.core.request import LoraKind, LoraUse, lora_kind

PLACES_MAX = 100
SOURCE_MAX = 4_000
SIZE_MAX = 2**50

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def cleaned(lora: Lora) -> Lora:
    """Return ``lora`` with nothing that the artist could not have written.

    Raises LoraError when its source is none. The same record always becomes the same.
    """
    source = _source(lora.source)
    usual = Lora(source=source, name=source[-LINE_MAX:])
    words = {name: _fitting(name, getattr(lora, name), usual) for name in FIELDS}
    fresh = Lora(
        source=source,
        id=_id(lora.id, source),
        added_at=_aware(lora.added_at),
        sha256=_hash(lora.sha256),
        autov3=_hash(lora.autov3),
        size=_size(lora.size),
        rank=_size(lora.rank),
        layout=_line(lora.layout),
        places=tuple(place for place in lora.places[:PLACES_MAX] if _is_place(place)),
        own=tuple(sorted({name for name in lora.own if name in FIELDS})),
        proof=lora.proof if lora.proof is None or _is_proof(lora.proof) else None,
        **words,
    )
    return settled(replace(fresh, default_scale=1.0, scale_low=None, scale_high=None), fresh)


def cleaned_set(lora_set: LoraSet) -> LoraSet:
    """Return ``lora_set`` likewise. Raises LoraError when nothing is left of it."""
    uses = []
    for use in lora_set.loras[:MEMBERS_MAX]:
        scale = checked("default_scale", use.scale)
        name, size = _line(use.name), _size(use.size)
        uses.append(LoraUse(source=_source(use.source), name=name, scale=scale, size=size))
    if not uses:
        raise LoraError("A set without a LoRA is none.")
    known = (
        LoraIdentity(source=each.source, sha256=_hash(each.sha256), autov3=_hash(each.autov3))
        for each in lora_set.identities[:MEMBERS_MAX]
    )
    return LoraSet(
        id=_id(lora_set.id, lora_set.name),
        name=checked("name", lora_set.name),
        loras=tuple(uses),
        added_at=_aware(lora_set.added_at),
        notes=checked("notes", lora_set.notes),
        identities=tuple(each for each in known if each.source in {use.source for use in uses}),
    )


def cleaned_search(search: LoraSearch) -> LoraSearch:
    """Return ``search`` likewise. Raises LoraError when it is none."""
    kept = checked_search(search)
    return replace(kept, id=_id(search.id, search.name), added_at=_aware(search.added_at))


def _source(source: str) -> str:
    if not _is_address(source) or lora_kind(source) is LoraKind.UNKNOWN:
        raise LoraError(
            phrase(
                "{source} is neither a repository, a link nor a file.", source=ascii(source[:80])
            ),
            field="loras",
        )
    return source


def _fitting(name: str, value: Any, usual: Lora) -> Any:
    try:
        return checked(name, value)
    except LoraError:
        return getattr(usual, name)


def _id(text: str, stands_for: str) -> str:
    return text if _ID.fullmatch(text) else uuid5(NAMESPACE_URL, f"{text}\n{stands_for}").hex


def _hash(text: str) -> str:
    return text if _SHA256.fullmatch(text) else ""


def _line(text: str) -> str:
    return str(_fitting("credit", text, Lora(source="", name="")))


def _size(number: int) -> int:
    return number if 0 <= number <= SIZE_MAX else 0


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _is_place(place: LoraPlace) -> bool:
    texts = (place.address, place.revision, place.file)
    return bool(place.address) and all(_is_address(text) for text in texts)


def _is_address(text: str) -> bool:
    """File names may hold anything but this."""
    return len(text) <= SOURCE_MAX and "\0" not in text


def _is_proof(proof: LoraProof) -> bool:
    numbers = (proof.matched, proof.total, proof.strength, proof.scale)
    known = proof.made_at.tzinfo is not None and _line(proof.model) == proof.model
    return known and all(math.isfinite(number) and number >= 0 for number in numbers)
