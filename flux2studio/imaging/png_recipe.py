"""The recipe in a PNG file: an iTXt chunk "flux2studio" in front of the pixels."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from flux2studio.imaging.containers import (
    KEYWORD,
    PARTS_MAX,
    MalformedError,
    RecipeMissingError,
    read_exactly,
)

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Keyword, uncompressed, no language, no translated keyword; the rest is UTF-8.
_PREFIX = KEYWORD + b"\0\0\0\0\0"


def embed(data: bytes, recipe_json: bytes) -> bytes:
    text = _PREFIX + recipe_json
    chunk = struct.pack(">I4s", len(text), b"iTXt") + text
    chunk += struct.pack(">I", zlib.crc32(chunk[4:]))
    parts, has_pixels = [_SIGNATURE], False
    for kind, start, end in _chunks(data):
        if kind == b"IDAT" and not has_pixels:
            parts.append(chunk)
            has_pixels = True
        if not _is_ours(kind, data[start + 8 : start + 8 + len(_PREFIX)]):
            parts.append(data[start:end])
        if kind == b"IEND":
            parts.append(data[end:])
    if not has_pixels:
        raise MalformedError("PNG without pixels")
    return b"".join(parts)


def read(file: BinaryIO) -> bytes:
    file.seek(len(_SIGNATURE))
    for _ in range(PARTS_MAX):
        length, kind = struct.unpack(">I4s", read_exactly(file, 8))
        if kind in (b"IDAT", b"IEND"):
            raise RecipeMissingError("no recipe in front of the pixels")
        if kind != b"iTXt" or length < len(_PREFIX):
            file.seek(length + 4, 1)
            continue
        start = read_exactly(file, len(_PREFIX))
        if _is_ours(kind, start):
            return _checked(file, start, length - len(start))
        file.seek(length - len(start) + 4, 1)
    raise MalformedError("too many PNG chunks")


def _checked(file: BinaryIO, start: bytes, length: int) -> bytes:
    text = read_exactly(file, length)
    if zlib.crc32(text, zlib.crc32(b"iTXt" + start)) != int.from_bytes(file.read(4), "big"):
        raise MalformedError("wrong checksum in the recipe")
    return text


def _is_ours(kind: bytes, start: bytes) -> bool:
    return kind == b"iTXt" and start == _PREFIX


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each chunk's kind, start and end, up to IEND."""
    at, kind = len(_SIGNATURE), b""
    while kind != b"IEND":
        if at + 12 > len(data):
            raise MalformedError("PNG without an end")
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise MalformedError("a PNG chunk ends behind the file")
        yield kind, at, end
        at = end
