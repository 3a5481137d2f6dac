"""Splits a line of search into its parts: words, "quoted phrases" and field:values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "\0": " "})
_PARTS = re.compile(r'((?:"[^"]*(?:"|$)|[^",])*)(?:,|$)')
_DECIMAL_COMMA = re.compile(r"(?<=[<>=]\d),(?=\d)")  # >0,6 is one number in much of the world


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One part, at ``start`` to ``end`` of the line.

    ``text`` is what stands after the field, as it was typed, quotes and all; of a phrase what
    is between its quotes. ``field`` is empty for words and phrases.
    """

    text: str
    start: int
    end: int
    field: str = ""
    negative: bool = False
    is_phrase: bool = False

    @property
    def at(self) -> int:
        """Where ``text`` of a word or a value begins."""
        return self.end - len(self.text)


def clean(line: str) -> str:
    """Return ``line`` with plain quotes and without what no index takes; places stay."""
    return line.translate(_QUOTES).encode("utf-8", "replace").decode()


def lex(line: str, fields: Collection[str]) -> Iterator[Piece]:
    """Yield the pieces of a line that is ``clean``.

    What stands before a colon is a field only when it is one of ``fields``, in any case: links
    and Windows paths hold colons, too. A quote that is not closed yet goes to the end.
    """
    for found in _pattern(tuple(fields)).finditer(line):
        minus, field, value, phrase, word = found.groups()
        text = next((part for part in (value, phrase, word) if part is not None), "")
        yield Piece(
            text=text,
            start=found.start(),
            end=found.end(),
            field=(field or "").casefold(),
            negative=bool(minus),
            is_phrase=phrase is not None,
        )


def alternatives(value: str) -> Iterator[str]:
    """Yield what stands between the commas of a value, outside of quotes; quotes stay."""
    for found in _PARTS.finditer(_DECIMAL_COMMA.sub(".", value)):
        if found[1]:
            yield found[1]


def unquoted(value: str) -> str:
    return value.replace('"', "").strip()


@lru_cache(4)
def _pattern(fields: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, fields)) or r"\Z."
    value = r'(?:"[^"]*(?:"|$)|[^\s"])*'
    return re.compile(
        rf'(-?)(?:({names}):({value})|"([^"]*)(?:"|$)|(\S+))', re.IGNORECASE | re.DOTALL
    )
