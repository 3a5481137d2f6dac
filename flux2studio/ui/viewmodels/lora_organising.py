"""State of putting files in order: a folder, a template, a plan to look at, then the moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StudioError
from flux2studio.core.lora_moves import USUAL_TEMPLATE, MovePlan, MoveRow, MovesDone
from flux2studio.ui.bridge import Letterbox
from flux2studio.ui.models.move_model import MoveModel
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_work import unless_stopped

Progress = Callable[[int, int], None]


class Last(Protocol):
    """The step that can be undone."""

    @property
    def count(self) -> int: ...


class Organising(Protocol):
    """What puts files in order; all of it blocks."""

    def usual_root(self, lora_ids: Iterable[str] | None) -> Path | None: ...
    def plan(
        self, root: Path, template: str, lora_ids: Iterable[str] | None, control: RunControl
    ) -> MovePlan: ...
    def move(
        self, rows: Iterable[MoveRow], control: RunControl, on_moved: Progress
    ) -> MovesDone: ...
    def undo(self, control: RunControl, on_moved: Progress) -> MovesDone: ...
    def last(self) -> Last | None: ...


class Phase(Enum):
    PLANNING = auto()
    READY = auto()
    MOVING = auto()
    DONE = auto()


class LoraOrganisingViewModel(QObject):
    """``model`` are the rows of the plan; ``last`` how many LoRAs the last step moved.

    ``everything``: the plan is for the whole collection, not for the cards that were chosen.
    """

    changed = Signal()
    moved = Signal(object)  # MovesDone
    undone = Signal(object)  # MovesDone

    def __init__(self, organising: Organising, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = MoveModel(self)
        self.phase = Phase.PLANNING
        self.root: Path | None = None
        self.template = USUAL_TEMPLATE
        self.chosen: tuple[str, ...] = ()
        self.everything = False
        self.problem: StudioError | None = None
        self.result: MovesDone | None = None
        self.progress = (0, 0)
        self.last = 0
        self._organising = organising
        self._tasks = tasks
        self._control = RunControl()
        self._asked = 0
        self._told = Letterbox(self)
        self._told.came.connect(self._on_told)

    def begin(self, lora_ids: Sequence[str] = ()) -> None:
        """Plan for these cards, or for all, where most of them lie."""
        self.chosen = tuple(lora_ids)
        self.everything = not self.chosen
        self._tasks.run(self._look_around, self._on_looked_around, self._on_failed)

    def choose_root(self, root: Path) -> None:
        self.root = root
        self._plan()

    def choose_template(self, template: str) -> None:
        if template != self.template:
            self.template = template
            self._plan()

    def choose_all(self, on: bool) -> None:
        if on is not self.everything:
            self.everything = on
            self._plan()

    def move(self) -> None:
        """Move what is ticked."""
        rows = self.model.ticked
        if self.phase is Phase.READY and rows:
            self._run(partial(self._organising.move, rows), self.moved.emit)

    def undo(self) -> None:
        """Move all of the last step back."""
        if self.phase is not Phase.MOVING:
            self._run(self._organising.undo, self.undone.emit)

    def stop(self) -> None:
        """End what runs. What was moved stays moved, and can be undone."""
        self._control.cancel()

    def _look_around(self) -> tuple[Path | None, int]:
        """On a worker thread."""
        last = self._organising.last()
        root = self._organising.usual_root(self.chosen or None)
        return root, last.count if last is not None else 0

    def _on_looked_around(self, found: tuple[Path | None, int]) -> None:
        root, self.last = found
        if self.root is None:
            self.root = root
        self._plan()

    def _plan(self) -> None:
        """Plan anew; the answer to what was asked before no longer counts."""
        self._control.cancel()
        self._asked += 1
        self.problem = self.result = None
        self.model.show(MovePlan(root=self.root or Path()))
        if self.root is None:
            self.phase = Phase.READY
        else:
            self._begin(Phase.PLANNING)
            ids = None if self.everything else self.chosen
            work = partial(self._organising.plan, self.root, self.template, ids, self._control)
            self._tasks.run(
                unless_stopped(work), partial(self._on_planned, self._asked), self._on_failed
            )
        self.changed.emit()

    def _run(
        self,
        work: Callable[[RunControl, Progress], MovesDone],
        tell: Callable[[MovesDone], None],
    ) -> None:
        self._begin(Phase.MOVING)
        self._tasks.run(
            partial(work, self._control, self._tell),
            partial(self._on_moved, tell),
            self._on_failed,
        )
        self.changed.emit()

    def _begin(self, phase: Phase) -> None:
        self.phase = phase
        self.problem = None
        self.progress = (0, 0)
        self._control = RunControl()

    def _tell(self, done: int, total: int) -> None:
        """On a worker thread."""
        self._told.post((done, total))

    def _on_told(self, progress: tuple[int, int]) -> None:
        if self.phase is Phase.MOVING:
            self.progress = progress
            self.changed.emit()

    def _on_planned(self, asked: int, plan: MovePlan | None) -> None:
        if asked != self._asked or plan is None:
            return
        self.phase = Phase.READY
        self.model.show(plan)
        self.changed.emit()

    def _on_moved(self, tell: Callable[[MovesDone], None], done: MovesDone) -> None:
        self.phase = Phase.DONE
        self.result = done
        tell(done)
        self.changed.emit()

    def _on_failed(self, error: StudioError) -> None:
        self.phase = Phase.READY
        self.problem = error
        self.changed.emit()
