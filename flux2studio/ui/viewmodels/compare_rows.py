"""What differs between recipes, as the rows of a table; pure, for a worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flux2studio.core.generation import Recipe
from flux2studio.core.recipe_diff import WordChange, differences, word_changes

_TEXTS = frozenset({"prompt", "sent_prompt", "negative_prompt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """``changed`` are the words that the picture it is told against has not."""

    text: str
    changed: tuple[WordChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``field`` names a part of the form; one cell for each picture, None where nobody knows."""

    field: str
    cells: tuple[Cell | None, ...]


def rows_of(recipes: Sequence[Recipe | None]) -> tuple[Row, ...]:
    """Return what differs; texts are told against the first one, and that against the second."""
    rows = []
    for difference in differences([recipe for recipe in recipes if recipe is not None]):
        values = difference.values
        is_text = difference.field in _TEXTS
        cells = iter(_texts(values) if is_text else [Cell(text=value) for value in values])
        spread = tuple(next(cells) if recipe is not None else None for recipe in recipes)
        rows.append(Row(field=difference.field, cells=spread))
    return tuple(rows)


def _texts(values: Sequence[str]) -> list[Cell]:
    first = values[0]
    told = [word_changes(first, value) for value in values[1:]]
    return [
        Cell(text=first, changed=told[0][0]),
        *(
            Cell(text=value, changed=theirs)
            for value, (_, theirs) in zip(values[1:], told, strict=True)
        ),
    ]
