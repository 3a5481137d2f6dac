"""A text as EXIF UserComment, where programs look for one in JPEG and WebP files."""

from __future__ import annotations

import struct

from flux2studio.imaging.a1111_text import is_ours

COMMENT_BYTES_MAX = 60_000  # an EXIF segment of JPEG has 65,533 bytes in all

_HEADER = struct.Struct(">2sHI")
_ENTRY = struct.Struct(">HHI4s")
_EXIF_IFD, _EXIF_VERSION, _USER_COMMENT = 0x8769, 0x9000, 0x9286
_LONG, _UNDEFINED = 4, 7
_CODE = b"UNICODE\0"  # of eight bytes: the text is UTF-16 in the file's byte order


def user_comment(text: str) -> bytes:
    """Return a TIFF structure, as EXIF is, with ``text`` in it.

    One that is too long loses what stands before its last line, which holds the settings.
    """
    comment = _CODE + _encoded(_cut(text))
    below = _HEADER.size + _directory_size(1)
    place = below + _directory_size(2)
    return b"".join(
        [
            _HEADER.pack(b"MM", 42, _HEADER.size),
            _directory(_ENTRY.pack(_EXIF_IFD, _LONG, 1, below.to_bytes(4, "big"))),
            _directory(
                _ENTRY.pack(_EXIF_VERSION, _UNDEFINED, 4, b"0232"),
                _ENTRY.pack(_USER_COMMENT, _UNDEFINED, len(comment), place.to_bytes(4, "big")),
            ),
            comment,
        ]
    )


def is_our_comment(exif: bytes) -> bool:
    """Whether this EXIF is a comment of our making and nothing else."""
    start = user_comment("")[: _HEADER.size + _directory_size(1)]
    at = exif.find(_CODE)
    words = exif[at + len(_CODE) :].decode("utf-16-be", "ignore") if at > 0 else ""
    return exif.startswith(start) and is_ours(words)


def _directory(*entries: bytes) -> bytes:
    return struct.pack(">H", len(entries)) + b"".join(entries) + bytes(4)


def _directory_size(entries: int) -> int:
    return 2 + entries * _ENTRY.size + 4


def _cut(text: str) -> str:
    """Cut at the end of a line where there is one, else inside it."""
    if len(_encoded(text)) <= COMMENT_BYTES_MAX:
        return text
    before, _, last = text.rpartition("\n")
    room = COMMENT_BYTES_MAX - len(_encoded(f"\n{last}"))
    if room <= 0:
        return _start(last, COMMENT_BYTES_MAX)
    start = _start(before, room)
    return f"{start.rpartition(chr(10))[0] or start}\n{last}"


def _start(text: str, size: int) -> str:
    return _encoded(text)[:size].decode("utf-16-be", "ignore")


def _encoded(text: str) -> bytes:
    return text.encode("utf-16-be", "replace")
