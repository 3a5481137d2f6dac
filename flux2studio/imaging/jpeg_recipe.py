"""The recipe in a JPEG file: APP10 segments "flux2studio", as many as its length needs."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from flux2studio.imaging.containers import (
    KEYWORD,
    PARTS_MAX,
    RECIPE_BYTES_MAX,
    MalformedError,
    RecipeMissingError,
    read_exactly,
)

_APP0, _APP1, _APP10, _SOS, _EOI, _FILL = 0xE0, 0xE1, 0xEA, 0xDA, 0xD9, 0xFF
_ALONE = frozenset([0x01, *range(0xD0, 0xD9)])  # markers without a length
_PREFIX = KEYWORD + b"\0"
_HEAD = struct.Struct(">HH")  # which part, of how many
_PART_MAX = 0xFFFF - 2 - len(_PREFIX) - _HEAD.size


def embed(data: bytes, recipe_json: bytes) -> bytes:
    """Insert behind JFIF and EXIF, which must come first, and in front of all else.

    Offsets of a multi-picture index (APP2) count from that index, so they stay right.
    """
    parts, at, placed = [data[:2]], 2, False
    for marker, start, end in _segments(data):
        if marker not in (_APP0, _APP1) and not placed:
            parts.append(_our_segments(recipe_json))
            placed = True
        if not _is_ours(marker, data[start + 4 : start + 4 + len(_PREFIX)]):
            parts.append(data[start:end])
        at = end
    return b"".join([*parts, data[at:]])


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
