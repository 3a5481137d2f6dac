"""Reads the search line of the history: words, "phrases", and fields such as rating:>=4.

Never raises: what cannot be read finds nothing and is said in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flux2studio.core.history_values import Field, Value, Wrong, read_value
from flux2studio.core.phrase import phrase
from flux2studio.core.query_lexer import Piece, alternatives, clean, lex

TERMS_MAX = 64  # a pasted page is no search
LETTERS_MAX = 2_000
FIELDS = tuple(field.value for field in Field if field)

__all__ = ["Field", "Problem", "Query", "Term", "Value", "parse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Any of ``values`` must be so, with ``negative`` none; it stands at ``start`` to ``end``.

    Without values it was refused, and no picture can be so.
    """

    values: tuple[Value, ...]
    start: int
    end: int
    field: Field = Field.ANY
    negative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why the part at ``start`` to ``end`` of the line cannot be meant."""

    sentence: str
    hint: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """All ``terms`` must be so."""

    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()


def parse(text: str, today: date) -> Query:
    """Return what ``text`` asks for; ``today`` is the local day that dates are counted from."""
    line = clean(text[:LETTERS_MAX])
    terms: list[Term] = []
    problems = list(_too_long(text))
    for piece in lex(line, FIELDS):
        if len(terms) == TERMS_MAX:
            problems.append(_too_many(piece.start, len(line)))
            break
        term, wrong = _read(piece, today)
        terms += [term] if term else []
        problems += [
            Problem(sentence=each.sentence, hint=each.hint, start=piece.start, end=piece.end)
            for each in wrong
        ]
    return Query(terms=tuple(terms), problems=tuple(problems))


def parse_words(text: str) -> Query:
    """Read words and phrases only: a field is a word like any other."""
    pieces = lex(clean(text[:LETTERS_MAX]), ())
    terms = [term for piece in pieces if (term := _word(piece)) is not None]
    return Query(terms=tuple(terms[:TERMS_MAX]))


def _read(piece: Piece, today: date) -> tuple[Term | None, list[Wrong]]:
    if not piece.field:
        return _word(piece), []
    field = Field(piece.field)
    read = [read_value(field, typed, today) for typed in alternatives(piece.text)]
    values = tuple(value for value in read if isinstance(value, Value))
    wrong = [value for value in read if isinstance(value, Wrong)]
    if not (values or wrong):
        return None, []
    return _term(piece, values, field), wrong


def _word(piece: Piece) -> Term | None:
    """None for the start of something that is still being typed."""
    text = piece.text.strip()
    if not text.strip('-"'):
        return None
    return _term(piece, (Value(text=text, exact=piece.is_phrase),), Field.ANY)


def _term(piece: Piece, values: tuple[Value, ...], field: Field) -> Term:
    return Term(
        values=values, start=piece.start, end=piece.end, field=field, negative=piece.negative
    )


def _too_long(text: str) -> Iterator[Problem]:
    if len(text) > LETTERS_MAX:
        yield Problem(
            sentence=phrase(
                "A search has {most:,} letters at most; the rest is left out.", most=LETTERS_MAX
            ),
            start=LETTERS_MAX,
            end=len(text),
        )


def _too_many(start: int, end: int) -> Problem:
    return Problem(
        sentence=phrase("A search has {most} parts at most; the rest is left out.", most=TERMS_MAX),
        start=start,
        end=end,
    )
