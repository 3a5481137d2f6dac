"""How large a picture is, from its head."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from flux2studio.core.errors import PictureError
from flux2studio.imaging.dimensions import dimensions


def encoded(kind, size, **options):
    buffer = io.BytesIO()
    Image.new(options.pop("mode", "RGB"), size, 90).save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("size", [(1, 1), (16, 12), (1023, 257), (4096, 8)])
@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("PNG", {}),
        ("PNG", {"mode": "I;16"}),
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("JPEG", {"exif": Image.Exif().tobytes(), "icc_profile": b"x" * 70_000}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": b"Exif\0\0MM\0*"}),
    ],
)
def test_the_size_is_what_a_decoder_says(tmp_path, kind, options, size):
    path = tmp_path / "picture"
    path.write_bytes(encoded(kind, size, **dict(options)))

    assert dimensions(path) == size


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(8) + bytes(50),
        b"\xff\xd8\xff\xe0\0\4ab\xff\xd9",
        b"\xff\xd8\xff" + b"\xff" * 20_000,
        b"\xff\xd8\xff\xe0\xff\xff",
        b"RIFF\0\0\0\0WEBPABCD" + bytes(40),
        b"RIFF\0\0\0\0WEBPVP8X\0\0",
    ],
)
def test_what_has_no_size_is_an_error(tmp_path, data):
    path = tmp_path / "picture"
    path.write_bytes(data)

    with pytest.raises(PictureError):
        dimensions(path)
