"""Never losing what the artist knows of LoRAs: daily backups, export to a zip, and import."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from flux2studio.core.backup_days import days_to_keep
from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError, StudioError
from flux2studio.core.lora import Lora, LoraSet
from flux2studio.core.lora_import_plan import ImportReport, RowState, pictures
from flux2studio.core.lora_searches import LoraSearch
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.services.lora_merging import LoraMerging
from flux2studio.services.pictures import PictureService
from flux2studio.storage.database import Database
from flux2studio.storage.lora_archive import (
    LoraArchive,
    NameTakenError,
    RemovedLora,
    open_archive,
    write_archive,
)
from flux2studio.storage.lora_days import backups, day_file
from flux2studio.storage.lora_previews import LoraPreviews
from flux2studio.version import version

DAILY_PREVIEW_BYTES = 64 * 2**20  # of pictures that can be read again from files and sites

log = logging.getLogger(__name__)


def _today() -> date:
    return datetime.now().astimezone().date()


class LoraBackup:
    """Blocking; call it from a worker. Raises LoraError for a zip and StorageError for a disk."""

    def __init__(
        self,
        library: LoraLibrary,
        database: Database,
        previews: LoraPreviews,
        decoder: PictureService,
        folder: Path,
        today: Callable[[], date] = _today,
    ) -> None:
        self._library = library
        self._shelf = library.shelf
        self._merging = LoraMerging(library, database, previews)
        self._database = database
        self._previews = previews
        self._decoder = decoder
        self._folder = folder
        self._today = today

    def daily(self) -> Path | None:
        """As ``fresh``; None, too, when there is a backup of today."""
        return None if day_file(self._folder, self._today()).exists() else self.fresh()

    def fresh(self) -> Path | None:
        """Write a backup and thin the old ones; None when the newest holds all there is.

        It holds every word, and the artist's own pictures; of the pictures that came with files
        only as many as do not weigh much.
        """
        archive = self._archive()
        if not any(_records(archive)):
            return None
        while not self._is_newest(archive):
            with suppress(NameTakenError):  # another instance was faster: look again
                target = self._free_name()
                write_archive(target, archive, self._light(archive))
                self._thin()
                return target
        return None

    def daily_quietly(self) -> None:
        """As ``daily``, for the start of the app: what goes wrong is for the log."""
        try:
            if self.daily() is not None:
                self.tidy()
        except StudioError as error:
            log.warning("The LoRA library was not backed up: %s %s", error, error.details)

    def tidy(self) -> int:
        """Delete the previews that no card and no backup names; return how many."""
        named = set(self._library.named_previews())
        for _, path in backups(self._folder):
            with suppress(LoraError), open_archive(path) as opened:
                named |= _named(opened.read())
        return self._previews.clear_out(named)

    def export(self, target: Path, loras: Sequence[Lora] | None = None) -> Path:
        """Write all of the library, or the cards given, to a zip that must not exist yet."""
        if loras is None:
            archive = self._archive()
        else:
            archive = _stamped(loras=tuple(replace(lora, missing=False) for lora in loras))
        if target.suffix.lower() != ".zip":
            target = target.with_name(f"{target.name}.zip")
        write_archive(target, archive, self._paths(_named(archive)))
        return target

    def look_at(self, path: Path) -> ImportReport:
        """Say what an import of this zip would do."""
        with open_archive(path) as opened:
            return self._merging.look_at(opened)

    def take(self, path: Path, control: RunControl | None = None) -> ImportReport:
        """Merge a zip into the library: all of it in one step, or nothing. Say what that did.

        Nothing of the artist's is overwritten; a second time changes nothing. Raises Cancelled.
        """
        check = (control or RunControl()).check
        with open_archive(path) as opened:
            return self._merging.take(opened, self._made_safe, check)

    def newest(self) -> Path | None:
        """Return the newest daily backup there is."""
        return next((path for _, path in backups(self._folder)), None)

    def bring_back(self) -> ImportReport | None:
        """Take the newest backup that can be read into a library whose database was lost.

        What the artist had removed stays removed. None when there is no backup.
        """
        for _, path in backups(self._folder):
            try:
                with open_archive(path) as opened:
                    return self._merging.take(
                        opened, self._previews.keep, lambda: None, skip_removed=True
                    )
            except LoraError as error:
                log.warning("The backup %s cannot be read: %s", path.name, error)
        return None

    def bring_back_quietly(self) -> int:
        """As ``bring_back``, for the start of the app; return how many cards came."""
        try:
            report = self.bring_back()
        except StudioError as error:
            log.warning("The LoRA library was not brought back: %s %s", error, error.details)
            return 0
        return report.count(RowState.NEW) if report is not None else 0

    def _archive(self) -> LoraArchive:
        with self._database.reading():
            loras, sets = self._shelf.loras.all(), self._shelf.sets.all()
            searches = tuple(self._shelf.searches.all())
            removed = self._shelf.loras.removed()
        gone = tuple(RemovedLora(lora=lora, removed_at=at) for lora, at in removed)
        return _stamped(loras=tuple(loras), sets=tuple(sets), searches=searches, removed=gone)

    def _is_newest(self, archive: LoraArchive) -> bool:
        """Whether the newest backup holds the same: then no day needs another one."""
        if (newest := self.newest()) is None:
            return False
        try:
            with open_archive(newest) as opened:
                return _records(opened.read()) == _records(archive)
        except LoraError:
            return False

    def _light(self, archive: LoraArchive) -> Mapping[str, Path]:
        own = frozenset(name for lora in _cards(archive) for name in _own_pictures(lora))
        found, left = dict(self._paths(own)), DAILY_PREVIEW_BYTES
        for name, path in self._paths(_named(archive) - own).items():
            with suppress(OSError):  # gone: no picture, no harm
                left -= path.stat().st_size
                if left < 0:
                    break
                found[name] = path
        return found

    def _paths(self, names: Iterable[str]) -> Mapping[str, Path]:
        return {name: self._previews.path(name) for name in sorted(names)}

    def _free_name(self) -> Path:
        """The first of this day, or the next: no backup is written over."""
        names = (day_file(self._folder, self._today(), number) for number in count(1))
        return next(path for path in names if not path.exists())

    def _thin(self) -> None:
        """Of a day that is over its last backup is kept, if any."""
        found, today = backups(self._folder), self._today()
        keep = days_to_keep(day for day, _ in found)
        last = dict(reversed(found))
        for day, path in found:
            if day not in keep or (day < today and path != last[day]):
                with suppress(OSError):  # it stays for another day
                    path.unlink(missing_ok=True)

    def _made_safe(self, data: bytes) -> str:
        return self._previews.keep(self._decoder.preview(data))


def _stamped(
    *,
    loras: tuple[Lora, ...],
    sets: tuple[LoraSet, ...] = (),
    searches: tuple[LoraSearch, ...] = (),
    removed: tuple[RemovedLora, ...] = (),
) -> LoraArchive:
    return LoraArchive(
        loras=loras,
        sets=sets,
        searches=searches,
        removed=removed,
        made_at=datetime.now(UTC),
        app_version=version(),
    )


def _records(archive: LoraArchive) -> tuple[object, ...]:
    return archive.loras, archive.sets, archive.searches, archive.removed


def _cards(archive: LoraArchive) -> tuple[Lora, ...]:
    return (*archive.loras, *(each.lora for each in archive.removed))


def _named(archive: LoraArchive) -> frozenset[str]:
    return frozenset(name for lora in _cards(archive) for name in pictures(lora))


def _own_pictures(lora: Lora) -> tuple[str, ...]:
    """Those that the artist chose: nobody could make them again."""
    chosen = lora.preview if "preview" in lora.own else ""
    return tuple(name for name in (chosen, *(lora.pair or ())) if name)
