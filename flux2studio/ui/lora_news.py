"""Tells the LoRA panel what the services find out by themselves, on threads of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StudioError
from flux2studio.core.lora import Lora
from flux2studio.services.lora_folders import LoraFolders
from flux2studio.ui.bridge import Letterbox
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.loras import LorasViewModel

if TYPE_CHECKING:  # imported when somebody looks for newer versions
    from flux2studio.services.lora_updates import LoraUpdates


class LoraNews(QObject):
    """Cards that changed in the watched folders, files without a card, newer versions."""

    def __init__(
        self,
        loras: LorasViewModel,
        folders: LoraFolders,
        updates: Callable[[], LoraUpdates],
        tasks: Tasks,
        closing: RunControl,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._loras = loras
        self._folders = folders
        self._updates = updates
        self._tasks = tasks
        self._closing = closing
        self._has_asked = False
        letters = Letterbox(self)
        letters.came.connect(self._on_folders)
        folders.subscribe(letters.post)
        loras.changed.connect(self._on_loras_changed)

    def _on_folders(self, changed: Sequence[Lora]) -> None:
        self._loras.read_again([lora.id for lora in changed])
        state, progress = self._loras.folders, self._folders.progress()
        is_reading = progress.scanning is not None
        state.show(progress.words, self._folders.new_paths(), is_reading=is_reading)
        state.show_missing(self._folders.missing())

    def _on_loras_changed(self) -> None:
        """The cards are there: say what is known of newer versions, then ask where it is due."""
        if self._loras.is_loaded and not self._has_asked:
            self._has_asked = True
            self._tasks.run(self._known, self._show, self._on_failed)
            due = partial(self._due, self._loras.all())
            self._tasks.run(due, self._on_due, self._on_failed)

    def _on_due(self, found: Mapping[str, object]) -> None:
        if found:
            self._tasks.run(self._known, self._show, self._on_failed)

    def _known(self) -> Mapping[str, object]:
        return self._updates().known()

    def _due(self, loras: Sequence[Lora]) -> Mapping[str, object]:
        return self._updates().due(loras, self._closing)

    def _show(self, updates: Mapping[str, object]) -> None:
        self._loras.show_updates(updates)

    def _on_failed(self, _: StudioError) -> None:
        """Nobody asked for it: without a network there are no badges, and that is all."""
