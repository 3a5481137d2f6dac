"""Models that were downloaded here: each a plain folder, which gets its name once it is whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from flux2studio.core.errors import StorageError
from flux2studio.core.model_files import ModelError
from flux2studio.core.model_listing import Listing, diffusers_files
from flux2studio.core.phrase import phrase
from flux2studio.storage.disk import disk_errors, fsync_folder, make_folder, replace_file
from flux2studio.storage.locks import open_lock, try_lock

MANIFEST = "flux2studio.json"

_PART = ".part"


class ModelStore:
    """``folder`` is asked at each use, so that the setting counts at once.

    ``<owner>--<name>`` is a whole model, ``<owner>--<name>.part`` one on its way. In both
    lies the listing that it was fetched by; there a file has its own name once it is checked,
    and “.part” behind it before.
    """

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        return self._folder()

    def whole(self, repository: str) -> Path:
        return self._folder() / repository.replace("/", "--")

    def incoming(self, repository: str) -> Path:
        return self._folder() / (repository.replace("/", "--") + _PART)

    def listing(self, folder: Path) -> Listing | None:
        """What ``folder`` was fetched by, None for one that is not ours."""
        with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError, ModelError):
            found = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Listing)
            if diffusers_files(found.files, found.repository) == found.files:
                return found
        return None

    def begin(self, listing: Listing) -> Path:
        """Return the folder to fetch into; a whole one that lacks something is gone on with.

        Raises StorageError.
        """
        incoming = self.incoming(listing.repository)
        with disk_errors("The model cannot be downloaded", incoming):
            self._reopen(listing.repository)
            make_folder(incoming)
            for part in {Path(file.path).parent for file in listing.files}:
                make_folder(incoming / part)
        if self.listing(incoming) != listing:
            self._drop_other_versions(incoming, listing)
            replace_file(incoming / MANIFEST, msgspec.json.encode(listing))
        return incoming

    def finish(self, repository: str) -> Path:
        """Give the folder its name. Raises StorageError."""
        incoming, whole = self.incoming(repository), self.whole(repository)
        with disk_errors("The model could not be put in its place", whole):
            for folder in (path for path in incoming.iterdir() if path.is_dir()):
                fsync_folder(folder)
            fsync_folder(incoming)
            incoming.rename(whole)
            fsync_folder(whole.parent)
        return whole

    def discard(self, repository: str) -> None:
        """Delete what was fetched so far: what the listing names, and nothing else.

        Raises StorageError.
        """
        incoming = self.incoming(repository)
        listing = self.listing(incoming)
        if listing is None:
            return
        with disk_errors("The part that was downloaded could not be deleted", incoming):
            for file in listing.files:
                for path in (incoming / file.path, part_of(incoming / file.path)):
                    path.unlink(missing_ok=True)
            (incoming / MANIFEST).unlink(missing_ok=True)
            for folder in sorted({(incoming / file.path).parent for file in listing.files}):
                with suppress(OSError):  # something of the artist’s lies in it
                    folder.rmdir()
            with suppress(OSError):
                incoming.rmdir()

    def _reopen(self, repository: str) -> None:
        incoming, whole = self.incoming(repository), self.whole(repository)
        if self.listing(whole) is not None and not incoming.exists():
            whole.rename(incoming)

    def _drop_other_versions(self, folder: Path, listing: Listing) -> None:
        """Delete what an earlier listing named and this one has another version of."""
        earlier = self.listing(folder)
        for file in set(earlier.files if earlier else ()) - set(listing.files):
            with disk_errors("An old version of a file could not be deleted", folder):
                (folder / file.path).unlink(missing_ok=True)
                part_of(folder / file.path).unlink(missing_ok=True)

    @contextmanager
    def turn(self, repository: str, name: str) -> Generator[None, None, None]:
        """Let one download of a repository at a time into this block, of all running instances.

        Raises ModelError when another one is in it.
        """
        descriptor = _open_lock(self._folder() / f".{repository.replace('/', '--')}.lock")
        try:
            if not try_lock(descriptor):
                raise ModelError(
                    phrase("“{name}” is already being downloaded or removed.", name=name),
                    hint="Wait for it to end; another window of flux2studio may be at it.",
                )
            yield
        finally:
            os.close(descriptor)


def part_of(path: Path) -> Path:
    """Where a file lies while it is fetched."""
    return path.with_name(path.name + _PART)


def bytes_of(folder: Path, listing: Listing) -> int:
    """How many bytes of ``listing`` are in ``folder``, those on their way as well."""
    found = 0
    for file in listing.files:
        for path in (folder / file.path, part_of(folder / file.path)):
            with suppress(OSError):
                found += min(path.stat().st_size, file.size)
                break
    return found


def _open_lock(path: Path) -> int:
    try:
        return open_lock(path)
    except StorageError as error:
        raise StorageError(
            "The folder for models cannot be used.",
            hint="See that it is there and yours, or choose another one in the settings.",
            details=error.details,
        ) from error
