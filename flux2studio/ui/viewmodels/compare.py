"""Two to four pictures set against each other: which, in what way, and what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from flux2studio.core.cropping import Crop
from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation, Recipe
from flux2studio.core.history import Entry, MarkChange
from flux2studio.core.request import ReferenceImage
from flux2studio.ui import pictures
from flux2studio.ui.mipmaps import Mipmaps
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.compare_rows import Row, rows_of

FEWEST, MOST = 2, 4
T = TypeVar("T")
PIXELS_MAX = 100_000_000  # decoded for all of them together; each takes 4 bytes


class Way(StrEnum):
    """How pictures are set against each other; all but the first take two of them."""

    BESIDE = "beside"
    SLIDER = "slider"
    HOLD = "hold"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One picture. ``name`` stands at its corner; ``entry`` is it in the history, if it is there,
    and ``recipe`` how it was made, if that is known. ``crop``: only a part of it was sent."""

    name: str
    file: str
    path: Path
    recipe: Recipe | None = None
    entry: Entry | None = None
    crop: Crop | None = None


class CompareViewModel(QObject):
    """Decodes on a worker, one picture at a time and in no more pixels than are shown."""

    sides_changed = Signal()
    rows_changed = Signal()
    picture_ready = Signal(int)
    way_changed = Signal(object)  # Way
    pair_changed = Signal()
    active_changed = Signal(int)
    marks_changed = Signal(int)
    marked = Signal(object, object)  # numbers of the history, MarkChange
    reference_wanted = Signal(int)  # another of the same picture
    failed = Signal(int, object)  # StudioError
    reference_chosen = Signal(object)  # Generation
    fewest, most = FEWEST, MOST

    def __init__(
        self, tasks: Tasks, parent: QObject | None = None, *, pixels_max: int = PIXELS_MAX
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pixels_max = pixels_max
        self._decoded: dict[Path, Mipmaps] = {}
        self._problems: dict[Path, StudioError] = {}
        self._turn = 0
        self._pixels = 0  # each picture is wanted in; 0 while nobody looks
        self._wants_whole = False
        self._is_reading = False
        self.sides: tuple[Side, ...] = ()
        self.rows: tuple[Row, ...] | None = None  # what differs; None: not known yet
        self.references: tuple[ReferenceImage, ...] = ()  # to choose from, of a result
        self.reference = 0
        self.way = Way.BESIDE
        self.pair = (0, 1)  # before and after
        self.active = 1

    # What is compared

    def show(self, entries: Sequence[Entry]) -> None:
        """Compare pictures of the history, two to four."""
        self.references = ()
        self._set([_side(str(place), entry) for place, entry in enumerate(entries[: self.most], 1)])

    def show_result(self, result: Entry, index: int, reference: Side) -> None:
        """Compare a picture with one it was made from, its reference ``index``."""
        self.references = result.generation.request.active_references
        self.reference = index
        self._set([reference, _side(self.tr("Result"), result)])

    def forget(self, ids: Sequence[str]) -> None:
        """Leave out pictures that were deleted; of fewer than two there is nothing to compare."""
        kept = [side for side in self.sides if side.entry is None or side.entry.id not in ids]
        if len(kept) < len(self.sides):
            self._set(kept if len(kept) >= self.fewest else [])

    def update(self, entries: Sequence[Entry]) -> None:
        """Take in what became of the marks."""
        now = {entry.id: entry for entry in entries}
        for index, side in enumerate(self.sides):
            if side.entry is not None and side.entry.id in now:
                changed = replace(side, entry=now[side.entry.id])
                self.sides = (*self.sides[:index], changed, *self.sides[index + 1 :])
                self.marks_changed.emit(index)

    @property
    def generation(self) -> Generation | None:
        """The active picture, if it is in the history."""
        entry = self.sides[self.active].entry if self.sides else None
        return entry.generation if entry is not None else None

    # How

    def choose_way(self, way: Way) -> None:
        if way is not self.way:
            self.way = way
            self.way_changed.emit(way)
            if way is not Way.BESIDE and self.active not in self.pair:
                self.choose(self.pair[1])

    def next_way(self) -> None:
        ways = list(Way)
        self.choose_way(ways[(ways.index(self.way) + 1) % len(ways)])

    def swap(self) -> None:
        """Change before and after; side by side, the active picture takes the next place."""
        if not self.sides:
            return
        if self.way is Way.BESIDE or len(self.sides) == FEWEST:
            sides = list(self.sides)
            here, there = self.active, (self.active + 1) % len(sides)
            sides[here], sides[there] = sides[there], sides[here]
            self._set(sides, active=there)
        else:
            first, second = self.pair
            self.pair = (second, first)
            self.pair_changed.emit()

    def step(self, end: int, by: int) -> None:
        """Put the next picture before (``end`` 0) or after (1); never the same at both."""
        count, other = len(self.sides), self.pair[1 - end]
        if count <= FEWEST:
            return
        chosen = (self.pair[end] + by) % count
        if chosen == other:
            chosen = (chosen + by) % count
        self.pair = (chosen, other) if end == 0 else (other, chosen)
        self.pair_changed.emit()
        self.choose(chosen)

    def choose(self, index: int) -> None:
        """Say which picture marks are for."""
        if index != self.active and index < len(self.sides):
            self.active = index
            self.active_changed.emit(index)

    def mark(self, change: MarkChange, index: int | None = None) -> None:
        side = self.sides[self.active if index is None else index] if self.sides else None
        if side is not None and side.entry is not None:
            self.marked.emit((side.entry.number,), change)

    def use_as_reference(self, index: int) -> None:
        entry = self.sides[index].entry if index < len(self.sides) else None
        if entry is not None:
            self.reference_chosen.emit(entry.generation)

    def choose_reference(self, index: int) -> None:
        if index != self.reference:
            self.reference_wanted.emit(index)

    # Pictures

    def picture(self, index: int) -> Mipmaps | None:
        return self._decoded.get(self.sides[index].path)

    def problem(self, index: int) -> StudioError | None:
        return self._problems.get(self.sides[index].path)

    def look(self, pixels: int) -> None:
        """Decode what is compared; no picture is shown in more than ``pixels`` pixels."""
        self._pixels = max(self._pixels, pixels)
        self._read_next()

    def want_whole(self) -> None:
        """Decode every pixel, as far as ``pixels_max`` goes for all of them."""
        if self._pixels and not self._wants_whole:
            self._wants_whole = True
            self._read_next()

    def look_away(self) -> None:
        """Keep no picture while nobody looks."""
        self._pixels, self._wants_whole = 0, False
        self._decoded.clear()
        self._problems.clear()

    def draw(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Have ``work`` done on a worker and what it made handed to ``done``."""
        self._tasks.run(work, done)

    def _set(self, sides: Iterable[Side], active: int = 1) -> None:
        self.sides = tuple(sides)
        self.pair, self.active = (0, 1), active
        self.rows = None
        self._turn += 1
        here = {side.path for side in self.sides}
        self._decoded = {path: it for path, it in self._decoded.items() if path in here}
        self._problems.clear()
        self._wants_whole = False
        self.sides_changed.emit()
        recipes = tuple(side.recipe for side in self.sides)
        self._tasks.run(partial(rows_of, recipes), partial(self._on_rows, self._turn))
        self._read_next()

    def _on_rows(self, turn: int, rows: tuple[Row, ...]) -> None:
        if turn == self._turn:
            self.rows = rows
            self.rows_changed.emit()

    def _read_next(self) -> None:
        if self._is_reading or not self._pixels:
            return
        for side in self.sides:
            if self._lacks(side.path):
                self._is_reading = True
                self._tasks.run(
                    partial(pictures.read_at_most, side.path, self._share, side.crop),
                    partial(self._on_read, side.path),
                    partial(self._on_failed, side.path),
                )
                return

    @property
    def _share(self) -> int:
        """The pixels one picture may have."""
        most = self._pixels_max // max(1, len(self.sides))
        return most if self._wants_whole else min(self._pixels, most)

    def _lacks(self, path: Path) -> bool:
        if path in self._problems:
            return False
        if (known := self._decoded.get(path)) is None:
            return True
        has = known.image.width() * known.image.height()
        whole = known.whole.width() * known.whole.height()
        return has < min(whole, self._share) * 0.98  # sides are whole numbers of pixels

    def _on_read(self, path: Path, read: Mipmaps) -> None:
        self._is_reading = False
        if self._pixels and any(side.path == path for side in self.sides):
            self._decoded[path] = read
            self._tell(path)
        self._read_next()

    def _on_failed(self, path: Path, error: StudioError) -> None:
        self._is_reading = False
        self._problems[path] = error
        self._tell(path)
        self._read_next()

    def _tell(self, path: Path) -> None:
        for index, side in enumerate(self.sides):
            if side.path != path:
                continue
            if path in self._problems:
                self.failed.emit(index, self._problems[path])
            else:
                self.picture_ready.emit(index)


def _side(name: str, entry: Entry) -> Side:
    made = entry.generation
    return Side(name=name, file=made.path.name, path=made.path, recipe=made.recipe, entry=entry)
