"""How a recipe comes back into the form: at once, part by part, or from a picture dropped there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Recipe
from flux2studio.core.recall import ALL_BUT_SEED, RecallPart
from flux2studio.services.recalling import RecallLook
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.recall_choice import RecallChoice, RecallForm

_TEXT = ".json"  # a recipe without a picture


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallServices:
    """Both block. ``look`` takes the id of a backend; ``of_file`` raises PictureError."""

    look: Callable[[Recipe, str], RecallLook]
    of_file: Callable[[Path], Recipe | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedRecipe:
    """A picture that says how it was made, or a file that says it of one."""

    path: Path
    recipe: Recipe

    @property
    def is_picture(self) -> bool:
        return self.path.suffix.lower() != _TEXT


class RecallViewModel(QObject):
    """What is whole comes back at once; of what will differ the artist hears before."""

    asked = Signal(object)  # RecallChoice, to be decided
    came_back = Signal(object)  # CameBack
    offered = Signal(object)  # DroppedRecipe
    failed = Signal(object)  # StudioError
    unread = Signal(object)  # StudioError: what was dropped says nothing, and is no picture

    def __init__(
        self,
        form: RecallForm,
        services: RecallServices,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._services = services
        self._tasks = tasks
        self._dropped: Path | None = None

    def recall(self, recipe: Recipe, parts: frozenset[RecallPart] = ALL_BUT_SEED) -> None:
        """Bring these parts back, and ask before where something will differ."""
        choice = self._choice(recipe, parts)
        choice.begin(partial(self._on_known, choice))

    def choose(self, recipe: Recipe, parts: frozenset[RecallPart] = ALL_BUT_SEED) -> None:
        """Let the artist decide which parts come back."""
        choice = self._choice(recipe, parts)
        choice.begin()
        self.asked.emit(choice)

    def drop(self, path: Path) -> None:
        """Offer the recipe of a picture, which without one becomes a reference."""
        self._dropped = path
        self._tasks.run(
            partial(self._services.of_file, path),
            partial(self._on_read, path),
            partial(self._on_unread, path),
        )

    def use_as_reference(self, path: Path) -> None:
        self._form.add_reference_files([path])

    def _choice(self, recipe: Recipe, parts: frozenset[RecallPart]) -> RecallChoice:
        look = self._services.look
        choice = RecallChoice(recipe, parts, self._form, look, self._tasks, self)
        choice.taken.connect(self.came_back)
        return choice

    def _on_known(self, choice: RecallChoice) -> None:
        if choice.problem is not None:
            self.failed.emit(choice.problem)
        elif choice.needs_a_word:
            self.asked.emit(choice)
            return
        else:
            choice.take()
        choice.deleteLater()

    def _on_read(self, path: Path, recipe: Recipe | None) -> None:
        if recipe is None:
            self.use_as_reference(path)
        elif path == self._dropped:  # and no other one since
            self.offered.emit(DroppedRecipe(path=path, recipe=recipe))

    def _on_unread(self, path: Path, error: StudioError) -> None:
        """The slot of a picture says why it cannot be read."""
        if path.suffix.lower() == _TEXT:
            self.unread.emit(error)
        else:
            self.use_as_reference(path)
