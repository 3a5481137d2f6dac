"""Open any picture safely: upright, sRGB, 8 bits, within limits, or one sentence why not.

Meant for the decoder process: foreign bytes are decoded apart from the window.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from flux2studio.core.cropping import Crop, box
from flux2studio.imaging.colour import is_see_through, to_eight_bits, to_srgb
from flux2studio.imaging.completeness import check_complete
from flux2studio.imaging.files import read_regular
from flux2studio.imaging.formats import (
    HEAD_BYTES,
    REFERENCE_PIXELS_MAX,
    SIDE_MAX,
    PictureInfo,
    sniff,
)
from flux2studio.imaging.problems import (
    cut_off,
    damaged,
    not_a_picture,
    too_long,
    too_many_pixels,
    too_much_memory,
)

_JPEG_QUALITY = 95
_PNG_LEVEL = 4  # three times as fast as 9, a few per cent larger
_ORIENTATION = 0x0112  # EXIF
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = (5, 6, 7, 8)
# What Pillow's readers raise when the bytes are not what they claim to be.
_BAD_BYTES = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    struct.error,
    zlib.error,
)


_BLACK_MOST = 2  # of 255: what JPEG makes of black


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPicture:
    """``image`` is RGB or RGBA, upright and sRGB, and holds no metadata."""

    image: Image.Image
    info: PictureInfo


def open_picture(
    path: Path,
    *,
    name: str = "",
    long_edge: int | None = None,
    max_pixels: int = REFERENCE_PIXELS_MAX,
) -> OpenedPicture:
    """Decode all of the first frame, scaled down to ``long_edge`` if that is given.

    Raises PictureError with one sentence that names the file.
    """
    name = name or path.name
    return open_bytes(
        read_regular(path, name), name=name, long_edge=long_edge, max_pixels=max_pixels
    )


def open_bytes(
    data: bytes, *, name: str, long_edge: int | None = None, max_pixels: int = REFERENCE_PIXELS_MAX
) -> OpenedPicture:
    """Do the same with what is not in a file."""
    form = sniff(data[:HEAD_BYTES])
    if form is None:
        raise not_a_picture(name, data[:1024])
    check_complete(data, form, name)
    with _in_sentences(name, data):
        return _decode(data, form, name, long_edge, max_pixels)


def open_part(
    path: Path, crop: Crop | None, *, name: str = "", long_edge: int | None = None
) -> OpenedPicture:
    """Decode a part of the upright picture, scaled down to ``long_edge``. Raises PictureError.

    ``info`` is that of the part, in pixels of the whole picture.
    """
    if crop is None:
        return open_picture(path, name=name, long_edge=long_edge)
    whole = open_picture(path, name=name)
    pixels = box(crop, *whole.image.size)
    image = whole.image.crop(pixels)
    if long_edge is not None:
        image = image.resize(
            scaled_size(image.size, long_edge), Image.Resampling.LANCZOS, reducing_gap=3.0
        )
    info = replace(whole.info, width=pixels.width, height=pixels.height)
    return OpenedPicture(image=image, info=info)


def encode_reference(
    source: Path,
    target: Path,
    long_edge: int,
    *,
    name: str = "",
    lossless: bool = False,
    crop: Crop | None = None,
) -> tuple[str, int, int]:
    """Write ``source``, or its ``crop`` alone, as it may leave the machine.

    Return its media type, width and height.

    JPEG, or PNG where pixels are see-through or ``lossless``; no EXIF, XMP, ICC profile or
    comment in it.
    """
    image = open_part(source, crop, name=name, long_edge=long_edge).image
    if lossless or is_see_through(image):
        media_type, buffer = "image/png", BytesIO()
        image.save(buffer, "PNG", compress_level=_PNG_LEVEL)
    else:
        media_type, buffer = "image/jpeg", BytesIO()
        image.convert("RGB").save(buffer, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
    part = target.with_name(f"{target.name}.part")
    part.write_bytes(buffer.getbuffer())
    part.replace(target)
    return media_type, image.width, image.height


def scaled_size(size: tuple[int, int], long_edge: int) -> tuple[int, int]:
    """Return ``size`` scaled down so that no side is above ``long_edge``."""
    scale = min(1.0, long_edge / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


@contextmanager
def _in_sentences(name: str, data: bytes) -> Generator[None, None, None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata and sizes, both looked at here
            yield
    except MemoryError as error:
        raise too_much_memory(name) from error
    except UnidentifiedImageError as error:
        raise not_a_picture(name, data[:HEAD_BYTES], details=str(error)) from error
    except _BAD_BYTES as error:
        details = f"{type(error).__name__}: {error}"
        raise (cut_off if "truncated" in details else damaged)(name, details) from error


def _decode(
    data: bytes, form: str, name: str, long_edge: int | None, max_pixels: int
) -> OpenedPicture:
    try:
        source = Image.open(BytesIO(data), formats=(form.upper(),))
    except Image.DecompressionBombError:
        raise too_many_pixels(name, None, max_pixels) from None
    with source:
        _check_size(source, name, max_pixels)
        full_size = source.size
        frames = _frames(source, form)
        if long_edge is not None:
            source.draft(None, scaled_size(full_size, long_edge))  # JPEG decodes 2-8x smaller
        source.load()
        image = _finished(source, long_edge)
        orientation = _orientation(source)
    if orientation in _UPRIGHT:
        image = image.transpose(_UPRIGHT[orientation])
    if orientation in _ON_ITS_SIDE:
        full_size = full_size[::-1]
    image.info = {}
    info = PictureInfo(
        width=full_size[0],
        height=full_size[1],
        format=form,
        frames=frames,
        has_alpha=is_see_through(image),
        note=f"first of {frames} {'pages' if form == 'tiff' else 'frames'}" if frames > 1 else "",
    )
    return OpenedPicture(image=image, info=info)


def _check_size(image: Image.Image, name: str, max_pixels: int) -> None:
    if max(image.size) > SIDE_MAX:
        raise too_long(name, image.size)
    if image.width * image.height > max_pixels:
        raise too_many_pixels(name, image.size, max_pixels)


def _frames(image: Image.Image, form: str) -> int:
    """A JPEG with several pictures has previews or a gain map in it, no animation."""
    return 1 if form == "jpeg" else int(getattr(image, "n_frames", 1))


def _finished(source: Image.Image, long_edge: int | None) -> Image.Image:
    profile, gamma = source.info.get("icc_profile"), source.info.get("gamma")
    image = to_eight_bits(source)
    if long_edge is not None:
        size = scaled_size(image.size, long_edge)
        if size != image.size:
            image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    known = "srgb" in source.info  # PNG says it is sRGB: its gamma is only for old readers
    return to_srgb(image, profile or b"", 0.0 if known else float(gamma or 0.0))


def _orientation(image: Image.Image) -> int:
    """Return EXIF's number for how the picture lies; broken EXIF counts as upright."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except _BAD_BYTES:
        return 1


def is_black(image: Image.Image) -> bool:
    """Whether nothing is to be seen on it: what services send in place of a filtered picture."""
    _, brightest = image.convert("L").getextrema()
    return isinstance(brightest, int | float) and brightest <= _BLACK_MOST
