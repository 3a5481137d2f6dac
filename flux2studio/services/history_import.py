"""Takes folders of pictures into the history where they lie, with the recipes that they hold."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.errors import PictureError, StorageError
from flux2studio.core.foreign_recipe import ForeignRecipe
from flux2studio.core.generation import Recipe, encode_recipe
from flux2studio.core.history import NO_MARKS, FileFacts, Marks
from flux2studio.core.history_import import (
    OURS,
    ImportLook,
    ImportReport,
    PictureFile,
    recipe_of,
)
from flux2studio.core.phrase import phrase
from flux2studio.imaging.completeness import check_complete
from flux2studio.imaging.dimensions import dimensions
from flux2studio.imaging.files import open_regular
from flux2studio.imaging.foreign import read_foreign
from flux2studio.imaging.formats import HEAD_BYTES, sniff
from flux2studio.imaging.metadata import read_recipe
from flux2studio.services.json_recipes import JSON_SUFFIX, recipe_of_json
from flux2studio.storage import sidecars
from flux2studio.storage.album_names import AlbumNames
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.disk import is_file, is_folder
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_row import HistoryRow, make_row
from flux2studio.storage.roots import Roots
from flux2studio.storage.sidecar_merging import is_about

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp"})
UNREADABLE_MAX = 1_000  # paths that a report names

_BATCH = 250  # pictures in one transaction
_DEPTH_MAX = 64
_READ_BYTES = 2**20
_YOUNG_S = 10.0  # since its last change: another program may still write it
_YOUNG_BYTES_MAX = 2**28
_LAST_S = datetime(9999, 1, 1, tzinfo=UTC).timestamp()  # some disks know later times

OnProgress = Callable[[int, int], None]
Places = Path | Sequence[Path]  # folders, and single pictures


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
    albums: AlbumRepository
    clock: Callable[[], datetime] = _now

    def look(
        self, places: Places, control: RunControl, on_progress: OnProgress = nothing
    ) -> ImportLook:
        """Say what lies in ``places``, from the heads of the files alone."""
        known = frozenset(self.repository.paths())
        files = _pictures(places, control)
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
        places: Places,
        control: RunControl,
        on_progress: OnProgress = nothing,
        *,
        plain: bool = False,
    ) -> ImportReport:
        """Index the pictures in ``places``, those without a recipe too if ``plain``.

        Each batch goes in as a whole; what is in stays after a cancel.
        """
        known = frozenset(self.repository.paths())
        listed = _pictures(places, control)
        files = [path for path in listed if path not in known]
        tally = _Tally(already=len(listed) - len(files))
        names = AlbumNames(self.albums)
        tools: dict[Path, Counter[str]] = {}
        for start in range(0, len(files), _BATCH):
            rows = []
            for number, path in enumerate(files[start : start + _BATCH], start=start + 1):
                control.check()
                on_progress(number, len(files))
                if (row := self._row(path, tally, names, plain=plain)) is not None:
                    rows.append(row)
                    tools.setdefault(listed[path], Counter())[row.tool or OURS] += 1
            added = self.repository.add_rows(rows)
            tally.added += added
            tally.already += len(rows) - added
            self._note_folders(tools)  # at once: a rebuild after a cancel looks there, too
        return tally.report()

    def _note_folders(self, tools: Mapping[Path, Counter[str]]) -> None:
        for place, made_by in tools.items():
            if is_folder(place):
                self.roots.add(place, made_by.most_common(1)[0][0])

    def of_file(self, path: Path) -> Recipe | None:
        """Return how a picture was made, None when nothing in it says so.

        A JSON file says it of a picture that is elsewhere. Raises PictureError when it cannot
        be read.
        """
        if path.suffix.lower() == JSON_SUFFIX:
            return recipe_of_json(path, self.clock())
        with suppress(PictureError):
            return read_recipe(path)
        foreign = read_foreign(path)
        return self._recipe(path, foreign) if foreign is not None else None

    def _row(
        self, path: Path, tally: _Tally, names: AlbumNames, *, plain: bool
    ) -> HistoryRow | None:
        try:
            seen = self._seen(path)
            recipe = self.of_file(path) or (self._recipe(path, None) if plain else None)
            if recipe is None:
                tally.without_recipe += 1
                return None
            if _facts(path) != seen:
                raise _unfinished(path)
        except (PictureError, OSError):
            tally.unreadable.append(path)
            return None
        marks, sidecar_ns = _marks(path, recipe.id, names)
        encoded = encode_recipe(recipe).decode()
        return make_row(recipe, encoded, self._stored(path), marks, seen, sidecar_ns)

    def _seen(self, path: Path) -> FileFacts:
        """Raises PictureError for a name that is no text or no picture's, and a file that is still
        written."""
        _check_suffix(path)
        if not _is_text(path):
            raise PictureError("The name of this file is no text.", details=repr(path))
        facts = _facts(path)
        age_s = self.clock().timestamp() - facts.mtime_ns / 1e9
        if abs(age_s) < _YOUNG_S and facts.size <= _YOUNG_BYTES_MAX:
            data = path.read_bytes()
            check_complete(data, sniff(data[:HEAD_BYTES]) or "", path.name)
        return facts

    def _recipe(self, path: Path, foreign: ForeignRecipe | None) -> Recipe:
        width, height = dimensions(path)
        changed_at = datetime.fromtimestamp(min(max(0.0, path.stat().st_mtime), _LAST_S), UTC)
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
    """The program that says how it made this picture, "" when none does. Raises PictureError."""
    _check_suffix(path)
    with suppress(PictureError):
        read_recipe(path)
        return OURS
    foreign = read_foreign(path)
    return foreign.tool if foreign is not None else ""


def _check_suffix(path: Path) -> None:
    if path.suffix.lower() not in SUFFIXES:
        raise PictureError("This is not a picture.", details=str(path))


def _pictures(places: Places, control: RunControl) -> dict[Path, Path]:
    """All picture files in ``places``, in the order of their names, and where each was found."""
    found: dict[Path, Path] = {}
    for place in [places] if isinstance(places, Path) else places:
        for path in _in_place(place, control):
            found.setdefault(path, place)
    return found


def _in_place(folder: Path, control: RunControl) -> list[Path]:
    if is_file(folder):
        return [folder.absolute()]
    if not is_folder(folder):
        raise StorageError(
            phrase("“{folder}” cannot be looked into.", folder=folder.name or str(folder)),
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


def _marks(path: Path, picture_id: str, names: AlbumNames) -> tuple[Marks, int]:
    """What stands beside the picture and is about it; a file that cannot be read says nothing."""
    with suppress(OSError):
        sidecar, sidecar_ns = sidecars.read(path)
        if sidecar is not None and is_about(sidecar, picture_id):
            return replace(sidecar.marks, albums=names.ids(sidecar.albums)), sidecar_ns
    return NO_MARKS, 0


def _is_text(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _unfinished(path: Path) -> PictureError:
    return PictureError("Another program is writing this picture.", details=str(path))


def _facts(path: Path) -> FileFacts:
    seen = path.stat()
    return FileFacts(size=seen.st_size, mtime_ns=seen.st_mtime_ns)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with open_regular(path) as file:
        while chunk := file.read(_READ_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
