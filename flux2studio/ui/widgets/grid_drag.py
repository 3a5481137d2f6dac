"""What of the pictures chosen in a grid can be dragged out of the window, or why nothing can."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QMimeData

from flux2studio.core.errors import StudioError
from flux2studio.core.history import Entry, FileState
from flux2studio.ui import words
from flux2studio.ui.picture_mime import mime_of

DRAG_MAX = 1000  # files that leave the window at once


def files_of(chosen: Sequence[Entry], count: int) -> QMimeData | None:
    """Return ``chosen``, those known of ``count`` pictures, as files; None without any.

    Never a part of them unsaid. Raises StudioError.
    """
    if count > DRAG_MAX:
        raise StudioError(
            _tr("%Ln picture(s) (is|are) too many to drag.", count),
            hint=_tr("Drag up to {0}, or copy their folder.").format(words.count(DRAG_MAX)),
        )
    if len(chosen) < count:
        raise StudioError(
            _tr("Some of these pictures are still being looked up."), hint=_tr("Drag them again.")
        )
    here = [each.generation for each in chosen if each.file is not FileState.MISSING]
    if chosen and not here:
        raise StudioError(
            _tr("The files of these pictures are gone."),
            hint=_tr("They may have been moved, or their drive is not connected."),
        )
    return mime_of(here) if here else None


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("grid_drag", text, None, number)
