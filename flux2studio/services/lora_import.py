"""The import table: what a file that was found is to the collection, and a card made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from flux2studio.core.lora import Lora, LoraPlace, PlaceKind
from flux2studio.core.lora_base import OTHER
from flux2studio.core.lora_facts import LoraFacts, merged
from flux2studio.core.lora_import import ImportRow, RowState
from flux2studio.core.phrase import phrase
from flux2studio.services.lora_scan import Scan
from flux2studio.storage.lora_index import IndexedFile


@dataclass(slots=True)
class Acquaintance:
    """The cards there are and the rows above: what a file may be the same as."""

    cards: Iterable[Lora]
    key_of: Callable[[str], str | None]  # the same for two names of one file
    _sources: dict[str, Lora] = field(init=False)
    _keys: dict[str, Lora] = field(init=False)
    _weights: dict[str, Lora] = field(init=False)
    _rows: dict[str, Path] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        cards = list(self.cards)
        self._sources = {card.source: card for card in cards}
        keys = ((self.key_of(card.source), card) for card in cards)
        self._keys = {key: card for key, card in keys if key}
        self._weights = {
            said: card for card in cards for said in (card.sha256, card.autov3) if said
        }

    def meet(self, row: ImportRow) -> ImportRow:
        """Return ``row`` with the state it has beside the cards and the rows met before."""
        if row.state in {RowState.WRITING, RowState.NOT_LORA}:
            return row
        path = str(row.path)
        if card := self._sources.get(path) or self._keys.get(self.key_of(path) or ""):
            return replace(
                row, state=RowState.KNOWN, card=card.id, twin=None, why=_known(card, path), hint=""
            )
        said = [value for value in (row.sha256, row.autov3) if value]
        if card := next((self._weights[value] for value in said if value in self._weights), None):
            why = phrase("It holds the same weights as “{card}”, which you have.", card=card.name)
            return replace(row, state=RowState.DUPLICATE, card=card.id, twin=None, why=why, hint="")
        if twin := next((self._rows[value] for value in said if value in self._rows), None):
            why = phrase("It holds the same weights as “{twin}” above.", twin=twin.name)
            return replace(row, state=RowState.DUPLICATE, card="", twin=twin, why=why, hint="")
        self._rows |= dict.fromkeys(said, row.path)
        return _first_met(row)


def make_row(
    path: str, scan: Scan, facts: Mapping[str, tuple[LoraFacts, ...]], known: IndexedFile
) -> ImportRow:
    """Return the row of a file, as it is by itself."""
    said = facts.get(path, ())
    row = ImportRow(
        path=Path(path),
        name=_first(said, "name", "") or _stem(path),
        state=RowState.NEW,
        size=known.size,
        facts=said,
        base=_first(said, "base", ""),
        rank=_first(said, "rank", 0),
        trigger_words=_first(said, "trigger_words", ()),
        sha256=known.sha256,
        autov3=known.autov3,
    )
    if path in scan.writing:
        why = "Another program seems to be writing this file."
        return replace(row, state=RowState.WRITING, why=why, hint="Look again in a moment.")
    if known.problem:
        return replace(row, state=RowState.NOT_LORA, why=known.problem, hint=known.hint)
    return row


def make_card(row: ImportRow) -> Lora:
    """Return a card of the file, with all that it and other tools say of it."""
    source = str(row.path)
    card = Lora(
        source=source,
        name=row.name,
        size=row.size,
        places=(LoraPlace(kind=PlaceKind.FILE, address=source),),
    )
    return replace(with_facts(card, row.facts), sha256=row.sha256, autov3=row.autov3)


def with_facts(card: Lora, facts: Sequence[LoraFacts]) -> Lora:
    for each in facts:
        card = merged(card, each)
    return card


def is_untouched(card: Lora, taken: Lora) -> bool:
    """Whether the artist has not written on the card since it was ``taken`` in."""
    return (
        card.own == taken.own
        and card.proof is None
        and all(getattr(card, name) == getattr(taken, name) for name in card.own)
    )


def _stem(path: str) -> str:
    """A name may be no text, and is shown all the same."""
    return Path(path.encode(errors="replace").decode()).stem


def _first_met(row: ImportRow) -> ImportRow:
    if row.base == OTHER:
        why = "It was not made for FLUX.2."
        return replace(row, state=RowState.OTHER_BASE, card="", twin=None, why=why, hint="")
    return replace(row, state=RowState.NEW, card="", twin=None, why="", hint="")


def _known(card: Lora, path: str) -> str:
    if card.source == path:
        return "It is in your collection."
    return phrase("It is the file of “{card}”, under another name.", card=card.name)


def _first(facts: Iterable[LoraFacts], name: str, usual: Any) -> Any:
    return next((said for each in facts if (said := getattr(each, name))), usual)
