"""How long a picture like the one asked for took lately."""

from __future__ import annotations

from statistics import median

from flux2studio.core.request import GenerationRequest
from flux2studio.storage.history import HistoryRepository

_LOOKED_AT = 60  # of the newest pictures


def usual_seconds(history: HistoryRepository, request: GenerationRequest) -> float | None:
    """Return the middle of the newest pictures of the same model and size, None without any.

    Blocking. Raises StorageError.
    """
    found = [
        picture.recipe.seconds
        for picture in history.page(limit=_LOOKED_AT)
        if (picture.request.model, picture.request.size) == (request.model, request.size)
        and picture.recipe.seconds > 0
    ]
    return median(found) if found else None
