"""Finding pictures of the history by the search line: the first at once, then all the numbers."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flux2studio.core.history import Album, Entry
from flux2studio.core.history_completion import VALUES_MAX, Completion, complete, written
from flux2studio.core.history_dates import NAMES as DATES
from flux2studio.core.history_query import Field, Problem, parse
from flux2studio.core.history_values import LABELS, STATES
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.history_words import folded
from flux2studio.storage.search import Compiled, compile_query
from flux2studio.storage.search_albums import album_paths
from flux2studio.storage.terms import Terms

FACET_MAX = 30
_STARS = {"5": "★★★★★", ">=4": "★★★★ and more", ">=3": "★★★ and more", "0": "no stars"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The first pictures of a search, the newest first, and what of it could not be meant."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value to search by: ``query`` is what it is in the line, ``name`` what is read."""

    query: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySearch:
    """Blocking, thread-safe. A search may stand in any state of being typed; none raises.

    ``clock`` tells the local time: dates such as last-week are counted from its day.
    """

    reader: HistoryReader
    terms: Terms
    albums: AlbumRepository
    clock: Callable[[], datetime]

    def first(self, text: str, before: int | None = None, limit: int = 200) -> Found:
        """Return the newest pictures that fit, older than the number ``before``."""
        search, problems = self._compiled(text)
        entries = [] if search.nothing else self.reader.first(search, before, limit)
        return Found(entries=tuple(entries), problems=problems)

    def numbers(
        self, text: str, check: Callable[[], None], within: Sequence[int] = ()
    ) -> array[int]:
        """Return the numbers of all that fit, rising; of those in ``within`` where it names some.

        ``check`` is called between chunks and stops the search by raising.
        """
        search, _ = self._compiled(text)
        return array("q") if search.nothing else self.reader.numbers(search, check, within)

    def count(self, text: str) -> int:
        """Return how many fit."""
        search, _ = self._compiled(text)
        return 0 if search.nothing else self.reader.count(search)

    def entries(self, numbers: Sequence[int]) -> list[Entry]:
        """Return these pictures in the order asked for, without those that are gone."""
        return self.reader.entries(numbers)

    def complete(self, text: str, at: int) -> tuple[Completion, ...]:
        """Return what could be meant at the cursor: fields first, then values."""
        albums: list[str] = []

        def values(field: Field, part: str) -> Sequence[str]:
            if field is not Field.ALBUM:
                return self.terms.find(field, folded(part), VALUES_MAX)
            if not albums:
                albums.extend(path for _, path in _paths(self.albums.listed()))
            return [path for path in albums if part.casefold() in path.casefold()]

        return complete(text, at, values)

    def facets(self) -> Mapping[str, tuple[Facet, ...]]:
        """Return the values of each facet that the pictures have, by the field's name."""
        return {
            Field.IS: tuple(Facet(query=f"is:{word}", name=said) for word, said in STATES.items()),
            Field.RATING: _fixed(Field.RATING, _STARS),
            Field.LABEL: _fixed(Field.LABEL, {name: name for name in LABELS}),
            Field.DATE: _fixed(Field.DATE, {name: name.replace("-", " ") for name in DATES}),
            **{
                field: self._values(field)
                for field in (Field.BACKEND, Field.MODEL, Field.LORA, Field.TAG, Field.TOOL)
            },
            Field.ALBUM: tuple(
                Facet(query=f"album:{written(path)}", name=album.name)
                for album, path in _paths(self.albums.listed())
            ),
        }

    def _values(self, field: Field) -> tuple[Facet, ...]:
        found = self.terms.find(field, "", VALUES_MAX)
        names = [name for name in found if not (field is Field.LORA and _is_source(name))]
        return tuple(
            Facet(query=f"{field}:{written(name, found)}", name=name) for name in names[:FACET_MAX]
        )

    def _compiled(self, text: str) -> tuple[Compiled, tuple[Problem, ...]]:
        today: date = self.clock().date()
        query = parse(text, today)
        asks_for_albums = any(term.field is Field.ALBUM for term in query.terms)
        albums = self.albums.listed() if asks_for_albums else []
        return compile_query(query, self.terms, albums, today)


def _fixed(field: Field, names: Mapping[str, str]) -> tuple[Facet, ...]:
    return tuple(Facet(query=f"{field}:{value}", name=name) for value, name in names.items())


def _paths(albums: Sequence[Album]) -> list[tuple[Album, str]]:
    paths = [(album, path.removeprefix("/")) for album, path in album_paths(albums)]
    return sorted(paths, key=lambda pair: pair[1].casefold())


def _is_source(lora: str) -> bool:
    """Whether a LoRA is called by where it lies: its name says more."""
    return "/" in lora or "\\" in lora
