"""Deleted pictures, held with the marks beside them until nobody takes the delete back."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import send2trash

from flux2studio.core.errors import StorageError
from flux2studio.storage.disk import link_new, storage_error, temporary
from flux2studio.storage.renaming import rename_new
from flux2studio.storage.sidecars import sidecar_path


class HeldPictures:
    """Thread-safe and blocking. Each picture has a folder of its own below ``folder``.

    ``empty`` gives what this session held to the system's trash, ``empty_left`` what another one
    left when it was killed. ``rename`` gives a file a name that must be free.
    """

    def __init__(
        self,
        folder: Path,
        rename: Callable[[Path, Path], None] = rename_new,
        throw_away: Callable[[Path], None] = send2trash.send2trash,
    ) -> None:
        self._folder = folder
        self._rename = rename
        self._throw_away = throw_away
        self._mine: set[Path] = set()
        self._lock = threading.Lock()

    def hold(self, picture_id: str, picture: Path) -> None:
        """Move a picture away; one that is no longer there is as good as moved.

        Raises StorageError; the picture is where it was then.
        """
        place = self._place(picture_id)
        with self._lock:
            self._mine.add(place)
        try:
            place.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                self._move(picture, place / picture.name)
        except OSError as error:
            hint = "Check that its folder can be written."
            raise _refused(picture, "cannot be moved to the trash", hint, error) from error
        beside = sidecar_path(picture)
        with suppress(OSError):  # what stays behind does no harm
            self._move(beside, place / beside.name)

    def put_back(self, picture_id: str, picture: Path) -> None:
        """Undo ``hold``. Raises StorageError when its old place is taken by now."""
        place = self._place(picture_id)
        try:
            if os.path.lexists(place / picture.name):
                picture.parent.mkdir(parents=True, exist_ok=True)
                self._move(place / picture.name, picture)
        except OSError as error:
            hint = "It is kept, and goes to the system's trash when the app ends."
            raise _refused(picture, "cannot be put back", hint, error) from error
        beside = sidecar_path(picture)
        with suppress(OSError):  # its marks are in the database, and are written beside it again
            self._move(place / beside.name, beside)
        with suppress(OSError):
            place.rmdir()

    def empty(self) -> None:
        """Hand what was held in this session to the system's trash."""
        with self._lock:
            mine = sorted(self._mine)
            self._mine.clear()
        for place in mine:
            self._empty(place)

    def empty_left(self) -> None:
        """Hand what is left of earlier sessions to the system's trash."""
        with suppress(OSError):
            for place in sorted(self._folder.iterdir()):
                with self._lock:
                    is_mine = place in self._mine
                if not is_mine:
                    self._empty(place)

    def _place(self, picture_id: str) -> Path:
        """An id may come from another program, and be no name for a folder."""
        return self._folder / blake2b(picture_id.encode(), digest_size=16).hexdigest()

    def _empty(self, place: Path) -> None:
        with suppress(OSError):  # no trash here (a server, a foreign drive): it stays held
            if not place.is_dir():
                self._throw_away(place)
                return
            for file in sorted(place.iterdir()):
                self._throw_away(file)
            place.rmdir()

    def _move(self, source: Path, target: Path) -> None:
        """Raises FileExistsError when ``target`` is there, and OSError when the disk refuses."""
        try:
            self._rename(source, target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _move_to_other_disk(source, target)


def _refused(picture: Path, what: str, hint: str, error: OSError) -> StorageError:
    said = storage_error(f"“{picture.name}” {what}", picture, error)
    return StorageError(str(said), hint=hint, details=said.details)


def _move_to_other_disk(source: Path, target: Path) -> None:
    part = temporary(target.with_name("picture"))  # its own name may leave no room for more
    try:
        shutil.copy2(source, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        link_new(part, target)
    finally:
        part.unlink(missing_ok=True)
    try:
        source.unlink()
    except OSError:
        target.unlink()
        raise
