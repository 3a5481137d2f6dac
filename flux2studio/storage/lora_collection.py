"""The folder where the artist's LoRAs are downloaded to, under names that say what they are."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.digest import file_sha256
from flux2studio.core.errors import LoraError, StorageError
from flux2studio.core.model_files import gigabytes
from flux2studio.core.phrase import phrase
from flux2studio.storage.disk import disk_errors, free_bytes, fsync_folder, link_new, make_folder
from flux2studio.storage.locks import open_lock, try_lock

INCOMING = ".incoming"

_STALE_S = 60 * 86400  # a part this old is not gone on with
_NAME_MAX = 80  # letters; of which each may take four bytes
_UNSAFE = re.compile(r"[^\w.+()\[\] -]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_ENDING = ".safetensors"


class LoraCollection:
    """``folder`` is asked at each use, so that the setting counts at once.

    What is on its way lies in a hidden folder in it. A file gets its name once it is whole and
    checked, and no file is ever written over. ``margin_bytes`` stay free on the disk.
    """

    def __init__(self, folder: Callable[[], Path], margin_bytes: int = 2**28) -> None:
        self._folder = folder
        self._margin = margin_bytes

    @property
    def folder(self) -> Path:
        return self._folder()

    @contextmanager
    def turn(self, origin: str, name: str) -> Generator[Path, None, None]:
        """Yield where the file from ``origin`` lies on its way, the same place at each try.

        Of all running instances one at a time is let in; raises LoraError when another one is.
        """
        folder = self._folder() / INCOMING
        key = hashlib.sha256(origin.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        descriptor = _open_lock(folder / f"{key}.lock")
        try:
            if not try_lock(descriptor):
                raise LoraError(
                    phrase("“{name}” is already being downloaded.", name=name),
                    hint="Wait for it to end; another window of flux2studio may be at it.",
                    field="loras",
                )
            _sweep(folder)
            yield folder / key
        finally:
            os.close(descriptor)

    def check_room(self, size: int, incoming: Path, name: str) -> None:
        """Raise StorageError when ``size`` bytes do not fit; what is here of them counts."""
        with suppress(OSError):
            size -= incoming.with_name(incoming.name + ".part").stat().st_size
        free = free_bytes(incoming.parent)
        if free is None or size <= 0 or size + self._margin <= free:
            return
        raise StorageError(
            phrase(
                "“{name}” needs {size} more, and the disk of its folder has {size_2} free.",
                name=name,
                size=gigabytes(size),
                size_2=gigabytes(free),
            ),
            hint=phrase(
                "Free {size}, or choose another folder for LoRAs in the settings.",
                size=gigabytes(size + self._margin - free),
            ),
            field="loras_folder",
            details=str(self._folder()),
        )

    def find(self, name: str, sha256: str, control: RunControl) -> Path | None:
        """Return the file that ``keep`` would give that name and content, if it is there."""
        for target in islice(_names(self._folder(), safe_stem(name), sha256), 2):
            with suppress(OSError):
                if _is_file(target) and file_sha256(target, control) == sha256:
                    return target
        return None

    def keep(self, incoming: Path, name: str, sha256: str, control: RunControl) -> Path:
        """Give a whole, checked file a name like ``name``; where it is there already, use that."""
        folder = self._folder()
        with disk_errors(phrase("“{name}” could not be put in its place", name=name), folder):
            make_folder(folder)
            for target in _names(folder, safe_stem(name), sha256):
                try:
                    link_new(incoming, target)
                except FileExistsError:
                    if not _is_same(target, incoming, sha256, control):
                        continue
                    incoming.unlink()
                fsync_folder(folder)
                return target
        raise AssertionError("there is always a free name")


def safe_stem(name: str) -> str:
    """Return a name for a file on any disk, from what a stranger called it; never a path."""
    last = re.split(r"[/\\]", name.removesuffix(_ENDING))[-1]
    stem = " ".join(_UNSAFE.sub("-", last).split())[:_NAME_MAX].strip(" .-")
    return f"lora-{stem}" if not stem or _RESERVED.match(stem) else stem


def _names(folder: Path, stem: str, sha256: str) -> Iterator[Path]:
    yield folder / f"{stem}{_ENDING}"
    yield folder / f"{stem}-{sha256[:8]}{_ENDING}"
    number = 1
    while True:
        number += 1
        yield folder / f"{stem}-{sha256[:8]}-{number}{_ENDING}"


def _is_same(target: Path, incoming: Path, sha256: str, control: RunControl) -> bool:
    is_long = _is_file(target) and target.stat().st_size == incoming.stat().st_size
    return is_long and file_sha256(target, control) == sha256


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _sweep(folder: Path) -> None:
    for path in folder.glob("*"):
        with suppress(OSError):
            if path.suffix != ".lock" and time.time() - path.stat().st_mtime > _STALE_S:
                path.unlink()


def _open_lock(path: Path) -> int:
    try:
        return open_lock(path)
    except StorageError as error:
        raise StorageError(
            "The folder for LoRAs cannot be used.",
            hint="See that it is there and yours, or choose another one in the settings.",
            field="loras_folder",
            details=error.details,
        ) from error
