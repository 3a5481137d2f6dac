"""Fetches a model file by file: gone on with after any break, checked, in place when whole."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flux2studio.backends.http import HttpSession
from flux2studio.backends.hub import Hub, Waiting
from flux2studio.backends.hub_errors import RevisionGoneError
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, StorageError
from flux2studio.core.model_files import Download, DownloadState, ModelError, gigabytes
from flux2studio.core.model_listing import Listing, RemoteFile
from flux2studio.core.models import Model
from flux2studio.core.phrase import phrase
from flux2studio.services.model_problems import local_of
from flux2studio.services.model_progress import Tally
from flux2studio.storage.disk import disk_errors, free_bytes, fsync_folder
from flux2studio.storage.model_hash import is_right
from flux2studio.storage.model_layout import INDEX, read_folder
from flux2studio.storage.model_records import ModelRecords
from flux2studio.storage.model_store import ModelStore, bytes_of, part_of

AT_ONCE = 2  # files

_TRIES = 2  # of a file that came damaged


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelDownloads:
    """Blocking. ``margin_bytes`` stay free on the disk."""

    hub: Hub
    store: ModelStore
    records: ModelRecords
    margin_bytes: int = 2**30

    def fetch(self, model: Model, control: RunControl, tell: Callable[[Download], None]) -> Path:
        """Return the folder of the whole model; without the transformer’s weights where the
        artist chose a file for them.

        What came before a cancel or an error stays and is gone on with. Raises ModelError,
        BackendError, StorageError and Cancelled.
        """
        repository = local_of(model).repository
        with self.store.turn(repository, model.name):
            tell(Download(state=DownloadState.LISTING))
            try:
                return self._fetch(model, self._pinned(model, control), control, tell)
            except RevisionGoneError:
                listing = self.hub.listing(repository, model.name, control)
                return self._fetch(model, listing, control, tell)
            finally:
                self._tidy(repository)

    def _pinned(self, model: Model, control: RunControl) -> Listing:
        """The version that was begun with, else the newest."""
        repository = local_of(model).repository
        for folder in (self.store.incoming(repository), self.store.whole(repository)):
            if (listing := self.store.listing(folder)) and bytes_of(folder, listing):
                return listing
        return self.hub.listing(repository, model.name, control)

    def _tidy(self, repository: str) -> None:
        """Leave no folder of a download that brought nothing."""
        incoming = self.store.incoming(repository)
        if (listing := self.store.listing(incoming)) and not bytes_of(incoming, listing):
            with suppress(StorageError):
                self.store.discard(repository)

    def _fetch(
        self,
        model: Model,
        listing: Listing,
        control: RunControl,
        tell: Callable[[Download], None],
    ) -> Path:
        chosen = self.records.place(model.id)
        has_file = bool(chosen and chosen.transformer)
        wanted = listing.without_transformer() if has_file else listing
        if self._is_whole(wanted):
            return self.store.whole(listing.repository)
        self._drop_damaged(listing)
        self._check_room(model, wanted)
        folder = self.store.begin(listing)
        _Batch(self.hub, wanted, folder, model.name, tell).fetch(control)
        missing = read_folder(folder, without_transformer=has_file)
        if missing.damage or missing.missing:
            raise missing.damage or ModelError(
                phrase(
                    "The repository of “{model}” lacks “{missing}”.",
                    model=model.name,
                    missing=missing.missing[0],
                ),
                hint="Try again later; it may be repaired there.",
                details="\n".join(missing.missing),
            )
        return self.store.finish(listing.repository)

    def _is_whole(self, wanted: Listing) -> bool:
        folder = self.store.whole(wanted.repository)
        return bytes_of(folder, wanted) == wanted.size and not self._damaged(folder)

    def _drop_damaged(self, listing: Listing) -> None:
        """Delete what is damaged of an earlier download, for it to be fetched again."""
        for folder in (
            self.store.whole(listing.repository),
            self.store.incoming(listing.repository),
        ):
            ours = {folder / file.path for file in listing.files}
            for path in self._damaged(folder) & ours:
                with disk_errors("A damaged file could not be deleted", path):
                    path.unlink(missing_ok=True)

    def _damaged(self, folder: Path) -> set[Path]:
        """Those that a check found, or that their own headers tell."""
        found = set(self.records.damaged_in(folder))
        if not (folder / INDEX).is_file():
            return found
        try:
            return found | {folder / name for name in read_folder(folder).damaged}
        except ModelError:
            return found | {folder / INDEX}

    def _check_room(self, model: Model, wanted: Listing) -> None:
        folder, repository = self.store.folder, wanted.repository
        places = (self.store.incoming(repository), self.store.whole(repository))
        needed = wanted.size - max(bytes_of(place, wanted) for place in places)
        free = free_bytes(folder)
        if free is not None and needed and needed + self.margin_bytes > free:
            short = needed + self.margin_bytes - free
            raise StorageError(
                phrase(
                    "“{model}” needs {size} more, and the disk of its folder has {size_2} free.",
                    model=model.name,
                    size=gigabytes(needed),
                    size_2=gigabytes(free),
                ),
                hint=phrase(
                    "Free {size}, or choose another folder for models.", size=gigabytes(short)
                ),
                field="models_folder",
                details=str(folder),
            )


class _Batch:
    """The files of one download, two at a time; a file gets its name once it is checked."""

    def __init__(
        self,
        hub: Hub,
        wanted: Listing,
        folder: Path,
        name: str,
        tell: Callable[[Download], None],
    ) -> None:
        self._hub = hub
        self._wanted = wanted
        self._folder = folder
        self._name = name
        have = {file.path: self._drop_misfit(file) for file in wanted.files}
        self._left = deque(file for file in wanted.files if not self._is_there(file))
        self._tally = Tally({file.path: file.size for file in wanted.files}, have, tell)

    def fetch(self, control: RunControl) -> None:
        """Raises the first error; the others stop with it."""
        together = RunControl()
        with (
            control.abort_with(together.cancel),
            ThreadPoolExecutor(AT_ONCE, thread_name_prefix="model-file") as pool,
        ):
            workers = [pool.submit(self._work, together) for _ in range(AT_ONCE)]
            try:
                for worker in as_completed(workers):
                    worker.result()
            except BaseException:  # Ctrl+C too: no other file may come on behind its back
                together.cancel()
                control.check()  # tells a cancel from the end of the app
                raise

    def _work(self, control: RunControl) -> None:
        with HttpSession(control) as session:
            while file := self._next():
                self._bring(file, session, control)

    def _next(self) -> RemoteFile | None:
        with suppress(IndexError):
            return self._left.popleft()
        return None

    def _bring(self, file: RemoteFile, session: HttpSession, control: RunControl) -> None:
        target = self._folder / file.path
        part = part_of(target)
        tell = Waiting(
            on_bytes=lambda have: self._tally.came(file.path, have),
            on_wait=lambda problem: self._tally.wait(file.path, problem),
        )
        with disk_errors(phrase("“{name}” could not be downloaded", name=self._name), target):
            for _ in range(_TRIES):
                self._hub.fetch(session, self._wanted, file, part, self._name, control, tell)
                self._tally.check(file.path)
                if is_right(part, file, control, lambda _: self._tally.check(file.path)):
                    break
                part.unlink()
                self._tally.came(file.path, 0)
            else:
                raise BackendError(
                    phrase("“{path}” came damaged twice, and was not kept.", path=file.path),
                    hint="Try again later.",
                    details=f"{self._wanted.repository}@{self._wanted.revision}",
                )
            _put(part, target)
        self._tally.end(file.path)

    def _drop_misfit(self, file: RemoteFile) -> int:
        """Delete what cannot be this file; return how many bytes of it are there."""
        target = self._folder / file.path
        for path in (target, part_of(target)):
            with suppress(OSError):
                size = path.stat().st_size
                if size == file.size or (size < file.size and path != target):
                    return size
                path.unlink()
        return 0

    def _is_there(self, file: RemoteFile) -> bool:
        return (self._folder / file.path).is_file()


def _put(part: Path, target: Path) -> None:
    """Give a checked file its name, durably."""
    with part.open("r+b") as file:
        os.fsync(file.fileno())
    part.replace(target)
    fsync_folder(target.parent)
