"""Conditions on pictures, put together with and, or and not, and made ready for the database.

As much as can be is asked of the search index in one expression; what the index cannot say
exactly it narrows, and the row is looked at as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_EVERY = 'marks : "x"'  # the token that every picture has
_IN_MATCHES = (
    "generation.number IN (SELECT rowid FROM generation_search WHERE generation_search MATCH ?)"
)

SqlValue = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A search as the database takes it; as it stands here it finds everything.

    ``match`` is an expression for the table ``generation_search``, empty: none is needed.
    ``checks`` are conditions over the columns of ``generation``, ``values`` theirs in order.
    ``low`` and ``high`` bound the numbers, ``high`` is the first that is too high. ``nothing``:
    it is known already that no picture fits.
    """

    match: str = ""
    checks: tuple[str, ...] = ()
    values: tuple[SqlValue, ...] = ()
    low: int | None = None
    high: int | None = None
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """What the search index knows exactly; ``match`` can stand in any expression."""

    match: str


@dataclass(frozen=True, slots=True)
class Row:
    """What only the row knows exactly; all such pictures are in ``match``, if there is one."""

    check: str
    values: tuple[SqlValue, ...] = ()
    match: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """From ``low`` on, up to but without ``high``; None: without an end on that side."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


Node = Index | Row | Numbers | All | Any | Not
EVERYTHING, NOTHING = All(), Any()


def every(nodes: Iterable[Node]) -> Node:
    parts = tuple(node for node in nodes if node != EVERYTHING)
    if NOTHING in parts:
        return NOTHING
    return parts[0] if len(parts) == 1 else All(parts)


def any_of(nodes: Iterable[Node]) -> Node:
    parts = tuple(node for node in nodes if node != NOTHING)
    if EVERYTHING in parts:
        return EVERYTHING
    return parts[0] if len(parts) == 1 else Any(parts)


def none_of(node: Node) -> Node:
    if node in (EVERYTHING, NOTHING):
        return NOTHING if node == EVERYTHING else EVERYTHING
    return node.part if isinstance(node, Not) else Not(node)


def compiled(node: Node) -> Compiled:
    """Return the search whose pictures are those that fit ``node``."""
    if node == NOTHING:
        return Compiled(nothing=True)
    wanted: list[str] = []
    unwanted: list[str] = []
    checks: list[tuple[str, Sequence[SqlValue]]] = []
    for part in _flat(node):
        if isinstance(part, Numbers):
            continue  # in the bounds
        if isinstance(part, Not) and (match := _exact(part.part)):
            unwanted.append(match)
        elif match := _exact(part):
            wanted.append(match)
        else:
            wanted += [narrower] if (narrower := _wider(part)) else []
            checks.append(_checked(part))
    bounds = _bounds(node)
    return Compiled(
        match=_joined(wanted, unwanted),
        checks=tuple(check for check, _ in checks),
        values=tuple(value for _, values in checks for value in values),
        low=bounds.low,
        high=bounds.high,
        nothing=bounds.low is not None and bounds.high is not None and bounds.low >= bounds.high,
    )


def _bounds(node: Node) -> Numbers:
    """Return numbers between which all pictures that fit are."""
    match node:
        case Numbers():
            return node
        case All():
            parts = [_bounds(part) for part in node.parts]
            lows = [part.low for part in parts if part.low is not None]
            highs = [part.high for part in parts if part.high is not None]
            return Numbers(max(lows, default=None), min(highs, default=None))
        case Any() if node.parts:
            parts = [_bounds(part) for part in node.parts]
            lows = [part.low for part in parts if part.low is not None]
            highs = [part.high for part in parts if part.high is not None]
            return Numbers(
                min(lows) if len(lows) == len(parts) else None,
                max(highs) if len(highs) == len(parts) else None,
            )
    return Numbers()


def _flat(node: Node) -> Iterable[Node]:
    if not isinstance(node, All):
        yield node
        return
    for part in node.parts:
        yield from _flat(part)


def _joined(wanted: Sequence[str], unwanted: Sequence[str]) -> str:
    if not unwanted:
        return " AND ".join(wanted)
    return f"({' AND '.join(wanted) or _EVERY}) NOT ({' OR '.join(unwanted)})"


def _exact(node: Node) -> str:
    """Return the expression of exactly these pictures, empty when the index has none."""
    match node:
        case Index():
            return node.match
        case All() | Any():
            parts = [_exact(part) for part in node.parts]
            if not all(parts):
                return ""
            return f"({(' AND ' if isinstance(node, All) else ' OR ').join(parts) or _EVERY})"
        case Not():
            inner = _exact(node.part)
            return f"({_EVERY} NOT {inner})" if inner else ""
    return ""


def _wider(node: Node) -> str:
    """Return an expression with all these pictures, and perhaps others; empty: with all."""
    match node:
        case Row():
            return node.match
        case All():
            parts = [part for each in node.parts if (part := _wider(each))]
            return f"({' AND '.join(parts)})" if parts else ""
        case Any():
            parts = [_wider(each) for each in node.parts]
            return f"({' OR '.join(parts)})" if all(parts) else ""
    return _exact(node)


def _checked(node: Node) -> tuple[str, list[SqlValue]]:
    """Return the condition of exactly these pictures on a row."""
    match node:
        case Index():
            return _IN_MATCHES, [node.match]
        case Row():
            return f"({node.check}) IS TRUE", list(node.values)
        case Numbers():
            return _between(node)
        case Not():
            inner, values = _checked(node.part)
            return f"NOT ({inner})", values
    parts = [_checked(part) for part in node.parts]
    word = " AND " if isinstance(node, All) else " OR "
    return f"({word.join(part for part, _ in parts)})", [v for _, values in parts for v in values]


def _between(node: Numbers) -> tuple[str, list[SqlValue]]:
    ends = [(">=", node.low), ("<", node.high)]
    known = [(sign, end) for sign, end in ends if end is not None]
    text = " AND ".join(f"generation.number {sign} ?" for sign, _ in known)
    return f"({text or 'TRUE'})", [end for _, end in known]
