"""Pictures of every awkward kind, made on the spot: no binary file lies in the repository."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms

RED, GREEN, BLUE, WHITE = (200, 30, 40), (40, 160, 60), (30, 60, 200), (250, 250, 250)


def quarters(width: int = 96, height: int = 64) -> Image.Image:
    """Red, green over blue, white: every turn and mirror image of it looks different."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(WHITE, (width // 2, height // 2, width, height))
    return image


def photo(width: int = 96, height: int = 64, seed: int = 7) -> Image.Image:
    """Smooth and a little noisy, so that no encoder gets away with a few bytes."""
    small = Image.frombytes("RGB", (12, 8), random.Random(seed).randbytes(12 * 8 * 3))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, form.upper(), **options)
    return buffer.getvalue()


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours amid the four quarters: top left, top right, bottom left, bottom right."""
    plain = image.convert("RGB")
    w, h = plain.size
    return [rgb(plain, x, y) for y in (h // 4, h - h // 4 - 1) for x in (w // 4, w - w // 4 - 1)]


def rgb(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    value = image.getpixel((x, y))
    assert isinstance(value, tuple)
    return tuple(int(part) for part in value)


def is_near(one: tuple[int, ...], other: tuple[int, ...], tolerance: int = 8) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_png_chunk(png: bytes, kind: bytes, body: bytes) -> bytes:
    """Put a chunk right behind the header."""
    return png[:33] + png_chunk(kind, body) + png[33:]


def bomb_png(side: int, rows: int | None = None) -> bytes:
    """A grey picture of ``side`` x ``side`` zeros; with ``rows`` only so many are really there."""
    packer = zlib.compressobj(9)
    line = b"\0" * (side + 1)
    pixels = b"".join(packer.compress(line) for _ in range(side if rows is None else rows))
    pixels += packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = [png_chunk(b"IHDR", header), png_chunk(b"IDAT", pixels), png_chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def rgb16_png(colour: tuple[int, int, int], side: int = 8) -> bytes:
    """A 16-bit RGB picture, which Pillow reads and cannot write."""
    line = b"\0" + struct.pack(">HHH", *(part * 257 for part in colour)) * side
    header = struct.pack(">IIBBBBB", side, side, 16, 2, 0, 0, 0)
    pixels = zlib.compress(line * side)
    parts = [png_chunk(b"IHDR", header), png_chunk(b"IDAT", pixels), png_chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def rgb_profile(primaries: tuple[tuple[float, float], ...], gamma: float) -> bytes:
    """An ICC matrix profile for a D50-adapted set of primaries, as AdobeRGB and P3 files carry."""
    columns = _columns(primaries)
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 5) + b"test\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": _xyz(*columns[0]),
        b"gXYZ": _xyz(*columns[1]),
        b"bXYZ": _xyz(*columns[2]),
    }
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))
    tags |= {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += struct.pack(">4sII", name, at, len(data))
        padded = data + bytes(-len(data) % 4)
        body += padded
        at += len(padded)
    head = struct.pack(">I4sI4s4s4s", at, bytes(4), 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    head += struct.pack(">3i", *(round(part * 65536) for part in (0.9642, 1.0, 0.8249)))
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


ADOBE_LIKE = ((0.648, 0.331), (0.230, 0.702), (0.155, 0.066))  # D50-adapted, roughly
P3_LIKE = ((0.681, 0.319), (0.276, 0.674), (0.155, 0.066))


def _columns(primaries: tuple[tuple[float, float], ...]) -> list[tuple[float, float, float]]:
    """Scale the three primaries so that together they make D50 white (Cramer's rule)."""
    white = (0.9642, 1.0, 0.8249)
    rays = [(x / y, 1.0, (1 - x - y) / y) for x, y in primaries]
    whole = _determinant(rays)
    scales = [
        _determinant([white if at == here else ray for at, ray in enumerate(rays)]) / whole
        for here in range(3)
    ]
    return [
        (ray[0] * scale, ray[1] * scale, ray[2] * scale)
        for ray, scale in zip(rays, scales, strict=True)
    ]


def _determinant(columns: list[tuple[float, float, float]]) -> float:
    (a, d, g), (b, e, h), (c, f, i) = columns
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(part * 65536) for part in (x, y, z)))
