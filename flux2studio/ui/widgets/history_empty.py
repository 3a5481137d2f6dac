"""What the history says where no picture is to be seen: why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from flux2studio.core.history import Album
from flux2studio.core.history_query import Problem


def words(query: str, album: Album | None, wrong: Problem | None) -> tuple[str, str]:
    """Return a title and a hint for a ``query`` that finds nothing.

    ``album`` is the one it shows, if it shows one; ``wrong`` what of it cannot be searched for.
    """
    if album is not None and not album.query:
        title = _tr("“{0}” is empty").format(album.name)
        return title, _tr("Drag pictures onto its name at the left.")
    if wrong is not None:
        return _tr("This cannot be searched for"), f"{wrong.sentence} {wrong.hint}".strip()
    if query:
        return _tr("Nothing fits this search"), _tr("Try fewer or other words.")
    return (
        _tr("Every picture you make is kept here"),
        _tr("Generate one in the studio; its whole recipe is kept with it."),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("HistoryPage", text)
