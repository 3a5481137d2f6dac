"""Which way is up in a picture, as EXIF says it."""

from __future__ import annotations

import struct

_ORIENTATION, _SHORT = 0x0112, 3
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_ENTRIES_MAX = 1000


def orientation_in(exif: bytes) -> int:
    """Return 1 to 8 as in the EXIF specification; 1, upright, where nothing else is said."""
    order = _ORDERS.get(exif[:4], "")
    if not order:
        return 1
    try:
        (at,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, at)
        for entry in range(min(count, _ENTRIES_MAX)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, at + 2 + 12 * entry)
            if (tag, kind) == (_ORIENTATION, _SHORT):
                return value if 1 <= value <= 8 else 1
    except struct.error:  # it ends too early
        pass
    return 1


def only_orientation(orientation: int) -> bytes:
    """Return a TIFF structure, as EXIF is, that says this and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, orientation, 0)
    return struct.pack(">2sHIH", b"MM", 42, 8, 1) + entry + bytes(4)
