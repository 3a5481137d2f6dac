"""What was changed in the history, step by step, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from flux2studio.core.history import Album, Entry, MarkChange, Marks, Pick
from flux2studio.core.phrase import Phrase, phrase

MarkPair: TypeAlias = tuple[str, Marks, Marks]  # id of a picture, its marks before and after
AlbumPair: TypeAlias = tuple[Album | None, Album | None]  # before and after; None: not there


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryChange:
    """What an undo or redo did: pictures as they now are marked, those back and those now gone.

    ``albums``: these are others now.
    """

    what: str
    entries: tuple[Entry, ...] = ()
    back: tuple[Entry, ...] = ()
    gone: tuple[Entry, ...] = ()
    albums: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """One change of the artist's: marks, albums or pictures deleted.

    ``members`` are the ids of the pictures in the albums that came or went with it.
    """

    what: str
    marks: tuple[MarkPair, ...] = ()
    albums: tuple[AlbumPair, ...] = ()
    members: Mapping[str, Sequence[str]] = field(default_factory=dict)
    deleted: tuple[Entry, ...] = ()

    def reversed_marks(self) -> tuple[MarkPair, ...]:
        return tuple((picture, after, before) for picture, before, after in self.marks)


def parted(step: HistoryStep, count: int) -> tuple[HistoryStep, HistoryStep | None]:
    """Return the delete of the first ``count`` pictures, and that of the others if there are."""
    done, rest = step.deleted[:count], step.deleted[count:]
    if not rest:
        return step, None
    return (
        replace(step, what=words_of_delete(len(done)), deleted=done),
        replace(step, what=words_of_delete(len(rest)), deleted=rest),
    )


def joined(last: HistoryStep, step: HistoryStep) -> HistoryStep | None:
    """Return the same marks of the same pictures, given once more, as one step."""
    if not step.marks or len(last.marks) != len(step.marks):
        return None
    if not all(map(_is_same_mark, last.marks, step.marks)):
        return None
    pairs = zip(last.marks, step.marks, strict=True)
    return replace(step, marks=tuple((old[0], old[1], new[2]) for old, new in pairs))


def carried_over(now: Marks, before: Marks, after: Marks) -> Marks:
    """Return ``now`` with what leads from ``before`` to ``after``, but for marks set since."""
    changes: dict[str, Any] = {
        name: getattr(after, name)
        for name in ("rating", "pick", "label")
        if getattr(now, name) == getattr(before, name) != getattr(after, name)
    }
    for name in ("tags", "albums"):
        old, new = set(getattr(before, name)), set(getattr(after, name))
        if old != new:
            changes[name] = tuple(sorted((set(getattr(now, name)) - (old - new)) | (new - old)))
    return replace(now, **changes)


def words_of_change(change: MarkChange, count: int) -> Phrase:
    """Return what marking so many pictures is called: "5 stars for 3 pictures"."""
    if change.rating is not None:
        if not change.rating:
            return phrase("No stars for %Ln picture(s)", n=count)
        return phrase("{stars}★ for %Ln picture(s)", n=count, stars=change.rating)
    if change.pick is not None:
        return _words_of_pick(change.pick, count)
    if change.label is not None:
        return phrase("Label %Ln picture(s)", n=count)
    if change.add_albums:
        return phrase("Put %Ln picture(s) into albums", n=count)
    if change.remove_albums:
        return phrase("Take %Ln picture(s) out of albums", n=count)
    return phrase("Tag %Ln picture(s)", n=count)


def words_of_delete(count: int) -> Phrase:
    return phrase("Delete %Ln picture(s)", n=count)


def _words_of_pick(pick: Pick, count: int) -> Phrase:
    match pick:
        case Pick.PICKED:
            return phrase("Pick %Ln picture(s)", n=count)
        case Pick.REJECTED:
            return phrase("Reject %Ln picture(s)", n=count)
        case _:
            return phrase("Unflag %Ln picture(s)", n=count)


def _is_same_mark(old: MarkPair, new: MarkPair) -> bool:
    return old[0] == new[0] and _changed(old) == _changed(new)


def _changed(pair: MarkPair) -> tuple[str, ...]:
    _, before, after = pair
    names = ("rating", "pick", "label", "tags", "albums")
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))
