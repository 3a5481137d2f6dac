"""What the artist says of a picture in the history: stars, pick, label, tags and albums."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from flux2studio.core.generation import Generation

TAG_MAX = 64  # characters
TAGS_MAX = 100
ALBUM_DEPTH_MAX = 16

_NO_LETTERS = {"Cc", "Cs", "Zl", "Zp"}  # control characters, halves of characters, line ends


class Pick(IntEnum):
    """The first judgement of a picture; stars are independent of it."""

    REJECTED = -1
    NONE = 0
    PICKED = 1


class Label(IntEnum):
    """A colour label."""

    NONE = 0
    RED = 1
    YELLOW = 2
    GREEN = 3
    BLUE = 4
    PURPLE = 5


class FileState(IntEnum):
    """What became of a picture's file; CHANGED: it holds other bytes than were written."""

    HERE = 0
    MISSING = 1
    CHANGED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """``rating`` is 0 (none) to 5 stars, ``albums`` are ids; tags and albums are sorted."""

    rating: int = 0
    pick: Pick = Pick.NONE
    label: Label = Label.NONE
    tags: tuple[str, ...] = ()
    albums: tuple[str, ...] = ()


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A picture of the history.

    ``number`` is its place: microseconds since 1970, one more where that was taken; it is known
    to the database only and never kept elsewhere. ``tool`` is the program that made an imported
    picture, empty for our own.
    """

    number: int
    generation: Generation
    marks: Marks = NO_MARKS
    file: FileState = FileState.HERE
    tool: str = ""

    @property
    def id(self) -> str:
        return self.generation.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """A collection of pictures; with a ``query`` a smart one, which is a kept search.

    Both kinds are in one tree: ``parent`` is the id of the album it is in, empty at the top.
    """

    id: str
    name: str
    parent: str = ""
    query: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkChange:
    """What to change of the marks of some pictures; None leaves a mark as it is."""

    rating: int | None = None
    pick: Pick | None = None
    label: Label | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    add_albums: tuple[str, ...] = ()
    remove_albums: tuple[str, ...] = ()

    def applied(self, marks: Marks) -> Marks:
        """Return ``marks`` after the change."""
        return Marks(
            rating=marks.rating if self.rating is None else min(5, max(0, self.rating)),
            pick=marks.pick if self.pick is None else self.pick,
            label=marks.label if self.label is None else self.label,
            tags=_tags_after(marks.tags, self.add_tags, self.remove_tags),
            albums=tuple(sorted({*marks.albums, *self.add_albums} - set(self.remove_albums))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What a look at a file says of it: ``size`` in bytes, both 0 when nobody looked yet."""

    size: int
    mtime_ns: int


NO_FACTS = FileFacts(size=0, mtime_ns=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What a picture was made from and what it led to.

    ``lost`` are the ids of parents that are not in the history.
    """

    parents: tuple[Entry, ...]
    children: tuple[Entry, ...]
    lost: tuple[str, ...]


def clean_tag(text: str) -> str:
    """Return ``text`` as a tag: one short line without commas; empty when nothing is left."""
    return clean_name(text.replace(",", " "))


def clean_name(text: str) -> str:
    """Return ``text`` as the name of an album: one short line; empty when nothing is left."""
    start = unicodedata.normalize("NFC", text.lstrip()[: 4 * TAG_MAX])
    line = "".join(" " if unicodedata.category(one) in _NO_LETTERS else one for one in start)
    return " ".join(line.split())[:TAG_MAX].strip()


def sorted_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return ``tags`` clean and sorted, each once, at most TAGS_MAX; case makes no other tag."""
    once: dict[str, str] = {}
    for tag in map(clean_tag, tags):
        if tag and len(once) < TAGS_MAX:
            once.setdefault(tag.casefold(), tag)
    return tuple(sorted(once.values()))


def _tags_after(
    tags: tuple[str, ...], added: tuple[str, ...], removed: tuple[str, ...]
) -> tuple[str, ...]:
    unwanted = {clean_tag(tag).casefold() for tag in removed}
    return tuple(tag for tag in sorted_tags((*tags, *added)) if tag.casefold() not in unwanted)
