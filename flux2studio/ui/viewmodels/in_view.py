"""Which picture of a result is the current one: what is out of view is not judged or deleted."""

from __future__ import annotations

from collections.abc import Callable

from flux2studio.core.generation import Generation
from flux2studio.core.history import Entry
from flux2studio.ui.models.history_model import HistoryModel


class InView:
    """``left_out`` was current until a search did not show it, and is so again once it does."""

    def __init__(self, model: HistoryModel, choose: Callable[[Generation | None], object]) -> None:
        self._model = model
        self._choose = choose
        self.left_out: Entry | None = None

    def stay(self, current: Generation | None, entry: Entry | None) -> None:
        """Choose what was wanted and is in view, else the first picture; none where none was.

        ``entry`` is that of ``current``, None while it is not known.
        """
        if current is None and self.left_out is None:
            return
        wanted = [each for each in (self.left_out, entry) if each is not None]
        shown = next((each for each in wanted if self._model.row_of(each.number) >= 0), None)
        left_out = None if not wanted or shown is wanted[0] else wanted[0]
        chosen = shown or self._model.entry(0)
        self._choose(chosen.generation if chosen is not None else None)
        self.left_out = left_out  # choosing lets go of it
