"""Locks of the operating system: they end with the process, however it ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from flux2studio.core.errors import StorageError
from flux2studio.storage.disk import make_folder, storage_error

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int, *, wait: bool) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

    def _look(descriptor: int) -> None:
        _take(descriptor, wait=False)  # there are no shared locks

    def _give(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))

    def _look(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def _give(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def open_lock(path: Path) -> int:
    """Return a descriptor of the lock file, made when it is missing. Raises StorageError."""
    try:
        make_folder(path.parent)
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise _unusable(path, error) from error


def try_lock(descriptor: int) -> bool:
    """Take the lock without waiting; False when another descriptor holds it."""
    return _worked(lambda: _take(descriptor, wait=False))


def unlock(descriptor: int) -> None:
    """Give back a lock that was taken; the descriptor stays open."""
    with suppress(OSError):
        _give(descriptor)


def is_held(descriptor: int) -> bool:
    """Whether another descriptor holds the lock. Those that only look do not see each other."""
    return not _worked(lambda: _look(descriptor))


def _worked(act: Callable[[], None]) -> bool:
    try:
        act()
    except (BlockingIOError, PermissionError):  # Unix and Windows say it differently
        return False
    except OSError as error:
        raise _unsupported(error) from error
    return True


@contextmanager
def locked(path: Path) -> Generator[None, None, None]:
    """Let one process at a time into this block."""
    descriptor = open_lock(path)
    try:
        try:
            _take(descriptor, wait=True)
        except OSError as error:
            raise _unsupported(error) from error
        yield
    finally:
        os.close(descriptor)


def _unusable(path: Path, error: OSError) -> StorageError:
    said = storage_error("The data folder cannot be used", path, error)
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE}:
        return said
    return StorageError(
        str(said),
        hint="See that it is there and yours, or set FLUX2STUDIO_HOME to another folder.",
        details=said.details,
    )


def _unsupported(error: OSError) -> StorageError:
    return StorageError(
        "The disk of the data folder knows no locks, which two windows at once would need.",
        hint="Set FLUX2STUDIO_HOME to a folder on a local disk.",
        details=str(error),
    )
