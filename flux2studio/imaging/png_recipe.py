"""The recipe in a PNG file: an iTXt chunk "flux2studio" in front of the pixels."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from flux2studio.imaging.a1111_text import is_ours
from flux2studio.imaging.containers import (
    KEYWORD,
    PARTS_MAX,
    MalformedError,
    RecipeMissingError,
    read_exactly,
)
from flux2studio.imaging.extras import Extras
from flux2studio.imaging.xmp_picture import merged

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Keyword, uncompressed, no language, no translated keyword; the rest is UTF-8.
_PLAIN = bytes(5)
_PREFIX = KEYWORD + _PLAIN
_PARAMETERS, _XMP = b"parameters", b"XML:com.adobe.xmp"

# What a reader must know to show the pixels right, and the frames of a moving picture.
_PICTURE = frozenset(b"tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs acTL fcTL fdAT".split())

Chunk = tuple[bytes, int, int]  # kind, start and end


def embed(data: bytes, recipe_json: bytes, extras: Extras | None = None) -> bytes:
    """Insert in front of the pixels; texts that somebody else put there stay as they are."""
    chunks = list(_chunks(data))
    first = next((start for kind, start, _ in chunks if kind == b"IDAT"), None)
    if first is None:
        raise MalformedError("PNG without pixels")
    added, changed = [_itxt(KEYWORD, recipe_json)], _ours(data, chunks)
    if extras is not None:
        _add_extras(extras, _texts(data, chunks), added, changed)
    view, parts = memoryview(data), [memoryview(_SIGNATURE)]
    for _, start, end in chunks:
        if start == first:
            parts += map(memoryview, added)
        parts.append(memoryview(changed[start]) if start in changed else view[start:end])
    return b"".join([*parts, view[chunks[-1][2] :]])


def stripped(data: bytes) -> bytes:
    """Leave out everything that is neither pixels nor their colours."""
    kept = (data[start:end] for kind, start, end in _chunks(data) if _is_picture(kind))
    return b"".join([_SIGNATURE, *kept])


def _is_picture(kind: bytes) -> bool:
    """The critical chunks begin with a capital letter (PNG specification, 5.4)."""
    return kind[:1].isupper() or kind in _PICTURE


def _ours(data: bytes, chunks: Iterable[Chunk]) -> dict[int, bytes]:
    """Old recipes, to be replaced by nothing."""
    return {
        start: b""
        for kind, start, _ in chunks
        if _is_ours(kind, data[start + 8 : start + 8 + len(_PREFIX)])
    }


def _add_extras(
    extras: Extras,
    texts: Mapping[bytes, tuple[int, bytes]],
    added: list[bytes],
    changed: dict[int, bytes],
) -> None:
    """Tell what nobody else told; into the XMP of somebody else goes what it does not say."""
    start, theirs = texts.get(_PARAMETERS, (0, b""))
    if not start or is_ours(theirs.decode("utf-8", "replace")):
        added.append(_text(_PARAMETERS, extras.parameters))
        changed |= {start: b""}
    start, theirs = texts.get(_XMP, (0, b""))
    together = merged(theirs, extras.xmp) if start else extras.xmp
    if together == extras.xmp:
        added.append(_itxt(_XMP, extras.xmp))
        changed |= {start: b""}
    elif together != theirs:
        changed[start] = _itxt(_XMP, together)


def _texts(data: bytes, chunks: Iterable[Chunk]) -> dict[bytes, tuple[int, bytes]]:
    """Where the first text of each keyword begins, and what it says; nothing if compressed."""
    found: dict[bytes, tuple[int, bytes]] = {}
    for kind, start, end in chunks:
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            keyword, _, rest = data[start + 8 : end - 4].partition(b"\0")
            if kind == b"iTXt" and rest[:1] == b"\0":
                rest = rest[2:].split(b"\0", 2)[-1]
            found.setdefault(keyword, (start, b"" if kind == b"zTXt" else rest))
    return found


def _text(keyword: bytes, text: str) -> bytes:
    """The oldest readers know the plain kind alone, which holds no more than Latin letters."""
    try:
        return _chunk(b"tEXt", keyword + b"\0" + text.encode("latin-1"))
    except UnicodeEncodeError:
        return _itxt(keyword, text.encode("utf-8", "replace"))


def _itxt(keyword: bytes, text: bytes) -> bytes:
    return _chunk(b"iTXt", keyword + _PLAIN + text)


def _chunk(kind: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(body, zlib.crc32(kind))
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", checksum)


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


def _chunks(data: bytes) -> Iterator[Chunk]:
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
