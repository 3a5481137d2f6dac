"""Any picture opens upright, in sRGB, 8 bits, and leaves the machine without anything private."""

from __future__ import annotations

import pytest
from PIL import Image

from flux2studio.imaging.codec import encode_reference, open_picture
from tests.imaging.corpus import (
    ADOBE_LIKE,
    BLUE,
    GREEN,
    P3_LIKE,
    RED,
    WHITE,
    corners,
    encoded,
    is_near,
    photo,
    png_chunk,
    quarters,
    rgb,
    rgb16_png,
    rgb_profile,
    srgb_profile,
    with_png_chunk,
    write,
)


@pytest.mark.parametrize("form", ["png", "jpeg", "webp", "avif", "tiff", "gif", "bmp"])
def test_every_format_we_take_opens_with_its_real_name(tmp_path, form):
    path = write(tmp_path, "picture.dat", encoded(quarters(), form))

    opened = open_picture(path)

    assert opened.info.format == form
    assert (opened.info.width, opened.info.height) == (96, 64)
    assert opened.image.mode == "RGB"
    assert all(
        is_near(found, wanted, 30)
        for found, wanted in zip(corners(opened.image), (RED, GREEN, BLUE, WHITE), strict=True)
    )


def test_an_extension_that_lies_is_not_believed(tmp_path):
    path = write(tmp_path, "really-a.png", encoded(quarters(), "jpeg"))

    assert open_picture(path).info.format == "jpeg"


def test_a_picture_one_pixel_high_is_scaled_and_keeps_a_pixel(tmp_path):
    path = write(tmp_path, "line.png", encoded(Image.new("RGB", (30000, 1), RED), "png"))

    media_type, width, height = encode_reference(path, tmp_path / "out", 2048)

    assert (media_type, width, height) == ("image/jpeg", 2048, 1)


def test_one_pixel_is_a_picture(tmp_path):
    path = write(tmp_path, "dot.png", encoded(Image.new("RGB", (1, 1), RED), "png"))

    assert open_picture(path, long_edge=320).image.size == (1, 1)


def test_a_cmyk_jpeg_becomes_rgb(tmp_path):
    path = write(tmp_path, "print.jpg", encoded(quarters().convert("CMYK"), "jpeg", quality=95))

    opened = open_picture(path)

    assert opened.image.mode == "RGB"
    assert is_near(corners(opened.image)[0], RED, 12)


def test_sixteen_bit_grey_keeps_its_tone(tmp_path):
    grey = Image.new("I;16", (16, 16), 0x8000)
    path = write(tmp_path, "deep.png", encoded(grey, "png"))

    assert is_near(rgb(open_picture(path).image, 8, 8), (128, 128, 128), 1)


def test_sixteen_bit_colour_keeps_its_tone(tmp_path):
    path = write(tmp_path, "deep.png", rgb16_png(RED))

    assert rgb(open_picture(path).image, 4, 4) == RED


@pytest.mark.parametrize(("value", "expected"), [(0.5, 128), (127.0, 127), (32768.0, 128)])
def test_a_float_tiff_is_read_by_its_range(tmp_path, value, expected):
    image = Image.new("F", (8, 8), value)
    white = {0.5: 1.0, 127.0: 255.0, 32768.0: 65535.0}[value]
    image.putpixel((0, 0), white)
    path = write(tmp_path, "float.tif", encoded(image, "tiff"))

    assert is_near(rgb(open_picture(path).image, 4, 4), (expected,) * 3, 1)


def test_a_palette_with_a_see_through_colour_keeps_it(tmp_path):
    image = Image.new("P", (16, 16), 0)
    image.putpalette([*RED, *GREEN])
    image.paste(1, (0, 0, 8, 16))
    path = write(tmp_path, "palette.png", encoded(image, "png", transparency=0))

    opened = open_picture(path)

    assert opened.info.has_alpha
    assert rgb(opened.image, 2, 2) == (*GREEN, 255)
    assert rgb(opened.image, 12, 2)[3] == 0


def test_grey_with_alpha_keeps_it(tmp_path):
    path = write(tmp_path, "la.png", encoded(Image.new("LA", (8, 8), (100, 50)), "png"))

    opened = open_picture(path)

    assert rgb(opened.image, 4, 4) == (100, 100, 100, 50)
    assert opened.info.has_alpha


def test_an_alpha_channel_that_hides_nothing_is_none(tmp_path):
    path = write(tmp_path, "opaque.png", encoded(quarters().convert("RGBA"), "png"))

    assert not open_picture(path).info.has_alpha
    assert encode_reference(path, tmp_path / "out", 64)[0] == "image/jpeg"


def test_black_and_white_becomes_colour(tmp_path):
    path = write(tmp_path, "fax.png", encoded(Image.new("1", (8, 8), 1), "png"))

    opened = open_picture(path)

    assert opened.image.mode == "RGB"
    assert rgb(opened.image, 4, 4) == (255, 255, 255)


@pytest.mark.parametrize(("primaries", "gamma"), [(ADOBE_LIKE, 2.2), (P3_LIKE, 2.2)])
def test_a_wide_colour_profile_is_applied(tmp_path, primaries, gamma):
    profile = rgb_profile(primaries, gamma)
    muted = Image.new("RGB", (16, 16), (180, 90, 90))
    path = write(tmp_path, "wide.png", encoded(muted, "png", icc_profile=profile))

    red, green, blue = rgb(open_picture(path).image, 8, 8)

    assert red > 185  # the same ink is redder in the smaller space
    assert abs(green - blue) < 12
    assert "icc_profile" not in open_picture(path).image.info


def test_the_srgb_profile_changes_nothing(tmp_path):
    path = write(tmp_path, "s.png", encoded(quarters(), "png", icc_profile=srgb_profile()))

    assert all(
        is_near(found, wanted, 1)
        for found, wanted in zip(
            corners(open_picture(path).image), (RED, GREEN, BLUE, WHITE), strict=True
        )
    )


def test_alpha_survives_a_profile(tmp_path):
    image = Image.new("RGBA", (8, 8), (*RED, 77))
    path = write(tmp_path, "a.png", encoded(image, "png", icc_profile=srgb_profile()))

    assert rgb(open_picture(path).image, 4, 4)[3] == 77


@pytest.mark.parametrize("profile", [b"rubbish", b"\0" * 200, srgb_profile()[:200]])
def test_a_broken_profile_is_left_out(tmp_path, profile):
    path = write(tmp_path, "b.png", encoded(quarters(), "png", icc_profile=profile))

    assert is_near(corners(open_picture(path).image)[0], RED, 1)


def test_a_linear_png_is_brightened_for_the_screen(tmp_path):
    grey = encoded(Image.new("RGB", (8, 8), (55, 55, 55)), "png")
    path = write(tmp_path, "l.png", with_png_chunk(grey, b"gAMA", (100000).to_bytes(4, "big")))

    assert is_near(rgb(open_picture(path).image, 4, 4), (127, 127, 127), 2)


@pytest.mark.parametrize("form", ["gif", "webp", "png"])
def test_the_first_frame_of_an_animation_is_taken_and_said_so(tmp_path, form):
    later = [Image.new("RGB", (32, 32), colour) for colour in (GREEN, BLUE)]
    first = Image.new("RGB", (32, 32), RED)
    data = encoded(first, form, save_all=True, append_images=later, duration=100)

    opened = open_picture(write(tmp_path, f"moving.{form}", data))

    assert opened.info.frames == 3
    assert opened.info.note == "first of 3 frames"
    assert is_near(rgb(opened.image, 16, 16), RED, 12)


def test_the_first_page_of_a_tiff_is_taken_and_said_so(tmp_path):
    data = encoded(quarters(), "tiff", save_all=True, append_images=[photo()])

    assert open_picture(write(tmp_path, "fax.tif", data)).info.note == "first of 2 pages"


@pytest.mark.parametrize("form", ["jpeg", "png", "webp", "tiff"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_stands_upright(tmp_path, form, orientation):
    data = encoded(lying(quarters(), orientation), form, exif=exif(orientation))
    path = write(tmp_path, f"phone.{form}", data)

    opened = open_picture(path)

    assert (opened.info.width, opened.info.height) == opened.image.size == (96, 64)
    assert all(
        is_near(found, wanted, 25)
        for found, wanted in zip(corners(opened.image), (RED, GREEN, BLUE, WHITE), strict=True)
    )


@pytest.mark.parametrize("orientation", [1, 6])
def test_size_is_that_of_the_full_upright_picture_when_only_a_small_one_is_made(
    tmp_path, orientation
):
    data = encoded(lying(photo(1200, 800), orientation), "jpeg", exif=exif(orientation))

    opened = open_picture(write(tmp_path, "phone.jpg", data), long_edge=120)

    assert (opened.info.width, opened.info.height) == (1200, 800)
    assert opened.image.size == (120, 80)


def test_broken_exif_counts_as_upright(tmp_path):
    data = encoded(quarters(), "jpeg", exif=b"Exif\0\0II*\0\xff\xff\xff\xff")

    assert open_picture(write(tmp_path, "e.jpg", data)).image.size == (96, 64)


@pytest.mark.parametrize("form", ["jpeg", "png", "webp", "tiff"])
@pytest.mark.parametrize("alpha", [False, True])
def test_nothing_private_leaves_with_a_reference(tmp_path, form, alpha):
    image = photo().convert("RGBA") if alpha and form != "jpeg" else photo()
    if image.mode == "RGBA":
        image.putalpha(128)
    private = {"exif": exif(6, gps=True), "xmp": b"<x:xmpmeta>SECRET-XMP</x:xmpmeta>"}
    if form == "tiff":
        del private["xmp"]
    data = encoded(image, form, icc_profile=srgb_profile(), **private)
    path = write(tmp_path, f"private.{form}", with_comments(data, form))

    encode_reference(path, tmp_path / "out", 2048)

    sent = (tmp_path / "out").read_bytes()
    assert kinds_of_parts(sent) <= {"JFIF", "DQT", "SOF", "DHT", "SOS", "IHDR", "IDAT", "IEND"}
    assert not [word for word in (b"GPS", b"SECRET", b"Exif", b"xmp", b"ICC") if word in sent]


def test_a_reference_with_alpha_is_sent_as_png(tmp_path):
    path = write(tmp_path, "a.png", encoded(Image.new("RGBA", (64, 32), (*RED, 100)), "png"))

    assert encode_reference(path, tmp_path / "out", 2048) == ("image/png", 64, 32)
    assert not (tmp_path / "out.part").exists()


def test_a_reference_is_sent_with_full_colour_resolution(tmp_path):
    path = write(tmp_path, "big.png", encoded(photo(3000, 1500), "png"))

    assert encode_reference(path, tmp_path / "out", 2048) == ("image/jpeg", 2048, 1024)
    with Image.open(tmp_path / "out") as sent:
        assert [layer[1:3] for layer in sent.layer] == [(1, 1)] * 3


def lying(upright: Image.Image, orientation: int) -> Image.Image:
    """The picture as a camera held that way stores it."""
    how = Image.Transpose
    undo = {
        2: how.FLIP_LEFT_RIGHT,
        3: how.ROTATE_180,
        4: how.FLIP_TOP_BOTTOM,
        5: how.TRANSPOSE,
        6: how.ROTATE_90,
        7: how.TRANSVERSE,
        8: how.ROTATE_270,
    }
    return upright.transpose(undo[orientation]) if orientation in undo else upright


def exif(orientation: int, *, gps: bool = False) -> bytes:
    tags = Image.Exif()
    tags[0x0112] = orientation
    if gps:
        tags[0x010E] = "SECRET-DESCRIPTION"
        tags.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
        tags.get_ifd(0x8769).update({0x927C: b"SECRET-MAKER-NOTE"})
    return tags.tobytes()


def with_comments(data: bytes, form: str) -> bytes:
    if form == "png":
        return with_png_chunk(data, b"tEXt", b"Comment\0SECRET-COMMENT")
    if form == "jpeg":
        return data[:2] + b"\xff\xfe\x00\x10SECRET-COMMENT" + data[2:]
    return data


def kinds_of_parts(data: bytes) -> set[str]:
    """Parse what would be sent, by hand: PNG chunks or JPEG segments up to the scan."""
    kinds, at = set(), 8
    if data.startswith(b"\x89PNG"):
        while at < len(data):
            length = int.from_bytes(data[at : at + 4], "big")
            kinds.add(data[at + 4 : at + 8].decode())
            at += 12 + length
        assert png_chunk(b"IEND", b"") == data[-12:]
        return kinds
    names = {0xDB: "DQT", 0xC0: "SOF", 0xC2: "SOF", 0xC4: "DHT", 0xDA: "SOS", 0xE0: "JFIF"}
    at, marker = 2, 0
    while marker != 0xDA:
        marker = data[at + 1]
        kinds.add(names.get(marker, hex(marker)))
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return kinds
