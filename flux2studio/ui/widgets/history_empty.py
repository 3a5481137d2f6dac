"""What the history says where no picture is to be seen: why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from flux2studio.core.history import Album
from flux2studio.core.history_query import Problem
from flux2studio.ui.words import said


def words(query: str, album: Album | None, wrong: Problem | None) -> tuple[str, str, str]:
    """Return a title, a hint and the words of its button for a ``query`` that finds nothing.

    ``album`` is the one it shows, if it shows one; ``wrong`` what of it cannot be searched for.
    """
    if album is not None and not album.query:
        title = _tr("“{0}” is empty").format(album.name)
        return title, _tr("Drag pictures onto its name at the left."), _tr("Show all pictures")
    if wrong is not None:
        hint = f"{said(wrong.sentence)} {said(wrong.hint)}".strip()
        return _tr("This cannot be searched for"), hint, _tr("Show all pictures")
    if query:
        hint = _tr("Try fewer or other words.")
        return _tr("Nothing fits this search"), hint, _tr("Show all pictures")
    return (
        _tr("Every picture you make is kept here"),
        _tr("Generate one in the studio; its whole recipe is kept with it."),
        _tr("Make a picture"),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("HistoryPage", text)
