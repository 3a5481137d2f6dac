"""What each facet of a picture is in the search index, and what only its row knows exactly."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from flux2studio.core.history import Label
from flux2studio.core.history_dates import start_of
from flux2studio.core.history_values import FREE, Field, Value
from flux2studio.storage.history_row import bucket, scale_token, token
from flux2studio.storage.moments import microseconds
from flux2studio.storage.search_node import (
    EVERYTHING,
    NOTHING,
    Index,
    Node,
    Numbers,
    Row,
    any_of,
    none_of,
)

_TOKENS_MAX = 400  # in one expression
_SCALE_MAX = 4.0
_ABOVE = 1000  # twentieths, more than any token has
_COSTS = range(100, 1000)  # buckets of 2**-37 dollars and more
_PIXELS = range(200, 1000)
_LETTERS: Mapping[str, str] = {  # what the tokens of names begin with
    Field.LORA: "l",
    Field.MODEL: "m",
    Field.BACKEND: "b",
    Field.TOOL: "o",
    Field.TAG: "t",
    Field.ALBUM: "a",
    Field.REF: "e",
}


def quoted(text: str) -> str:
    """As a string of the search language, in which nothing has a meaning."""
    return '"' + text.replace('"', '""') + '"'


def marked(*tokens: str) -> Node:
    """Any of these tokens."""
    if not tokens:
        return NOTHING
    return Index(f"marks : {_any(tokens)}")


def named(field: str, names: Iterable[str]) -> Node:
    """Pictures with any of these names in a facet; albums are named by their ids."""
    return marked(*(token(_LETTERS[field], name) for name in names))


def facet(field: Field, value: Value) -> Node:
    """Pictures with this value in a facet that has no names."""
    return _FACETS[field](value)


def scaled(names: Sequence[str], value: Value) -> Row:
    """LoRAs used at a scale, all of them without names; the index only narrows."""
    low, high = _ends(value)
    listed = json.dumps(names)
    among = "IN (SELECT value FROM json_each(?))"
    which = f" AND (source {among} OR name {among})" if names else ""
    check = (
        "EXISTS (SELECT 1 FROM lora_run WHERE lora_run.generation_id = generation.id"
        f"{which} AND scale >= ? AND scale < ?)"
    )
    which_values = (listed, listed) if names else ()
    return Row(check, (*which_values, low, high), _scales(names, low, high))


def _scales(names: Sequence[str], low: float, high: float) -> str:
    """All pictures with these LoRAs from low to high, and perhaps others."""
    steps = range(max(0, _step(low)), _step(high) + 1)
    if not names:
        return 'marks : "ql"'
    if low <= 0 or len(names) * max(len(steps), 1) > _TOKENS_MAX:
        return f"marks : {_any(token('l', name) for name in names)}"
    if high > _SCALE_MAX:  # one picture may have two LoRAs of a name: no scale excludes others
        starts = (token("l", name) + "s" for name in names)
        return (
            f"marks : ({' OR '.join(f for s in starts for f in _rounds(s, steps.start, _ABOVE))})"
        )
    return f"marks : {_any(scale_token(name, step / 20) for name in names for step in steps)}"


def _step(scale: float) -> int:
    """In twentieths, as tokens hold it; what is beyond the largest is no step more."""
    return round(max(-_SCALE_MAX, min(_SCALE_MAX, scale)) * 20)


def _any(tokens: Iterable[str]) -> str:
    words = [quoted(each) for each in tokens]
    return words[0] if len(words) == 1 else f"({' OR '.join(words)})"


def _rating(value: Value) -> Node:
    low, high = _ends(value)
    stars = [f"r{number}" for number in range(6) if low <= number < high]
    return EVERYTHING if len(stars) == 6 else marked(*stars)


def _label(value: Value) -> Node:
    return marked(f"c{Label[value.text.upper()].value}")


def _seed(value: Value) -> Node:
    return marked(f"0seed{value.text}")


def _cost(value: Value) -> Node:
    if value.text == FREE:
        return any_of([marked("k0"), none_of(marked("qh", "qi"))])
    low, high = _ends(value)
    free = '"k0" OR ' if low <= 0 else ""
    return Row(
        "generation.cost_usd >= ? AND generation.cost_usd < ?",
        (low, high),
        f"marks : ({free}{_buckets('k', value, _COSTS)})",
    )


def _size(value: Value) -> Node:
    if value.text:
        return marked(_SHAPES.get(value.text, f"z{value.text}"))
    low, high = _ends(value)
    return Row(
        "generation.width * generation.height >= ? AND generation.width * generation.height < ?",
        (low * 1e6, high * 1e6),
        f"marks : ({_buckets('y', value, _PIXELS)})",
    )


def _date(value: Value) -> Node:
    low, high = (
        None if end is None else microseconds(start_of(date.fromordinal(int(end))))
        for end in (value.low, value.high)
    )
    return Numbers(low, high)


def _is(value: Value) -> Node:
    return _STATES[value.text]


def _ends(value: Value) -> tuple[float, float]:
    low = -math.inf if value.low is None else value.low
    return low, math.inf if value.high is None else value.high


def _buckets(letter: str, value: Value, known: range) -> str:
    """All buckets that a number from low to high can be in, and perhaps a few others."""
    low = known.start if value.low is None or value.low <= 0 else bucket(value.low)
    high = known.stop if value.high is None else bucket(max(value.high, 0.0)) + 1
    return " OR ".join(_rounds(letter, low, max(high, low + 1)))


def _rounds(letters: str, low: int, high: int) -> Iterator[str]:
    """The numbers in as few words as can be: 367, 368, 369, 37*, 38*, 39*, 4*."""
    while low < high:
        size = next(s for s in (100, 10, 1) if low % s == 0 and (low + s <= high or s == 1))
        start = quoted(f"{letters}{low // size}")
        yield start if size == 1 else f"{start} *"
        low += size


_SHAPES = {"square": "vs", "portrait": "vp", "landscape": "vl"}
_STATES: Mapping[str, Node] = {
    "picked": marked("pp"),
    "rejected": marked("pr"),
    "undecided": marked("pn"),
    "rated": marked("r1", "r2", "r3", "r4", "r5"),
    "unrated": marked("r0"),
    "labelled": marked("c1", "c2", "c3", "c4", "c5"),
    "tagged": marked("qt"),
    "inalbum": marked("qa"),
    "flagged": marked("qf"),
    "masked": marked("qm"),
    "edit": marked("qe"),
    "lora": marked("ql"),
    "hosted": marked("qh"),
    "local": named(Field.BACKEND, ["local"]),
    "imported": marked("qi"),
    "missing": marked("f1"),
    "changed": marked("f2"),
}
_FACETS: Mapping[Field, Callable[[Value], Node]] = {
    Field.RATING: _rating,
    Field.LABEL: _label,
    Field.SEED: _seed,
    Field.COST: _cost,
    Field.SIZE: _size,
    Field.DATE: _date,
    Field.IS: _is,
}
