"""Turn pixels of any mode, depth and colour space into 8-bit sRGB, alpha kept."""

from __future__ import annotations

import math
from io import BytesIO

from PIL import Image, ImageCms

_DISPLAY_GAMMA = 1 / 2.2
_GAMMA_TOLERANCE = 0.03


def to_eight_bits(image: Image.Image) -> Image.Image:
    """Return the picture as L, RGB, RGBA, CMYK or LAB: modes that scale well, 8 bits each."""
    if image.mode == "RGBA":
        return image
    if image.mode in ("L", "RGB", "CMYK", "LAB") and "transparency" not in image.info:
        return image
    if image.mode.startswith("I") or image.mode == "F":
        return _grey_from_deep(image)
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def to_srgb(image: Image.Image, profile: bytes = b"", gamma: float = 0.0) -> Image.Image:
    """Return an 8-bit picture as RGB or RGBA, its ICC profile or PNG gamma applied."""
    if profile:
        image = _from_profile(image, profile)
    elif gamma > 0 and abs(gamma - _DISPLAY_GAMMA) > _GAMMA_TOLERANCE:
        image = _from_gamma(image, gamma)
    if image.mode == "LAB":
        image = _converted(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")))
    return image if image.mode in ("RGB", "RGBA") else image.convert("RGB")


def is_see_through(image: Image.Image) -> bool:
    """Tell whether any pixel of an RGB or RGBA picture is less than opaque."""
    if image.mode != "RGBA":
        return False
    low, _ = image.getchannel("A").getextrema()
    return isinstance(low, int | float) and low < 255


def _grey_from_deep(image: Image.Image) -> Image.Image:
    """16-bit and 32-bit whole numbers and floats, which nothing but their range tells apart."""
    white = _white_of(image)
    wide = image.convert("F") if image.mode == "F" else image.convert("I")
    scale = 255 / white
    return wide.point(lambda value: value * scale + 0.5).convert("L")


def _white_of(image: Image.Image) -> float:
    if image.mode.startswith("I;16"):
        return 65535.0
    extrema = image.getextrema()
    high = extrema[1]
    if not isinstance(high, int | float) or not math.isfinite(high):
        return 1.0
    if image.mode == "F" and high <= 1.0:
        return 1.0
    return next((white for white in (255.0, 65535.0) if high <= white), float(high))


def _from_profile(image: Image.Image, profile: bytes) -> Image.Image:
    """Apply an ICC profile; one that is broken or of another kind of colour is left out."""
    try:
        return _converted(image, ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _converted(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    result = ImageCms.profileToProfile(
        image,
        profile,
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGBA" if image.mode == "RGBA" else "RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return image if result is None else result


def _from_gamma(image: Image.Image, gamma: float) -> Image.Image:
    """PNG's gAMA says which power the samples were stored with; screens expect 1/2.2."""
    power = _DISPLAY_GAMMA / gamma
    curve = [round(255 * (value / 255) ** power) for value in range(256)]
    straight = list(range(256))
    bands = image.getbands()
    return image.point([entry for band in bands for entry in (straight if band == "A" else curve)])
