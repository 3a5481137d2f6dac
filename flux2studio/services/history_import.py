"""Takes folders of pictures into the history where they lie, with the recipes that they hold."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.errors import PictureError, StorageError
from flux2studio.core.foreign_recipe import ForeignRecipe
from flux2studio.core.generation import Recipe, encode_recipe
from flux2studio.core.history import FileFacts, Marks
from flux2studio.core.history_import import (
    OURS,
    ImportLook,
    ImportReport,
    PictureFile,
    recipe_of,
)
from flux2studio.imaging.dimensions import dimensions
from flux2studio.imaging.files import open_regular
from flux2studio.imaging.foreign import read_foreign
from flux2studio.imaging.metadata import read_recipe
from flux2studio.storage import sidecars
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_row import HistoryRow, make_row
from flux2studio.storage.roots import Roots

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp"})
UNREADABLE_MAX = 1_000  # paths that a report names

_BATCH = 250  # pictures in one transaction
_DEPTH_MAX = 64
_READ_BYTES = 2**20

OnProgress = Callable[[int, int], None]


def nothing(_done: int, _total: int) -> None:
    return


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryImport:
    """Blocking. The pictures are read and never written, moved or copied; links lead nowhere.

    Raises StorageError when the folder cannot be looked into; Cancelled, Detached.
    """

    repository: HistoryRepository
    roots: Roots
    clock: Callable[[], datetime] = _now

    def look(
        self, folder: Path, control: RunControl, on_progress: OnProgress = nothing
    ) -> ImportLook:
        """Say what lies in ``folder``, from the heads of its files alone."""
        known = frozenset(self.repository.paths())
        files = _pictures(folder, control)
        found: Counter[str] = Counter()
        without = already = unreadable = 0
        for number, path in enumerate(files, start=1):
            control.check()
            on_progress(number, len(files))
            if path in known:
                already += 1
                continue
            try:
                tool = _tool(path)
            except PictureError:
                unreadable += 1
                continue
            found[tool] += bool(tool)
            without += not tool
        del found[""]
        return ImportLook(found=found, without=without, already=already, unreadable=unreadable)

    def take(
        self,
        folder: Path,
        control: RunControl,
        on_progress: OnProgress = nothing,
        *,
        plain: bool = False,
    ) -> ImportReport:
        """Index the pictures in ``folder``, those without a recipe too if ``plain``.

        Each batch goes in as a whole; what is in stays after a cancel.
        """
        known = frozenset(self.repository.paths())
        listed = _pictures(folder, control)
        files = [path for path in listed if path not in known]
        tally = _Tally(already=len(listed) - len(files))
        tools: Counter[str] = Counter()
        for start in range(0, len(files), _BATCH):
            rows = []
            for number, path in enumerate(files[start : start + _BATCH], start=start + 1):
                control.check()
                on_progress(number, len(files))
                if (row := self._row(path, tally, plain=plain)) is not None:
                    rows.append(row)
                    tools[row.tool or OURS] += 1
            added = self.repository.add_rows(rows)
            tally.added += added
            tally.already += len(rows) - added
        if tally.added:
            self.roots.add(folder, tools.most_common(1)[0][0])
        return tally.report()

    def of_file(self, path: Path) -> Recipe | None:
        """Return how a picture was made, None when nothing in it says so.

        Raises PictureError when it cannot be read.
        """
        with suppress(PictureError):
            return read_recipe(path)
        foreign = read_foreign(path)
        return self._recipe(path, foreign) if foreign is not None else None

    def _row(self, path: Path, tally: _Tally, *, plain: bool) -> HistoryRow | None:
        try:
            recipe = self.of_file(path) or (self._recipe(path, None) if plain else None)
            if recipe is None:
                tally.without_recipe += 1
                return None
            marks, sidecar_ns = _marks(path)
            facts = _facts(path)
        except (PictureError, OSError):
            tally.unreadable.append(path)
            return None
        encoded = encode_recipe(recipe).decode()
        return make_row(recipe, encoded, self._stored(path), marks, facts, sidecar_ns)

    def _recipe(self, path: Path, foreign: ForeignRecipe | None) -> Recipe:
        width, height = dimensions(path)
        changed_at = datetime.fromtimestamp(max(0.0, path.stat().st_mtime), UTC)
        file = PictureFile(sha256=_sha256(path), width=width, height=height, changed_at=changed_at)
        return recipe_of(foreign, file, self.clock())

    def _stored(self, path: Path) -> str:
        """Below the pictures folder relative to it, as the history keeps its own."""
        root = self.repository.root
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


class _Tally:
    def __init__(self, already: int) -> None:
        self.added = 0
        self.already = already
        self.without_recipe = 0
        self.unreadable: list[Path] = []

    def report(self) -> ImportReport:
        return ImportReport(
            added=self.added,
            already=self.already,
            without_recipe=self.without_recipe,
            unreadable=tuple(self.unreadable[:UNREADABLE_MAX]),
        )


def _tool(path: Path) -> str:
    """The program that says how it made this picture, "" when none does."""
    with suppress(PictureError):
        read_recipe(path)
        return OURS
    foreign = read_foreign(path)
    return foreign.tool if foreign is not None else ""


def _pictures(folder: Path, control: RunControl) -> list[Path]:
    """All picture files below ``folder``, in the order of their names."""
    if not folder.is_dir():
        raise StorageError(
            f"“{folder.name or folder}” cannot be looked into.",
            hint="Choose a folder that is there and yours to read.",
            field="folder",
        )
    return sorted(_listed(folder.absolute(), control))


def _listed(folder: Path, control: RunControl, depth: int = 0) -> Iterator[Path]:
    """What cannot be looked into further down is left out; hidden folders are others' affair."""
    control.check()
    below: list[Path] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                below.append(Path(entry.path))
            elif Path(entry.name).suffix.lower() in SUFFIXES and entry.is_file(
                follow_symlinks=False
            ):
                yield Path(entry.path)
    if depth < _DEPTH_MAX:
        for inner in below:
            yield from _listed(inner, control, depth + 1)


def _marks(path: Path) -> tuple[Marks, int]:
    """The stars and keywords beside the picture; a file of marks that cannot be read is none."""
    with suppress(OSError):
        sidecar, sidecar_ns = sidecars.read(path)
        if sidecar is not None:
            return sidecar.marks, sidecar_ns
    return Marks(), 0


def _facts(path: Path) -> FileFacts:
    seen = path.stat()
    return FileFacts(size=seen.st_size, mtime_ns=seen.st_mtime_ns)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with open_regular(path) as file:
        while chunk := file.read(_READ_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
