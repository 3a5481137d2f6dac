"""Writing so that a crash or a full disk leaves the old file or the new one, never half of it."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from flux2studio.core.errors import StorageError
from flux2studio.core.phrase import Phrase, phrase

STALE_S = 3600.0  # a temporary file this old was left by a crash

_NEW_FILE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)

_CAUSES = {
    errno.ENOSPC: (phrase("the disk is full"), "Free some space on it, then try again."),
    errno.EDQUOT: (
        phrase("your share of this disk is used up"),
        "Delete something, then try again.",
    ),
    errno.EFBIG: (
        phrase("the disk takes no file of this size"),
        "Choose a folder on another disk.",
    ),
    errno.EROFS: (phrase("the disk is read-only"), "Choose another folder in the settings."),
    errno.EACCES: (phrase("you may not write there"), "Choose another folder in the settings."),
    errno.EPERM: (phrase("you may not write there"), "Choose another folder in the settings."),
    errno.EIO: (phrase("the disk reports an error"), "Check the disk, or choose another folder."),
    errno.ENOENT: (phrase("it is not there"), "If it is on a drive, connect it, then try again."),
    errno.ENODEV: (phrase("the drive is gone"), "Connect it, then try again."),
    errno.ENXIO: (phrase("the drive is gone"), "Connect it, then try again."),
    errno.ENOTDIR: (
        phrase("a part of its path is no folder"),
        "Choose another folder in the settings.",
    ),
    errno.EISDIR: (phrase("it is a folder"), "Choose a file."),
    errno.ENAMETOOLONG: (phrase("its path is too long"), "Choose a folder with a shorter path."),
    errno.ELOOP: (phrase("a link on its path leads nowhere"), "Choose the real file or folder."),
    errno.EMFILE: (phrase("too many files are open"), "Close something, then try again."),
    errno.ENFILE: (phrase("too many files are open"), "Close something, then try again."),
}

# What a disk without hard links answers (FAT, some network drives, Android).
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS, errno.EINVAL}


def storage_error(what: str, path: Path, error: OSError) -> StorageError:
    """Say why the disk refused. ``what`` is the start of the sentence: "x could not be saved"."""
    plain = ((error.strerror or phrase("the disk refuses")), "Try again, or choose another folder.")
    cause, hint = _CAUSES.get(error.errno or 0, plain)
    return StorageError(
        phrase("{what}: {cause}.", what=_as_phrase(what), cause=cause),
        hint=hint,
        details=f"{path}: {error}",
    )


def _as_phrase(what: str) -> Phrase:
    return what if isinstance(what, Phrase) else Phrase(what)


@contextmanager
def disk_errors(what: str, path: Path) -> Generator[None, None, None]:
    """Turn what the disk refuses inside this block into a StorageError."""
    try:
        yield
    except OSError as error:
        raise storage_error(what, path, error) from error


@contextmanager
def new_file(path: Path, mode: int = 0o666) -> Generator[BinaryIO, None, None]:
    """Write a file that must not exist yet; flushed to the disk at the end, or none is left."""
    descriptor = os.open(path, _NEW_FILE, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def write_new(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write a file that must not exist yet, whole and flushed, or leave none behind."""
    with new_file(path, mode) as file:
        file.write(data)


def fsync_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut; Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network drives cannot
            raise
    finally:
        os.close(descriptor)


def is_file(path: Path) -> bool:
    """Whether a file is there for us: a closed folder has none, nor a drive that gives errors."""
    with suppress(OSError, ValueError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """The same of a folder."""
    with suppress(OSError, ValueError):
        return path.is_dir()
    return False


def nearest_folder(folder: Path) -> Path:
    """Return the nearest of ``folder`` and those above it that is there."""
    return next(
        each for each in (folder, *folder.parents) if is_folder(each) or each == each.parent
    )


def make_folder(folder: Path) -> None:
    """Create ``folder`` with its parents, durably."""
    missing = [folder, *folder.parents]
    missing = [parent for parent in missing if not parent.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        fsync_folder(made.parent)


def temporary(target: Path) -> Path:
    """Return a hidden name beside ``target`` that no other writer uses."""
    return target.with_name(f".{target.name}.{uuid4().hex}.part")


def free_bytes(folder: Path) -> int | None:
    """Return the room on the disk of ``folder``, None where the disk does not tell."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def sweep(folder: Path, pattern: str = ".*.part") -> None:
    """Remove the temporary files that a crash left in ``folder`` long ago."""
    with suppress(OSError):
        for path in folder.glob(pattern):
            if time.time() - path.stat().st_mtime > STALE_S:
                path.unlink(missing_ok=True)


def link_new(part: Path, target: Path) -> None:
    """Give ``part`` the name ``target``. Raises FileExistsError when that is taken."""
    try:
        os.link(part, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError as error:
        beside = error.errno == errno.EXDEV and part.parent == target.parent
        if error.errno not in _NO_LINKS and not beside:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "File exists", str(target)) from error
        part.rename(target)
        return
    try:
        part.unlink()
    except OSError:
        target.unlink()  # it keeps the name that it cannot lose
        raise


def replace_file(target: Path, data: bytes, *, private: bool = False) -> None:
    """Put ``data`` in the place of ``target`` in one step. Raises StorageError."""
    with disk_errors(phrase("“{target}” could not be saved", target=target.name), target):
        make_folder(target.parent)
        sweep(target.parent, f".{target.name}.*.part")
        part = temporary(target)
        write_new(part, data, 0o600 if private else 0o666)
        try:
            part.replace(target)
        except OSError:
            with suppress(OSError):
                part.unlink()
            raise
        fsync_folder(target.parent)


def keep_aside(path: Path) -> Path:
    """Rename a damaged file to ``<name>.damaged-<time>``, replacing nothing; return its place."""
    stem = f"{path.name}.damaged-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    place, number = path.with_name(stem), 1
    while os.path.lexists(place):
        number += 1
        place = path.with_name(f"{stem}-{number}")
    with disk_errors(phrase("The damaged “{path}” could not be moved aside", path=path.name), path):
        path.rename(place)
        fsync_folder(path.parent)
    return place
