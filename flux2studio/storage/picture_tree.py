"""The picture files below some folders, and which of them have something written beside them."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from flux2studio.storage.disk import is_file
from flux2studio.storage.sidecars import SUFFIX, sidecar_path

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp"})

_SKIPPED = frozenset(
    {"$recycle.bin", "#recycle", "@eadir", "__macosx", "lost+found", "system volume information"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFolder:
    """One folder with its pictures in order; ``problem`` says why it could not be listed.

    ``marked`` are those of ``names`` with an XMP file beside them, ``no_text`` how many pictures
    have a name that no database can hold.
    """

    path: str
    names: tuple[str, ...] = ()
    marked: frozenset[str] = frozenset()
    no_text: int = 0
    problem: str = ""


def picture_folders(
    roots: Iterable[Path], check: Callable[[], None] = lambda: None
) -> Iterator[PictureFolder]:
    """Yield every folder that holds a picture or cannot be read, each once, by name.

    Links and hidden names are not followed: what lies in a bin must stay there. A root that is
    not there has no folders.
    """
    seen: set[str] = set()
    for root in roots:
        waiting = [str(root)]
        while waiting:
            check()
            folder = waiting.pop()
            if (real := os.path.realpath(folder)) in seen or not os.path.lexists(folder):
                continue
            seen.add(real)
            found, below = _listed(folder)
            waiting += sorted(below, reverse=True)
            if found.names or found.no_text or found.problem:
                yield found


def folders_of(pictures: Iterable[Path], seen: Container[str]) -> list[PictureFolder]:
    """Return the folders of single pictures that are there, but for those in ``seen``."""
    names: dict[str, set[str]] = {}
    for picture in pictures:
        if str(picture.parent) not in seen and is_file(picture):
            names.setdefault(str(picture.parent), set()).add(picture.name)
    return [
        replace(listed, names=tuple(sorted(wanted.intersection(listed.names))))
        for folder, wanted in names.items()
        for listed in (_listed(folder)[0],)
    ]


def is_text(name: str) -> bool:
    """Whether the database can hold this name; a disk takes any bytes for one."""
    return name.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in name)


def _listed(folder: str) -> tuple[PictureFolder, list[str]]:
    pictures: list[str] = []
    notes: set[str] = set()
    below: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                suffix = f".{entry.name.rpartition('.')[2].lower()}"
                if suffix in SUFFIXES and entry.is_file(follow_symlinks=False):
                    pictures.append(entry.name)
                elif suffix == SUFFIX:
                    notes.add(entry.name)
                elif entry.is_dir(follow_symlinks=False) and entry.name.lower() not in _SKIPPED:
                    below.append(entry.path)
    except OSError as error:
        return PictureFolder(path=folder, problem=error.strerror or str(error)), below
    names = sorted(pictures)
    if not is_text(folder):
        return PictureFolder(path=folder, no_text=len(names)), below
    known = tuple(name for name in names if is_text(name))
    marked = frozenset(name for name in known if notes and _is_marked(name, notes))
    found = PictureFolder(path=folder, names=known, marked=marked, no_text=len(names) - len(known))
    return found, below


def _is_marked(name: str, notes: set[str]) -> bool:
    """Whether what is written beside the picture is there, ours or Lightroom's."""
    if name + SUFFIX in notes or name.rpartition(".")[0] + SUFFIX in notes:
        return True
    return sidecar_path(Path(name)).name in notes
