"""A clean copy: the same pixels, colours and way up, and nothing else said."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from flux2studio.core.errors import PictureError
from flux2studio.imaging.extras import Extras
from flux2studio.imaging.metadata import embed, stripped

RECIPE = b'{"prompt": "a secret fox"}'
EXTRAS = Extras(parameters="a secret fox\nSteps: 20", xmp=b"<x:xmpmeta>a secret fox</x:xmpmeta>")
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
FORMATS = ("PNG", "JPEG", "WEBP")


def made(form, **save):
    image = Image.effect_noise((40, 30), 60).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, form, icc_profile=PROFILE, **save)
    return embed(buffer.getvalue(), RECIPE, EXTRAS)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_of_the_recipe_is_left(form):
    clean = stripped(made(form), "fox.png")

    assert b"secret" not in clean
    assert b"flux2studio" not in clean
    assert "secret".encode("utf-16-be") not in clean


@pytest.mark.parametrize("form", FORMATS)
def test_the_pixels_and_their_colours_stay(form):
    data = made(form)

    before, after = (Image.open(io.BytesIO(one)) for one in (data, stripped(data, "fox.png")))

    assert after.tobytes() == before.tobytes()
    assert after.info["icc_profile"] == PROFILE


def test_which_way_is_up_stays():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a secret place"
    buffer = io.BytesIO()
    Image.effect_noise((40, 30), 60).save(buffer, "JPEG", exif=exif)

    clean = stripped(buffer.getvalue(), "fox.jpg")

    assert Image.open(io.BytesIO(clean)).getexif() == {0x0112: 6}
    assert b"secret" not in clean


def test_what_stands_behind_the_end_of_a_png_goes():
    assert b"secret" not in stripped(made("PNG") + b"a secret tail", "fox.png")


def test_a_transparent_picture_stays_so():
    image = Image.new("RGBA", (8, 8), (200, 40, 40, 90))
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", lossless=True)

    clean = stripped(embed(buffer.getvalue(), RECIPE, EXTRAS), "fox.webp")

    assert Image.open(io.BytesIO(clean)).convert("RGBA").getpixel((4, 4)) == (200, 40, 40, 90)


@pytest.mark.parametrize("data", [b"", b"GIF89a and more", b"\x89PNG\r\n\x1a\n cut off"])
def test_what_is_no_whole_picture_says_so(data):
    with pytest.raises(PictureError, match="clean copy"):
        stripped(data, "fox.gif")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_cut_anywhere_is_refused_or_made_without_a_crash(form):
    data = made(form)

    for end in range(0, len(data), 37):
        try:
            stripped(data[:end], "fox")
        except PictureError:
            continue
