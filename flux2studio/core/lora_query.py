"""Reads what is typed into the search of the LoRAs: words, quoted words, and fields."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

_TERM = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
_RATING = re.compile(r"(>=|<=|>|<|=)?([0-5])")
_COMPARE: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "": operator.eq,
}


class Field(StrEnum):
    """What may stand before a colon, as it is typed."""

    ANY = ""
    BASE = "base"
    TAG = "tag"
    RATING = "rating"
    LICENCE = "licence"
    IS = "is"
    IN = "in"
    SOURCE = "source"
    TRIGGER = "trigger"


_FIELDS = {field.value: field for field in Field if field} | {"license": Field.LICENCE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """``text`` is case-folded, that of a base without spaces and signs. ``negative``: must not."""

    text: str
    field: Field = Field.ANY
    negative: bool = False

    def compares(self, rating: int) -> bool:
        """Whether a rating is what this term of the field RATING asks for."""
        found = _RATING.fullmatch(self.text)
        return found is not None and _COMPARE[found[1] or ""](rating, int(found[2]))


def parse(text: str) -> tuple[Term, ...]:
    """Return the terms of ``text``, those first that are done with soonest.

    A field that nobody knows is a word like any other: links and Windows paths hold colons.
    """
    terms = [term for found in _TERM.finditer(text) if (term := _term(found)) is not None]
    return tuple(sorted(terms, key=lambda term: (bool(term.field), -len(term.text))))


def plain(base: str) -> str:
    """Return the name of a base as it is compared: "FLUX.2 klein 4B" as "flux2klein4b"."""
    return "".join(letter for letter in base.casefold() if letter.isalnum())


def _term(found: re.Match[str]) -> Term | None:
    minus, name, quoted, word = found.groups()
    value = quoted if quoted is not None else word
    field = _FIELDS.get((name or "").casefold(), Field.ANY)
    if name and (field is Field.ANY or not value or not _fits(field, value)):
        field, value = Field.ANY, f"{name}:{value}"
    text = plain(value) if field is Field.BASE else value.casefold()
    if not text:
        return None
    return Term(text=text, field=field, negative=bool(minus))


def _fits(field: Field, value: str) -> bool:
    return field is not Field.RATING or _RATING.fullmatch(value) is not None
