"""Making the history again from the pictures: the files are the truth, it is an index."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import Generation, Recipe
from flux2studio.storage.history import HistoryRepository

AT_ONCE = 200  # in one transaction; the window may want to read in between

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildReport:
    """``unreadable`` are pictures without a recipe of ours, or that cannot be opened.

    ``loras`` is how many cards came back from a backup.
    """

    added: int
    already: int
    unreadable: tuple[Path, ...]
    loras: int = 0


def rebuild(
    history: HistoryRepository, folders: Iterable[Path], read_recipe: Callable[[Path], Recipe]
) -> RebuildReport:
    """Index every picture of ours below ``folders``. May be run again at any time.

    Raises StorageError when the history cannot be written; what was added until then stays.
    """
    added = already = 0
    unreadable: list[Path] = []
    pictures = _pictures(folders)
    while some := list(islice(pictures, AT_ONCE)):
        found = _generations(some, read_recipe, unreadable)
        with history.batch():
            new = sum(history.add(generation) for generation in found)
        added += new
        already += len(found) - new
    return RebuildReport(added=added, already=already, unreadable=tuple(unreadable))


def _generations(
    paths: Iterable[Path], read_recipe: Callable[[Path], Recipe], unreadable: list[Path]
) -> list[Generation]:
    """Read the recipes; paths without one go to ``unreadable``."""
    found: list[Generation] = []
    for path in paths:
        try:
            found.append(Generation(recipe=read_recipe(path), path=path))
        except (PictureError, OSError):
            unreadable.append(path)
    return found


def _pictures(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield each picture file once, in the order of its names; links are not followed."""
    seen: set[Path] = set()
    for folder in folders:
        for place, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                path = Path(place, name)
                if path.suffix.lower() in SUFFIXES and path not in seen and _is_plain(path):
                    seen.add(path)
                    yield path


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not path.name.startswith(".")
