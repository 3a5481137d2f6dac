"""What the artist typed into the search field, as conditions for the database."""

from __future__ import annotations

import re
from dataclasses import dataclass

TERMS_MAX = 64  # a pasted page is no search, and SQLite takes no condition of any size

# A quoted phrase (its end may be missing while it is being typed) or a word, with a minus or not.
_TERM = re.compile(r'(-?)(?:"([^"]*)(?:"|$)|(\S+))')
_INDEXED = re.compile(r"[^\W_]")
# Scripts without spaces between words: the index knows only whole runs of them.
_UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


_MATCH = "SELECT rowid FROM generation_search WHERE generation_search MATCH ?"


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
    values: tuple[str | int | float, ...] = ()
    low: int | None = None
    high: int | None = None
    nothing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Conditions over the table ``generation`` with their values.

    ``wanted`` is what must match, in the language of the search index; empty: everything does.
    """

    conditions: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    wanted: str = ""

    def where(self, *, from_matches: bool = True) -> tuple[str, tuple[str, ...]]:
        """Return the whole condition and its values.

        SQLite begins with the matches and sorts them, or else walks through the pictures in
        their order and looks each up among the matches: better where there are many of them.
        """
        if not self.wanted:
            return " AND ".join(self.conditions) or "TRUE", self.values
        number = "number" if from_matches else "+number"  # a plus hides the column's index
        every = (*self.conditions, f"{number} IN ({_MATCH})")
        return " AND ".join(every), (*self.values, self.wanted)


def parse_search(query: str) -> Search:
    """Words are found by their start and all must be there; ``-word`` must not, "a b" as it is."""
    conditions: list[str] = []
    values: list[str] = []
    wanted: list[str] = []
    for minus, phrase, word in _TERM.findall(_clean(query))[:TERMS_MAX]:
        text = (phrase or word).strip()
        if not text.strip('-"'):
            continue  # the start of something that is still being typed
        if _UNSPACED.search(text) or not _INDEXED.search(text):
            conditions.append(f"instr(words, ?) {'=' if minus else '>'} 0")
            values.append(text)
        elif minus:
            conditions.append(f"number NOT IN ({_MATCH})")
            values.append(_quoted(text))
        else:
            wanted.append(_quoted(text) + ("" if phrase else "*"))
    return Search(conditions=tuple(conditions), values=tuple(values), wanted=" AND ".join(wanted))


def _quoted(text: str) -> str:
    """As a string of the search language, in which nothing has a meaning."""
    return '"' + text.replace('"', '""') + '"'


def _clean(query: str) -> str:
    text = query.replace("\0", " ").encode("utf-8", "replace").decode()
    return text.replace("“", '"').replace("”", '"')
