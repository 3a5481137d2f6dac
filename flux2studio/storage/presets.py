"""The artist's presets: one small file, written anew in one step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from flux2studio.core.errors import StorageError
from flux2studio.core.phrase import phrase
from flux2studio.core.preset_file import FILE_MAX
from flux2studio.core.presets import Preset, PresetError
from flux2studio.storage.disk import disk_errors, keep_aside, replace_file

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """``presets`` in the artist's order; ``hidden`` are ids of shipped ones that he removed."""

    presets: tuple[Preset, ...] = ()
    hidden: tuple[str, ...] = ()
    version: int = VERSION


class PresetStore:
    """Blocking. A write that is cut short leaves the file before it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Kept:
        """Return what is kept; a file that cannot be read is kept aside.

        Raises StorageError when the disk refuses, and for a file of a newer version.
        """
        with disk_errors("The presets cannot be read", self._path):
            try:
                data = self._path.read_bytes()
            except FileNotFoundError:
                return Kept()
        try:
            kept = msgspec.json.decode(data, type=Kept)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            keep_aside(self._path)
            return Kept()
        if kept.version > VERSION:
            raise StorageError(
                "The presets were written by a newer version of flux2studio.",
                hint="Update flux2studio to use and change them.",
            )
        return kept

    def save(self, kept: Kept) -> None:
        """Write all in one step. Raises StorageError."""
        replace_file(self._path, msgspec.json.encode(kept))


def read_foreign(path: Path) -> bytes:
    """Return the bytes of a file of anybody's; one byte more than is taken says it is too large.

    Raises PresetError for a folder or a device, and StorageError when the disk refuses.
    """
    with disk_errors(phrase("“{path}” cannot be read", path=path.name), path):
        if not path.is_file():
            raise PresetError("This is no file of presets.", hint="Choose a .json file.")
        with path.open("rb") as file:
            return file.read(FILE_MAX + 1)


def write_foreign(path: Path, data: bytes) -> None:
    """Put an exported file where the artist chose, in one step. Raises StorageError."""
    replace_file(path, data)
