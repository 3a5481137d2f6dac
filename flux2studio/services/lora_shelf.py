"""The cards, sets and kept searches of the LoRA library, as one thing that steps are taken on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from flux2studio.core.errors import StorageError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_union import joined
from flux2studio.core.phrase import phrase
from flux2studio.core.request import LoraKind
from flux2studio.services.lora_steps import LoraChange, LoraPair, LoraStep, carried_over
from flux2studio.storage.database import Database
from flux2studio.storage.lora_presence import LoraPresence
from flux2studio.storage.lora_searches import LoraSearchRepository
from flux2studio.storage.lora_sets import LoraSetRepository
from flux2studio.storage.loras import LoraRepository

Missing = Callable[[Sequence[Lora]], Collection[str]]  # ids of the cards whose file is gone


class LoraShelf:
    """Blocking, thread-safe; raises LoraError and StorageError."""

    def __init__(self, database: Database) -> None:
        self.loras = LoraRepository(database)
        self.sets = LoraSetRepository(database)
        self.searches = LoraSearchRepository(database)
        self._database = database

    def put_back(self, lora: Lora) -> list[LoraPair]:
        """Add a removed card again; where its source was added anew, the two become one."""
        with self._database.transaction():
            there = self.loras.by_source(lora.source)
            if there is None or there.source != lora.source:
                self.loras.add(lora)
                return [(None, lora)]
            if there.id == lora.id:
                raise StorageError(phrase("“{lora}” is in your library.", lora=lora.name))
            after = joined(there, lora)
            self.loras.update(after)
            self.loras.forget_removed(lora.id)
            return [(there, after)]

    def take(self, step: LoraStep) -> LoraChange:
        """Do what ``step`` says to the library as it is now, all of it or nothing."""
        with self._database.transaction():
            known = {lora.id: lora for lora in self.loras.all()}
            loras = [lora for pair in step.loras for lora in self._take(pair, known)]
            for sets in step.sets:
                self.sets.bring(*sets)
            for searches in step.searches:
                self.searches.bring(*searches)
        gone = tuple(before.id for before, after in step.loras if before and after is None)
        return LoraChange(
            what=step.what,
            loras=tuple(loras),
            gone=gone,
            sets=bool(step.sets),
            searches=bool(step.searches),
        )

    def _take(self, pair: LoraPair, known: dict[str, Lora]) -> list[Lora]:
        before, after = pair
        if after is None:
            if before is not None and before.id in known:
                self.loras.remove(before.id)
            return []
        if before is None:
            pairs = self.put_back(after) if after.id not in known else []
            return [new for _, new in pairs if new is not None]
        if after.id not in known:
            return []
        lora = carried_over(known[after.id], before, after)
        self.loras.update(lora)
        return [lora]


def files_gone(presence: LoraPresence) -> Missing:
    """Look for the files of cards where they should be."""

    def missing(loras: Sequence[Lora]) -> Collection[str]:
        files = {lora.id: lora.source for lora in loras if _is_file(lora)}
        gone = presence.missing(files.values())
        return frozenset(lora_id for lora_id, path in files.items() if path in gone)

    return missing


def _is_file(lora: Lora) -> bool:
    return lora.source.startswith("/") or lora.kind is LoraKind.FILE  # the first is told at once
