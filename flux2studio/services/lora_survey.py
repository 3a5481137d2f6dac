"""What lies in the artist's LoRA folders now, and what that means for the cards."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.lora import Lora
from flux2studio.core.lora_aliases import moved_to
from flux2studio.core.lora_base import OTHER
from flux2studio.core.request import LoraKind, lora_kind
from flux2studio.core.turns import Turns
from flux2studio.services.lora_finding import Whereabouts, find_files_of
from flux2studio.services.lora_import import with_facts
from flux2studio.services.lora_keeping import LoraKeeper
from flux2studio.services.lora_news import NewsBoard
from flux2studio.services.lora_scan import (
    LoraScanner,
    OnProgress,
    Scan,
    is_text,
    is_young,
    nothing,
)
from flux2studio.services.lora_shelf import files_gone
from flux2studio.storage.database import Database
from flux2studio.storage.lora_index import IndexedFile, LoraIndex
from flux2studio.storage.lora_presence import LoraPresence
from flux2studio.storage.lora_tree import LoraTree, find_files


class LoraSurvey:
    """Thread-safe, blocking; raises StorageError, and Cancelled or Detached as asked to."""

    def __init__(self, database: Database, board: NewsBoard) -> None:
        self.index = LoraIndex(database)
        self.keeper = LoraKeeper(database)
        self.scanner = LoraScanner(index=self.index)
        self.board = board
        self.guesses: dict[str, str] = {}  # where cards were that were found by a guess, by id
        self.lost: frozenset[str] = frozenset()  # the hashes of missing files
        self._presence = LoraPresence()
        self._gone = files_gone(self._presence)
        self._tree = LoraTree()
        self._turns = Turns()
        self._scan = Scan()
        self._stand: tuple[dict[str, str], frozenset[str]] | None = None  # cards, missing files
        self._restless: frozenset[str] = frozenset()  # folders in which something is written
        self._shown: set[str] = set()  # files that a table has shown: no news any more
        self._telling = threading.RLock()
        self._suspects: frozenset[str] = frozenset()

    def look(self, control: RunControl, on_progress: OnProgress = nothing) -> bool:
        """List all folders anew and read what changed; return whether anything did."""
        with self._turns.turn("", control):
            self._tree.build(self.index.roots(), control.check)
            return self._take_in(control, on_progress)

    def look_again(self, control: RunControl) -> bool:
        """Read only the folders in which something changed; return whether anything did."""
        with self._turns.turn("", control):
            folders = {*self._tree.changed(control.check), *self._restless}
            if not folders:
                return False
            self._tree.renew(folders, control.check)
            return self._take_in(control, nothing)

    def find(self) -> list[Lora]:
        """Look where the files of all cards are; return the cards that were found elsewhere."""
        return self._find(self.keeper.cards.all(), self.index.files())

    def _find(self, cards: Sequence[Lora], known: Mapping[str, IndexedFile]) -> list[Lora]:
        where = find_files_of(cards, self._gone(cards), known, self.index.facts)
        sources = {card.id: card.source for card in cards}
        moved = self.keeper.change(where.moved, lambda card: _moved(card, sources, where))
        self.guesses |= {card_id: sources[card_id] for card_id in where.guessed}
        self._suspects = frozenset(where.suspects)
        self.lost = frozenset(
            said
            for card in cards
            if card.id in where.missing
            for said in (card.sha256, card.autov3)
        )
        self.shown(card.source for card in moved)
        self.board.put(moved, missing=where.missing, replaced=where.replaced)
        return moved

    def waiting(self) -> tuple[list[IndexedFile], int]:
        """Return the files to be hashed, the most wanted first, and how many there are in all."""
        known = self.index.files()
        sizes = Counter(file.size for file in known.values())
        shown = frozenset(self._shown)  # other threads add to it
        twins = (path for path in shown if path in known and sizes[known[path].size] > 1)
        files = [
            known[path]
            for path in {*self._scan.files, *twins}
            if path in known and not known[path].problem and path not in self._scan.writing
        ]
        sources = self.index.cards()
        todo = [file for file in files if not file.sha256 and not is_young(file.mtime_ns)]
        todo.sort(
            key=lambda file: (file.path in self._suspects, file.path in sources, file.mtime_ns),
            reverse=True,
        )
        return todo, len(files)

    def shown(self, paths: Iterable[str]) -> None:
        """A table has shown these files, or cards were made of them: they are no news.

        From now on they are hashed, too, where another file is as large.
        """
        paths = frozenset(paths)
        self.index.show(path for path in paths if is_text(path))
        with self._telling:
            self._shown |= paths
            fresh = self.board.now().fresh
            self.board.put(fresh=tuple(path for path in fresh if str(path) not in self._shown))

    def _take_in(self, control: RunControl, on_progress: OnProgress) -> bool:
        """Read what changed; return whether anything did, for files or for cards."""
        ids = self.index.cards()
        sources = {source for source in ids if lora_kind(source) is LoraKind.FILE}
        below = self._tree.files(sources)
        loose = find_files(Path(source) for source in sources if source not in below)
        found = below | {file.path: file for file in loose}

        def step(done: int, total: int) -> None:
            self.board.step(scanning=(done, total) if done < total else None)
            on_progress(done, total)

        try:
            self._scan = scan = self.scanner.scan(found, self._tree.names, control.check, step)
        finally:
            self.board.step(scanning=None)
        self._restless = _folders_at_work(scan)
        stand = (ids, self._presence.missing(sources))
        has_news = scan.has_news or stand != self._stand
        changed, moved = self._follow(scan) if has_news else ([], [])
        self._stand = stand
        claimed = sources | {card.source for card in moved}
        self.index.show(path for path in claimed & below.keys() if not scan.files[path].shown)
        self._tell(scan, below.keys() - claimed, changed)
        return has_news or bool(self._restless)

    def _follow(self, scan: Scan) -> tuple[list[Lora], list[Lora]]:
        """Return the cards that say something else now, and those that are elsewhere."""
        cards = self.keeper.cards.all()
        changed = self._absorb(scan, cards)
        return changed, self._find(self.keeper.cards.all() if changed else cards, scan.known)

    def _tell(self, scan: Scan, unclaimed: set[str], changed: Sequence[Lora]) -> None:
        with self._telling:
            files = ((path, scan.files[path]) for path in unclaimed - self._shown - scan.writing)
            fresh = (path for path, file in files if _is_news(file))
            self.board.put(changed, fresh=tuple(map(Path, sorted(fresh))))

    def _absorb(self, scan: Scan, cards: Iterable[Lora]) -> list[Lora]:
        """Write on the cards what their files and sidecars say now.

        A file that was written anew may be another LoRA: its hash decides first.
        """
        said = scan.fresh | scan.resaid
        paths = {
            card.id: card.source
            for card in cards
            if card.source in said or (card.source in scan.rewritten and not card.autov3)
        }
        facts = self.index.facts(list(paths.values()))

        def change(card: Lora) -> Lora:
            has_moved = card.source != paths[card.id]
            return card if has_moved else with_facts(card, facts.get(card.source, ()))

        return self.keeper.change(paths, change)


def _is_news(file: IndexedFile) -> bool:
    """Other programs keep theirs in the same folders: a LoRA of another base is no news."""
    return not (file.shown or file.problem or file.base == OTHER)


def _moved(card: Lora, sources: Mapping[str, str], where: Whereabouts) -> Lora:
    if card.source != sources[card.id]:
        return card
    path = where.moved[card.id]
    return replace(card, source=path, places=moved_to(card, path))


def _folders_at_work(scan: Scan) -> frozenset[str]:
    """A file that grows does not change the time of its folder."""
    young = {path for path, file in scan.files.items() if is_young(file.mtime_ns)}
    return frozenset(str(Path(path).parent) for path in young | scan.writing)
