"""The recipe in a JPEG file: APP10 segments "flux2studio", as many as its length needs."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from flux2studio.imaging.containers import (
    KEYWORD,
    PARTS_MAX,
    RECIPE_BYTES_MAX,
    MalformedError,
    RecipeMissingError,
    read_exactly,
)
from flux2studio.imaging.exif_text import is_our_comment, user_comment
from flux2studio.imaging.exif_turn import only_orientation, orientation_in
from flux2studio.imaging.extras import Extras
from flux2studio.imaging.xmp_picture import merged

_APP0, _APP1, _APP10, _SOS, _EOI, _FILL = 0xE0, 0xE1, 0xEA, 0xDA, 0xD9, 0xFF
_APP2, _APP14, _APP15, _COM = 0xE2, 0xEE, 0xEF, 0xFE  # APP14 says how the colours are coded
_ALONE = frozenset([0x01, *range(0xD0, 0xD9)])  # markers without a length
_PREFIX = KEYWORD + b"\0"
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_ICC = b"ICC_PROFILE\0"
_XMP_MAX = 65_502  # bytes, as Adobe's specification says
_HEAD = struct.Struct(">HH")  # which part, of how many
_PART_MAX = 0xFFFF - 2 - len(_PREFIX) - _HEAD.size


def embed(data: bytes, recipe_json: bytes, extras: Extras | None = None) -> bytes:
    """Insert behind JFIF and EXIF, which must come first, and in front of all else.

    Offsets of a multi-picture index (APP2) count from that index, so they stay right.
    """
    segments = list(_segments(data))
    parts = [_Part(marker, data[start:end]) for marker, start, end in segments]
    parts = [part for part in parts if not _is_ours(part.marker, part.body[: len(_PREFIX)])]
    if extras is not None:
        parts = _with_extras(parts, extras)
    place = _leading(parts, {_APP0, _APP1})
    return b"".join(
        [
            data[:2],
            *(part.data for part in parts[:place]),
            _our_segments(recipe_json),
            *(part.data for part in parts[place:]),
            memoryview(data)[segments[-1][2] :],
        ]
    )


def stripped(data: bytes) -> bytes:
    """Leave out everything that is neither pixels, their colours nor which way is up."""
    segments = list(_segments(data))
    parts = [_Part(marker, data[start:end]) for marker, start, end in segments]
    kept = [part for part in parts if _is_picture(part)]
    exif = next((part.body[len(_EXIF) :] for part in parts if _holds(part, _EXIF)), b"")
    if (orientation := orientation_in(exif)) > 1:
        turned = _app1(_EXIF, only_orientation(orientation))
        kept.insert(_leading(kept, {_APP0}), turned)
    return b"".join([data[:2], *(part.data for part in kept), memoryview(data)[segments[-1][2] :]])


def _is_picture(part: _Part) -> bool:
    if part.marker == _APP2:
        return part.body.startswith(_ICC)
    is_extra = _APP0 < part.marker <= _APP15 and part.marker != _APP14
    return not is_extra and part.marker != _COM


class _Part(NamedTuple):
    marker: int
    data: bytes

    @property
    def body(self) -> bytes:
        return self.data.lstrip(b"\xff")[3:]


def _with_extras(parts: list[_Part], extras: Extras) -> list[_Part]:
    """Add EXIF where there is none, and XMP; into somebody else's goes what it does not say."""
    exif = next((part for part in parts if _holds(part, _EXIF)), None)
    if exif is None or is_our_comment(exif.body[len(_EXIF) :]):
        parts = [part for part in parts if part is not exif]
        place = _leading(parts, {_APP0})
        parts.insert(place, _app1(_EXIF, user_comment(extras.parameters)))
    xmp = next((part for part in parts if _holds(part, _XMP)), None)
    theirs = xmp.body[len(_XMP) :] if xmp else b""
    together = merged(theirs, extras.xmp) if xmp else extras.xmp
    if len(together) > _XMP_MAX or together == theirs:
        return parts
    place = parts.index(xmp) if xmp else _leading(parts, {_APP0, _APP1})
    parts[place : place + bool(xmp)] = [_app1(_XMP, together)]
    return parts


def _holds(part: _Part, start: bytes) -> bool:
    return part.marker == _APP1 and part.body.startswith(start)


def _leading(parts: list[_Part], markers: set[int]) -> int:
    """How many segments at the start are of these kinds."""
    return next((at for at, part in enumerate(parts) if part.marker not in markers), len(parts))


def _app1(start: bytes, body: bytes) -> _Part:
    length = 2 + len(start) + len(body)
    return _Part(_APP1, struct.pack(">BBH", _FILL, _APP1, length) + start + body)


def read(file: BinaryIO) -> bytes:
    parts: dict[int, bytes] = {}
    expected, size = 0, 0
    file.seek(2)
    for _ in range(PARTS_MAX):
        if (marker := _next_marker(file)) in (_SOS, _EOI):
            break
        length = 0 if marker in _ALONE else int.from_bytes(read_exactly(file, 2), "big") - 2
        if length < 0:
            raise MalformedError("a JPEG segment has no length")
        if marker != _APP10:
            file.seek(length, 1)
            continue
        body = read_exactly(file, length)
        if not _is_ours(marker, body[: len(_PREFIX)]):
            continue
        number, expected = _numbers(body)
        parts[number] = body[len(_PREFIX) + _HEAD.size :]
        size += length
        if size > RECIPE_BYTES_MAX or len(parts) == expected:
            break
    return _joined(parts, expected)


def _joined(parts: dict[int, bytes], expected: int) -> bytes:
    if not parts:
        raise RecipeMissingError("no recipe in front of the pixels")
    if sorted(parts) != list(range(1, expected + 1)):
        raise MalformedError(f"{len(parts)} of {expected} parts of the recipe are there")
    return b"".join(parts[number] for number in sorted(parts))


def _numbers(body: bytes) -> tuple[int, int]:
    if len(body) < len(_PREFIX) + _HEAD.size:
        raise MalformedError("a part of the recipe is too short")
    number, expected = _HEAD.unpack_from(body, len(_PREFIX))
    return number, expected


def _next_marker(file: BinaryIO) -> int:
    if read_exactly(file, 1)[0] != _FILL:
        raise MalformedError("no JPEG marker where one must be")
    marker = _FILL
    while marker == _FILL:
        marker = read_exactly(file, 1)[0]
    return marker


def _is_ours(marker: int, start: bytes) -> bool:
    return marker == _APP10 and start == _PREFIX


def _our_segments(recipe_json: bytes) -> bytes:
    pieces = [recipe_json[at : at + _PART_MAX] for at in range(0, len(recipe_json), _PART_MAX)]
    return b"".join(
        struct.pack(">BBH", _FILL, _APP10, 2 + len(_PREFIX) + _HEAD.size + len(piece))
        + _PREFIX
        + _HEAD.pack(number, max(1, len(pieces)))
        + piece
        for number, piece in enumerate(pieces or [b""], start=1)
    )


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield each segment's marker, start and end, up to and with the first scan's header."""
    at, marker = 2, 0
    while marker != _SOS:
        start = at
        while data[at : at + 2] == b"\xff\xff":  # fill bytes
            at += 1
        if at + 4 > len(data) or data[at] != _FILL:
            raise MalformedError("JPEG without a picture")
        marker = data[at + 1]
        at += 2 if marker in _ALONE else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if at > len(data):
            raise MalformedError("a JPEG segment ends behind the file")
        yield marker, start, at
