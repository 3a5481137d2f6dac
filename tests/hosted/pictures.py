"""Pictures that depend on nothing but the request: same request, same bytes."""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw

MEGAPIXEL = 2**20
REFERENCE_UNITS_MAX = 4  # larger inputs are scaled to 4 MP (hosted-services.md 2.8)


def draw(
    size: tuple[int, int], seed: int, prompt: str, references: Sequence[bytes], name: str
) -> bytes:
    """Draw and encode one picture as ``name`` (png, jpeg, webp)."""
    digest = hashlib.sha256(f"{seed}\0{prompt}".encode())
    for reference in references:
        digest.update(hashlib.sha256(reference).digest())
    dice = random.Random(digest.hexdigest())
    image = Image.new("RGB", size, _colour(dice))
    pen = ImageDraw.Draw(image)
    for _ in range(12):
        x, y, r = dice.randrange(size[0]), dice.randrange(size[1]), dice.randrange(20, 200)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=_colour(dice))
    return encode(image, name)


def black(size: tuple[int, int], name: str) -> bytes:
    return encode(Image.new("RGB", size), name)


def encode(image: Image.Image, name: str) -> bytes:
    buffer = io.BytesIO()
    options = {"compress_level": 1} if name == "png" else {"quality": 90}
    image.save(buffer, name, **options)
    return buffer.getvalue()


def open_picture(data: bytes) -> Image.Image:
    """Decode fully; raises OSError or SyntaxError for what is none."""
    image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "AVIF", "GIF", "BMP"))
    image.load()
    return image


def units(width: int, height: int) -> int:
    """Whole megapixels, each picture rounded up for itself."""
    return max(1, -(-width * height // MEGAPIXEL))


def reference_units(width: int, height: int) -> int:
    return min(REFERENCE_UNITS_MAX, units(width, height))


def _colour(dice: random.Random) -> tuple[int, int, int]:
    return dice.randrange(256), dice.randrange(256), dice.randrange(256)
