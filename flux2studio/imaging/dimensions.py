"""Width and height of a PNG, JPEG or WebP picture from its head, without decoding it."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from flux2studio.imaging.containers import MalformedError, read_exactly
from flux2studio.imaging.files import open_regular
from flux2studio.imaging.formats import HEAD_BYTES, sniff
from flux2studio.imaging.problems import not_a_picture, unreadable

_SEGMENTS_MAX = 4_000
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the markers that tell a JPEG's size
_BARE = frozenset({0x01, *range(0xD0, 0xDA)})  # markers without a length


def dimensions(path: Path) -> tuple[int, int]:
    """Return (width, height) in pixels as they are stored.

    Raises PictureError when the file cannot be read or is none of these.
    """
    with open_regular(path) as file:
        try:
            head = file.read(HEAD_BYTES)
            file.seek(0)
            match sniff(head):
                case "png":
                    size = _png(head)
                case "jpeg":
                    size = _jpeg(file)
                case "webp":
                    size = _webp(head)
                case _:
                    raise not_a_picture(path.name, head)
        except (OSError, MalformedError) as error:
            raise unreadable(path.name, details=str(error)) from error
    if min(size) < 1:
        raise unreadable(path.name, details=f"{size[0]} × {size[1]} pixels")
    return size


def _png(head: bytes) -> tuple[int, int]:
    if head[12:16] != b"IHDR" or len(head) < 24:
        raise MalformedError("a PNG without a header")
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def _jpeg(file: BinaryIO) -> tuple[int, int]:
    file.seek(2)
    for _ in range(_SEGMENTS_MAX):
        byte, marker = read_exactly(file, 2)
        if byte != 0xFF:
            break
        if marker == 0xFF:  # a byte that fills
            file.seek(-1, 1)
        elif marker in _FRAMES:
            body = read_exactly(file, 7)
            return int.from_bytes(body[5:7], "big"), int.from_bytes(body[3:5], "big")
        elif marker not in _BARE:
            file.seek(max(0, int.from_bytes(read_exactly(file, 2), "big") - 2), 1)
    raise MalformedError("a JPEG that does not say how large it is")


def _webp(head: bytes) -> tuple[int, int]:
    """The three kinds of WebP; see its container's specification (RFC 9649, 2.5 to 2.7)."""
    kind, body = head[12:16], head[20:]
    if kind == b"VP8X" and len(body) >= 10:
        width, height = int.from_bytes(body[4:7], "little"), int.from_bytes(body[7:10], "little")
        return width + 1, height + 1
    if kind == b"VP8L" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and len(body) >= 10:
        width, height = int.from_bytes(body[6:8], "little"), int.from_bytes(body[8:10], "little")
        return width & 0x3FFF, height & 0x3FFF
    raise MalformedError("a WebP of a kind that there is not")
