"""Writes on cards what was found out about their files, and leaves the artist's words alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

from flux2studio.core.errors import LoraError, StorageError
from flux2studio.core.lora import Lora
from flux2studio.storage.database import Database
from flux2studio.storage.loras import LoraRepository

_BATCH = 250  # cards in one transaction


class LoraKeeper:
    """Thread-safe, blocking; raises StorageError.

    A card is read and written in one transaction, so nothing that is written on it at the same
    time is lost.
    """

    def __init__(self, database: Database) -> None:
        self.cards = LoraRepository(database)
        self._database = database

    def some(self, ids: Iterable[str]) -> dict[str, Lora]:
        """Return those of these cards that are there, by id."""
        found = (self._get(lora_id) for lora_id in ids)
        return {card.id: card for card in found if card is not None}

    def change(self, ids: Iterable[str], change: Callable[[Lora], Lora]) -> list[Lora]:
        """Change these cards as they are now; return those that are others after it."""
        changed: list[Lora] = []
        todo = list(ids)
        for start in range(0, len(todo), _BATCH):
            with self._database.transaction():
                for lora_id in todo[start : start + _BATCH]:
                    changed += self._change(lora_id, change)
        return changed

    def add(self, cards: Iterable[Lora]) -> list[Lora]:
        """Add cards, all or none; return those whose source was not there yet."""
        added = []
        with self._database.transaction():
            for card in cards:
                with suppress(LoraError):
                    self.cards.add(card)
                    added.append(card)
        return added

    def remove(self, cards: Iterable[Lora], may_go: Callable[[Lora, Lora], bool]) -> list[Lora]:
        """Remove cards where ``may_go(now, then)``, all or none; return those that went."""
        removed = []
        with self._database.transaction():
            for then in cards:
                now = self._get(then.id)
                if now is not None and may_go(now, then):
                    removed.append(self.cards.remove(now.id))
        return removed

    def _change(self, lora_id: str, change: Callable[[Lora], Lora]) -> list[Lora]:
        before = self._get(lora_id)
        after = change(before) if before is not None else None
        if after is None or after == before:
            return []
        try:
            self.cards.update(after)
        except LoraError:  # another card is used from there now
            return []
        return [after]

    def _get(self, lora_id: str) -> Lora | None:
        try:
            return self.cards.get(lora_id)
        except StorageError:  # removed meanwhile
            return None
