"""What the artist does to pictures of the history: marks, albums, deletes; each can be undone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from uuid import uuid4

from flux2studio.core.errors import Cancelled, InvalidRequestError, StorageError
from flux2studio.core.history import Album, Entry, MarkChange, Pick
from flux2studio.core.phrase import phrase
from flux2studio.core.steps import NextSteps
from flux2studio.services.history import HistoryService
from flux2studio.services.history_steps import (
    AlbumPair,
    HistoryChange,
    HistoryStep,
    MarkPair,
    carried_over,
    joined,
    parted,
    words_of_change,
    words_of_delete,
)
from flux2studio.services.steps import Steps
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.history_marks import AT_ONCE as MARKED_AT_ONCE
from flux2studio.storage.history_marks import Changes, HistoryMarks

AT_ONCE = 250  # pictures deleted between two looks at whether to go on

Check = Callable[[], None]
OnProgress = Callable[[int, int], None]


def go_on() -> None:
    return


def nothing(_done: int, _total: int) -> None:
    return


class Marking:
    """Thread-safe, one change at a time. Blocking, but for ``undo_words`` and ``redo_words``.

    ``wake`` is called when marks or albums have changed, which are then written beside the
    pictures. Raises StorageError, and InvalidRequestError for an album that cannot be so.
    """

    def __init__(
        self,
        history: HistoryService,
        marks: HistoryMarks,
        albums: AlbumRepository,
        wake: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._history = history
        self._marks = marks
        self._albums = albums
        self._wake = wake
        self._steps = Steps[HistoryStep](clock, joined)
        self._lock = threading.RLock()

    # Marks

    def change(
        self,
        numbers: Sequence[int],
        change: MarkChange,
        check: Check = go_on,
        on_progress: OnProgress = nothing,
    ) -> list[Entry]:
        """Mark pictures; return those that differed, as they are now.

        When ``check`` stops it or it fails, what is marked by then is one step all the same.
        """
        pairs: Changes = []
        with self._lock:
            try:
                for start in range(0, len(numbers), MARKED_AT_ONCE):
                    check()
                    some = numbers[start : start + MARKED_AT_ONCE]
                    pairs += self._marks.change(some, change)
                    on_progress(min(start + MARKED_AT_ONCE, len(numbers)), len(numbers))
            except Cancelled:
                return [after for _, after in pairs]
            finally:
                self._note(change, pairs)
        return [after for _, after in pairs]

    def _note(self, change: MarkChange, pairs: Changes) -> None:
        if pairs:
            marks = tuple((new.id, old.marks, new.marks) for old, new in pairs)
            what = words_of_change(change, len(pairs))
            self._steps.note(HistoryStep(what=what, marks=marks))
            self._wake()

    # Deleting

    def delete(
        self, numbers: Sequence[int], check: Check = go_on, on_progress: OnProgress = nothing
    ) -> list[Entry]:
        """Take pictures out of the history and their folders; return those now gone.

        When ``check`` stops it or it fails, what is gone by then is one step all the same.
        """
        return self._delete(numbers, check, on_progress, _is_any)

    def _delete(
        self,
        numbers: Sequence[int],
        check: Check,
        on_progress: OnProgress,
        is_meant: Callable[[Entry], bool],
    ) -> list[Entry]:
        gone: list[Entry] = []
        with self._lock:
            try:
                for start in range(0, len(numbers), AT_ONCE):
                    check()
                    some = self._history.search.entries(numbers[start : start + AT_ONCE])
                    self._history.trash_all([one for one in some if is_meant(one)], gone)
                    on_progress(min(start + AT_ONCE, len(numbers)), len(numbers))
            except Cancelled:
                return gone
            finally:
                if gone:
                    what = words_of_delete(len(gone))
                    self._steps.note(HistoryStep(what=what, deleted=tuple(gone)))
        return gone

    def rejected(self, text: str) -> int:
        """Return how many rejected pictures the search ``text`` finds."""
        return self._history.search.count(_rejected(text))

    def delete_rejected(
        self, text: str, check: Check = go_on, on_progress: OnProgress = nothing
    ) -> list[Entry]:
        """Delete all rejected pictures that the search ``text`` finds."""
        numbers = self._history.search.numbers(_rejected(text), check)
        return self._delete(numbers, check, on_progress, _is_rejected)

    # Albums

    def albums(self) -> list[Album]:
        """Return every album, as they are ordered beside each other."""
        return self._albums.all()

    def add_album(self, name: str, parent: str = "", query: str = "") -> Album:
        """Make an album; with a ``query`` one that always holds what that finds."""
        album = Album(id=uuid4().hex, name=name, parent=parent, query=query)
        return self.save_album(album)

    def save_album(self, album: Album) -> Album:
        """Add an album, or rename, move or change the one with its id."""
        with self._lock:
            before = next((one for one in self._albums.all() if one.id == album.id), None)
            after = self._albums.put(album)
            if after != before:
                what = (
                    phrase("Make the album “{name}”", name=after.name)
                    if before is None
                    else phrase("Change the album “{name}”", name=after.name)
                )
                self._steps.note(HistoryStep(what=what, albums=((before, after),)))
                self._wake()
            return after

    def move_album(self, album_id: str, parent: str) -> Album:
        """Put an album into another one, or to the top without one."""
        with self._lock:
            album = next((one for one in self._albums.all() if one.id == album_id), None)
            if album is None:
                raise InvalidRequestError("This album is no longer there.", field="parent")
            return self.save_album(replace(album, parent=parent))

    def remove_album(self, album_id: str) -> None:
        """Take an album out with those in it; the pictures stay."""
        with self._lock:
            removed = self._albums.remove(album_id)
            if removed:
                what = phrase("Remove the album “{name}”", name=removed[0][0].name)
                pairs = tuple((album, None) for album, _ in removed)
                members = {album.id: tuple(ids) for album, ids in removed if ids}
                self._steps.note(HistoryStep(what=what, albums=pairs, members=members))
                self._wake()
        self._history.repository.refresh(go_on)  # search forgets the album

    # Taking back

    def undo_words(self) -> str:
        """Return what ``undo`` would take back, empty when there is nothing."""
        step = self._steps.last()
        return step.what if step else ""

    def redo_words(self) -> str:
        step = self._steps.last_undone()
        return step.what if step else ""

    def next_steps(self) -> NextSteps:
        """Return both in words, with their times. Does not block."""
        return self._steps.next_steps()

    def undo(self, check: Check = go_on, on_progress: OnProgress = nothing) -> HistoryChange | None:
        """Take the last step back; None when there is none.

        When ``check`` stops the undo of a delete, the pictures that are not back stay a step.
        """
        with self._lock:
            if (step := self._steps.last()) is None:
                return None
            if step.deleted:
                return self._undo_delete(step, check, on_progress)
            self._take_albums(tuple((after, before) for before, after in step.albums), step)
            marked = self._carry_over(step.reversed_marks())
            self._steps.set_undone(step)
            return self._told(step, HistoryChange(what=step.what, entries=marked))

    def redo(self, check: Check = go_on, on_progress: OnProgress = nothing) -> HistoryChange | None:
        """Do again what was taken back last; None when there is nothing.

        When ``check`` stops a delete or it fails, the pictures still there stay taken back.
        """
        with self._lock:
            if (step := self._steps.last_undone()) is None:
                return None
            if step.deleted:
                return self._redo_delete(step, check, on_progress)
            self._take_albums(step.albums, step)
            marked = self._carry_over(step.marks)
            self._steps.set_redone(step)
            return self._told(step, HistoryChange(what=step.what, entries=marked))

    def _undo_delete(
        self, step: HistoryStep, check: Check, on_progress: OnProgress
    ) -> HistoryChange:
        done, rest = parted(step, self._restore(step.deleted, check, on_progress))
        self._steps.set_undone(step, done, rest)
        back = tuple(self._now([entry.id for entry in done.deleted]))
        return self._told(step, HistoryChange(what=done.what, back=back))

    def _redo_delete(
        self, step: HistoryStep, check: Check, on_progress: OnProgress
    ) -> HistoryChange:
        gone: list[Entry] = []
        try:
            for some in _parts(step.deleted, check, on_progress):
                self._history.trash_all(some, gone)
        finally:
            done, rest = parted(step, len(gone))
            if gone:
                self._steps.set_redone(step, done, rest)
        return self._told(step, HistoryChange(what=done.what, gone=tuple(gone)))

    def _restore(self, deleted: Sequence[Entry], check: Check, on_progress: OnProgress) -> int:
        """Put back all that can be, and return how many were tried before ``check`` stopped it.

        Those that are back already are left alone.
        """
        tried = 0
        refused: StorageError | None = None
        for some in _parts(deleted, check, on_progress):
            with self._history.repository.batch():
                for entry in some:
                    try:
                        self._history.restore(entry)
                    except StorageError as error:
                        refused = refused or error
            tried += len(some)
        if refused is not None:
            raise refused
        return tried

    def _take_albums(self, pairs: Iterable[AlbumPair], step: HistoryStep) -> None:
        known = {album.id for album in self._albums.all()}
        for before, after in pairs:
            if after is not None:
                self._albums.put(after)
                members = self._history.repository.numbers_of(step.members.get(after.id, ()))
                self._marks.change(members, MarkChange(add_albums=(after.id,)))
            elif before is not None and before.id in known:
                known -= {album.id for album, _ in self._albums.remove(before.id)}

    def _carry_over(self, marks: Sequence[MarkPair]) -> tuple[Entry, ...]:
        now = {entry.id: entry.marks for entry in self._now([pair[0] for pair in marks])}
        wanted = [
            (picture, carried_over(now[picture], before, after))
            for picture, before, after in marks
            if picture in now
        ]
        return tuple(self._marks.put(wanted))

    def _now(self, ids: Sequence[str]) -> list[Entry]:
        return self._history.entries_of(ids) if ids else []

    def _told(self, step: HistoryStep, change: HistoryChange) -> HistoryChange:
        self._wake()
        return replace(change, albums=bool(step.albums))


def _parts(
    deleted: Sequence[Entry], check: Check, on_progress: OnProgress
) -> Iterator[Sequence[Entry]]:
    """Yield so many at once, at least once; ``check`` ends it before the next."""
    total = len(deleted)
    on_progress(0, total)
    for start in range(0, total, AT_ONCE):
        yield deleted[start : start + AT_ONCE]
        on_progress(min(start + AT_ONCE, total), total)
        try:
            check()
        except Cancelled:
            return


def _rejected(text: str) -> str:
    """In front: a quote that is still open in the line would swallow it."""
    return f"is:rejected {text}"


def _is_rejected(entry: Entry) -> bool:
    return entry.marks.pick is Pick.REJECTED


def _is_any(_entry: Entry) -> bool:
    return True
