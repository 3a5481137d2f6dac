"""What is typed into the search line of the history, as a search for the database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from flux2studio.core.history import Album
from flux2studio.core.history_query import Field, Problem, Query, Term, Value, parse, parse_words
from flux2studio.core.phrase import phrase
from flux2studio.storage.history_words import between_runs, folded, gram_terms
from flux2studio.storage.search_albums import named_albums
from flux2studio.storage.search_facets import facet, marked, named, quoted, scaled
from flux2studio.storage.search_node import (
    NOTHING,
    Compiled,
    Index,
    Node,
    any_of,
    compiled,
    every,
    none_of,
)

__all__ = ["Compiled", "compile_query", "compile_text"]

NAMES_MAX = 500  # so many names are looked up; more are too many to mean one thing
DEPTH_MAX = 4  # smart albums in smart albums
SMART_MAX = 64  # of them in one search: two dozen that name each other would be thousands
_WORDS_MAX = 64
_WORD_MIN = 4  # shorter starts of words are found fast by the prefixes of the index
_INDEXED = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")  # the words of digits are too many to list
_HASH = re.compile(r"[0-9a-f]{8,64}")


class Terms(Protocol):
    """The values that the pictures have, and the words in them.

    ``words`` gives none while they are not all known; then the index looks for itself.
    """

    def find(self, kind: str, part: str, limit: int = NAMES_MAX + 1, /) -> list[str]: ...

    def words(self, start: str, limit: int = _WORDS_MAX + 1, /) -> list[str]: ...


class _NoTerms:
    """For a search that only looks for words."""

    def find(self, _kind: str, _part: str, _limit: int = 0, /) -> list[str]:
        return []

    def words(self, _start: str, _limit: int = 0, /) -> list[str]:
        return []


def compile_query(
    query: Query, terms: Terms, albums: Sequence[Album], today: date
) -> tuple[Compiled, tuple[Problem, ...]]:
    """Return the search, and what of ``query`` cannot be meant and why."""
    making = _Making(terms, albums, today)
    node = making.query(query)
    return compiled(node), (*query.problems, *making.problems)


def compile_text(text: str) -> Compiled:
    """Words are found by their start and all must be there; ``-word`` must not, "a b" as it is."""
    return compiled(_Making(_NoTerms(), (), date.min).query(parse_words(text)))


@dataclass(slots=True)
class _Making:
    """Turns terms into conditions; collects the problems met on the way."""

    terms: Terms
    albums: Sequence[Album]
    today: date
    problems: list[Problem] = field(default_factory=list)
    opened: tuple[str, ...] = ()  # the smart albums being looked into
    met: list[str] = field(default_factory=list)  # all that were, as often as they were

    def query(self, query: Query) -> Node:
        return every([self.term(term) for term in query.terms])

    def term(self, term: Term) -> Node:
        nodes = [self.value(term, value) for value in term.values]
        known = [node for node in nodes if node is not None]
        if not known:
            return NOTHING
        found = any_of(known)
        return none_of(found) if term.negative else found

    def value(self, term: Term, value: Value) -> Node | None:
        """Return its condition; None when it cannot be meant, which is a problem."""
        match term.field:
            case Field.ANY:
                return self.text(value)
            case Field.ALBUM:
                return self.album(term, value)
            case Field.LORA:
                return self.lora(value)
            case Field.REF:
                return self.reference(value)
            case Field.MODEL | Field.BACKEND | Field.TOOL | Field.TAG:
                return self.name(term.field, value)
        return facet(term.field, value)

    def text(self, value: Value) -> Node:
        letters = [Index(f"grams : {part}") for part in gram_terms(value.text)]
        words = [
            Index(f"words : {self.word(piece.strip(), exact=value.exact)}")
            for piece in between_runs(value.text)
            if _INDEXED.search(piece)
        ]
        return every([*letters, *words])

    def word(self, text: str, *, exact: bool) -> str:
        """The phrase, or all that it is the start of."""
        if exact:
            return quoted(text)
        if _WORD.fullmatch(text) and len(start := folded(text)) >= _WORD_MIN:
            whole = self.terms.words(start, _WORDS_MAX + 1)
            if 0 < len(whole) <= _WORDS_MAX:
                return f"({' OR '.join(map(quoted, whole))})"
        return f"{quoted(text)} *"

    def names(self, kind: str, value: Value) -> list[str] | None:
        """Return the values of this kind that ``value`` means; None when they are too many."""
        if value.exact:
            return [value.text]
        found = self.terms.find(kind, folded(value.text), NAMES_MAX + 1)
        return found if len(found) <= NAMES_MAX else None

    def name(self, field: Field, value: Value) -> Node:
        if field is Field.TOOL and value.text.casefold() == "flux2studio":
            return none_of(marked("qi"))
        names = self.names(field, value)
        if names is None:
            return self.text(Value(text=value.text))
        return named(field, names)

    def reference(self, value: Value) -> Node:
        found = self.name(Field.REF, value)
        if not _HASH.fullmatch(value.text.casefold()):
            return found
        start = value.text.casefold()
        hashes = [each for each in self.terms.find("sha", start) if each.startswith(start)]
        return any_of([found, named(Field.REF, hashes)])

    def lora(self, value: Value) -> Node:
        names = self.names(Field.LORA, value) if value.text else []
        if names is None:
            return self.text(Value(text=value.text))
        if value.low is None and value.high is None:
            return named(Field.LORA, names)
        if value.exact:
            names = self.spellings(value.text)
        return scaled(names, value) if names or not value.text else NOTHING

    def spellings(self, name: str) -> list[str]:
        """The LoRAs of this name, in whichever case it was typed."""
        found = self.terms.find(Field.LORA, folded(name), NAMES_MAX + 1)
        return [each for each in found if each.casefold() == name.casefold()]

    def album(self, term: Term, value: Value) -> Node | None:
        found = named_albums(value.text, self.albums)
        if not found:
            self.problem(
                term,
                phrase("There is no album “{value}”.", value=value.text),
                "Albums are listed left.",
            )
            return None
        smart = [self.smart(term, album) for album in found if album.query]
        plain = [album.id for album in found if not album.query]
        known = [node for node in smart if node is not None]
        return any_of([named(Field.ALBUM, plain), *known]) if plain or known else None

    def smart(self, term: Term, album: Album) -> Node | None:
        if album.id in self.opened or len(self.opened) == DEPTH_MAX:
            hint = "Change what it searches for."
            self.problem(
                term, phrase("The smart album “{album}” asks for itself.", album=album.name), hint
            )
            return None
        if len(self.met) == SMART_MAX:
            self.problem(
                term,
                phrase("More than {most} smart albums in one search.", most=SMART_MAX),
                "Name fewer.",
            )
            return None
        self.met.append(album.id)
        opened = (*self.opened, album.id)
        inner = _Making(self.terms, self.albums, self.today, opened=opened, met=self.met)
        query = parse(album.query, self.today)
        node = inner.query(query)
        for each in (*query.problems, *inner.problems):
            self.problem(term, each.sentence, each.hint)
        return node

    def problem(self, term: Term, sentence: str, hint: str) -> None:
        self.problems.append(Problem(sentence=sentence, hint=hint, start=term.start, end=term.end))
