"""The albums and folders of the history in a file among the pictures, from where they come back.

Which picture is in which album stands beside the pictures; the empty and the smart albums, their
order and the folders of other programs stand here alone.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from flux2studio.core.history import Album
from flux2studio.storage.disk import disk_errors, keep_aside, replace_file

_BYTES_MAX = 64 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class AlbumRecord:
    """``roots`` are folders with the tool whose pictures lie there."""

    albums: tuple[Album, ...] = ()
    roots: tuple[tuple[str, str], ...] = ()
    version: int = 1


def album_file(pictures: Path) -> Path:
    """Return where the file is in a pictures folder."""
    return pictures / ".flux2studio" / "history.json"


def encode_record(record: AlbumRecord) -> bytes:
    """Return the file's bytes."""
    return msgspec.json.format(msgspec.json.encode(record), indent=1)


def read_bytes(pictures: Path) -> bytes:
    """Return the file as it is, empty when there is none. Raises StorageError."""
    place = album_file(pictures)
    with disk_errors("The list of albums could not be read", place):
        try:
            with place.open("rb") as file:
                return file.read(_BYTES_MAX)
        except FileNotFoundError:
            return b""


def decode_record(data: bytes) -> AlbumRecord | None:
    """Return what the bytes say, None when they say nothing that can be understood."""
    with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return msgspec.json.decode(data, type=AlbumRecord)
    return None


def write_record(pictures: Path, data: bytes, before: bytes) -> None:
    """Put the file in the place of ``before``; what cannot be understood is kept aside.

    Raises StorageError. Only a pictures folder that is there gets one.
    """
    place = album_file(pictures)
    if before and decode_record(before) is None:
        keep_aside(place)
    replace_file(place, data)
