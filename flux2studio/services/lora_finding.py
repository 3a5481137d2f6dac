"""Finds the files of cards again after a move, a new name or a drive that went and came back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from flux2studio.core.lora import Lora
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.core.request import LoraKind
from flux2studio.storage.disk import is_file
from flux2studio.storage.lora_index import IndexedFile

FactsOf = Callable[[Sequence[str]], Mapping[str, tuple[LoraFacts, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """``moved`` says where the files of cards are now, by their ids.

    ``guessed`` are those of them that are told by size, time and name, until the hash is known.
    ``replaced`` are cards with other weights in their files than they were made of. ``suspects``
    are files that may be those of missing cards, and should be hashed first.
    """

    missing: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()
    suspects: tuple[str, ...] = ()


def find_files_of(
    cards: Iterable[Lora],
    gone: Collection[str],
    known: Mapping[str, IndexedFile],
    facts_of: FactsOf,
) -> Whereabouts:
    """Look for the files of the cards whose ids are ``gone`` among all ``known`` ones.

    Only a file that lies there now and has no card is taken for another card's.
    """
    files = [card for card in cards if card.kind is LoraKind.FILE]
    lost = [card for card in files if card.id in gone]
    search = _Search(known, {card.source for card in files}, facts_of) if lost else None
    moved: dict[str, str] = {}
    guessed: set[str] = set()
    suspects: list[str] = []
    for card in lost:
        assert search is not None
        if path := search.by_hash(card):
            moved[card.id] = path
        elif path := search.by_guess(card):
            moved[card.id] = path
            guessed.add(card.id)
        else:
            suspects += search.suspects(card)
    return Whereabouts(
        missing=frozenset(card.id for card in lost if card.id not in moved),
        moved=moved,
        guessed=frozenset(guessed),
        replaced=frozenset(
            card.id for card in files if card.id not in gone and _is_replaced(card, known)
        ),
        suspects=tuple(suspects),
    )


class _Search:
    def __init__(
        self, known: Mapping[str, IndexedFile], taken: set[str], facts_of: FactsOf
    ) -> None:
        self._known, self._taken, self._facts_of = known, taken, facts_of
        self._by_hash: dict[str, list[IndexedFile]] = {}
        self._by_time: dict[tuple[int, int], list[IndexedFile]] = {}
        self._by_size: dict[int, list[IndexedFile]] = {}
        for file in known.values():
            if not file.problem and file.path not in taken:
                for said in filter(None, (file.sha256, file.autov3)):
                    self._by_hash.setdefault(said, []).append(file)
                self._by_time.setdefault((file.size, file.mtime_ns), []).append(file)
                self._by_size.setdefault(file.size, []).append(file)

    def by_hash(self, card: Lora) -> str:
        """Return the file with the same bytes, else the one with the same weights."""
        for said in filter(None, (card.sha256, card.autov3)):
            for file in self._by_hash.get(said, ()):
                if self._take(file):
                    return file.path
        return ""

    def by_guess(self, card: Lora) -> str:
        """Return the one file that can hardly be another: same size, time, and name or header."""
        old = self._known.get(card.source)
        if old is None or (card.size and card.size != old.size):
            return ""
        alike = [
            file
            for file in self._by_time.get((old.size, old.mtime_ns), ())
            if self._may_be(card, file)
        ]
        name = PurePath(card.source).name
        named = [file for file in alike if PurePath(file.path).name == name]
        for some in (named, [file for file in alike if self._has_same_header(old, file)]):
            if len(some) == 1 and self._take(some[0]):
                return some[0].path
        return ""

    def suspects(self, card: Lora) -> Iterator[str]:
        """Files without a hash that are as large as the one of ``card``."""
        for file in self._by_size.get(card.size, ()):
            if not file.sha256:
                yield file.path

    def _may_be(self, card: Lora, file: IndexedFile) -> bool:
        """A file whose hash is known was not taken by it, so only an unhashed card may have it."""
        return not (card.sha256 and file.sha256) and is_file(Path(file.path))

    def _has_same_header(self, old: IndexedFile, file: IndexedFile) -> bool:
        facts = self._facts_of([old.path, file.path])
        mine, other = facts.get(old.path, ()), facts.get(file.path, ())
        return bool(mine) and bool(other) and mine[0] == other[0]

    def _take(self, file: IndexedFile) -> bool:
        if file.path in self._taken or not is_file(Path(file.path)):
            return False
        self._taken.add(file.path)
        return True


def _is_replaced(card: Lora, known: Mapping[str, IndexedFile]) -> bool:
    file = known.get(card.source)
    if file is None or not file.sha256:
        return False
    if card.autov3 and file.autov3:
        return card.autov3 != file.autov3
    return bool(card.sha256) and card.sha256 != file.sha256
