"""Whether a picture file is all there: decoders alone are too kind to cut and flipped bytes."""

from __future__ import annotations

import re
import struct
import zlib

from flux2studio.imaging.problems import cut_off, damaged

_PNG_START = 8
_JPEG_ALONE = frozenset([0x01, *range(0xD0, 0xD9)])  # markers without a length
_JPEG_NEXT_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
_SOS, _EOI = 0xDA, 0xD9


def check_complete(data: bytes, form: str, name: str) -> None:
    """Raise PictureError when ``data`` ends too early or a checksum is wrong.

    The formats not named here have no trailer; their decoders notice a missing part.
    """
    if form == "png":
        _check_png(data, name)
    elif form == "jpeg":
        _check_jpeg(data, name)
    elif form == "webp":
        _check_webp(data, name)


def _check_png(data: bytes, name: str) -> None:
    view, at = memoryview(data), _PNG_START
    while True:
        if at + 12 > len(data):
            raise cut_off(name, details="PNG without an IEND chunk")
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise cut_off(name, details=f"the PNG chunk {kind!r} ends behind the file")
        if zlib.crc32(view[at + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]:
            raise damaged(name, details=f"wrong checksum in the PNG chunk {kind!r}")
        if kind == b"IEND":
            return
        at = end


def _check_jpeg(data: bytes, name: str) -> None:
    at = 2
    while found := _JPEG_NEXT_MARKER.search(data, at):
        marker, at = found[1][0], found.end()
        if marker == _EOI:
            return
        if marker not in _JPEG_ALONE:
            at += int.from_bytes(data[at : at + 2], "big")
    raise cut_off(name, details="JPEG without an end marker")


def _check_webp(data: bytes, name: str) -> None:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise cut_off(name, details="the WebP file is shorter than its header says")
    at, has_pixels = 12, False
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, at)
        has_pixels = has_pixels or kind in (b"VP8 ", b"VP8L", b"ANMF")
        at += 8 + length + length % 2
        if at > end + 1:  # an odd last chunk may lack its padding
            raise damaged(name, details=f"the WebP chunk {kind!r} ends behind the file")
    if not has_pixels:
        raise cut_off(name, details="WebP without a picture")
