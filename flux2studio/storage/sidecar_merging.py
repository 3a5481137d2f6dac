"""Marks that were changed here and in another program: neither side loses a word."""

from __future__ import annotations

from dataclasses import replace

from flux2studio.core.history import Marks, sorted_tags
from flux2studio.imaging.xmp_read import Sidecar


def taken(ours: Marks, theirs: Marks, *, is_own: bool, dirty: bool) -> Marks:
    """Return the marks after a file beside a picture was changed.

    ``theirs`` stand in that file. It counts when nothing was changed here since it was written;
    when there was (``dirty``) both count. Albums and picks that a program does not know of
    (not ``is_own``: it left nothing of ours in the file) stay.
    """
    if dirty:
        return together(ours, theirs)
    if is_own:
        return theirs
    albums = tuple(sorted({*ours.albums, *theirs.albums}))
    return replace(theirs, pick=theirs.pick or ours.pick, albums=albums)


def together(ours: Marks, theirs: Marks) -> Marks:
    """Return both; where both say something else of the same, what was said here counts."""
    return Marks(
        rating=ours.rating or theirs.rating,
        pick=ours.pick or theirs.pick,
        label=ours.label or theirs.label,
        tags=sorted_tags((*ours.tags, *theirs.tags)),
        albums=tuple(sorted({*ours.albums, *theirs.albums})),
    )


def is_about(sidecar: Sidecar, picture_id: str) -> bool:
    """Whether what stands beside a picture is about it, and not one that had its name before."""
    return sidecar.id in ("", picture_id)
