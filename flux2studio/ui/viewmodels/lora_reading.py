"""What is read of the LoRA library for its panel, all at once and on a worker thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from flux2studio.core.generation import Generation
from flux2studio.core.lora import Lora, LoraProof, LoraSeen, LoraSet
from flux2studio.core.lora_search import Order, Shelf
from flux2studio.core.lora_searches import LoraSearch
from flux2studio.ui.viewmodels.lora_cards import LoraCards
from flux2studio.ui.viewmodels.lora_edits import Records
from flux2studio.ui.viewmodels.lora_searches import SearchRecords
from flux2studio.ui.viewmodels.lora_sets import SetRecords

LORA_FILES = "*.safetensors"


class Library(Records, SetRecords, Protocol):
    """What the panel needs of the LoRA library. All of it blocks."""

    @property
    def searches(self) -> SearchRecords: ...
    def all(self) -> list[Lora]: ...
    def some(self, lora_ids: Collection[str]) -> list[Lora]: ...
    def seen(self, loras: Sequence[Lora] | None = None) -> Mapping[str, LoraSeen]: ...
    def add(self, source: str) -> Lora: ...
    def keep_proofs(self, found: Mapping[str, LoraProof]) -> list[Lora]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    shelf: Shelf
    cards: LoraCards
    sets: list[LoraSet]
    searches: list[LoraSearch]


def read(library: Library, order: Order, updates: frozenset[str]) -> Loaded:
    """Return all that the panel shows. Blocking."""
    loras = library.all()
    shelf = Shelf.of(loras, library.seen(loras), order, updates)
    return Loaded(
        shelf=shelf,
        cards=LoraCards(loras),
        sets=library.sets(),
        searches=library.searches.all(),
    )


def used(generations: Sequence[Generation], seen: Mapping[str, LoraSeen]) -> dict[str, LoraSeen]:
    """How often LoRAs were used, now that these pictures are made as well."""
    counted = Counter(use.source for one in generations for use in one.request.active_loras)
    last = {use.source: one for one in generations for use in one.request.active_loras}
    before = {source: seen.get(source, LoraSeen()) for source in counted}
    return {
        source: replace(
            before[source],
            runs=before[source].runs + runs,
            last_used=last[source].recipe.created_at,
        )
        for source, runs in counted.items()
    }


def lora_files(paths: Sequence[Path]) -> list[Path]:
    """Return files, and those in folders. Blocking: a drive that went away may take its time."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.glob(LORA_FILES)) if path.is_dir() else [path]
    return found
