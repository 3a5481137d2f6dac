"""Giving a file another name on its disk in one step, never in the place of another file."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path

from flux2studio.storage.disk import link_new

# What a disk or a system that cannot do it in one step answers.
_CANNOT = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM}


def rename_new(source: Path, target: Path) -> None:
    """Raises FileExistsError when ``target`` is there, OSError when the disk refuses.

    Where the disk can, a crash leaves the file under one of the two names; elsewhere it may leave
    it under both. macOS and Windows were not tried.
    """
    if sys.platform == "win32":
        source.rename(target)  # which refuses a name that is taken
        return
    number = _rename(os.fsencode(source), os.fsencode(target))
    if number in _CANNOT:
        link_new(source, target)
    elif number:
        raise OSError(number, os.strerror(number), str(source), None, str(target))


def folded(name: str) -> str:
    """Return what is the same for all names that one disk or another takes for one."""
    return unicodedata.normalize("NFC", name).casefold()


def is_one_name(first: Path, second: Path) -> bool:
    """Whether both are the same file under the same name, which the disk spells in two ways."""
    with suppress(OSError):
        is_alike = folded(first.name) == folded(second.name)
        return is_alike and first.samefile(second) and first.parent.samefile(second.parent)
    return False


def has_both_names(first: Path, second: Path) -> bool:
    """Whether one file has two names, so that one of them can go and it is still there."""
    with suppress(OSError):
        is_linked = first.stat(follow_symlinks=False).st_nlink > 1
        return is_linked and first.samefile(second) and not is_one_name(first, second)
    return False


def _rename(source: bytes, target: bytes) -> int:
    """Return the number of the error, 0 when it worked."""
    system = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        name, arguments = "renamex_np", (source, target, 0x4)  # RENAME_EXCL
    else:
        at = -100  # AT_FDCWD: paths begin where the process is
        name, arguments = "renameat2", (at, source, at, target, 0x1)  # RENAME_NOREPLACE
    call = getattr(system, name, None)
    if call is None:
        return errno.ENOSYS
    return ctypes.get_errno() if call(*arguments) else 0
