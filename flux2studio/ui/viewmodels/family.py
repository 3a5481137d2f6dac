"""The family of the picture that is looked at: what it was made from and what it led to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.request import ReferenceImage
from flux2studio.services.family import FamilyLook
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.thumbnails import ThumbnailLoader

__all__ = ["FamilyLook", "FamilyViewModel"]

Look = Callable[[Generation], FamilyLook]


class FamilyViewModel(QObject):
    """``look`` and ``thumbnail``, of a reference by its sha256, block."""

    changed = Signal(object)  # FamilyLook of the picture shown, None while it is looked up
    thumbnail_ready = Signal(str)  # sha256 of a reference

    def __init__(
        self,
        look: Look,
        thumbnail: Callable[[str], bytes],
        thumbnails: ThumbnailLoader,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._thumbnail = thumbnail
        self._thumbnails = thumbnails
        self._tasks = tasks
        self.generation: Generation | None = None
        thumbnails.ready.connect(self.thumbnail_ready)

    def show(self, generation: Generation | None) -> None:
        """Look up the family of another picture."""
        if generation != self.generation:
            self.generation = generation
            self.changed.emit(None)
            self.look_again()

    def look_again(self) -> None:
        """A picture came or went: it may be of this family."""
        if (generation := self.generation) is not None:
            self._tasks.run(
                partial(self._look, generation),
                partial(self._on_looked, generation),
                self._on_failed,
            )

    def picture_of(self, reference: ReferenceImage) -> QPixmap | None:
        """Return its small picture, or None and ask for it; ``thumbnail_ready`` follows."""
        found = self._thumbnails.pixmap(reference.sha256)
        if found is None:
            load = partial(self._thumbnail, reference.sha256)
            self._thumbnails.request(reference.sha256, load)
        return found

    def is_gone(self, reference: ReferenceImage) -> bool:
        return self._thumbnails.is_missing(reference.sha256)

    def _on_looked(self, generation: Generation, look: FamilyLook) -> None:
        if generation == self.generation:
            self.changed.emit(look)

    def _on_failed(self, _: StudioError) -> None:
        """The history itself says what is wrong with it; the strip stays away."""
