"""Finds pictures for cards that have none: in the files themselves, and beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora
from flux2studio.core.request import LoraKind
from flux2studio.services.lora_pictures import LoraPictures
from flux2studio.services.lora_survey import LoraSurvey
from flux2studio.storage.lora_facts import read_facts

_BATCH = 20  # files between two looks at the disk's journal


class LoraCovers:
    """Blocking; raises StorageError, and what ``check`` raises. Each file is looked at once."""

    def __init__(self, survey: LoraSurvey, pictures: LoraPictures) -> None:
        self._survey, self._pictures = survey, pictures

    def look(self, check: Callable[[], None]) -> None:
        """Show on each card the first good picture of its file."""
        index, keeper = self._survey.index, self._survey.keeper
        bare = {card.source: card.id for card in keeper.cards.all() if _is_bare(card)}
        waiting = index.without_picture(list(bare))
        for start in range(0, len(waiting), _BATCH):
            batch = waiting[start : start + _BATCH]
            found = {bare[path]: self._picture(path, check) for path in batch}
            self._survey.board.put(keeper.change(found, partial(self._shown, found)))
            index.pictured(batch)

    def _shown(self, found: Mapping[str, str], card: Lora) -> Lora:
        return self._pictures.shown(card, found[card.id])

    def _picture(self, path: str, check: Callable[[], None]) -> str:
        check()
        try:
            return self._pictures.first_of(read_facts(Path(path)))
        except LoraError:  # gone, or damaged since
            return ""


def _is_bare(card: Lora) -> bool:
    return card.kind is LoraKind.FILE and not card.preview and "preview" not in card.own
