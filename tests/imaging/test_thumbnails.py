"""Thumbnails are small, JPEG, and show what is see-through."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from flux2studio.imaging.thumbnails import make_thumbnail
from tests.imaging.corpus import RED, is_near, photo, rgb


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1024, 768), (320, 240)),
        ((768, 1024), (240, 320)),
        ((100, 50), (100, 50)),
        ((4000, 1), (320, 1)),
    ],
)
def test_a_thumbnail_fits_the_edge_and_never_grows(size, expected):
    thumbnail = Image.open(BytesIO(make_thumbnail(photo(*size))))

    assert (thumbnail.format, thumbnail.mode, thumbnail.size) == ("JPEG", "RGB", expected)


def test_see_through_parts_show_a_grey_checkerboard():
    image = Image.new("RGBA", (64, 64), (*RED, 255))
    image.paste((0, 0, 0, 0), (32, 0, 64, 64))

    thumbnail = Image.open(BytesIO(make_thumbnail(image)))

    assert is_near(rgb(thumbnail, 4, 4), RED, 10)
    one, other = rgb(thumbnail, 44, 4), rgb(thumbnail, 52, 4)
    assert max(one) - min(one) < 6
    assert abs(one[0] - other[0]) > 15
