"""The recipe in a WebP file: a chunk "F2ST" behind the picture, where foreign ones belong."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from flux2studio.imaging.containers import (
    PARTS_MAX,
    MalformedError,
    RecipeMissingError,
    read_exactly,
)
from flux2studio.imaging.exif_text import is_our_comment, user_comment
from flux2studio.imaging.extras import Extras
from flux2studio.imaging.xmp_picture import merged

_OURS = b"F2ST"
_EXIF, _XMP = b"EXIF", b"XMP "
_PICTURE = (b"VP8 ", b"VP8L", b"ALPH", b"ANMF")
_ALPHA_FLAG, _EXIF_FLAG, _XMP_FLAG = 0x10, 0x08, 0x04
_VP8_START_CODE = b"\x9d\x01\x2a"
_VP8L_SIGNATURE = 0x2F
_SIDE_MASK = 0x3FFF


def embed(data: bytes, recipe_json: bytes, extras: Extras | None = None) -> bytes:
    rest = memoryview(data)[8 + int.from_bytes(data[4:8], "little") :]
    chunks = [data[start:end] for kind, start, end in _chunks(data) if kind != _OURS]
    if not chunks:
        raise MalformedError("WebP without a picture")
    if not chunks[0].startswith(b"VP8X"):
        chunks.insert(0, _extended_header(chunks[0]))
    if extras is not None:
        chunks = _with_extras(chunks, extras)
    chunks.append(_chunk(_OURS, recipe_json))
    return _file(chunks) + rest


def _file(chunks: list[bytes]) -> bytes:
    size = 4 + sum(len(chunk) + len(chunk) % 2 for chunk in chunks)
    head = b"RIFF" + struct.pack("<I", size) + b"WEBP"
    padded = (piece for chunk in chunks for piece in (chunk, b"\0" * (len(chunk) % 2)))
    return b"".join([head, *padded])


def stripped(data: bytes) -> bytes:
    """Leave out everything that is neither pixels nor their colours."""
    kinds = (*_PICTURE, b"VP8X", b"ANIM", b"ICCP")
    chunks = [data[start:end] for kind, start, end in _chunks(data) if kind in kinds]
    if not chunks:
        raise MalformedError("WebP without a picture")
    if chunks[0].startswith(b"VP8X"):
        flags = chunks[0][8] & ~(_EXIF_FLAG | _XMP_FLAG)
        chunks[0] = chunks[0][:8] + bytes([flags]) + chunks[0][9:]
    return _file(chunks)


def _with_extras(chunks: list[bytes], extras: Extras) -> list[bytes]:
    """Add EXIF and XMP behind the picture, where the format wants them, and say so in front."""
    exif = next((chunk for chunk in chunks if chunk.startswith(_EXIF)), None)
    if exif is None or is_our_comment(exif[8:]):
        chunks = [chunk for chunk in chunks if chunk is not exif]
        body = user_comment(extras.parameters)
        chunks.insert(_behind(chunks, _PICTURE), _chunk(_EXIF, body))
    xmp = next((chunk for chunk in chunks if chunk.startswith(_XMP)), None)
    place = chunks.index(xmp) if xmp else _behind(chunks, (*_PICTURE, _EXIF))
    body = merged(xmp[8:], extras.xmp) if xmp else extras.xmp
    chunks[place : place + bool(xmp)] = [_chunk(_XMP, body)]
    flags = chunks[0][8] | _EXIF_FLAG | _XMP_FLAG
    return [chunks[0][:8] + bytes([flags]) + chunks[0][9:], *chunks[1:]]


def _behind(chunks: list[bytes], kinds: tuple[bytes, ...]) -> int:
    return 1 + max(at for at, chunk in enumerate(chunks) if at == 0 or chunk.startswith(kinds))


def read(file: BinaryIO) -> bytes:
    end = 8 + int.from_bytes(read_exactly(file, 8)[4:], "little")
    at = 12
    for _ in range(PARTS_MAX):
        if at + 8 > end:
            break
        file.seek(at)
        kind, length = struct.unpack("<4sI", read_exactly(file, 8))
        if kind == _OURS:
            return read_exactly(file, length)
        at += 8 + length + length % 2
    raise RecipeMissingError("no recipe chunk")


def _extended_header(picture: bytes) -> bytes:
    """Make the VP8X chunk that a file with more than one chunk must begin with."""
    if picture.startswith(b"VP8 ") and picture[11:14] == _VP8_START_CODE:
        width, height = struct.unpack_from("<HH", picture, 14)
        flags, width, height = 0, width & _SIDE_MASK, height & _SIDE_MASK
    elif picture.startswith(b"VP8L") and len(picture) >= 13 and picture[8] == _VP8L_SIGNATURE:
        bits = int.from_bytes(picture[9:13], "little")
        width, height = (bits & _SIDE_MASK) + 1, (bits >> 14 & _SIDE_MASK) + 1
        flags = _ALPHA_FLAG if bits >> 28 & 1 else 0
    else:
        raise MalformedError("WebP that does not begin with its picture")
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return _chunk(b"VP8X", bytes([flags, 0, 0, 0]) + sides)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each chunk's kind, start and end without its padding."""
    at, file_end = 12, 8 + int.from_bytes(data[4:8], "little")
    if file_end > len(data):
        raise MalformedError("WebP shorter than its header says")
    while at + 8 <= file_end:
        kind, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length
        if end > file_end:
            raise MalformedError("a WebP chunk ends behind the file")
        yield kind, at, end
        at = end + length % 2
