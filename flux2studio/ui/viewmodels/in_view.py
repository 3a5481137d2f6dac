"""Which picture of a result is the current one: what is out of view is not judged or deleted."""

from __future__ import annotations

from flux2studio.core.history import Entry
from flux2studio.ui.models.history_model import HistoryModel


class InView:
    """``left_out`` was current until a search did not show it, and is so again once it does."""

    def __init__(self, model: HistoryModel) -> None:
        self._model = model
        self.left_out: Entry | None = None

    def pick(self, current: Entry | None) -> Entry | None:
        """Return what was wanted and is in view, else the first picture, None for none."""
        wanted = [each for each in (self.left_out, current) if each is not None]
        shown = next((each for each in wanted if self._model.row_of(each.number) >= 0), None)
        self.left_out = None if not wanted or shown is wanted[0] else wanted[0]
        return shown or self._model.entry(0)
