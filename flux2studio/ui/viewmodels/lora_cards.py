"""All LoRAs by id and by source, kept up to date without going through all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from flux2studio.core.lora import Lora
from flux2studio.core.lora_aliases import by_source, sources


class LoraCards:
    """A source that a LoRA had before still finds it, unless another has it now."""

    def __init__(self, loras: Iterable[Lora] = ()) -> None:
        cards = list(loras)
        self._by_id = {lora.id: lora for lora in cards}
        self._by_source = by_source(cards)

    def __len__(self) -> int:
        return len(self._by_id)

    def find(self, lora_id: str) -> Lora | None:
        return self._by_id.get(lora_id)

    def by_source(self, source: str) -> Lora | None:
        return self._by_source.get(source)

    def all(self) -> list[Lora]:
        return list(self._by_id.values())

    def put(self, loras: Iterable[Lora], gone: Collection[str] = ()) -> None:
        """Take in what is new or changed, and forget the ids of ``gone``."""
        if gone:
            for lora_id in gone:
                self._by_id.pop(lora_id, None)
            self._by_source = by_source(self._by_id.values())
        for lora in loras:
            self._by_id[lora.id] = lora
            for source in sources(lora):
                known = self._by_source.get(source)
                if known is None or known.id == lora.id or source == lora.source:
                    self._by_source[source] = lora
