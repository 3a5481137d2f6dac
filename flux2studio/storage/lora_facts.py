"""All that can be read of a LoRA on this computer: its header, and files of other tools beside."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from pathlib import Path

from flux2studio.core.lora_facts import LoraFacts
from flux2studio.storage.lora_facts_header import header_facts, trainer_name
from flux2studio.storage.lora_files import read_lora_header
from flux2studio.storage.lora_sidecars import preview_beside, sidecar_facts

BESIDE = "the picture beside it"
INSIDE = "the picture inside it"

_USUAL = {field.name: getattr(LoraFacts(origin=""), field.name) for field in fields(LoraFacts)}


def read_facts(
    path: Path, *, beside: Collection[str] | None = None, pictures: bool = True
) -> tuple[LoraFacts, ...]:
    """Return what the file says, then what each tool says, in order of trust.

    Merged in this order they are right: a field that the artist filled in another tool is empty
    in what comes before it, and only the first that knows the base tells it. ``beside`` are the
    names of all files in its folder, where they are known already (a scan saves a dozen looks at
    the disk for each file). Without ``pictures`` none is read. Raises LoraError when the file
    itself is no LoRA; whatever is wrong with another one is passed over.
    """
    header = read_lora_header(path)
    found = [header_facts(header, pictures=pictures), *sidecar_facts(path, beside)]
    if not any(facts.name for facts in found):
        found[0] = replace(found[0], name=trainer_name(header))
    if pictures:
        found = _beside_before_inside(found, preview_beside(path, beside))
    else:
        found = [replace(facts, preview=b"") if facts.preview else facts for facts in found]
    return tuple(_one_base(_artist_first(found)))


def _beside_before_inside(found: list[LoraFacts], picture: bytes) -> list[LoraFacts]:
    """Put a picture beside the file before any other, and the one in its header last.

    Somebody chose the first; the last one is for the case that no other can be decoded.
    """
    header, *others = found
    if not picture:
        return found
    said = [replace(header, preview=b""), LoraFacts(origin=BESIDE, preview=picture), *others]
    return [*said, LoraFacts(origin=INSIDE, preview=header.preview)] if header.preview else said


def _artist_first(found: list[LoraFacts]) -> list[LoraFacts]:
    """Empty the fields of facts where a later one holds the artist's own words.

    The same goes for a second artist's word: the first one stands.
    """
    typed: dict[str, int] = {}
    for index, facts in enumerate(found):
        for name in facts.from_artist:
            if getattr(facts, name) != _USUAL[name]:
                typed.setdefault(name, index)
    if not typed:
        return found
    return [
        replace(facts, **{name: _USUAL[name] for name, index in typed.items() if at < index})
        for at, facts in enumerate(found)
    ]


def _one_base(found: list[LoraFacts]) -> list[LoraFacts]:
    """Leave the base in the first facts that know it: merging takes the last one."""
    first = next((index for index, facts in enumerate(found) if facts.base), 0)
    return [
        replace(facts, base="") if index != first and facts.base else facts
        for index, facts in enumerate(found)
    ]
