"""Which picture files are taken, how they are told apart, and the limits on them."""

from __future__ import annotations

from dataclasses import dataclass

from flux2studio.core.phrase import phrase

REFERENCE_PIXELS_MAX = 200_000_000
RESULT_PIXELS_MAX = 64_000_000
SIDE_MAX = 65_535
FILE_BYTES_MAX = 512 * 2**20
HEAD_BYTES = 64  # what ``sniff`` needs

TAKEN = "PNG, JPEG, WebP, AVIF, TIFF, GIF and BMP can be used."

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"BM", "bmp"),
)
_FOREIGN = (
    (b"8BPS", phrase("a Photoshop file")),
    (b"%PDF", phrase("a PDF document")),
    (b"\xff\x0a", phrase("a JPEG XL picture")),
    (b"\0\0\0\x0cJXL ", phrase("a JPEG XL picture")),
    (b"\0\0\0\x0cjP  ", phrase("a JPEG 2000 picture")),
    (b"v/1\x01", phrase("an OpenEXR picture")),
    (b"\0\0\x01\0", phrase("an icon file")),
    (b"PK\x03\x04", phrase("an archive")),
)
_FOREIGN_TEXT = (
    (b"<svg", phrase("an SVG drawing")),
    (b"<!doctype html", phrase("a web page")),
    (b"<html", phrase("a web page")),
)
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureInfo:
    """What a picture file holds; ``width`` and ``height`` are those of the upright picture.

    ``format`` is the real one ("png", "jpeg", ...), whatever the file is called. ``note`` says
    what of the file is used where that is not all of it ("first of 12 frames").
    """

    width: int
    height: int
    format: str
    frames: int = 1
    has_alpha: bool = False
    note: str = ""


def sniff(head: bytes) -> str | None:
    """Return the format that the first bytes of a file speak of, None for any we do not take."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        brands = _brands(head)
        return "avif" if b"avif" in brands or b"avis" in brands else None
    return next((name for magic, name in _SIGNATURES if head.startswith(magic)), None)


def foreign_kind(head: bytes) -> str:
    """Return in words what the file is instead of a picture we take, or an empty string."""
    if head[4:8] == b"ftyp":
        is_heic = any(brand in _HEIC_BRANDS for brand in _brands(head))
        return phrase("a HEIC picture") if is_heic else phrase("a video")
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(b"<?xml") and b"<svg" in text:
        return phrase("an SVG drawing")
    for magic, kind in _FOREIGN_TEXT:
        if text.startswith(magic):
            return kind
    return next((kind for magic, kind in _FOREIGN if head.startswith(magic)), "")


def _brands(head: bytes) -> list[bytes]:
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return [head[8:12], *(head[start : start + 4] for start in range(16, end - 3, 4))]
