"""The artist's folders as they are on the disk: listed, never opened, and never written."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.lora_import import Unreadable
from flux2studio.core.safetensors_header import PICKLES
from flux2studio.storage.lora_sidecars import names_beside

SUFFIXES = frozenset({".safetensors", *PICKLES})  # pickles are listed to say that they are

_SKIPPED = frozenset(
    {"$recycle.bin", "#recycle", "@eadir", "__macosx", "lost+found", "system volume information"}
)
_HOT_NS = 2_500_000_000  # some disks count in steps of two seconds

Mark = tuple[int, int, int, int]
Check = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """``key`` is the same for two names of one file; ``beside`` changes with the sidecars."""

    path: str
    size: int
    mtime_ns: int
    beside: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One folder. ``mark`` is another one once an entry came or went, if not ``is_hot``: then it
    changed so lately that the next change may not be seen in its time.
    """

    mark: Mark
    is_hot: bool = False
    files: tuple[FoundFile, ...] = ()
    folders: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    problem: str = ""


class LoraTree:
    """All folders below the roots. Not thread-safe."""

    def __init__(self) -> None:
        self._roots: tuple[str, ...] = ()
        self._folders: dict[str, Listing] = {}

    def build(self, roots: Iterable[Path], check: Check) -> None:
        """List everything anew. Nothing changes when ``check`` raises."""
        ends = tuple(str(root) for root in roots)
        folders: dict[str, Listing] = {}
        _walk(ends, folders, _above(ends), check)
        self._roots, self._folders = ends, folders

    def renew(self, folders: Iterable[str], check: Check) -> None:
        """List these folders anew, and what is new below them."""
        for folder in folders:
            if folder in self._folders:
                self._folders[folder] = listing = list_folder(folder)
                fresh = [name for name in listing.folders if name not in self._folders]
                _walk(fresh, self._folders, self._keys() | _above(self._roots), check)
        reached: dict[str, Listing] = {}
        waiting = list(self._roots)
        while waiting:
            folder = waiting.pop()
            if folder not in reached and folder in self._folders:
                reached[folder] = self._folders[folder]
                waiting += reached[folder].folders
        self._folders = reached

    def changed(self, check: Check) -> list[str]:
        """Return the folders in which something came or went; asks the disk once for each."""
        found = []
        for folder, listing in self._folders.items():
            check()
            if listing.is_hot or listing.mark != _mark(folder):
                found.append(folder)
        return found

    def files(self, preferred: Collection[str] = ()) -> dict[str, FoundFile]:
        """Return every file once, by path; of two names of one that in ``preferred``."""
        chosen: dict[str, FoundFile] = {}
        for listing in self._folders.values():
            for file in listing.files:
                if file.key not in chosen or file.path in preferred:
                    chosen[file.key] = file
        return {file.path: file for file in chosen.values()}

    def names(self, path: str) -> frozenset[str] | None:
        """Return the names of all files beside ``path``, None when its folder is not known."""
        folder = path.rpartition(os.sep)[0]
        listing = self._folders.get(folder) or self._folders.get(folder + os.sep)
        return listing.names if listing else None

    def unreadable(self) -> tuple[Unreadable, ...]:
        return tuple(
            Unreadable(path=Path(folder), why=listing.problem)
            for folder, listing in self._folders.items()
            if listing.problem
        )

    def _keys(self) -> set[tuple[int, int]]:
        return {listing.mark[:2] for listing in self._folders.values()}


def list_folder(folder: str) -> Listing:
    """List one folder. Never raises: ``problem`` says what went wrong."""
    mark = _mark(folder)
    try:
        with os.scandir(folder) as entries:
            visible = {entry.name: entry for entry in entries if _is_looked_at(entry.name)}
    except OSError as error:
        return Listing(mark=mark, problem=error.strerror or str(error))
    folders, files = [], []
    for name, entry in visible.items():
        with suppress(OSError):  # gone meanwhile, a link to nowhere or to itself
            if entry.is_dir():
                folders.append(entry.path)
            elif f".{name.rpartition('.')[2].lower()}" in SUFFIXES and entry.is_file():
                files.append(_found(entry, visible))
    return Listing(
        mark=mark,
        is_hot=_is_hot(mark),
        files=tuple(files),
        folders=tuple(folders),
        names=frozenset(visible),
    )


def find_files(paths: Iterable[Path]) -> list[FoundFile]:
    """Return those of ``paths`` that are there; their folders are listed once each."""
    wanted: dict[Path, set[str]] = {}
    for path in paths:
        wanted.setdefault(path.parent, set()).add(path.name)
    found = []
    for folder, names in wanted.items():
        with suppress(OSError, ValueError):
            with os.scandir(folder) as entries:
                visible = {entry.name: entry for entry in entries}
            for name in names & visible.keys():
                with suppress(OSError):
                    if visible[name].is_file():
                        found.append(_found(visible[name], visible))
    return found


def whole_path(path: Path) -> Path:
    """Return ``path`` from the root on; a link in it stays, as the artist knows it by that name.

    Raises OSError or RuntimeError for a path that cannot be.
    """
    path = path.expanduser()
    return path.resolve() if ".." in path.parts else path.absolute()


def key_of(path: str) -> str | None:
    """Return what is the same for two names of one file; None where there is no file."""
    try:
        return _key(path, Path(path).stat())
    except (OSError, ValueError):
        return None


def _walk(
    start: Iterable[str], folders: dict[str, Listing], seen: set[tuple[int, int]], check: Check
) -> None:
    """List ``start`` and all below into ``folders``; no folder twice, whatever links to it."""
    waiting = list(start)
    while waiting:
        check()
        folder = waiting.pop()
        key = _mark(folder)[:2]
        if key in seen:
            continue
        if any(key):
            seen.add(key)
        folders[folder] = listing = list_folder(folder)
        waiting += listing.folders


def _above(roots: Iterable[str]) -> set[tuple[int, int]]:
    """What lies above the roots: a link to there would lead through the whole disk."""
    above: set[tuple[int, int]] = set()
    ends: set[tuple[int, int]] = set()
    for root in roots:
        with suppress(OSError, RuntimeError):
            ends.add(_mark(root)[:2])
            above |= {_mark(str(parent))[:2] for parent in Path(root).resolve().parents}
    return above - ends


def _is_looked_at(name: str) -> bool:
    return not name.startswith(".") and name.lower() not in _SKIPPED


def _found(entry: os.DirEntry[str], visible: Mapping[str, os.DirEntry[str]]) -> FoundFile:
    status = entry.stat()
    return FoundFile(
        path=entry.path,
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        beside=_beside(entry.name.rpartition(".")[0], visible),
        key=_key(entry.path, status),
    )


def _key(path: str, status: os.stat_result) -> str:
    """Some drives do not number their files, and Windows does not when it lists them."""
    return f"{status.st_dev}:{status.st_ino}" if status.st_ino else os.path.normcase(path)


def _beside(stem: str, visible: Mapping[str, os.DirEntry[str]]) -> str:
    """Return a few letters that are others once a sidecar has changed; "" without any."""
    said = list(_sidecars(stem, visible))
    if not said:
        return ""
    return hashlib.blake2b("\n".join(said).encode(errors="replace"), digest_size=8).hexdigest()


def _sidecars(stem: str, visible: Mapping[str, os.DirEntry[str]]) -> Iterator[str]:
    for name in names_beside(stem):
        if name in visible:
            with suppress(OSError):
                status = visible[name].stat()
                yield f"{name} {status.st_size} {status.st_mtime_ns}"


def _mark(folder: str) -> Mark:
    try:
        status = Path(folder).stat()
    except (OSError, ValueError):
        return (0, 0, 0, 0)
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_ctime_ns


def _is_hot(mark: Mark) -> bool:
    now = time.time_ns()
    return any(abs(now - moment) < _HOT_NS for moment in mark[2:])
