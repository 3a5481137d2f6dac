"""XMP files beside pictures: marks outlive the database, and other programs see them."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from flux2studio.core.history import ALBUM_DEPTH_MAX, Album, Entry, Marks
from flux2studio.core.phrase import phrase
from flux2studio.imaging.containers import MalformedError
from flux2studio.imaging.xmp import write_marks
from flux2studio.imaging.xmp_read import Sidecar, read_marks
from flux2studio.imaging.xmp_tree import PACKET_BYTES_MAX
from flux2studio.storage.disk import disk_errors, keep_aside, replace_file

SUFFIX = ".xmp"
NAME_BYTES_MAX = 200  # of 255: beside the picture there are files with more in their names

_CUT_BYTES = 170

_READING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe must not hold us up
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def sidecar_path(picture: Path) -> Path:
    """Return where the marks of ``picture`` are written: "fox.png.xmp", as darktable does.

    "fox.png" and "fox.jpg" then never share one. A name that leaves no room for more is cut.
    """
    name = os.fsencode(picture.name)
    if len(name) <= NAME_BYTES_MAX:
        return picture.with_name(picture.name + SUFFIX)
    start = name[:_CUT_BYTES].decode("utf-8", "ignore")
    return picture.with_name(f"{start}~{blake2b(name, digest_size=8).hexdigest()}{SUFFIX}")


def read(picture: Path) -> tuple[Sidecar | None, int]:
    """Return what stands beside ``picture`` and the file's time of change in ns, 0 without one.

    Lightroom's "fox.xmp" is read where there is no "fox.png.xmp". Raises OSError only when a
    file that is there cannot be read.
    """
    found = _bytes(sidecar_path(picture)) or _bytes(picture.with_suffix(SUFFIX))
    return (read_marks(found[0]), found[1]) if found else (None, 0)


def write(picture: Path, entry: Entry, album_paths: Sequence[str]) -> int:
    """Write the marks of ``entry`` beside its picture; return the file's time of change in ns.

    What other programs wrote there stays; a file that is no XMP is kept aside first. Without
    marks no new file is made, and 0 is returned. Raises StorageError.
    """
    place, marks = sidecar_path(picture), entry.marks
    with disk_errors(phrase("“{place}” could not be read", place=place.name), place):
        found = _bytes(place)
        if found is None and marks == Marks():
            return 0
        if found is None:  # begun by Lightroom: what it says goes on in ours
            found = _bytes(picture.with_suffix(SUFFIX))
    sidecar = Sidecar(id=entry.id, marks=marks, albums=tuple(sorted(album_paths)))
    replace_file(place, _written(place, sidecar, found[0] if found else b""))
    with disk_errors(phrase("“{place}” could not be read", place=place.name), place):
        return place.stat().st_mtime_ns


def album_path(albums: Mapping[str, Album], album_id: str) -> str:
    """Return the names from the top of the tree down to an album, parted by slashes.

    Empty when it is not among ``albums``, by their ids.
    """
    names: list[str] = []
    while album_id in albums and len(names) < ALBUM_DEPTH_MAX:
        album = albums[album_id]
        names.append(album.name.replace("/", "\u2215"))
        album_id = album.parent
    return "/".join(reversed(names))


def _written(place: Path, sidecar: Sidecar, before: bytes) -> bytes:
    try:
        return write_marks(sidecar, before)
    except MalformedError:
        if os.path.lexists(place):
            keep_aside(place)
        return write_marks(sidecar)


def _bytes(path: Path) -> tuple[bytes, int] | None:
    """What a file holds, up to more than a packet may, and when it changed; None without one."""
    try:
        descriptor = os.open(path, _READING)
    except FileNotFoundError:
        return None
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return None
        with os.fdopen(os.dup(descriptor), "rb") as file:
            return file.read(PACKET_BYTES_MAX + 1), found.st_mtime_ns
    finally:
        os.close(descriptor)
