"""Which running copies of the app there are: each holds a lock that ends with its process."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from flux2studio.storage.locks import is_held, open_lock, try_lock


class Instance:
    """This process, as the journal names it in ``owner``; alive from here to ``release``."""

    def __init__(self, locks_folder: Path) -> None:
        self.owner = uuid4().hex
        self._folder = locks_folder
        self._path = locks_folder / f"{self.owner}.lock"
        self._descriptor: int | None = _take(self._path)
        any_alive(locks_folder)  # which clears away what killed ones left

    def is_alive(self, owner: str) -> bool:
        """Whether the instance with this id still runs; the lock of a dead one is cleared away."""
        return owner.isalnum() and _is_alive(self._folder / f"{owner}.lock")

    def clear_left(self, folder: Path) -> None:
        """Remove what instances that no longer run left below ``folder``, each in one of its own.

        Folders are named as their owners; what cannot be removed now stays for the next time.
        """
        with suppress(OSError):
            for left in folder.iterdir():
                if left.name != self.owner and not self.is_alive(left.name):
                    shutil.rmtree(left, ignore_errors=True)

    def release(self) -> None:
        """Say that this instance has ended; may be called twice."""
        if self._descriptor is None:
            return
        if os.name != "nt":
            self._path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = None


def any_alive(locks_folder: Path) -> bool:
    """Whether any instance runs on this data; the locks of dead ones are cleared away."""
    locks = list(locks_folder.glob("?" * 32 + ".lock"))  # uuid4().hex
    alive = [path for path in locks if _is_alive(path)]
    return bool(alive)


def _is_alive(path: Path) -> bool:
    if not path.exists():
        return False
    descriptor = open_lock(path)
    try:
        if is_held(descriptor):
            return True
        if os.name != "nt":  # Windows does not remove a file that is open
            path.unlink(missing_ok=True)
        return False
    finally:
        os.close(descriptor)


def _take(path: Path) -> int:
    """Lock a new file. Another start that tidies up may have cleared it away in between."""
    while True:
        descriptor = open_lock(path)
        if try_lock(descriptor) and os.fstat(descriptor).st_nlink > 0:
            return descriptor
        os.close(descriptor)


class WindowLock:
    """Held by the one window; a second start finds it taken."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Become the one window; False when another process already is."""
        if self._descriptor is not None:
            return True
        descriptor = open_lock(self._path)
        if try_lock(descriptor):
            self._descriptor = descriptor
            return True
        os.close(descriptor)
        return False

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
