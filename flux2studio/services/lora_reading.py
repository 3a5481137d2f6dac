"""What the file of a card says, with the files of other tools beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flux2studio.core.lora import Lora
from flux2studio.core.lora_facts import LoraFacts, merged_all
from flux2studio.core.request import LoraKind
from flux2studio.services.lora_pictures import LoraPictures
from flux2studio.storage.lora_facts import read_facts


def facts_of(lora: Lora) -> tuple[LoraFacts, ...]:
    """Return what there is to read, nothing for a LoRA that is no file here. Raises LoraError."""
    if lora.kind is not LoraKind.FILE or lora.missing:
        return ()
    return read_facts(Path(lora.source))


def new_card(lora: Lora, pictures: LoraPictures) -> Lora:
    """Return a card that is about to be added with all that its file says. Raises LoraError."""
    facts = facts_of(lora)
    title = next((each.name for each in facts if each.name), lora.name)
    if not facts:
        return lora
    read = merged_all(Lora(source=lora.source, name=title), facts)
    return pictures.shown(replace(read, id=lora.id), pictures.first_of(facts))
