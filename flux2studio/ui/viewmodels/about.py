"""What the page about the app shows: its version and licences, its folders, and whom to ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flux2studio.services.about import About, Library
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.updates import UpdatesViewModel

__all__ = ["About", "AboutParts", "Folder", "Library"]


@dataclass(frozen=True, slots=True)
class Folder:
    """A place of the app: what it is called, and which folder it is now."""

    name: str
    path: Callable[[], Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutParts:
    """``look`` blocks; the others do what a button says."""

    tasks: Tasks
    look: Callable[[], About]
    folders: Sequence[Folder]
    open_folder: Callable[[Path], None]
    open_guide: Callable[[], object]
    open_doctor: Callable[[], object]
    updates: UpdatesViewModel
