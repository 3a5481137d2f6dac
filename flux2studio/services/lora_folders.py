"""The artist's folders of LoRAs: what lies there, what of it gets a card, and where it went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StorageError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_import import ImportRow, ImportTable
from flux2studio.core.phrase import phrase
from flux2studio.services.lora_covers import LoraCovers
from flux2studio.services.lora_hashing import LoraHasher
from flux2studio.services.lora_identifying import catch_up, keep_identities
from flux2studio.services.lora_import import is_untouched, make_card
from flux2studio.services.lora_news import FolderProgress, Listener, NewsBoard
from flux2studio.services.lora_organising import LoraOrganiser
from flux2studio.services.lora_pictures import LoraPictures
from flux2studio.services.lora_scan import OnProgress, is_text, nothing
from flux2studio.services.lora_survey import LoraSurvey
from flux2studio.services.lora_tables import LoraTables, OnRows
from flux2studio.services.lora_watch import ALL_S, LOOK_S, LoraWatch
from flux2studio.storage.database import Database
from flux2studio.storage.lora_index import IndexedFile
from flux2studio.storage.lora_tree import whole_path

_BATCH = 250  # cards in one transaction


def _never() -> bool:
    return False


class LoraFolders:
    """Thread-safe. Blocking, but where it is said; raises StorageError.

    The artist's files and folders are read and never written; ``organiser`` moves files, only
    when it is told to. ``start`` begins to watch the
    folders and to hash, in two threads of its own; while ``is_busy`` nothing is hashed.
    """

    def __init__(
        self,
        database: Database,
        pictures: LoraPictures | None = None,
        *,
        is_busy: Callable[[], bool] = _never,
        look_s: float = LOOK_S,
        all_s: float = ALL_S,
    ) -> None:
        self._is_started = False
        self._board = NewsBoard()
        self._survey = LoraSurvey(database, self._board)
        self._tables = LoraTables(self._survey)
        self._covers = LoraCovers(self._survey, pictures or LoraPictures(None, None))
        self._hasher = LoraHasher(
            waiting=self._survey.waiting,
            keep=partial(keep_identities, self._survey),
            before=self._before_hashing,
            board=self._board,
            is_busy=is_busy,
        )
        self.organiser = LoraOrganiser(database, told=self._board.put)
        self._watch = LoraWatch(
            self._survey, self._hasher.wake, look_s, all_s, self.organiser.settle
        )

    def _before_hashing(self, check: Callable[[], None]) -> None:
        catch_up(self._survey)
        self._covers.look(check)

    # Folders

    def roots(self) -> list[Path]:
        """Return the artist's folders, the first added first."""
        return self._survey.index.roots()

    def add_root(self, path: Path) -> Path:
        """Watch a folder from now on, and return it. One that is watched already stays once.

        Raises StorageError when it is none that can be read.
        """
        path = whole_path(path)
        _check_folder(path)
        if (known := self._root(path)) is not None:
            return known
        self._survey.index.add_root(path)
        self._watch.look_at_all()
        return path

    def remove_root(self, path: Path) -> None:
        """Watch a folder no more; the cards of its files stay.

        Raises StorageError when it is not watched.
        """
        root = self._root(whole_path(path))
        if root is None:
            raise StorageError(phrase("“{path}” is none of your folders of LoRAs.", path=str(path)))
        self._survey.index.remove_root(root)
        self._watch.look_at_all()

    def _root(self, path: Path) -> Path | None:
        return next((root for root in self.roots() if _is_one(root, path)), None)

    def scan(self, control: RunControl, on_progress: OnProgress = nothing) -> None:
        """Look at all files in all folders now. Raises Cancelled; what was read stays."""
        self._survey.look(control, on_progress)
        self._hasher.wake()

    # Taking in

    def look_into(
        self,
        places: Sequence[Path],
        control: RunControl,
        on_progress: OnProgress = nothing,
        on_rows: OnRows | None = None,
    ) -> ImportTable:
        """Return all that lies in folders and files; nothing is added. Raises Cancelled.

        ``on_rows`` gets rows while they are read; in the table they may be in another state.
        """
        table = self._tables.make(places, control, on_progress, on_rows)
        self._survey.shown(str(row.path) for row in table.rows)
        self._hasher.wake()
        return table

    def look_again(self, table: ImportTable, control: RunControl | None = None) -> ImportTable:
        """Return ``table`` with what is known by now: hashes, cards, files that are finished."""
        return self._tables.renewed(table, control or RunControl())

    def take(
        self,
        rows: Iterable[ImportRow],
        control: RunControl,
        *,
        root: Path | None = None,
        on_progress: OnProgress = nothing,
    ) -> list[Lora]:
        """Make cards of ``rows`` and return those that were added; watch ``root`` at the end.

        Every batch is added as a whole. After a cancel, those before it stay, and are returned.
        """
        known = self._survey.index.files()
        todo = [row for row in rows if row.can_be_taken and is_text(str(row.path))]
        added: list[Lora] = []
        for start in range(0, len(todo), _BATCH):
            if control.cancelled:
                break
            batch = todo[start : start + _BATCH]
            cards = [make_card(_identified(row, known)) for row in batch if row.path.is_file()]
            added += self._survey.keeper.add(cards)
            on_progress(start + len(batch), len(todo))
        self._survey.shown(lora.source for lora in added)
        self._board.put(added)
        if root is not None and not control.cancelled:
            self.add_root(root)
        self._watch.look_at_all()
        return added

    def undo_import(self, taken: Iterable[Lora]) -> list[Lora]:
        """Remove the cards that ``take`` returned and the artist has not written on since.

        Returns those that went; they are among the removed ones of the library.
        """
        return self._survey.keeper.remove(taken, is_untouched)

    # What they tell; none of this blocks

    def missing(self) -> frozenset[str]:
        """Return the ids of the cards whose files are gone."""
        return self._board.now().missing

    def replaced(self) -> frozenset[str]:
        """Return the ids of the cards whose files hold other weights now."""
        return self._board.now().replaced

    def new_paths(self) -> tuple[Path, ...]:
        """Return the files that appeared in the folders and were in no table yet."""
        return self._board.now().fresh

    def progress(self) -> FolderProgress:
        return self._board.now().progress

    def subscribe(self, listener: Listener) -> None:
        """Have ``listener`` called, from any thread, with the cards that changed.

        With none when only what is missing or new is another, or something has come further.
        """
        self._board.subscribe(listener)

    def pause_hashing(self, is_paused: bool) -> None:
        """Hash nothing, or go on. Returns at once."""
        self._hasher.pause(is_paused)

    def start(self) -> None:
        """Begin to watch the folders and to hash. Returns at once; once is enough."""
        if self._is_started:
            return
        self._is_started = True
        self._watch.start()
        self._hasher.start()

    def close(self) -> None:
        """End both threads. A drive that hangs is not waited for."""
        self._watch.close()
        self._hasher.close()


def _identified(row: ImportRow, known: dict[str, IndexedFile]) -> ImportRow:
    file = known.get(str(row.path))
    if file is None or file.size != row.size:
        return row
    return replace(row, sha256=file.sha256, autov3=file.autov3)


def _check_folder(path: Path) -> None:
    if not is_text(str(path)):
        raise StorageError("The name of this folder is no text.", hint="Rename it, then try again.")
    try:
        next(path.iterdir(), None)
    except OSError as error:
        raise StorageError(
            phrase("“{path}” cannot be looked into.", path=path.name or str(path)),
            hint="Choose a folder that is there and yours to read.",
            details=str(error),
        ) from error


def _is_one(first: Path, second: Path) -> bool:
    """Whether both are the same folder, under two names perhaps."""
    try:
        return first == second or first.samefile(second)
    except OSError:
        return False
