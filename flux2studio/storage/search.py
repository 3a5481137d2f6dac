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


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """``where`` is an SQL condition over the table ``generation``, with its ``values``."""

    where: str
    values: tuple[str, ...]


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
    if wanted:
        conditions.append(f"number IN ({_MATCH})")
        values.append(" AND ".join(wanted))
    return Search(where=" AND ".join(conditions) or "TRUE", values=tuple(values))


_MATCH = "SELECT rowid FROM generation_search WHERE generation_search MATCH ?"


def _quoted(text: str) -> str:
    """As a string of the search language, in which nothing has a meaning."""
    return '"' + text.replace('"', '""') + '"'


def _clean(query: str) -> str:
    text = query.replace("\0", " ").encode("utf-8", "replace").decode()
    return text.replace("“", '"').replace("”", '"')
