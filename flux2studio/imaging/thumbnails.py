"""Small JPEG pictures for grids, slots and rows."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from flux2studio.imaging.codec import scaled_size

THUMBNAIL_EDGE = 320
_QUALITY = 85
_SQUARE = 8
_LIGHT, _DARK = (150, 150, 150), (122, 122, 122)


def make_thumbnail(image: Image.Image, edge: int = THUMBNAIL_EDGE) -> bytes:
    """Return an RGB or RGBA picture as JPEG, see-through parts over a neutral checkerboard."""
    size = scaled_size(image.size, edge)
    small = image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, None, 2.0)
    if small.mode == "RGBA":
        small = Image.composite(small.convert("RGB"), _checkerboard(size), small.getchannel("A"))
    buffer = BytesIO()
    small.convert("RGB").save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()


def _checkerboard(size: tuple[int, int]) -> Image.Image:
    board = Image.new("RGB", size, _DARK)
    for top in range(0, size[1], _SQUARE):
        for left in range(top % (2 * _SQUARE), size[0], 2 * _SQUARE):
            board.paste(_LIGHT, (left, top, left + _SQUARE, top + _SQUARE))
    return board
