"""Reference pictures, kept once each under their sha256, so that every result is repeatable."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from flux2studio.core.errors import PictureError, StorageError
from flux2studio.core.phrase import phrase
from flux2studio.storage.disk import (
    disk_errors,
    fsync_folder,
    make_folder,
    new_file,
    storage_error,
    sweep,
    temporary,
)

SIZE_MAX = 512 * 2**20

_CHUNK = 2**20
_SHA256 = re.compile(r"[0-9a-f]{64}")


class ReferenceStore:
    """Thread-safe: what is added twice is kept once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add_bytes(self, data: bytes) -> str:
        """Keep a copy of ``data`` and return its sha256."""
        if len(data) > SIZE_MAX:
            raise _too_large("The picture")
        return self._keep(iter((data,)), "The picture")

    def add_file(self, path: Path) -> str:
        """Keep a copy of ``path`` as it is now and return its sha256.

        Raises PictureError when ``path`` is to blame, StorageError when the copy cannot be kept.
        """
        name = f"“{path.name}”"
        try:
            descriptor = os.open(path, _READING)
        except OSError as error:
            raise _unreadable(name, path, error) from error
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise PictureError(
                    phrase("{name} is no file.", name=name), hint="Choose a picture."
                )
            return self._keep(_chunks(descriptor, name, path), name)
        finally:
            os.close(descriptor)

    def path(self, sha256: str) -> Path:
        """Return the kept file. Raises StorageError when there is none."""
        if not self.has(sha256):
            raise StorageError(
                "A reference is no longer there.",
                hint="Drop the picture on its slot again.",
                details=sha256,
            )
        return self._folder / sha256

    def has(self, sha256: str) -> bool:
        return bool(_SHA256.fullmatch(sha256)) and (self._folder / sha256).is_file()

    def _keep(self, chunks: Iterator[bytes], name: str) -> str:
        what = f"{name} could not be kept as a reference"
        with disk_errors(what, self._folder):
            make_folder(self._folder)
            sweep(self._folder)
            part = temporary(self._folder / "incoming")
            try:
                sha256, size = _write(part, chunks)
                self._settle(part, self._folder / sha256, size)
            finally:
                with suppress(FileNotFoundError):
                    part.unlink()
        return sha256

    def _settle(self, part: Path, target: Path, size: int) -> None:
        with suppress(FileNotFoundError):
            if target.stat().st_size == size:  # a shorter one was cut by a power failure
                return
        part.replace(target)
        fsync_folder(self._folder)


_READING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe must not hold us up
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def _write(part: Path, chunks: Iterator[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with new_file(part) as file:
        for chunk in chunks:
            digest.update(chunk)
            size += file.write(chunk)
    return digest.hexdigest(), size


def _chunks(descriptor: int, name: str, path: Path) -> Iterator[bytes]:
    """Read to the end. A file may grow while it is read, or its drive may go."""
    total = 0
    while True:
        try:
            chunk = os.read(descriptor, _CHUNK)
        except OSError as error:
            raise _unreadable(name, path, error) from error
        if not chunk:
            return
        total += len(chunk)
        if total > SIZE_MAX:
            raise _too_large(name)
        yield chunk


def _unreadable(name: str, path: Path, error: OSError) -> PictureError:
    what, details = phrase("{name} cannot be read", name=name), f"{path}: {error}"
    if isinstance(error, PermissionError):
        hint = "Choose another picture, or ask its owner for the right to read it."
        return PictureError(
            phrase("{what}: it is not yours.", what=what), hint=hint, details=details
        )
    said = storage_error(what, path, error)
    return PictureError(str(said), hint=said.hint, details=details)


def _too_large(name: str) -> PictureError:
    return PictureError(
        phrase("{name} is larger than {size_max} MB.", name=name, size_max=SIZE_MAX // 2**20),
        hint="Choose a smaller picture.",
    )
