"""Compares the history with the files: moved, renamed, changed, gone, and not known yet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from flux2studio.core.errors import PictureError
from flux2studio.core.history import Entry, FileFacts, FileState
from flux2studio.imaging.metadata import read_recipe
from flux2studio.storage import sidecars
from flux2studio.storage.album_names import AlbumNames
from flux2studio.storage.disk import STALE_S, is_folder
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.picture_tree import PictureFolder
from flux2studio.storage.sidecar_sync import SidecarSync
from flux2studio.storage.thumbnails import ThumbnailStore


@dataclass(slots=True, kw_only=True)
class Seen:
    """What became of the files. ``known`` are the paths of the history that are there."""

    known: set[str] = field(default_factory=set)
    gone: list[Entry] = field(default_factory=list)
    back: list[Path] = field(default_factory=list)
    edited: list[Path] = field(default_factory=list)
    replaced: list[Path] = field(default_factory=list)
    marked: list[Path] = field(default_factory=list)
    unmarked: list[Path] = field(default_factory=list)
    away: int = 0


class FileCheck:
    """Blocking. ``look`` only keeps what files say of themselves; no file is ever written."""

    def __init__(
        self, history: HistoryRepository, sync: SidecarSync, thumbnails: ThumbnailStore
    ) -> None:
        self._history, self._sync = history, sync
        self._thumbnails = thumbnails

    def look(
        self, entries: Sequence[Entry], names: Callable[[], AlbumNames], seen: Seen | None = None
    ) -> list[Entry]:
        """Look at the files of pictures and return those pictures that are others now.

        Of a file that is gone only ``seen`` is told: it may lie elsewhere.
        """
        states = self._sync.states(entry.number for entry in entries)
        seen = seen or Seen()
        changed: list[Entry] = []
        for entry in entries:
            now = entry
            facts = facts_of(entry.generation.path)
            if facts is None:
                self._note_gone(entry, seen)
                continue
            seen.known.add(str(entry.generation.path))
            if (state := self._state(entry, facts, seen)) is not entry.file:
                now = replace(now, file=state)
            if (state_beside := states.get(entry.number)) is not None:
                marked = self._look_beside(now, state_beside.at_ns, names, seen)
                now = marked or now
            if now != entry:
                changed.append(now)
        return changed

    def lose(self, entry: Entry) -> Entry:
        """Note that a picture's file is gone; its row stays."""
        self._history.set_file(entry.number, FileState.MISSING, FileFacts(size=0, mtime_ns=0))
        return replace(entry, file=FileState.MISSING)

    def _note_gone(self, entry: Entry, seen: Seen) -> None:
        if is_away(entry.generation.path, self._history.root):
            seen.away += 1
        else:
            seen.gone.append(entry)

    def _state(self, entry: Entry, facts: FileFacts, seen: Seen) -> FileState:
        path = entry.generation.path
        known = self._sync.facts(entry.number)
        if known == facts and entry.file is not FileState.MISSING:
            return entry.file
        is_new = known.size == 0 and entry.file is FileState.HERE  # nobody had looked at it
        state = FileState.HERE if is_new or _is_of(entry, path) else FileState.CHANGED
        if is_new:
            self._sync.note(entry.number, facts)
            return state
        self._thumbnails.remove(entry.id)
        if entry.file is FileState.MISSING:
            seen.back.append(path)
        elif state is FileState.CHANGED:
            seen.replaced.append(path)
        else:
            seen.edited.append(path)
        self._history.set_file(entry.number, state, facts)
        return state

    def _look_beside(
        self, entry: Entry, known_ns: int, names: Callable[[], AlbumNames], seen: Seen
    ) -> Entry | None:
        path = entry.generation.path
        with suppress(OSError):
            if _beside_ns(path) == known_ns:
                return None
            sidecar, at = sidecars.read(path)
            if not at:
                self._sync.forget(entry)
                seen.unmarked.append(path)
            elif taken := self._sync.take(entry, sidecar, at, names()):
                seen.marked.append(path)
                return replace(taken, file=entry.file)
        return None


def facts_of(path: Path) -> FileFacts | None:
    """Return what a look at a file says, None when there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return FileFacts(size=found.st_size, mtime_ns=found.st_mtime_ns)


def is_away(path: Path, root: Path) -> bool:
    """Whether a file is not there because its drive is not."""
    if path.is_relative_to(root):
        return not is_folder(root)
    return not is_folder(path.parent) and not is_folder(path.parent.parent)


def leftovers(folders: Iterable[PictureFolder]) -> list[Path]:
    """Return what a crash left half written, an hour ago or more."""
    found = []
    for folder in folders:
        for path in Path(folder.path).glob(".*.part"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > STALE_S:
                    found.append(path)
    return found


def _is_of(entry: Entry, path: Path) -> bool:
    """Whether the file still says that it is this picture."""
    try:
        return read_recipe(path).id == entry.id
    except (PictureError, OSError, ValueError):
        return False


def _beside_ns(path: Path) -> int:
    for place in (sidecars.sidecar_path(path), path.with_suffix(sidecars.SUFFIX)):
        with suppress(FileNotFoundError):
            return place.stat().st_mtime_ns
    return 0
