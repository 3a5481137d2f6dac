"""Merging the records of a zip into the library: all in one step, and no word of yours replaced."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence

from flux2studio.core.errors import LoraError, PictureError
from flux2studio.core.lora import Lora, LoraSet
from flux2studio.core.lora_cleaning import cleaned, cleaned_search, cleaned_set
from flux2studio.core.lora_import_plan import (
    Arrival,
    ImportReport,
    arrivals,
    pictures,
    with_pictures,
)
from flux2studio.core.lora_searches import LoraSearch, joining
from flux2studio.core.phrase import phrase
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.services.lora_steps import LoraStep
from flux2studio.storage.database import Database
from flux2studio.storage.lora_archive import LoraArchive, OpenedArchive, RemovedLora
from flux2studio.storage.lora_previews import LoraPreviews

log = logging.getLogger(__name__)

Keep = Callable[[bytes], str]  # puts a picture in the store and returns its name there


class LoraMerging:
    """Blocking. Raises LoraError for what is in a zip and StorageError for a disk.

    ``skip_removed``: what the artist removed from this library does not come back.
    """

    def __init__(self, library: LoraLibrary, database: Database, previews: LoraPreviews) -> None:
        self._library = library
        self._shelf = library.shelf
        self._database = database
        self._previews = previews

    def look_at(self, opened: OpenedArchive) -> ImportReport:
        """Say what ``take`` would do."""
        archive = _cleaned(opened)
        with self._database.reading():
            coming, new_sets = self._plan(archive), self._new_sets(archive)
            return _report(archive, coming, new_sets, self._new_searches(archive))

    def take(
        self,
        opened: OpenedArchive,
        keep: Keep,
        check: Callable[[], None],
        *,
        skip_removed: bool = False,
    ) -> ImportReport:
        """Merge and say what that did. ``check`` is called often and may raise to end it."""
        archive = _cleaned(opened)
        names = self._kept_pictures(opened, self._wanted(archive), keep, check)
        archive = _with_names(archive, names)
        with self._database.transaction():
            coming = self._plan(archive, skip_removed=skip_removed)
            for each in coming:
                check()
                self._write(each)
            new_sets = self._new_sets(archive)
            for lora_set in new_sets:
                self._shelf.sets.put(lora_set)
            new_searches = self._new_searches(archive)
            for search in new_searches:
                self._shelf.searches.put(search)
            self._keep_removed(archive)
        self._note(coming, new_sets, new_searches)
        return _report(archive, coming, new_sets, new_searches)

    def _plan(self, archive: LoraArchive, *, skip_removed: bool = False) -> list[Arrival]:
        removed, theirs = self._removed(), archive.loras
        if skip_removed:
            gone = {lora.id for lora in removed}
            theirs = tuple(lora for lora in theirs if lora.id not in gone)
        return arrivals(self._shelf.loras.all(), removed, theirs)

    def _write(self, arrival: Arrival) -> None:
        if arrival.before is None:
            self._shelf.loras.add(arrival.after)
        elif arrival.after != arrival.before:
            self._shelf.loras.update(arrival.after)

    def _new_sets(self, archive: LoraArchive) -> list[LoraSet]:
        known = {lora_set.id for lora_set in self._shelf.sets.all()}
        return list({each.id: each for each in archive.sets if each.id not in known}.values())

    def _new_searches(self, archive: LoraArchive) -> tuple[LoraSearch, ...]:
        return joining(self._shelf.searches.all(), archive.searches)

    def _keep_removed(self, archive: LoraArchive) -> None:
        known = {lora.id for lora in (*self._shelf.loras.all(), *self._removed())}
        for each in archive.removed:
            if each.lora.id not in known:
                self._shelf.loras.keep_removed(each.lora, each.removed_at)

    def _removed(self) -> list[Lora]:
        return [lora for lora, _ in self._shelf.loras.removed()]

    def _note(
        self,
        coming: Iterable[Arrival],
        new_sets: Iterable[LoraSet],
        new_searches: Iterable[LoraSearch],
    ) -> None:
        pairs = tuple((each.before, each.after) for each in coming if each.after != each.before)
        sets = tuple((None, lora_set) for lora_set in new_sets)
        searches = tuple((None, search) for search in new_searches)
        if pairs or sets or searches:
            self._library.steps.note(
                LoraStep(what=phrase("Import"), loras=pairs, sets=sets, searches=searches)
            )

    def _wanted(self, archive: LoraArchive) -> frozenset[str]:
        """Return the pictures that cards would get: those with one keep it."""
        with self._database.reading():
            coming = self._plan(archive)
        got = {name for each in coming for name in pictures(each.after)}
        had = {name for each in coming if each.before for name in pictures(each.before)}
        removed = {name for each in archive.removed for name in pictures(each.lora)}
        return frozenset((got - had) | removed)

    def _kept_pictures(
        self,
        opened: OpenedArchive,
        wanted: Iterable[str],
        keep: Keep,
        check: Callable[[], None],
    ) -> Mapping[str, str]:
        """Put pictures in the store; return their names there. One that is none is left out."""
        names = {}
        for name in sorted(wanted):
            check()
            if self._previews.has(name):
                names[name] = name
            elif data := opened.preview(name):
                try:
                    names[name] = keep(data)
                except PictureError as error:
                    log.info("A preview is left out: %s", error)
        return names


def _cleaned(opened: OpenedArchive) -> LoraArchive:
    """Raises LoraError when a record in it is none."""
    archive = opened.read()
    try:
        loras = tuple(cleaned(lora) for lora in archive.loras)
        sets = tuple(cleaned_set(lora_set) for lora_set in archive.sets)
        searches = tuple(cleaned_search(search) for search in archive.searches)
        removed = tuple(
            RemovedLora(lora=cleaned(each.lora), removed_at=each.removed_at)
            for each in archive.removed
        )
    except LoraError as error:
        raise LoraError(
            phrase("“{opened}” holds a card or a set that is none.", opened=opened.name),
            hint="Choose a zip that flux2studio wrote, as it wrote it.",
            details=str(error),
        ) from error
    return LoraArchive(
        loras=loras, sets=sets, searches=searches, removed=removed, made_at=archive.made_at
    )


def _with_names(archive: LoraArchive, names: Mapping[str, str]) -> LoraArchive:
    """Give the pictures the names they have in the store; those that are not there go."""
    return LoraArchive(
        loras=tuple(with_pictures(lora, names) for lora in archive.loras),
        sets=archive.sets,
        searches=archive.searches,
        removed=tuple(
            RemovedLora(lora=with_pictures(each.lora, names), removed_at=each.removed_at)
            for each in archive.removed
        ),
        made_at=archive.made_at,
    )


def _report(
    archive: LoraArchive,
    coming: Iterable[Arrival],
    new_sets: Sequence[LoraSet],
    new_searches: Sequence[LoraSearch],
) -> ImportReport:
    return ImportReport(
        rows=tuple(each.row() for each in coming),
        sets=len(new_sets),
        searches=len(new_searches),
        made_at=archive.made_at,
    )
