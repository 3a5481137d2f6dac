"""Open picture files without ever hanging on, or reading endlessly from, what is no file."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from flux2studio.core.errors import PictureError
from flux2studio.core.phrase import phrase
from flux2studio.imaging.formats import FILE_BYTES_MAX
from flux2studio.imaging.problems import empty, shown, too_many_bytes

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_regular(path: Path, name: str = "", buffering: int = 16384) -> BinaryIO:
    """Open a real file for reading; folders, pipes and devices raise PictureError."""
    name = name or path.name
    try:
        descriptor = os.open(path, _FLAGS | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _not_opened(path, name, error) from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise _no_file(name, is_folder=stat.S_ISDIR(mode))
    return os.fdopen(descriptor, "rb", buffering=buffering)


def read_regular(path: Path, name: str = "", limit: int = FILE_BYTES_MAX) -> bytes:
    """Return all bytes of a real file of at most ``limit`` bytes."""
    name = name or path.name
    with open_regular(path, name) as file:
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise _not_opened(path, name, error) from error
    if not data:
        raise empty(name)
    if len(data) > limit:
        raise too_many_bytes(name, limit)
    return data


def _not_opened(path: Path, name: str, error: OSError | ValueError) -> PictureError:
    if isinstance(error, FileNotFoundError):
        return PictureError(
            phrase("{name} is not there any more.", name=shown(name)), hint="Choose it again."
        )
    if os.name == "nt" and path.is_dir():
        return _no_file(name, is_folder=True)
    return PictureError(
        phrase("{name} cannot be opened.", name=shown(name)),
        hint="Check that you may read it and that its drive is connected.",
        details=str(error),
    )


def _no_file(name: str, *, is_folder: bool) -> PictureError:
    if is_folder:
        return PictureError(
            phrase("{name} is a folder.", name=shown(name)), hint="Choose a picture inside it."
        )
    return PictureError(
        phrase("{name} is not a file.", name=shown(name)), hint="Choose a picture file."
    )
