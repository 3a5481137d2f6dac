"""Puts the files of LoRAs in order, when the artist asks: moved by name, never copied or written.

Each file is at one place at any moment. What is about to move is written down first; then, for one
LoRA after the other, the files get their new names and the card learns of it in one transaction,
which also keeps jobs from beginning with it meanwhile. After a crash ``settle`` finishes the one
that was under way.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError, StorageError, StudioError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_aliases import moved_to, place_of, sources
from flux2studio.core.lora_moves import MovePlan, MoveRow, MovesDone, MoveTemplate
from flux2studio.core.phrase import phrase
from flux2studio.core.request import LoraKind
from flux2studio.services.lora_move_plan import MovePlanner, new_folders
from flux2studio.storage.database import Database
from flux2studio.storage.disk import fsync_folder, make_folder, storage_error
from flux2studio.storage.locks import open_lock, try_lock
from flux2studio.storage.lora_index import LoraIndex
from flux2studio.storage.lora_moves import LoraMoves, Move
from flux2studio.storage.loras import LoraRepository
from flux2studio.storage.renaming import has_both_names, rename_new

log = logging.getLogger(__name__)

OnMoved = Callable[[int, int], None]  # how many of how many
Told = Callable[[Sequence[Lora]], object]
Rename = Callable[[Path, Path], None]


def nothing(_done: int, _total: int) -> None:
    """Progress that nobody asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMoves:
    """The step that ``undo`` takes back."""

    count: int
    at: datetime


class LoraOrganiser:
    """Thread-safe, blocking; raises StorageError. One window at a time moves files.

    ``rename`` gives a file a name that must be free; ``told`` hears of the cards that changed.
    """

    def __init__(
        self, database: Database, rename: Rename = rename_new, told: Told = lambda _: None
    ) -> None:
        self._database = database
        self._told = told
        self._cards = LoraRepository(database)
        self._index = LoraIndex(database)
        self._moves = LoraMoves(database)
        self._rename = rename
        self._lock = database.path.with_name("organising.lock")

    def plan(
        self, root: Path, template: str, lora_ids: Iterable[str] | None, control: RunControl
    ) -> MovePlan:
        """Say what ``move`` would do with these cards, or all, and what stays. Moves nothing.

        Raises LoraError for the template, InvalidRequestError for the folder, and Cancelled.
        """
        cards = self._cards.all()
        wanted = None if lora_ids is None else frozenset(lora_ids)
        planner = MovePlanner(
            root=root,
            template=MoveTemplate.parse(template),
            roots=self._index.roots(),
            at_work=self._moves.sources_at_work(),
            used_from={lora.source: lora.name for lora in cards},
        )
        chosen = (lora for lora in cards if wanted is None or lora.id in wanted)
        return planner.plan(chosen, control)

    def usual_root(self, lora_ids: Iterable[str] | None) -> Path | None:
        """Return the watched folder in which the first of these LoRAs lies, else any, or None."""
        roots = self._index.roots()
        wanted = None if lora_ids is None else frozenset(lora_ids)
        cards = (lora for lora in self._cards.all() if wanted is None or lora.id in wanted)
        files = [Path(lora.source) for lora in cards if lora.kind is LoraKind.FILE]
        for file in files:
            for root in roots:
                if file.is_relative_to(root):
                    return root
        return roots[0] if roots else next((file.parent for file in files), None)

    def move(
        self, rows: Iterable[MoveRow], control: RunControl, on_moved: OnMoved = nothing
    ) -> MovesDone:
        """Move the files of ``rows``. After a cancel, those moved before it stay moved."""
        with self._turn():
            self._settle_all()
            with self._database.transaction():
                moves = self._moves.begin(self._expected(row) for row in rows if row.can_move)
            return self._run(moves, control, on_moved)

    def last(self) -> LastMoves | None:
        """Return the last step, if it can be undone."""
        at = self._moves.done_at()
        return LastMoves(count=len(self._moves.done()), at=at) if at is not None else None

    def undo(self, control: RunControl, on_moved: OnMoved = nothing) -> MovesDone:
        """Move everything of the last step back to where it was."""
        with self._turn():
            self._settle_all()
            return self._run(self._moves.begin_back(), control, on_moved)

    def settle(self) -> list[Lora]:
        """Bring to an end what a crash left under way; return the cards that changed."""
        try:
            with self._turn():
                return self._settle_all()
        except LoraError:  # another window is at it right now
            return []

    # Inside

    @contextmanager
    def _turn(self) -> Generator[None, None, None]:
        descriptor = open_lock(self._lock)
        try:
            if not try_lock(descriptor):
                raise LoraError("Another window is moving LoRA files.", hint="Wait for it to end.")
            yield
        finally:
            os.close(descriptor)

    def _run(self, moves: Sequence[Move], control: RunControl, on_moved: OnMoved) -> MovesDone:
        moved: list[Lora] = []
        left: list[tuple[str, str]] = []
        on_moved(0, len(moves))
        try:
            for done, move in enumerate(moves, start=1):
                if control.cancelled:
                    break
                try:
                    moved += self._move(move)
                except (LoraError, StorageError, OSError) as error:
                    left.append((move.name, _said(move, error)))
                    log.info("%s stays where it is: %s", move.source, error)
                    if isinstance(error, StorageError):
                        break  # nothing can be written down
                on_moved(done, len(moves))
        finally:
            with self._database.transaction():
                for move in moves:
                    if self._moves.is_planned(move) and not _has_begun(move):
                        self._give_up(move)
            self._told(moved)
        return MovesDone(moved=tuple(moved), left=tuple(left))

    def _move(self, move: Move) -> list[Lora]:
        """Move one LoRA and what is there still of that which belongs to it, or nothing of it.

        Where it can go neither on nor back, it goes on another time: it is still planned.
        """
        done: list[tuple[Path, Path]] = []
        try:
            with self._database.transaction():
                card = self._card(move)
                self._check_free(card)
                make_folder(move.target.parent)
                lora, *beside = move.files
                files = (lora, *(pair for pair in beside if os.path.lexists(pair[0])))
                for source, target in files:
                    self._rename(Path(source), Path(target))
                    done.append((Path(source), Path(target)))
                found = self._finish(replace(move, files=files), card)
        except BaseException:
            with suppress(OSError):
                for begin, end in reversed(done):
                    self._rename(end, begin)
            raise
        if move.back:
            _remove_empty(move)
        return found

    def _check_free(self, card: Lora | None) -> None:
        """No job begins while the caller's transaction lasts; one that has begun goes first."""
        if card is not None and not self._moves.sources_at_work().isdisjoint(sources(card)):
            raise LoraError("A picture is being made with it.")

    def _card(self, move: Move) -> Lora | None:
        """The card, if there is one still; it must not be used from elsewhere by now."""
        try:
            card = self._cards.get(move.lora_id)
        except StorageError:
            if move.back:
                return None  # removed since; its file goes back all the same
            raise LoraError("Its card is no longer there.") from None
        if card.source != str(move.source):
            raise LoraError("It is used from elsewhere by now.")
        return card

    def _finish(self, move: Move, card: Lora | None) -> list[Lora]:
        """What happened becomes known; in the transaction of the caller."""
        source, target = str(move.source), str(move.target)
        for folder in {Path(path).parent for pair in move.files for path in pair}:
            with suppress(FileNotFoundError):
                fsync_folder(folder)
        self._index.moved(source, target)
        self._moves.finish(move)
        if card is None:
            return []
        after = replace(card, source=target, places=moved_to(card, target))
        self._cards.update(after)
        return [after]

    def _expected(self, row: MoveRow) -> Move:
        """A card knows where its file may be from the moment that it may be there."""
        card, target = self._cards.get(row.lora_id), str(row.target)
        self._cards.update(replace(card, places=moved_to(card, target)))
        return Move(
            lora_id=row.lora_id,
            name=row.name,
            files=tuple((str(begin), str(end)) for begin, end in row.files),
            folders=new_folders(row.target.parent),
            known=place_of(target) in card.places,
        )

    def _give_up(self, move: Move) -> None:
        """Nothing of it has moved; in the transaction of the caller."""
        self._moves.give_up(move)
        if move.back:
            return
        _remove_empty(move)
        with suppress(StorageError):  # no card, nothing to forget
            card = self._cards.get(move.lora_id)
            gone = place_of(str(move.target))
            if not move.known and card.source != str(move.target):
                places = tuple(place for place in card.places if place != gone)
                self._cards.update(replace(card, places=places))

    def _settle_all(self) -> list[Lora]:
        changed: list[Lora] = []
        for move in self._moves.planned():
            try:
                with self._database.transaction():
                    changed += self._settled(move)
            except (LoraError, OSError) as error:
                log.warning("The move of %s was left as it is: %s", move.source, error)
        self._told(changed)
        return changed

    def _settled(self, move: Move) -> list[Lora]:
        """Files that began to move are moved to the end; those that did not stay."""
        if not _has_begun(move):
            if has_both_names(move.source, move.target):
                move.target.unlink()  # left by a disk that cannot rename in one step
            self._give_up(move)
            return []
        try:
            card = self._card(move)
        except LoraError:  # found again by its hash meanwhile, or removed
            card = None
        lora, *beside = move.files
        there = (pair for pair in beside if _is_settled(Path(pair[0]), Path(pair[1]), self._rename))
        found = self._finish(replace(move, files=(lora, *there)), card)
        if move.back:
            _remove_empty(move)
        return found


def _has_begun(move: Move) -> bool:
    """Whether the LoRA itself is at its new place."""
    return os.path.lexists(move.target) and not os.path.lexists(move.source)


def _is_settled(source: Path, target: Path, rename: Rename) -> bool:
    """Move what belongs to a LoRA after it; return whether it is there now."""
    if not os.path.lexists(source):
        return os.path.lexists(target)
    try:
        if has_both_names(source, target):
            source.unlink()
        else:
            rename(source, target)
    except OSError as error:
        log.info("%s stays where it is: %s", source, error)
        return False
    return True


def _remove_empty(move: Move) -> None:
    """Folders that were made for it go, once nothing is in them."""
    for folder in reversed(move.folders):
        with suppress(OSError):
            Path(folder).rmdir()


def _said(move: Move, error: StudioError | OSError) -> str:
    if isinstance(error, FileExistsError):
        return phrase(
            "There is a “{path}” already.", path=Path(error.filename2 or move.target).name
        )
    if isinstance(error, FileNotFoundError) and not os.path.lexists(move.source):
        return "Its file is not there."
    if isinstance(error, StudioError):
        return str(error)
    return str(storage_error("It could not be moved", move.source, error))
