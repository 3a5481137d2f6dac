"""What other parts of the window offer in the menu of a picture of the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flux2studio.core.generation import Generation


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureAction:
    """One more entry in the menu of a picture, from another part of the window."""

    icon: str
    text: str
    act: Callable[[], object]


MoreActions = Callable[[Generation, Sequence[Generation]], Sequence[PictureAction]]


def no_more(_picture: Generation, _chosen: Sequence[Generation]) -> Sequence[PictureAction]:
    return ()
