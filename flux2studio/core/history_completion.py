"""What could be meant by what is being typed into the search line of the history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from flux2studio.core.history_dates import NAMES as DATES
from flux2studio.core.history_query import FIELDS, Field
from flux2studio.core.history_values import FREE, LABELS, SHAPES, STATES
from flux2studio.core.phrase import phrase
from flux2studio.core.query_lexer import Piece, alternatives, clean, lex, unquoted

SHOWN_MAX = 12
VALUES_MAX = 200  # are looked through; of more, a name is always given whole
_LETTERS_MIN = 2  # before values are offered for a word without a field

Values = Callable[[Field, str], Sequence[str]]
"""All names of a facet with a part in them, VALUES_MAX at most."""

_HINTS: Mapping[Field, str] = {  # those used most first
    Field.RATING: phrase("stars: rating:>=4"),
    Field.TAG: phrase("has this tag"),
    Field.IS: phrase("picked, rejected, rated, edit, missing and more"),
    Field.DATE: phrase("date:last-week, date:2026-11, date:>2026-11-01"),
    Field.LORA: phrase("made with this LoRA: lora:inkwash>0.6"),
    Field.ALBUM: phrase("in this album or below it: album:Winter/Harbour"),
    Field.MODEL: phrase("made with this model"),
    Field.BACKEND: phrase("made there: backend:fal,local"),
    Field.REF: phrase("made from this picture: ref:hat.png"),
    Field.LABEL: phrase("colour label"),
    Field.COST: phrase("in dollars: cost:>0.05"),
    Field.SIZE: phrase("size:1024x768, size:>2mp, size:square"),
    Field.SEED: phrase("made with this seed"),
    Field.TOOL: phrase("made by another program: tool:comfyui"),
}
_FIXED: Mapping[Field, Mapping[str, str]] = {
    Field.RATING: {
        "5": "",
        ">=4": phrase("four stars and more"),
        ">=3": "",
        "0": phrase("no stars"),
    },
    Field.LABEL: dict.fromkeys(LABELS[1:] + LABELS[:1], ""),
    Field.COST: {FREE: phrase("cost nothing"), ">0.05": phrase("more than 5 cents"), "<=0.02": ""},
    Field.SIZE: {
        **dict.fromkeys(SHAPES, ""),
        ">2mp": phrase("larger than 2 megapixels"),
        "1024x1024": "",
    },
    Field.DATE: {
        **dict.fromkeys(DATES, ""),
        "7d": phrase("the last 7 days"),
        "3m": phrase("the last 3 months"),
    },
    Field.IS: STATES,
    Field.SEED: {},
}
_FREELY = (Field.TAG, Field.LORA, Field.ALBUM)  # offered for a word without a field


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """``text`` may take the place of ``start`` to ``end``; ``shown`` and ``hint`` are read."""

    text: str
    start: int
    end: int
    shown: str
    hint: str = ""


def complete(line: str, at: int, values: Values) -> tuple[Completion, ...]:
    """Return what could be meant at the cursor: fields first, then values; SHOWN_MAX at most."""
    line = clean(line)
    at = max(0, min(at, len(line)))
    piece = next((each for each in lex(line, FIELDS) if each.start < at <= each.end), None)
    if piece is None:
        found: Iterable[Completion] = _fields("", "", at, at)
    elif piece.field:
        found = _values(piece, at, values)
    elif piece.is_phrase or at != piece.end:
        found = ()
    else:
        found = _for_word(piece, values)
    return tuple(islice(found, SHOWN_MAX))


def written(name: str, all_names: Sequence[str] = ()) -> str:
    """Return ``name`` as a value is typed: in quotes where it must be, alone or with others.

    A ``=`` before it says that the whole name is meant, where others have it as a part.
    """
    plain = name.replace('"', " ")
    folded = plain.casefold()
    is_part = len(all_names) >= VALUES_MAX or any(
        folded in other.casefold() for other in all_names if other.casefold() != folded
    )
    needs_quotes = not plain or plain[0] in "=<>" or any(sign in ' ,\t"' for sign in plain)
    text = f'"{plain}"' if needs_quotes else plain
    return f"={text}" if is_part else text


def _for_word(piece: Piece, values: Values) -> Iterator[Completion]:
    minus = "-" if piece.negative else ""
    yield from _fields(minus, piece.text, piece.start, piece.end)
    if len(piece.text) < _LETTERS_MIN:
        return
    for field in _FREELY:
        for each in _named(field, piece.text, values, piece.start, piece.end):
            yield replace(each, text=f"{minus}{field}:{each.text}", hint=field)


def _fields(minus: str, part: str, start: int, end: int) -> Iterator[Completion]:
    for field, hint in _HINTS.items():
        if field.startswith(part.casefold()):
            text = f"{minus}{field}:"
            yield Completion(text=text, start=start, end=end, shown=f"{field}:", hint=hint)


def _values(piece: Piece, at: int, values: Values) -> Iterator[Completion]:
    field = Field(piece.field)
    start, end, part = _alternative(piece, at)
    if field not in _FIXED:
        yield from _named(field, part.removeprefix("="), values, start, end)
        return
    fits = [word for word in _FIXED[field] if word.startswith(part.casefold()) and word != part]
    for word in fits:
        yield Completion(text=word, start=start, end=end, shown=word, hint=_FIXED[field][word])


def _named(field: Field, part: str, values: Values, start: int, end: int) -> Iterator[Completion]:
    names = values(field, part)
    folded = part.casefold()
    first = [name for name in names if name.casefold().startswith(folded)]
    rest = [name for name in names if not name.casefold().startswith(folded)]
    for name in chain(first, rest):
        text = written(name, () if field is Field.ALBUM else names)
        yield Completion(text=text, start=start, end=end, shown=name)


def _alternative(piece: Piece, at: int) -> tuple[int, int, str]:
    """Where the value between commas at the cursor begins and ends, and what is before it."""
    begin = piece.at
    before = list(alternatives(piece.text[: at - begin] + "\0"))
    typed = before[-1] if before else "\0"
    start = at - len(typed) + 1
    after = next(alternatives("\0" + piece.text[at - begin :]), "\0")
    if typed.count('"') % 2:  # in quotes: up to their end
        after = "\0" + piece.text[at - begin :].partition('"')[0] + '"'
    return start, min(piece.end, at + len(after) - 1), unquoted(typed.replace("\0", ""))
