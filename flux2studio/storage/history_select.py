"""A search of the history as SQL over the rows, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from flux2studio.storage.search import Compiled

Value = str | int | float


def selection(
    search: Compiled,
    *,
    low: int | None = None,
    high: int | None = None,
    within: Sequence[int] = (),
) -> tuple[str, str, list[Value]]:
    """Return the column of the numbers, what follows FROM, and the values of that.

    Of the numbers only those from ``low`` on and below ``high`` are looked at, and those in
    ``within`` where it names some.
    """
    number = "generation_search.rowid" if search.match else "generation.number"
    conditions, values = list[str](), list[Value]()
    if search.match:
        conditions.append("generation_search MATCH ?")
        values.append(search.match)
    for sign, bound in ((">=", search.low), (">=", low), ("<", search.high), ("<", high)):
        if bound is not None:
            conditions.append(f"{number} {sign} ?")
            values.append(bound)
    if within:
        conditions.append(f"{number} IN ({', '.join('?' * len(within))})")
        values += within
    if not search.match and not search.checks:
        conditions.append("(generation.id = '') = 0")  # all: read the index generation_order
    conditions += search.checks
    values += search.values
    return number, f"{_tables(search)} WHERE {' AND '.join(conditions)}", values


def _tables(search: Compiled) -> str:
    if not search.match:
        return "generation"
    if not search.checks:
        return "generation_search"
    # CROSS: begin with the matches, and never ask the search index for each row.
    return "generation_search CROSS JOIN generation ON generation.number = generation_search.rowid"
