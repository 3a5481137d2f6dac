"""Reads any picture as a mask: grey, white where the picture below is painted anew."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops

from flux2studio.core.cropping import Crop, box
from flux2studio.imaging.codec import open_bytes
from flux2studio.imaging.colour import is_see_through

MARKED_FROM = 128  # of 255: a model knows only marked and not marked


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskPicture:
    """``data`` is an 8-bit grey PNG without metadata. ``marks``: something is painted anew."""

    data: bytes
    width: int
    height: int
    marks: bool


def read_mask(
    data: bytes,
    *,
    name: str,
    size: tuple[int, int] | None = None,
    crop: Crop | None = None,
) -> MaskPicture:
    """Read an encoded picture, or its ``crop``, scaled to exactly ``size`` in pixels if given.

    What is see-through is painted anew, as other programs read it; where nothing is, what is
    light. Raises PictureError.
    """
    grey = _grey(open_bytes(data, name=name).image)
    if crop is not None:
        grey = grey.crop(box(crop, *grey.size))
    if size is not None and size != grey.size:
        grey = grey.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
    _, brightest = grey.getextrema()
    buffer = BytesIO()
    grey.save(buffer, "PNG", compress_level=4)
    return MaskPicture(
        data=buffer.getvalue(),
        width=grey.width,
        height=grey.height,
        marks=isinstance(brightest, int | float) and brightest >= MARKED_FROM,
    )


def _grey(image: Image.Image) -> Image.Image:
    if is_see_through(image):
        return ImageChops.invert(image.getchannel("A"))
    return image.convert("L")
