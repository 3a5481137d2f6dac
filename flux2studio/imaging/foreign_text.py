"""The texts that programs leave in picture files: PNG text chunks, EXIF comments, XMP."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from flux2studio.core.errors import PictureError
from flux2studio.core.phrase import phrase
from flux2studio.imaging.containers import MalformedError, read_exactly
from flux2studio.imaging.files import open_regular
from flux2studio.imaging.formats import HEAD_BYTES, sniff
from flux2studio.imaging.problems import broken_recipe

TEXT_MAX = 8 * 2**20  # bytes of one text: workflows of ComfyUI reach megabytes
TEXTS_MAX = 4 * TEXT_MAX  # letters of all texts together
HEAD_MAX = 16 * 2**20  # bytes of the file that are looked at: texts stand before the pixels
CHUNKS_MAX = 4_000

_PNG_TEXTS = {b"tEXt", b"zTXt", b"iTXt"}
_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_DESCRIPTION, _MAKE, _MODEL, _SOFTWARE = 0x010E, 0x010F, 0x0110, 0x0131
_EXIF_IFD, _COMMENT = 0x8769, 0x9286
_TAGS = {_DESCRIPTION: "description", _MAKE: "make", _MODEL: "model", _SOFTWARE: "software"}


def read_texts(path: Path) -> Mapping[str, str]:
    """Return the texts in the head of a picture by their keys; the first of a key counts.

    PNG texts have the keys they were written under. Those of EXIF are called ``comment``,
    ``description``, ``make``, ``model`` and ``software``, and XMP is ``xmp``. Broken texts are
    left out, and so is what comes after ``TEXTS_MAX``. Raises PictureError when the file
    cannot be read or is no PNG, JPEG or WebP.
    """
    with open_regular(path) as file:
        try:
            found = _READ.get(sniff(file.read(HEAD_BYTES)) or "")
            if found is None:
                raise PictureError(
                    phrase("“{path}” is no PNG, JPEG or WebP picture.", path=path.name),
                    hint="Other files have no recipes that could be read.",
                )
            texts: dict[str, str] = {}
            room = TEXTS_MAX
            for key, text in found(file):
                if (room := room - len(text)) < 0:
                    break
                texts.setdefault(key, text)
        except (OSError, MalformedError) as error:
            raise broken_recipe(path.name, details=str(error)) from error
        return texts


def _png(file: BinaryIO) -> Iterator[tuple[str, str]]:
    file.seek(8)
    for _ in range(CHUNKS_MAX):
        header = file.read(8)
        if len(header) < 8 or file.tell() > HEAD_MAX:
            return
        length, kind = int.from_bytes(header[:4], "big"), header[4:]
        if kind == b"IEND":
            return
        if kind in _PNG_TEXTS and length <= TEXT_MAX:
            body = read_exactly(file, length)
            with suppress(ValueError, zlib.error):
                yield _png_text(kind, body)
            file.seek(4, 1)
        elif kind == b"eXIf" and length <= TEXT_MAX:
            yield from _exif(read_exactly(file, length))
            file.seek(4, 1)
        else:
            file.seek(length + 4, 1)


def _png_text(kind: bytes, body: bytes) -> tuple[str, str]:
    keyword, _, rest = body.partition(b"\0")
    key = keyword[:79].decode("latin-1")
    if kind == b"tEXt":
        return key, _either(rest)
    if kind == b"zTXt":
        return key, _either(_inflated(rest[1:]))
    is_deflated = rest[:1] == b"\1"
    _language, _, after = rest[2:].partition(b"\0")
    _translated, _, text = after.partition(b"\0")
    data = _inflated(text) if is_deflated else text
    return ("xmp" if key == "XML:com.adobe.xmp" else key), data.decode("utf-8", "replace")


def _either(data: bytes) -> str:
    """Latin-1 by the standard; many programs write UTF-8 all the same."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _inflated(data: bytes) -> bytes:
    """At most ``TEXT_MAX`` bytes: a small chunk can unpack to gigabytes. Raises ValueError."""
    stream = zlib.decompressobj()
    text = stream.decompress(data, TEXT_MAX)
    if stream.unconsumed_tail:
        raise ValueError("the text is too long")
    return text


def _jpeg(file: BinaryIO) -> Iterator[tuple[str, str]]:
    file.seek(2)
    for _ in range(CHUNKS_MAX):
        marker = file.read(2)
        if len(marker) < 2 or marker[0] != 0xFF or marker[1] in (0xD9, 0xDA):
            return
        if marker[1] == 0xFF:  # a byte that fills
            file.seek(-1, 1)
            continue
        length = int.from_bytes(read_exactly(file, 2), "big") - 2
        if length < 0:
            return
        body = read_exactly(file, length)
        if marker[1] == 0xE1 and body.startswith(_EXIF):
            yield from _exif(body[len(_EXIF) :])
        elif marker[1] == 0xE1 and body.startswith(_XMP):
            yield "xmp", body[len(_XMP) :].decode("utf-8", "replace")
        elif marker[1] == 0xFE:
            yield "comment", _either(body)


def _webp(file: BinaryIO) -> Iterator[tuple[str, str]]:
    file.seek(12)
    for _ in range(CHUNKS_MAX):
        header = file.read(8)
        if len(header) < 8:
            return
        kind, length = header[:4], int.from_bytes(header[4:], "little")
        if kind in (b"EXIF", b"XMP ") and length <= TEXT_MAX:
            body = read_exactly(file, length)
            if kind == b"EXIF":
                yield from _exif(body.removeprefix(_EXIF))
            else:
                yield "xmp", body.decode("utf-8", "replace")
            file.seek(length % 2, 1)
        else:
            file.seek(length + length % 2, 1)


def _exif(data: bytes) -> Iterator[tuple[str, str]]:
    """Pillow reads the structure; it does not look at any pixels for that."""
    from PIL import Image

    exif = Image.Exif()
    try:
        exif.load(data)
        values = {_TAGS[tag]: exif[tag] for tag in _TAGS if tag in exif}
        values["comment"] = exif.get_ifd(_EXIF_IFD).get(_COMMENT, b"")
    except (SyntaxError, ValueError, KeyError, TypeError, OSError, struct.error):  # broken
        return
    for key, value in values.items():
        if text := _exif_words(value, is_big=data[:2] == b"MM"):
            yield key, text


def _exif_words(value: object, *, is_big: bool) -> str:
    """A UserComment says in its first eight bytes how it is written; not all keep to it."""
    if isinstance(value, str):
        return value.strip("\0")
    if not isinstance(value, bytes):
        return ""
    code, body = value[:8], value[8:]
    if code == b"UNICODE\0":
        return _utf16(body, is_big=is_big)
    if code in (b"ASCII\0\0\0", bytes(8)):
        return _either(body).strip("\0")
    return _either(value).strip("\0")


def _utf16(body: bytes, *, is_big: bool) -> str:
    """In the file's byte order, or in the other one: whichever has letters of the West."""
    orders = ("utf-16-be", "utf-16-le") if is_big else ("utf-16-le", "utf-16-be")
    texts = [body.decode(order, "replace") for order in orders]
    common = [sum(letter < "\u0250" for letter in text[:2000]) for text in texts]
    return texts[common[1] > common[0]].strip("\0")


_READ = {"png": _png, "jpeg": _jpeg, "webp": _webp}
